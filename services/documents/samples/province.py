"""Documents of the provincial regulation: of its text, and of the duties and campaigns of a government."""

from datetime import date
from typing import Any

from domain.edition import Edition
from services.documents.samples.parties import Parties

OPERATIONS, CITY, DEPARTMENT = "质程运维", "武汉市人民政府", "武汉市财政局"
TITLE = "2026年国际消费者权益保护日"
ADOPTED = Edition(instrument="province", title="湖北省质量促进条例", adopted_on=date(2025, 3, 28))
"""What the draft was adopted as."""
_RECORD: Parties = ((OPERATIONS,), ())
_BY_CITY: Parties = ((CITY,), (DEPARTMENT,))
_BY_DEPARTMENT: Parties = ((DEPARTMENT,), (CITY,))
_KEPT: Parties = ((CITY,), (CITY,))
_ON_TEXT, _ON_CAMPAIGN = ("province:42",), ("province:30.1",)
_STATED = {
    "document_number": "示例公告第12号",
    "effective_on": "2025-05-15",
    "promulgated_by": "湖北省人民代表大会常务委员会",
}
_CAMPAIGN = {"who": CITY, "title": TITLE, "late": True}
_QUOTE = "统筹安排质量促进工作经费"

PROVINCE_TEXT: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    "province_text_version": (
        _RECORD,
        _ON_TEXT,
        _STATED
        | {
            "title": ADOPTED.title,
            "adopted_on": "2025-03-28",
            "number": 1,
            "mapping": [
                {
                    "id": "H30-1-2",
                    "draft": "第三十条第一款",
                    "old": "第三十条第一款",
                    "new": "第三十二条第一款",
                    "quote": "加强质量公益宣传",
                }
            ],
        },
    ),
    "province_entry_into_force": (((OPERATIONS,), (CITY,)), _ON_TEXT, _STATED | {"again": "", "count": 3}),
    "province_repeal": (
        ((OPERATIONS,), (CITY,)),
        _ON_TEXT,
        {"document_number": "示例公告第30号", "on": "2030-01-01", "reasons": "另行制定条例"},
    ),
    "province_assignment": (
        _BY_CITY,
        ("province:4.3",),
        {
            "who": CITY,
            "rows": [
                {
                    "id": "H04-1-2",
                    "place": "第四条第一款",
                    "quote": _QUOTE,
                    "bodies": DEPARTMENT,
                    "evidence": "预算安排文件",
                }
            ],
        },
    ),
    "province_evidence": (
        _BY_DEPARTMENT,
        ("province:4.1", "province:40#1"),
        {
            "who": DEPARTMENT,
            "place": "第四条第一款",
            "quote": _QUOTE,
            "number": 1,
            "what": "质量促进工作经费已列入年度预算",
            "done_on": "2025-09-30",
            "no_result": True,
        },
    ),
    "province_initiative": (
        _KEPT,
        ("province:5.2", "province:9"),
        {
            "who": CITY,
            "place": "第五条第二款",
            "quote": "鼓励和引导企业设立首席质量官、首席品牌官，明确职责权限，完善企业质量治理机制",
            "modality": "鼓励",
            "title": "首席质量官培训",
            "what": "举办培训班两期",
            "done_on": "2025-09-30",
        },
    ),
    "province_campaign_plan": (
        _KEPT,
        _ON_CAMPAIGN,
        _CAMPAIGN
        | {"theme": "共筑满意消费", "activities": "举办现场咨询和检验检测开放日", "organisers": "市市场监督管理局牵头"},
    ),
    "province_campaign_record": (
        _KEPT,
        _ON_CAMPAIGN,
        _CAMPAIGN | {"what": "现场咨询一场", "participants": "群众三百余人"},
    ),
    "province_campaign_summary": (
        _KEPT,
        _ON_CAMPAIGN,
        _CAMPAIGN | {"results": "各项活动如期开展", "problems": "", "next_steps": ""},
    ),
}
