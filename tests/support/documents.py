"""Facts of every kind of document, as the platform hands them to the wording."""

from datetime import date
from typing import Any

from domain.citation import Citation
from domain.date_rules import derive
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from services.documents.wording import DocumentFacts
from tests.support.calendars import CALENDAR
from tests.support.creation_documents import CREATION
from tests.support.document_parties import CREATING_BODY, PARK
from tests.support.list_documents import ABOVE_CASES
from tests.support.pilot_documents import PILOT
from tests.support.pilot_matter_documents import PILOT_MATTERS
from tests.support.term_documents import RECOGNISED

_SAMPLES = CREATION | RECOGNISED | ABOVE_CASES | PILOT | PILOT_MATTERS

_STATED: dict[str, tuple[tuple[str, str], ...]] = {
    "consultation_letter": (("zone-consultation", "2025-10-10"),),
    "creation_approval": (("zone-creation-minimum", "2025-10-09"),),
    "public_notice": (("zone-notice", "2025-09-30"),),
    "public_notice_result": (("zone-notice", "2025-09-30"),),
    "notice_correction": (("zone-notice", "2025-09-30"),),
    "notice_amendment": (("zone-notice", "2025-09-30"),),
    "objection_supplement_notice": (("zone-objection-supplement", "2025-10-14"),),
    "objection_not_accepted": (("zone-objection-supplement", "2025-10-14"),),
    "recognition": (("zone-term", "2025-11-03"), ("zone-renewal-window", "2025-11-03")),
    "announcement": (("zone-term", "2025-11-03"), ("zone-renewal-window", "2025-11-03")),
    "renewal_recognition": (("zone-term", "2025-11-03"), ("zone-renewal-window", "2025-11-03")),
    "renewal_reminder": (("zone-renewal-window", "2025-11-03"), ("zone-term", "2025-11-03")),
    "expiry_notice": (("zone-term", "2025-11-03"),),
    "expiry_status": (("zone-term", "2025-11-03"),),
    "material_event_receipt": (("zone-material-event", "2026-06-19"),),
    "revocation_decision": (("zone-reapplication-bar", "2026-11-03"),),
    "revocation_announcement": (("zone-reapplication-bar", "2026-11-03"),),
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
