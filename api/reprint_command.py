"""``reprint`` of the command line: documents that could not be written are ordered again, under their own numbers."""

import getpass
from collections.abc import Collection

from temporalio.service import RPCError

from api import audit
from api.app import services_for
from api.deps import Services
from config import Settings
from contracts.queues import DOCUMENT_PRESS
from db.models import DocumentRow
from db.queries import documents
from domain.roles import Actor, Role
from services.wake import Wake

Lines = list[str]


async def reprint(config: Settings, ids: Collection[str], *, dry_run: bool) -> tuple[Lines, bool]:
    """Order the failed documents with these ids again, or all of them; answers whether every one named was failed.

    The press is woken; while the engine is down it finds them when it next looks.
    """
    services = await services_for(config)
    try:
        return await order_again(services, Wake(services.client, config), ids, dry_run=dry_run)
    finally:
        await services.register.dispose()


async def order_again(services: Services, wake: Wake, ids: Collection[str], *, dry_run: bool) -> tuple[Lines, bool]:
    """See ``reprint``."""
    async with services.register.read() as session:
        failed = {row.id: row for row in await documents.failed(session)}
    if unknown := [each for each in ids if each not in failed]:
        return [f"{each}：没有这件文书，或者它不是制发失败的文书。" for each in unknown], False
    chosen = [failed[each] for each in ids] if ids else list(failed.values())
    lines = [_line(row) for row in chosen]
    if not chosen:
        return ["没有制发失败的文书。"], True
    if dry_run:
        return [*lines, f"共{len(chosen)}件，未作任何变更。"], True
    await _order(services, chosen)
    lines.append(f"已重新交付制发{len(chosen)}件，文号和核验码不变。")
    try:
        await wake.call([DOCUMENT_PRESS])
    except (RPCError, RuntimeError):  # the latter from a client that could not connect
        lines.append("流程引擎没有应答：恢复以后将自动制发。")
    return lines, True


async def _order(services: Services, rows: Collection[DocumentRow]) -> None:
    actor = Actor(id=f"cli:{getpass.getuser()}", role=Role.OPS, organisation="ops")
    now = await services.clock.now()
    async with services.register.write() as session:
        await documents.order_again(session, [row.id for row in rows])
        for row in rows:
            detail = f"重新制发{row.number or ''}{row.title}"
            await audit.add(session, now, actor, "document.reprint", row.id, case_id=row.case_id, detail=detail)


def _line(row: DocumentRow) -> str:
    return f"{row.id}　{row.number or '（未编号）'}《{row.title}》：{row.failure or '原因未登记'}"
