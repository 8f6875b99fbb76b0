"""What is wrong with a field, in Chinese, by pydantic's error code."""

from collections.abc import Mapping
from typing import Any

_MESSAGES = {
    "missing": "必填项未填写",
    "extra_forbidden": "不认识的字段",
    "string_type": "应为文字",
    "string_too_short": "内容过短，至少{min_length}个字",
    "string_too_long": "内容过长，至多{max_length}个字",
    "string_pattern_mismatch": "格式不正确",
    "phone": "应为手机号码，或者带区号的固定电话，如13912345678、025-12345678转801",
    "string_unicode": "含有无法保存的字符",
    "one_of": "请填写且只填写其中一项",
    "nul": "含有无法保存的字符（U+0000）",
    "too_short": "至少需要{min_length}项",
    "too_long": "至多{max_length}项",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数值",
    "float_parsing": "应为数值",
    "finite_number": "应为有限的数值",
    "bool_type": "应为是或否",
    "bool_parsing": "应为是或否",
    "greater_than": "应大于{gt}",
    "greater_than_equal": "不应小于{ge}",
    "less_than": "应小于{lt}",
    "less_than_equal": "不应大于{le}",
    "enum": "应为下列之一：{expected}",
    "literal_error": "应为下列之一：{expected}",
    "date_type": "应为日期，如2025-10-09",
    "date_parsing": "应为日期，如2025-10-09",
    "date_impossible": "没有这一天",
    "date_from_datetime_parsing": "应为日期，如2025-10-09",
    "date_from_datetime_inexact": "应为日期，如2025-10-09",
    "datetime_type": "应为带时区的时刻，如2025-10-09T09:00:00+08:00",
    "datetime_parsing": "应为带时区的时刻，如2025-10-09T09:00:00+08:00",
    "datetime_from_date_parsing": "应为带时区的时刻，如2025-10-09T09:00:00+08:00",
    "timezone_aware": "时刻应写明时区，如2025-10-09T09:00:00+08:00",
    "time_delta_type": "应为ISO 8601时长，如P30D",
    "time_delta_parsing": "应为ISO 8601时长，如P30D",
    "json_invalid": "不是有效的JSON",
    "dict_type": "应为对象",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "model_type": "应为JSON对象",
    "model_attributes_type": "应为JSON对象（Content-Type: application/json）",
}


def message_for(error: Mapping[str, Any]) -> str:
    """The message of one pydantic error; the sender's own input is never repeated."""
    template = _MESSAGES.get(error["type"])
    if template is None:
        return "内容不符合要求"
    try:
        return template.format(**error.get("ctx", {}))
    except KeyError:
        return "内容不符合要求"
