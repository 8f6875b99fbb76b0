"""The audit log as the API and the pages show it."""

from datetime import datetime

from pydantic import BaseModel

from api import audit_words
from api.errors import BasisView, basis_views
from db.models import AuditEntry
from domain.roles import Role


class AuditView(BaseModel):
    """``capacity``: 本职, or in whose stead and on which order. ``hash``: of the entry as an export writes it."""

    sequence: int
    at: datetime
    actor: str
    role: str
    role_label: str
    organisation: str
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


def audit_entry(row: AuditEntry) -> AuditView:
    return AuditView(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor_id,
        role=row.actor_role,
        role_label=Role(row.actor_role).label,
        organisation=row.actor_organisation,
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
