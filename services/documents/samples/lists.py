"""Documents above single cases: work plans, indicators and lists of cases. Parties, articles, data."""

from typing import Any

from services.documents.samples.parties import BY_SAMR, LEADING_GROUP, PROVINCE, SAMR, Parties
from services.documents.samples.pilot import BY_FIVE, MEMBERS

_JOINT: Parties = ((SAMR, "农业农村部"), (PROVINCE, LEADING_GROUP))
_LISTED = [
    {"rank": 1, "park": "示例一号园区", "region": "江苏省", "creating_body": "示例一号园区管委会", "result": "通过"},
    {"rank": 2, "park": "示例二号园区", "region": "江苏省", "creating_body": "示例二号园区管委会", "result": "通过"},
]


def _project(rank: int, title: str) -> dict[str, Any]:
    return {
        "rank": rank,
        "title": title,
        "lead": MEMBERS[0],
        "members": MEMBERS,
        "scope": "仪器仪表行业",
        "launched_on": "2025-10-09",
        "signatories": [],
    }


ABOVE_CASES: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    "work_plan": (
        _JOINT,
        ("zone:15",),
        {
            "title": "2026年度全国质量品牌提升示范区创建工作方案",
            "number": "2026年第1轮",
            "opens_on": "2026-03-02",
            "closes_on": "2026-06-30",
            "text": "各省按照本方案组织创建活动",
        },
    ),
    "indicator_system": (
        _JOINT,
        ("zone:19",),
        {
            "title": "全国质量品牌提升示范区创建评估指标体系",
            "number": "第2版",
            "in_force_from": "2026-03-02",
            "classes": "农业",
            "text": "按照分类指导的要求制定",
            "indicators": [{"indicator": "质量基础设施", "requirement": "服务平台健全。"}],
        },
    ),
    "nominee_list_letter": (
        ((PROVINCE,), (SAMR,)),
        ("zone:17.1",),
        {"title": "2026年第1轮创建名单", "entries": [each | {"result": ""} for each in _LISTED]},
    ),
    "pilot_project_list": (
        BY_FIVE,
        ("pilot:5(3)",),
        {
            "title": "第一批",
            "entries": [_project(1, "示例区域仪器仪表行业质量提升"), _project(2, "示例区域家具行业质量提升")],
            "draft": "",
            "drafts_differ": False,
        },
    ),
    "notice_list": (BY_SAMR, ("zone:22#1",), {"title": "2026年评估验收结果", "entries": _LISTED}),
}
