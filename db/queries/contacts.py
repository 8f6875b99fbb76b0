"""The contacts that came with filings: personal data beside the case."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CaseEvent, ContactRow


@dataclass(frozen=True, slots=True)
class ContactKey:
    """The act it came with: in which case, of whose organisation, under which request id."""

    case_id: str
    organisation_id: str
    request_id: str


async def put(session: AsyncSession, key: ContactKey, now: datetime, contact: Mapping[str, str]) -> None:
    """Keep a contact, given by the fields of its form. A repeated act has one row, with what it said last."""
    row = await session.get(ContactRow, astuple(key))
    if row is None:
        session.add(
            ContactRow(
                case_id=key.case_id,
                organisation_id=key.organisation_id,
                request_id=key.request_id,
                received_at=now,
                **contact,
            )
        )
        return
    for name, value in contact.items():
        setattr(row, name, value)


async def drop(session: AsyncSession, key: ContactKey) -> None:
    """Take back the contact of an act that its case refused; harmless when there is none."""
    await session.execute(
        delete(ContactRow).where(
            ContactRow.case_id == key.case_id,
            ContactRow.organisation_id == key.organisation_id,
            ContactRow.request_id == key.request_id,
        )
    )


async def of_case(session: AsyncSession, case_id: str) -> Sequence[ContactRow]:
    """The latest contact of each organisation, in the order in which they first filed.

    Only those whose act the case has recorded: one that was sent and never answered is no filing.
    """
    recorded = (CaseEvent.case_id == ContactRow.case_id) & (CaseEvent.request_id == ContactRow.request_id)
    query = select(ContactRow).join(CaseEvent, recorded).where(ContactRow.case_id == case_id)
    rows = await session.scalars(query.order_by(CaseEvent.step, CaseEvent.position))
    return list({row.organisation_id: row for row in rows}.values())


async def erase(session: AsyncSession, case_id: str) -> None:
    """Leave nothing of a case: neither the latest contacts nor those before them."""
    await session.execute(delete(ContactRow).where(ContactRow.case_id == case_id))
