"""Reading the audit log as a whole, and taking it out of the platform. Both are entered in it."""

from collections.abc import AsyncIterator
from dataclasses import astuple

from api import audit, audit_views
from api.audit_views import AuditView, HeadView
from api.audit_words import OUTCOMES
from api.deps import Services
from api.reading import NO_AUDIT, SEES_AUDIT, only
from db.queries import audit as queries
from db.queries.audit import Filter, Head
from db.queries.cases import EVERYWHERE
from domain.roles import Actor
from services import audit_export

NO_EXPORT = "全部审计记录逐条相连，含有各文本的全部案件，由监督人员和技术运维导出（系统策略）。"


async def newest(
    services: Services, actor: Actor, wanted: Filter, before: int | None, limit: int
) -> tuple[list[AuditView], HeadView]:
    """One page of the log, the newest first, as it was before this reading. Raises 403."""
    only(actor, SEES_AUDIT, NO_AUDIT)
    async with services.register.read() as session:
        rows = await queries.newest(session, actor, wanted, before, limit)
        head = await queries.head(session)
        views = await audit_views.entries(session, rows)
    await audit.record_reading(
        services, actor, "audit.read", "audit", case_id=wanted.case_id, detail=f"查看审计记录{_which(wanted)}"
    )
    return views, HeadView(sequence=head.sequence, hash=head.hash)


async def export(services: Services, actor: Actor) -> tuple[Head, AsyncIterator[bytes]]:
    """The whole log, this export included: its head, and the file in parts. A chain leaves nothing out, so it is for
    those who see every case. Raises 403."""
    only(actor, EVERYWHERE, NO_EXPORT)
    await audit.record_reading(services, actor, "audit.export", "audit", detail="导出全部审计记录")
    head = await audit_export.head_of(services.register)
    return head, audit_export.lines(services.register, head)


def _which(wanted: Filter) -> str:
    case, actor, outcome, request = astuple(wanted)
    words = [*([f"案件{case}"] if case else []), *([f"人员{actor}"] if actor else [])]
    words += [OUTCOMES[outcome]] if outcome else []
    words += [f"请求{request}"] if request else []
    return f"（{'，'.join(words)}）" if words else ""
