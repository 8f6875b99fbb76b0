"""The contact of a filing form (附件1): personal data, shown to few, and every reading of it is in the audit log."""

from datetime import datetime

from pydantic import BaseModel

from api import audit, reading
from api.deps import Services
from api.errors import FieldError, malformed, not_found, refused
from db.models import Case
from db.queries import cases, contacts
from domain.pilot import annex1_filing_form as annex1
from domain.pilot.case import PilotCase
from domain.pilot.parts import Bureau
from domain.roles import Actor

_NO_REASON = FieldError(loc=["query", "reason"], code="missing", message="请填写“查看的理由”")


class ContactView(BaseModel):
    """Whom to ask about the filing of one bureau. ``organisation``: its id."""

    organisation: str
    organisation_name: str
    contact_person: str
    contact_phone: str
    received_at: datetime


async def case_contacts(services: Services, actor: Actor, case_id: str, reason: str = "") -> list[ContactView]:
    """The contacts of a case the actor may read; ``reason``: why operations do.

    Raises ``WebError``: 403 for whoever may read none, whether or not there is such a case, so that the audit log has
    every attempt and nobody learns of a case by it; for operations 404, and 422 without a reason.
    """
    reason = reason.strip()
    async with services.register.read() as session:
        case = await cases.visible(session, actor, case_id)
        bureaus = {each.organisation: each for each in _readable(case, actor)} if case else {}
        if not bureaus and not annex1.asks_why(actor):
            raise refused(annex1.NOT_FOR_ALL)
        if case is None:
            raise not_found("该案件")
        if annex1.asks_why(actor) and not reason:
            raise malformed("技术运维查看联系人，须写明理由。", _NO_REASON)
        rows = [each for each in await contacts.of_case(session, case_id) if each.organisation_id in bureaus]
    if rows:
        names = "、".join(bureaus[each.organisation_id].name for each in rows)
        why = f"（理由：{reason}）" if annex1.asks_why(actor) else ""
        await audit.record_reading(
            services,
            actor,
            "contact.read",
            case_id,
            case_id=case_id,
            basis=annex1.BASIS,
            detail=f"查看{names}备案表的联系人和联系电话{why}",
        )
    return [
        ContactView(
            organisation=each.organisation_id,
            organisation_name=bureaus[each.organisation_id].name,
            contact_person=each.contact_person,
            contact_phone=each.contact_phone,
            received_at=each.received_at,
        )
        for each in rows
    ]


async def may_read(services: Services, actor: Actor, case_id: str) -> bool:
    """Whether there is anything in a case that the actor may ask for. Raises 404."""
    async with services.register.read() as session:
        return bool(_readable(await reading.case_row(session, actor, case_id), actor))


def _readable(case: Case, actor: Actor) -> list[Bureau]:
    """Only the filing form of a pilot project has a contact."""
    if case.programme != "pilot":
        return []
    return annex1.readable(PilotCase.model_validate(case.state), actor)
