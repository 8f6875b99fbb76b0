"""Documents of a pilot project up to its half-year reports. Parties, places, data."""

from typing import Any

from services.documents.samples.parties import Parties

BUREAU, PROVINCE = "示例甲市市场监督管理局", "江苏省市场监督管理局"
FIVE = tuple(f"{each}市场监督管理局" for each in ("上海市", "江苏省", "浙江省", "安徽省", "江西省"))
MEMBERS = [BUREAU, "示例乙市市场监督管理局"]
BY_BUREAU: Parties = ((BUREAU,), (PROVINCE,))
BY_FIVE: Parties = (FIVE, tuple(MEMBERS))
_ASSESSMENT = {
    "safety": "近三年未发生重大质量安全事件",
    "safety_met": True,
    "policy_support": "出台质量提升政策",
    "policy_support_met": True,
    "industry": "产业集聚优势明显",
    "industry_met": True,
    "foundation": "检验检测平台健全",
    "foundation_met": False,
    "merit": "具有先进性、典型性、示范性",
    "selected": False,
    "looked_back_from": "2022-10-09",
}
_ON_SELECTION = ("pilot:5(2)", "pilot:4(1)", "pilot:4(2)", "pilot:4(3)", "pilot:4(4)")

PILOT: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    "pilot_mechanism": (
        BY_BUREAU,
        ("pilot:2(1)",),
        {"lead": BUREAU, "members": MEMBERS, "scope": "仪器仪表行业", "goals": "形成区域公共品牌"},
    ),
    "pilot_filing": (
        BY_BUREAU,
        ("pilot:5(1)", "pilot:a1"),
        {
            "bureau": BUREAU,
            "implementing_bodies": ["示例仪器仪表行业协会"],
            "goals": "形成区域公共品牌",
            "work_plan": "建设一站式服务平台",
            "features": "产业集聚",
            "remarks": "已纳入全市质量强市工作",
            "sealed": True,
            "amends": False,
        },
    ),
    "pilot_work_plan": (
        BY_BUREAU,
        ("pilot:5(1)", "pilot:a1"),
        {"bureau": BUREAU, "scope": "仪器仪表行业", "goals": "形成区域公共品牌", "plan": "建设一站式服务平台"},
    ),
    "pilot_completion_notice": (
        ((PROVINCE,), (BUREAU,)),
        ("pilot:5(1)", "pilot:a1"),
        {"defects": ["未盖章"], "note": "请加盖公章"},
    ),
    "pilot_assessment": (
        BY_FIVE,
        _ON_SELECTION,
        {
            "assessment": _ASSESSMENT,
            "looked_back_to": "2025-11-10",
            "result": "未予遴选",
            "members": MEMBERS,
            "draft_number": 2,
        },
    ),
    "pilot_selection_result": (BY_FIVE, _ON_SELECTION, {"result": "未予遴选", "members": MEMBERS}),
    "pilot_list": (
        BY_FIVE,
        ("pilot:5(3)",),
        {
            "launched_on": "2025-10-09",
            "title": "示例区域仪器仪表行业质量提升",
            "lead": BUREAU,
            "members": MEMBERS,
            "scope": "仪器仪表行业",
            "draft": "",
        },
    ),
    "pilot_half_year_report": (
        BY_BUREAU,
        ("pilot:5(4)",),
        {
            "bureau": BUREAU,
            "period": "2025年4月10日（周四）至2025年10月9日（周四）",
            "k": 1,
            "version": 2,
            "progress": "各项任务按计划推进",
            "measures": "培训企业",
            "problems": "计量服务能力不足",
            "next_half": "扩大平台覆盖",
            "experience": "一站式服务",
        },
    ),
}
