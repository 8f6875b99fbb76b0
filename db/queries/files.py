"""Files people handed in."""

from collections.abc import Iterable

from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseEvent, Objection, StoredFile
from db.queries.cases import visible_to
from db.queries.delivery_tasks import is_shown as is_of_delivery
from db.queries.ledgers import is_shown
from db.queries.parks import is_cited
from db.queries.policies import is_interpretation
from db.queries.substitutions import cases_for_another, shown_to
from domain.kinds import TASK_KINDS
from domain.procedure.reexamination import Ruling
from domain.roles import Actor, Role

_READ_EVIDENCE = frozenset({Role.SAMR, Role.SUPERVISOR})
"""Who may open what an objector handed in: it may tell who objected."""
_REEXAMINATIONS = [
    key for key, kind in TASK_KINDS.items() if any(issubclass(action.form, Ruling) for action in kind.actions)
]
"""Whoever rules on an objection in the stead of 总局 reads the evidence too."""


async def by_id(session: AsyncSession, ids: Iterable[str]) -> dict[str, StoredFile]:
    rows = await session.scalars(select(StoredFile).where(StoredFile.id.in_(set(ids))))
    return {row.id: row for row in rows}


async def handed_in(session: AsyncSession, actor: Actor, file_id: str) -> StoredFile | None:
    """The file, if the actor uploaded it: nobody enters a file of somebody else's."""
    stored = await session.get(StoredFile, file_id)
    return stored if stored and stored.uploaded_by == actor.id else None


async def readable(session: AsyncSession, actor: Actor, file_id: str) -> StoredFile | None:
    """The file, if the actor uploaded it, sees a case that has it attached, or knows of the order that it is.

    What the history of a park or a policy rests on is for everybody who signs in; what an entry of a ledger rests on
    for whoever may read that.
    """
    stored = await session.get(StoredFile, file_id)
    if stored is None or stored.uploaded_by == actor.id or await _is_attached(session, actor, file_id):
        return stored
    if await is_cited(session, file_id) or await is_interpretation(session, file_id):
        return stored
    if await is_shown(session, actor, file_id) or await is_of_delivery(session, actor, file_id):
        return stored
    orders = await shown_to(session, actor)
    return stored if any(each.row.order_file_id == file_id for each in orders) else None


async def _is_attached(session: AsyncSession, actor: Actor, file_id: str) -> bool:
    quoted = f'"{file_id}"'
    attached = select(CaseEvent.id).join(Case, Case.id == CaseEvent.case_id).where(visible_to(actor))
    if await session.scalar(
        attached.where(cast(CaseEvent.attachments, String).contains(quoted, autoescape=True)).limit(1)
    ):
        return True
    evidence = select(Objection.receipt_number).where(
        cast(Objection.attachments, String).contains(quoted, autoescape=True)
    )
    if actor.role not in _READ_EVIDENCE:
        evidence = evidence.where(Objection.case_id.in_(cases_for_another(actor, _REEXAMINATIONS)))
    return await session.scalar(evidence.limit(1)) is not None
