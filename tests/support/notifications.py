"""Sample data for every kind of notice, and the facts around it."""

from datetime import UTC, datetime
from typing import Any

from domain.citation import Citation
from services.notifications.wording import NoticeFacts

PARK = "苏州生物医药产业园"
REPORT = {"year": 2025, "due": "2026-02-02"}
CONSULTATION = {"matter": "验收申请", "due": "2025-08-25"}
TERM = {"term_starts": "2025-10-15", "term_last_day": "2028-10-15"}
CLOSES = "2025年10月10日（周五）24时"

_EVENT = {
    "number": 1,
    "event_kind": "第七条所列情形：重大安全事故",
    "what": "储罐泄漏",
    "occurred": "2026年6月19日（周五）22时00分",
    "alert": "2026年6月20日（周六）22时00分",
}

_PILOT_REPORT = {
    "k": 1,
    "bureau": "示例甲市市场监督管理局",
    "period": "2025年4月10日（周四）至2025年10月9日（周四）",
}
_MEMBERS = ["示例甲市市场监督管理局", "示例乙市市场监督管理局"]

SAMPLES: dict[str, dict[str, Any]] = {
    "pilot_cooperation": {"lead": _MEMBERS[0], "members": _MEMBERS},
    "pilot_filed": {"bureau": _MEMBERS[0], "missing": ["示例乙市市场监督管理局（向浙江省市场监督管理局）"]},
    "pilot_filing_received": {"bureau": _MEMBERS[0]},
    "pilot_filing_returned": {"bureau": _MEMBERS[0], "defects": ["未盖章"]},
    "pilot_assessment_drafted": {"result": "拟遴选"},
    "pilot_selected": {"result": "遴选为长三角质量提升示范试点项目"},
    "pilot_published": {"launched_on": "2025-10-09", "lead": _MEMBERS[0], "members": _MEMBERS},
    "pilot_aim_passed": {"label": "取得阶段性成效的节点", "day": "2025-10-09"},
    "pilot_report_received": _PILOT_REPORT | {"version": 2},
    "pilot_report_returned": {"bureau": _MEMBERS[0], "period": _PILOT_REPORT["period"], "reasons": "数据不全"},
    "pilot_report_before": _PILOT_REPORT | {"due": "2025-10-09", "days": 30},
    "pilot_report_after": _PILOT_REPORT | {"due": "2025-10-09", "days": 7},
    "case_opened": {},
    "creation_application_received": {"applied_on": "2024-05-08"},
    "not_shortlisted": {},
    "nominated": {},
    "consent_given": {"matter": "创建名单"},
    "consent_declined": {"matter": "验收申请"},
    "consultation_asked": CONSULTATION | {"due_note": "2025年8月25日（周一）（系统策略：法规未规定反馈期限）"},
    "consultation_closed": {"matter": "验收申请", "silent": ["商务部", "文化和旅游部"]},
    "creation_approved": {"approved_on": "2024-07-15", "earliest_acceptance_on": "2025-07-16"},
    "creation_refused": {},
    "acceptance_applied": {"applied_on": "2025-07-16"},
    "examination_passed": {"matter": "验收申请"},
    "examination_failed": {"matter": "验收申请"},
    "ready_for_samr": {"matter": "验收申请"},
    "submitted_to_samr": {"matter": "验收申请"},
    "returned": {"number": 2, "improvements": ["补充计量能力建设材料", "更正自查数据"]},
    "panel_formed": {"experts": ["专家甲", "专家乙", "专家丙"]},
    "evaluated": {"conclusion": "通过"},
    "evaluation_failed": {"ends": False},
    "application_withdrawn": {},
    "supplement_asked": {"missing": ["补充创建方案", "更正核查表"]},
    "creation_delivered": {},
    "early_acceptance_asked": {},
    "early_acceptance_granted": {"document_number": "国市监质〔2025〕8号"},
    "early_acceptance_declined": {},
    "negative_fact": {
        "number": 1,
        "fact": "重大质量事故：园区北侧厂房，批量召回（2024年5月8日（周三））",
        "done": "录入",
        "determination": "待有关机关认定",
        "consequence": "认定之前暂缓作出对园区有利的决定，既不视为符合、也不视为不符合。",
    },
    "round_deployed": {"title": "2026年度创建工作方案", "opens_on": "2026-03-02", "closes_on": "2026-06-30"},
    "round_closing": {"title": "2026年度创建工作方案", "closes_on": "2026-06-30"},
    "indicators_adopted": {"title": "评估指标体系", "in_force_from": "2026-03-02", "classes": "农业"},
    "revocation_suggested": {"fact": "重大质量事故：园区北侧厂房，批量召回（2024年5月8日（周三））"},
    "public_notice_started": {
        "matter": "评估验收结果",
        "last_day": "2025-10-10",
        "closing_hour": "24时",
        "closes": CLOSES,
    },
    "public_notice_closing": {"matter": "评估验收结果", "last_day": "2025-10-10", "closing_hour": "24时"},
    "public_notice_passed": {"matter": "评估验收结果", "last_day": "2025-10-10", "closing_hour": "24时"},
    "objection_received": {"receipt_number": "YY-2025-0007"},
    "objection_received_park": {},
    "objection_concluded": {"upheld": False},
    "objection_incomplete": {"receipt_number": "YY-2025-0007"},
    "objection_late": {"receipt_number": "YY-2025-0007"},
    "objection_withdrawn": {"receipt_number": "YY-2025-0007"},
    "objection_withdrawn_park": {},
    "objection_closed": {"numbers": ["YY-2025-0007", "YY-2025-0008"]},
    "objection_closed_park": {},
    "notice_amended": {
        "matter": "评估验收结果",
        "counting": "公示期重新计算",
        "closes": CLOSES,
        "remark": "更正：原公示“甲园区”，更正为“乙园区”。",
    },
    "notice_withdrawn": {"matter": "评估验收结果", "reasons": "名单有误"},
    "late_finding": {"receipt_number": "YY-2025-0007"},
    "identity_changed": {
        "former_name": "甲园区",
        "former_body": "甲园区管理委员会",
        "new_name": "乙园区",
        "new_body": "乙园区管理委员会",
        "approval": "苏政复〔2025〕3号",
        "effective_on": "2025-10-09",
        "held": True,
    },
    "identity_settled": {"news": "市场监管总局决定更正公示。"},
    "recognised": {"signatories": ["市场监管总局", "农业农村部", "商务部"]},
    "draft_revised": {"matter": "示范区认定", "number": 2, "void": ["市场监管总局", "商务部"]},
    "announced": TERM,
    "annual_report_received": {"year": 2025},
    "annual_report_to_forward": {"year": 2025},
    "annual_report_returned": {"year": 2025, "reasons": "缺少示范推广情况"},
    "renewal_window_opened": {
        "window_opens": "2028-04-15",
        "window_last": "2028-10-15",
        "term_last_day": "2028-10-15",
    },
    "renewal_applied": {},
    "renewal_failed": {},
    "renewed": {"term_number": 2, "term_starts": "2028-10-16", "term_last_day": "2031-10-15"},
    "expired": {"term_last_day": "2028-10-15"},
    "expired_pending_renewal": {"term_last_day": "2028-10-15"},
    "withdrawn": {},
    "material_event_reported": _EVENT | {"reported": "2026年6月20日（周六）20时00分", "timely": "未超过提示时限"},
    "material_event_recorded": _EVENT,
    "material_event_triaged": {"number": 1, "result": "作为情况掌握"},
    "material_event_unreported": {"number": 1, "what": "储罐泄漏"},
    "revocation_opened": {"ground": "示范推广工作不力"},
    "revocation_hearing": {"ground": "示范推广工作不力"},
    "revocation_stated": {},
    "revocation_continued": {},
    "revocation_closed": {},
    "revocation_lapsed": {},
    "revoked": {
        "ground": "示范推广工作不力",
        "also": "正在办理的复审一并终止。",
        "bar": "至2029年11月3日（周六）止，不得再次提出创建申请。",
    },
    "revocation_published": {"decided_on": "2026-11-03", "bar_last_day": "2029-11-03"},
    "revocation_delivered": {"bar_last_day": "2029-11-03"},
    "bar_ended": {"bar_last_day": "2029-11-03"},
    "expired_pending_revocation": {"term_last_day": "2028-10-15"},
    "renewal_lapsed": {},
    "renunciation_asked": {},
    "renunciation_declined": {"reasons": "请先完成移交"},
    "renounced": {},
    "correction_opened": {"decision": "认定决定"},
    "correction_lapsed": {"decision": "认定决定"},
    "decision_withdrawn": {"decision": "认定决定", "result": "示范区认定自撤回之日起不再有效。"},
    "task_assigned": {"task": "审核验收申请材料", "due": None},
    "annual_report_before": REPORT | {"days": 30},
    "annual_report_after": REPORT | {"days": 1},
    "annual_report_escalated": REPORT | {"days": 30},
    "renewal_heads_up": {"window_opens": "2028-04-15"},
    "renewal_before_expiry": {"window_last": "2028-10-15", "term_last_day": "2028-10-15", "days": 90},
    "consultation_before": CONSULTATION | {"days": 3},
    "consultation_after": CONSULTATION | {"days": 1},
    "plain_reminder": {"title": "2025年度工作报告", "debtor": "创建主体", "due": "2026-02-02"},
    "date_changed": {
        "label": "公示期最后一日",
        "change": "中止",
        "news": "市场监管总局决定自2026年1月5日（周一）起中止公示期最后一日的计算，尚余3个工作日（理由：核实情况）。",
        "until": "中止中，尚余3个工作日",
    },
    "deadline_moved": {
        "label": "征求意见反馈期限",
        "before": "2027-01-08",
        "after": "2027-01-11",
        "until": "2027年1月11日（周一）",
        "because": "节假日安排公布或者更正",
        "note": "",
    },
}


def some_facts(data: dict[str, Any], **changes: Any) -> NoticeFacts:
    """Facts of a notice that leaves at its time, 09:00 Asia/Shanghai on 2026-01-03."""
    moment = datetime(2026, 1, 3, 1, 0, tzinfo=UTC)
    facts: dict[str, Any] = {
        "park": PARK,
        "case_id": "zone/sz-biobay",
        "data": data,
        "basis": (Citation("zone:27#1"),),
        "planned_at": moment,
        "now": moment,
        "link": "https://zhicheng.example.gov.cn/cases/zone/sz-biobay",
    }
    return NoticeFacts(**facts | changes)
