"""The audit log: every accepted act and every refusal, written in a transaction of its own."""

from api.deps import Services
from db.models import AuditEntry
from domain.citation import Basis
from domain.refusal import Refusal
from domain.roles import Actor


async def record(
    services: Services,
    actor: Actor,
    action: str,
    target: str,
    *,
    case_id: str | None = None,
    refusal: Refusal | None = None,
    basis: Basis = (),
    detail: str = "",
    request_id: str = "",
) -> None:
    """One line: ``actor`` did ``action`` to ``target``, or was refused it."""
    now = await services.clock.now()
    async with services.register.write() as session:
        session.add(
            AuditEntry(
                at=now,
                actor_id=actor.id,
                actor_role=actor.role,
                action=action,
                target=target,
                case_id=case_id,
                outcome="refused" if refusal else "done",
                basis=list(refusal.basis if refusal else basis),
                detail=refusal.text if refusal else detail,
                request_id=request_id,
            )
        )
