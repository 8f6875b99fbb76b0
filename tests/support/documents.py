"""Facts of every kind of document, as the platform hands them to the wording."""

from datetime import date
from typing import Any

from domain.citation import Citation
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.zone.date_rules import derive
from services.documents.wording import DocumentFacts
from tests.support.calendars import CALENDAR

SAMR = "市场监管总局"
DEPARTMENTS = ("农业农村部", "商务部", "文化和旅游部", "国家知识产权局")
PROVINCE = "江苏省市场监督管理局"
LEADING_GROUP = "江苏省质量强省工作领导小组"
PARK = "苏州生物医药产业园"
CREATING_BODY = "苏州生物医药产业园管理委员会"

_COUNTED = ["2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13", "2025-10-14"]
_TERM = {"term_starts": "2025-11-03", "term_last_day": "2028-11-03"}
_JOINT = {"signatories": [SAMR, *DEPARTMENTS]}
_REASONS = {"reasons": "主导产业质量特色优势不够明显，质量工作基础有待夯实。"}
_GOALS = [
    {"indicator": "主导产业产品质量监督抽查合格率", "base": "96.2%", "target": "98.5%"},
    {"indicator": "参与制定国家标准数量", "base": "12项", "target": "20项"},
]
_CHECKS = [
    {"item": "重大质量事故", "occurred": "未发生"},
    {"item": "重大安全事故", "occurred": "未发生"},
    {"item": "严重环境违法行为", "occurred": "未发生"},
    {"item": "重大侵权假冒违法行为", "occurred": "未发生"},
]
_RESULTS = [{"indicator": "参与制定国家标准数量", "target": "20项", "result": "已完成，23项"}]
_FINDINGS = [{"indicator": "质量基础设施", "finding": "已建成高水平质量基础设施集成服务基地，服务企业三百余家。"}]

_BY_PARK = ((CREATING_BODY,), (PROVINCE,))
_BY_PARK_TO_SAMR = ((CREATING_BODY,), (SAMR,))
_BY_PROVINCE = ((PROVINCE,), (CREATING_BODY,))
_BY_GROUP = ((LEADING_GROUP,), (PROVINCE,))
_BY_SAMR = ((SAMR,), (CREATING_BODY, PROVINCE))
_BY_SAMR_TO_ALL: tuple[tuple[str, ...], tuple[str, ...]] = ((SAMR,), ())
_JOINTLY = ((SAMR, *DEPARTMENTS), (CREATING_BODY, PROVINCE))

