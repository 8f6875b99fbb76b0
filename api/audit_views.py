"""The audit log as the API and the pages show it."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit_words
from api.errors import BasisView, basis_views
from db.models import AuditEntry
from db.queries import audit as log
from db.queries.recipients import organisation_names
from domain.roles import Role


class AuditView(BaseModel):
    """``capacity``: 本职, or in whose stead and on which order. ``organisation_name``: of ``organisation``, where the
    register knows it. ``address``: from where it came, empty where that is not known. ``hash``: of the entry as
    an export writes it."""

    sequence: int
    at: datetime
    actor: str
    role: str
    role_label: str
    organisation: str
    organisation_name: str
    address: str
    capacity: str
    action: str
    action_label: str
    target: str
    case_id: str | None
    outcome: str
    outcome_label: str
    basis: list[BasisView]
    detail: str
    request_id: str
    previous_hash: str
    hash: str


class HeadView(BaseModel):
    """The newest entry: to be noted elsewhere, so that a later cut or forgery can be seen."""

    sequence: int
    hash: str


async def entries(session: AsyncSession, rows: Sequence[AuditEntry]) -> list[AuditView]:
    """These entries, in their order."""
    names = await organisation_names(session)
    origins = await log.origins(session, [row.sequence for row in rows])
    return [_entry(row, names, origins) for row in rows]


def _entry(row: AuditEntry, names: dict[str, str], origins: dict[int, str]) -> AuditView:
    return AuditView(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor_id,
        role=row.actor_role,
        role_label=Role(row.actor_role).label,
        organisation=row.actor_organisation,
        organisation_name=names.get(row.actor_organisation, ""),
        address=origins.get(row.sequence, ""),
        capacity=row.capacity,
        action=row.action,
        action_label=audit_words.action(row.action),
        target=row.target,
        case_id=row.case_id,
        outcome=row.outcome,
        outcome_label=audit_words.OUTCOMES[row.outcome],
        basis=basis_views(row.basis),
        detail=row.detail,
        request_id=row.request_id,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
