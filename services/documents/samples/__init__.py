"""Facts of one document of every kind, as the platform hands them to the wording: for previews and tests."""

from datetime import date
from typing import Any

from domain.citation import TITLES, Citation
from domain.date_rules import derive
from domain.deadline import Deadline
from domain.policy import POLICIES, PilotPolicy, ZonePolicy
from domain.working_days import WorkCalendar
from services.calendar_seed import past_releases
from services.documents.content import Specimen
from services.documents.kinds import KINDS
from services.documents.samples.creation import CREATION
from services.documents.samples.district import DISTRICT
from services.documents.samples.events import EVENTS
from services.documents.samples.lists import ABOVE_CASES
from services.documents.samples.parties import CREATING_BODY, PARK, PROJECT
from services.documents.samples.pilot import PILOT
from services.documents.samples.pilot_matters import PILOT_MATTERS
from services.documents.samples.province import ADOPTED, PROVINCE_TEXT
from services.documents.samples.term import RECOGNISED
from services.documents.wording import DocumentFacts
from services.regulations import edition

_SAMPLES = CREATION | RECOGNISED | ABOVE_CASES | PILOT | PILOT_MATTERS | DISTRICT | PROVINCE_TEXT | EVENTS
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
    calendar = WorkCalendar(past_releases())
    return tuple(
        derive(rule, date.fromisoformat(anchor), {}, POLICIES["zone"](), calendar)
        for rule, anchor in _STATED.get(kind, ())
    )


def sample(kind: str, **changes: Any) -> DocumentFacts:
    """The facts of one document of ``kind``; ``changes`` replace fields. Raises ``KeyError`` for an unknown kind."""
    (issuers, recipients), basis, data = _SAMPLES[kind]
    fields: dict[str, Any] = {
        "kind": kind,
        "number": f"{KINDS[kind].code}〔2025〕12号",
        "on": date(2025, 10, 9),
        "issuers": issuers,
        "recipients": recipients,
        "data": data,
        "basis": tuple(Citation(key) for key in basis),
        "deadlines": stated(kind),
        "public_url": "https://zhicheng.example.gov.cn",
        "specimen": Specimen.DEMONSTRATION,
        **_about(basis[0].split(":")[0]),
    }
    return DocumentFacts.model_validate(fields | changes)


def _about(text: str) -> dict[str, Any]:
    """What a document of a programme is about, and the versions of its text and policy."""
    park = {"name": PARK, "region_name": "江苏省苏州市", "creating_body": CREATING_BODY}
    about, case_id, issued = _ABOUT[text]
    adopted = ADOPTED if text == "province" else None
    return {
        "subject": {"park": {"name": about, "region_name": "", "creating_body": ""} if about else park},
        "case_id": case_id,
        "policy_version": POLICIES[text]().version,
        "regulation": edition(text, issued, adopted),
        "edition": adopted,
    }


_ABOUT = {
    "zone": ("", "zone/suzhou-biomed", ZonePolicy().regulation),
    "pilot": (PROJECT, "pilot/instruments", PilotPolicy().regulation),
    "district": (TITLES["district"], "district/441602-1", "2021-06-01"),
    "province": ("湖北省质量促进条例", "province/hb", "2025-03-28"),
}
"""Text → the name of what its documents are about (empty: the park), a case, the day of its issue."""
