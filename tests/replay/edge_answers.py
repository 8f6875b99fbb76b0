"""An answer of the right form to every question off the main road: task kind → who answers, action, data."""

from typing import Any

from tests.support import forms, revocations
from tests.support.lives import ANSWERS as ROAD
from tests.support.lives import OBJECTION
from tests.support.stories import DEPARTMENTS

_PARK, _PROVINCE, _SAMR, _SECOND = ("park-js-1",), ("prov-js",), ("samr",), ("samr-2",)
_SIGN: dict[str, Any] = {"draft": 1}
_REVISION = {"text": "决定如下。", "reasons": "按会签意见修改。"}
_EVENT = {"kind": "other", "what": "储罐泄漏。", "occurred_on": "2026-11-01", "occurred_time": "08:00"}
_FACT = {
    "item": "N2",
    "what": "储罐泄漏",
    "where": "示例企业",
    "occurred_on": "2026-11-01",
    "evidence": ["a.pdf"],
}

Answer = tuple[tuple[str, ...], str, dict[str, Any]]


def _joint(prefix: str) -> dict[str, Answer]:
    return {
        f"{prefix}_decision": (_SECOND, "sign", _SIGN),
        f"{prefix}_signature": (DEPARTMENTS, "sign", _SIGN),
        f"{prefix}_draft": (_SAMR, "revise", _REVISION),
        f"{prefix}_retraction": (("samr", *DEPARTMENTS), "retract", forms.REASONS),
    }


ANSWERS: dict[str, Answer] = {
    **_joint("recognition"),
    **_joint("renewal"),
    **_joint("revocation"),
    **_joint("correction"),
    **ROAD,
    "panel_recusal": (("expert-1", "expert-2", "expert-3"), "recuse", {"relation": "两年前曾在该园区任职。"}),
    "panel_replacement": (_SAMR, "replace", forms.REPLACEMENT),
    "withdrawal": (_PARK, "withdraw", forms.REASONS),
    "negative_fact": (_SAMR, "record", _FACT),
    "negative_fact_province": (_PROVINCE, "record", _FACT),
    "paper_application": (
        _PROVINCE,
        "apply",
        {**forms.APPLICATION, "received_on": "2026-11-01", "scan": ["a.pdf"]},
    ),
    "creation_delivery": (_PARK, "confirm", {}),
    "creation_delivery_entry": (_SAMR, "confirm", {"delivered_on": "2026-11-01"}),
    "early_acceptance_request": (_PARK, "ask", forms.REASONS),
    "creation_exception": (_SAMR, "grant", {"document_number": "国市监质〔2027〕8号", "reasons": "目标提前完成"}),
    "identity_change": (
        _PARK,
        "report",
        {"name": "示例新园区", "approval_number": "1号", "effective_on": "2026-11-01"},
    ),
    "identity_decision": (_SAMR, "recognise_with_note", {}),
    "notice_correction": (_SAMR, "withdraw", forms.REASONS),
    "paper_objection": (
        _SAMR,
        "register",
        {"receipt_number": "收-9", "stamped_on": "2026-11-01", "has_evidence": True},
    ),
    "late_objection": (("a-citizen",), "object", OBJECTION),
    "late_finding": (_SAMR, "leave", {"receipt_number": "收-2", "reasons": "不影响认定。"}),
    "renewal_late_objection": (("a-citizen",), "object", OBJECTION),
    "renewal_late_finding": (_SAMR, "leave", {"receipt_number": "收-2", "reasons": "不影响继续认定。"}),
    "renewal_withdrawal": (_PARK, "withdraw", forms.REASONS),
    "paper_renewal": (_PROVINCE, "apply", {**forms.RENEWAL, "received_on": "2026-11-01"}),
    "paper_annual_report": (_SAMR, "submit", {**forms.REPORT, "received_on": "2026-11-01", "year": 2026}),
    "correction_opening": (_SAMR, "open", forms.REASONS),
    "correction_closing": (_SAMR, "close", forms.REASONS),
    "material_event": (_PARK, "report", _EVENT),
    "material_event_record": (_SAMR, "record", {**_EVENT, "source": "巡查"}),
    "material_event_triage": (_SAMR, "note", forms.OPINION),
    "annual_report_forwarding": (_PROVINCE, "forward", {}),
    "renunciation": (_PARK, "ask", forms.REASONS),
    "renunciation_decision": (_SAMR, "accept", forms.OPINION),
    "revocation_opening": (_SAMR, "open", revocations.OPENING),
    "revocation_closing": (_SAMR, "close", forms.REASONS),
    "revocation_review": (_SAMR, "propose", {"findings": "属实。"}),
    "revocation_statement": (_PARK, "state", {"statement": "正在补做。"}),
    "revocation_hearing": (_SAMR, "conclude", forms.OPINION),
    "revocation_after_expiry": (_SAMR, "continue", forms.OPINION),
    "revocation_publication": (_SAMR, "publish", {}),
    "revocation_delivery": (_SAMR, "deliver", {"delivered_on": "2026-11-01"}),
}
