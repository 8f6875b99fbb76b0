"""Documents from the recognition on, and of every end of a case: parties, articles, data."""

from typing import Any

from domain.zone.creation_requirements import Article, RequirementActivity, told
from services.documents.samples.parties import (
    BY_PARK,
    BY_PARK_TO_SAMR,
    BY_PROVINCE,
    BY_SAMR,
    BY_SAMR_TO_ALL,
    DEPARTMENTS,
    JOINTLY,
    SAMR,
    Parties,
)

_TERM = {"term_starts": "2025-11-03", "term_last_day": "2028-11-03"}
_JOINT = {"signatories": [SAMR, *DEPARTMENTS]}
_REASONS = {"reasons": "主导产业质量特色优势不够明显，质量工作基础有待夯实。"}

RECOGNISED: dict[str, tuple[Parties, tuple[str, ...], dict[str, Any]]] = {
    "recognition": (JOINTLY, ("zone:23",), {**_TERM, **_JOINT, "draft": "", "former": ["苏州生物纳米园"]}),
    "announcement": (BY_SAMR_TO_ALL, ("zone:23",), {"matter": "示范区认定", **_TERM}),
    "annual_report": (
        BY_PARK_TO_SAMR,
        ("zone:27#1",),
        {
            "year": 2026,
            "activities": "开展全民质量行动和“质量月”活动",
            "requirements": told([RequirementActivity(article=Article.NINE, result="新增检验检测能力42项")]),
            "events": ["2026年6月19日（周五）：储罐泄漏，已处置，无人员伤亡。"],
            "promotion": "总结推广三项经验做法",
            "next_plan": "继续提升质量基础设施服务效能",
        },
    ),
    "annual_report_receipt": (BY_SAMR, ("zone:27#1",), {"year": 2026, "received_on": "2027-01-20"}),
    "renewal_reminder": (
        BY_SAMR,
        ("zone:28.1",),
        {"window_opens": "2028-05-03", "window_last": "2028-11-03", "term_last_day": "2028-11-03"},
    ),
    "renewal_application": (
        BY_PARK,
        ("zone:28.1",),
        {
            "summary": "示范期内各项工作有序推进",
            "goals": [{"indicator": "产品监督抽查合格率", "target": "98%", "result": "98.6%"}],
            "indicators": [{"indicator": "质量基础设施", "result": "一站式服务平台运行正常"}],
            "requirements": [],
        },
    ),
    "comprehensive_evaluation_report": (
        BY_SAMR,
        ("zone:28.3#1",),
        {"findings": "创建成果得到巩固，示范推广有成效。", "conclusion": "通过"},
    ),
    "renewal_failed": (
        BY_SAMR,
        ("zone:28.3#2",),
        {"because": "开展了综合评估，评估结论为未通过", **_REASONS},
    ),
    "renewal_recognition": (
        JOINTLY,
        ("zone:28.3",),
        {"term_number": 2, **_TERM, **_JOINT, "draft": "", "former": ["苏州生物纳米园"]},
    ),
    "expiry_notice": (BY_SAMR, ("zone:24",), {"term_last_day": "2028-11-03"}),
    "expiry_status": (
        BY_SAMR,
        ("zone:24",),
        {"term_last_day": "2028-11-03", "pending": "复审", "state": "示范期已届满，复审未结"},
    ),
    "material_event_report": (
        BY_PARK_TO_SAMR,
        ("zone:27#1",),
        {
            "number": 1,
            "event_kind": "第七条所列情形：重大安全事故",
            "what": "储罐泄漏，已处置，无人员伤亡。",
            "occurred": "2026年6月19日（周五）22时00分",
            "alert": "2026年6月20日（周六）22时00分",
        },
    ),
    "material_event_receipt": (
        BY_SAMR,
        ("zone:27#1",),
        {
            "number": 1,
            "event_kind": "第七条所列情形：重大安全事故",
            "occurred": "2026年6月19日（周五）22时00分",
            "reported": "2026年6月20日（周六）20时00分",
            "timely": "未超过系统策略的提示时限",
        },
    ),
    "revocation_record": (
        BY_SAMR_TO_ALL,
        ("zone:27#2",),
        {"ground": "示范推广工作不力", "facts": "示范期内未开展推广。", "evidence": ["年度工作报告", "现场检查记录"]},
    ),
    "revocation_statement": (BY_PARK_TO_SAMR, ("zone:27#2",), {"statement": "推广工作正在补做。"}),
    "revocation_closing": (BY_SAMR, ("zone:27#2",), {"reasons": "推广工作已经改进。"}),
    "revocation_decision": (
        JOINTLY,
        ("zone:27#2", "zone:27#3"),
        {
            **_JOINT,
            "draft": "经五部门会商，作出如下决定。",
            "ground": "示范推广工作不力",
            "facts": "示范期内未开展推广。",
            "findings": "经审查属实。",
            "decided_on": "2026-11-03",
            "also": "正在办理的复审一并终止。",
            "bar": "至2029年11月3日（周六）止，不得再次提出创建申请。",
        },
    ),
    "revocation_announcement": (
        BY_SAMR_TO_ALL,
        ("zone:27#2", "zone:27#3"),
        {"decided_on": "2026-11-03", "bar_last_day": "2029-11-03"},
    ),
    "renewal_notice_withdrawal": (
        BY_SAMR_TO_ALL,
        ("zone:27#2",),
        {"starts": "2026-11-02", "because": "示范区认定已撤销"},
    ),
    "renunciation_application": (BY_PARK_TO_SAMR, ("zone:3#2",), {"reasons": "园区职能调整"}),
    "renunciation_decision": (BY_SAMR, ("zone:3#2",), {"opinion": "尊重园区意愿。"}),
    "decision_withdrawal": (
        JOINTLY,
        ("zone:23", "zone:27#2"),
        {
            **_JOINT,
            "draft": "",
            "decision": "撤销认定决定",
            "reasons": "原认定的事实有误。",
            "result": "示范区认定恢复有效。",
        },
    ),
    "renewal_withdrawal": (BY_PARK, ("zone:28.1",), {"reasons": "发展规划调整", "term_last_day": "2028-11-03"}),
    "withdrawal_letter": (BY_PARK, ("zone:3",), {"reasons": "园区规划调整"}),
    "withdrawal_confirmation": (BY_PROVINCE, ("zone:3",), {"reasons": "园区规划调整"}),
}