_SAMPLES: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, ...], dict[str, Any]]] = {
    "creation_application": (
        _BY_PARK,
        ("zone:16",),
        {
            "goals": _GOALS,
            "benchmark": "国内先进生物医药产业园区",
            "industry": "生物医药",
            "plan_summary": "完善质量激励机制，建设质量基础设施集成服务基地。\n培育区域品牌。",
            "checks": _CHECKS,
        },
    ),
    "nominee_list": (((PROVINCE,), (SAMR,)), ("zone:17.1",), {"opinion": "论证认为创建目标明确、方案可行"}),
    "not_shortlisted": (_BY_PROVINCE, ("zone:17.1",), _REASONS),
    "leading_group_consent": (_BY_GROUP, ("zone:17.1",), {"matter": "创建名单", "opinion": "同意上报。"}),
    "leading_group_decline": (_BY_GROUP, ("zone:20",), {"matter": "验收申请", **_REASONS}),
    "consultation_letter": (
        ((SAMR,), ("商务部",)),
        ("zone:17.2",),
        {
            "matter": "创建申请",
            "due": "2025-10-24",
            "due_note": "2025年10月24日（周五）（系统策略：法规未规定反馈期限）",
        },
    ),
    "opinion_reply": (
        (("商务部",), (SAMR,)),
        ("zone:17.2",),
        {"matter": "创建申请", "stance": "同意", "opinion": "建议加强品牌出海服务"},
    ),
    "creation_approval": (
        _BY_SAMR,
        ("zone:17.2",),
        {
            "earliest_acceptance_on": "2026-10-10",
            "minimum_note": "创建活动原则上不少于一年，至2026年10月9日（周五）届满",
        },
    ),
    "creation_refusal": (_BY_SAMR, ("zone:17.2",), _REASONS),
    "acceptance_application": (_BY_PARK, ("zone:20",), {"self_check": "各项目标均已完成", "goals": _RESULTS}),
    "acceptance_examination": (
        ((PROVINCE,), (LEADING_GROUP,)),
        ("zone:20",),
        {"matter": "验收申请", "result": "审核通过", "opinion": "材料齐全，符合要求"},
    ),
    "acceptance_submission": (_BY_PARK_TO_SAMR, ("zone:20",), {"matter": "验收申请"}),
    "return_notice": (
        _BY_SAMR,
        ("zone:21",),
        {"number": 2, **_REASONS, "improvements": ["补充区域品牌保护的佐证材料", "完善质量激励机制。"]},
    ),
    "panel_notice": (
        _BY_SAMR,
        ("zone:21",),
        {"experts": ["甲专家", "乙专家", "丙专家"], "leader": "甲专家", "forms": ["材料评估", "现场验收"]},
    ),
    "evaluation_report": (
        (("专家评审组",), (SAMR,)),
        ("zone:19", "zone:21"),
        {
            "forms": ["材料评估", "现场验收"],
            "indicator_version": "2025年版",
            "findings": _FINDINGS,
            "conclusion": "通过",
        },
    ),
    "evaluation_feedback": (_BY_SAMR, ("zone:21",), {"improvements": ["加强质量管理数字化", "提升检验检测能力"]}),
    "public_notice": (
        _BY_SAMR_TO_ALL,
        ("zone:22",),
        {
            "matter": "评估验收结果",
            "entries": [PARK],
            "starts": "2025-09-30",
            "last_day": "2025-10-14",
            "closing_hour": "24时",
            "working_days": 5,
            "counted": _COUNTED,
            "provisional": True,
            "channel": "市场监管总局网站",
        },
    ),
    "notice_correction": (
        _BY_SAMR_TO_ALL,
        ("zone:22",),
        {
            "matter": "评估验收结果",
            "starts": "2025-09-30",
            "before": "2025-10-14",
            "last_day": "2025-10-15",
            "closing_hour": "24时",
            "counted": [*_COUNTED[1:], "2025-10-15"],
            "provisional": True,
            "because": "节假日安排公布或者更正",
        },
    ),
    "public_notice_result": (
        _BY_SAMR_TO_ALL,
        ("zone:22",),
        {"matter": "评估验收结果", "last_day": "2025-10-14", "closing_hour": "24时"},
    ),
    "objection_receipt": (
        _BY_SAMR_TO_ALL,
        ("zone:22",),
        {"receipt_number": "YY-2025-0007", "received_at": "2025-10-11", "entry": PARK},
    ),
    "reexamination_conclusion": (
        _BY_SAMR_TO_ALL,
        ("zone:22",),
        {"receipt_number": "YY-2025-0007", "upheld": False, "reasons": "举证材料所述情形与该园区无关"},
    ),
    "recognition": (_JOINTLY, ("zone:23",), {**_TERM, **_JOINT}),
    "announcement": (_BY_SAMR_TO_ALL, ("zone:23",), {"matter": "示范区认定", **_TERM}),
    "annual_report": (
        _BY_PARK_TO_SAMR,
        ("zone:27#1",),
        {
            "year": 2026,
            "activities": "开展全民质量行动和“质量月”活动",
            "promotion": "总结推广三项经验做法",
            "next_plan": "继续提升质量基础设施服务效能",
        },
    ),
    "annual_report_receipt": (_BY_SAMR, ("zone:27#1",), {"year": 2026, "received_on": "2027-01-20"}),
    "renewal_reminder": (
        _BY_SAMR,
        ("zone:28.1",),
        {"window_opens": "2028-05-03", "window_last": "2028-11-03", "term_last_day": "2028-11-03"},
    ),
    "renewal_application": (_BY_PARK, ("zone:28.1",), {"summary": "示范期内各项工作有序推进"}),
    "renewal_failed": (_BY_SAMR, ("zone:28.3",), _REASONS),
    "renewal_recognition": (_JOINTLY, ("zone:28.3",), {"term_number": 2, **_TERM, **_JOINT}),
    "expiry_notice": (_BY_SAMR, ("zone:24",), {"term_last_day": "2028-11-03"}),
    "withdrawal_confirmation": (_BY_PROVINCE, ("zone:3",), {"reasons": "园区规划调整"}),
}


_STATED: dict[str, tuple[tuple[str, str], ...]] = {
    "consultation_letter": (("zone-consultation", "2025-10-10"),),
    "creation_approval": (("zone-creation-minimum", "2025-10-09"),),
    "public_notice": (("zone-notice", "2025-09-30"),),
    "public_notice_result": (("zone-notice", "2025-09-30"),),
    "notice_correction": (("zone-notice", "2025-09-30"),),
    "recognition": (("zone-term", "2025-11-03"), ("zone-renewal-window", "2025-11-03")),
    "announcement": (("zone-term", "2025-11-03"), ("zone-renewal-window", "2025-11-03")),
    "renewal_recognition": (("zone-term", "2025-11-03"), ("zone-renewal-window", "2025-11-03")),
    "renewal_reminder": (("zone-renewal-window", "2025-11-03"), ("zone-term", "2025-11-03")),
    "expiry_notice": (("zone-term", "2025-11-03"),),
}
"""Rule and anchor of the dates a document states."""


def stated(kind: str) -> tuple[Deadline, ...]:
    """The dates a document of ``kind`` states, with their derivation."""
    return tuple(
        derive(rule, date.fromisoformat(anchor), {}, ZonePolicy(), CALENDAR) for rule, anchor in _STATED.get(kind, ())
    )


def sample(kind: str, **changes: Any) -> DocumentFacts:
    """The facts of one document of ``kind``; ``changes`` replace fields. Raises ``KeyError`` for an unknown kind."""
    (issuers, recipients), basis, data = _SAMPLES[kind]
    fields: dict[str, Any] = {
        "kind": kind,
        "number": "示创审〔2025〕12号",
        "on": date(2025, 10, 9),
        "issuers": issuers,
        "recipients": recipients,
        "subject": {"park": {"name": PARK, "region_name": "江苏省苏州市", "creating_body": CREATING_BODY}},
        "case_id": "zone/suzhou-biomed",
        "data": data,
        "basis": tuple(Citation(key) for key in basis),
        "policy_version": "zone-2025-1",
        "regulation": "《全国质量品牌提升示范区管理办法（试行）》（2024年3月14日）",
        "deadlines": stated(kind),
        "public_url": "https://zhicheng.example.gov.cn",
        "sample": True,
    }
    return DocumentFacts.model_validate(fields | changes)
