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

SAMPLES: dict[str, dict[str, Any]] = {
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
    "evaluation_failed": {},
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
    "recognised": {"signatories": ["市场监管总局", "农业农村部", "商务部"]},
    "announced": TERM,
    "annual_report_received": {"year": 2025},
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
