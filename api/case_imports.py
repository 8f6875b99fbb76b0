"""批量接入: running cases taken over from a sheet, checked row by row, proposed by one person, confirmed by another.

Operations or 总局 propose, a second person of 总局 confirms, as with the policy. Confirmed rows are begun by a clock of
the platform, each once. One way for JSON and page.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, import_check
from api.case_import_views import ImportCheck, ImportFaultView, ImportSummary, ImportView
from api.deps import Services
from api.errors import FieldError, malformed, not_found, refused
from api.import_check import Checked
from api.registering import Act, admit, done_once
from contracts.queues import INTAKE
from db.models import CaseImport, CaseImportRow, StoredFile
from db.queries import case_imports as queries
from db.queries.files import by_id, handed_in
from db.queries.recipients import account_names
from domain.citation import Citation
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from services.case_sheet import HEADINGS
from services.filled_sheet import Unreadable, marked
from services.wake import tell

BASIS = (Citation("zone:5"),)
_PROPOSE = frozenset({Role.OPS, Role.SAMR})
SEE = _PROPOSE | {Role.SUPERVISOR}
_STATES = {"proposed": "待确认", "confirmed": "已确认", "declined": "不予接入"}


def may_propose(actor: Actor) -> bool:
    return actor.role in _PROPOSE


def admit_proposer(actor: Actor) -> None:
    """Raises 403."""
    if not may_propose(actor):
        raise refused(_wrong_actor("在办案件由技术运维人员或者市场监管总局提出批量接入。"))


def may_decide(actor: Actor, proposed_by: str) -> bool:
    return actor.role is Role.SAMR and actor.id != proposed_by


async def all_imports(services: Services, actor: Actor) -> list[ImportSummary]:
    """The newest first. Raises 403."""
    admit(_refuse_seeing(actor))
    async with services.register.read() as session:
        rows = await queries.all_imports(session)
        return await _summaries(session, rows)


async def one_import(services: Services, actor: Actor, import_id: str) -> ImportView:
    """A sheet with its rows; while nobody has decided, with what it would do now. Raises 403, 404."""
    admit(_refuse_seeing(actor))
    now = await services.clock.now()
    async with services.register.read() as session:
        row = await session.get(CaseImport, import_id)
        if row is None:
            raise not_found("该批接入")
        (summary,) = await _summaries(session, [row])
        rows = await import_check.of_rows(session, row, await queries.rows_of(session, import_id), now)
    is_open = row.state == "proposed"
    return ImportView(
        **summary.model_dump(),
        rows=rows,
        may_decide=is_open and may_decide(actor, row.proposed_by),
        may_take_back=is_open and actor.id == row.proposed_by,
    )


async def check(services: Services, actor: Actor, file_id: str) -> ImportCheck:
    """What the sheet in a file of the actor's would do, row by row; nothing is written. Raises 403, 404, 422."""
    stored, found = await _checked(services, actor, file_id)
    return ImportCheck(
        file_id=stored.id, file_name=stored.name, rows=[each.view for each in found], faults=_faults(found)
    )


async def marked_file(services: Services, actor: Actor, file_id: str) -> tuple[str, bytes]:
    """The very file with its mistakes marked, and what to call it. Raises 403, 404, 422."""
    stored, found = await _checked(services, actor, file_id)
    faults = [fault for each in found for fault in each.faults]
    try:
        return f"{stored.name.removesuffix('.xlsx')}（标注）.xlsx", marked(
            await _bytes(services, stored), faults, HEADINGS
        )
    except Unreadable as error:
        raise _unreadable(error) from error


async def propose(services: Services, actor: Actor, file_id: str, *, request_id: str) -> ImportView:
    """Keep a sheet without faults, for a second person to confirm. Raises 403, 404, 422 with every fault."""
    import_id = f"import-{request_id}"
    async with audit.refusals(services, actor, "import.propose", file_id, request_id):
        _, found = await _checked(services, actor, file_id)
    if count := _faults(found):
        errors = [_field_error(each, text) for each in found for text in each.view.faults]
        raise malformed(f"表中有误（{count}处），未作任何变更。", *errors)
    act = _act(actor, "import.propose", import_id, request_id)

    async def change(session: AsyncSession, now: datetime) -> str:
        session.add(CaseImport(id=import_id, file_id=file_id, proposed_by=actor.id, proposed_at=now))
        await session.flush()
        session.add_all(_rows(import_id, found))
        return f"提出接入在办案件{len(found)}件"

    await done_once(services, act, change, lambda session: session.get(CaseImport, import_id))
    return await one_import(services, actor, import_id)


async def decide(services: Services, actor: Actor, import_id: str, *, confirm: bool, request_id: str) -> ImportView:
    """Confirm a sheet, whose cases then begin, or decline it; whoever proposed it may take it back.

    Raises ``WebError``: 403, 404, 409 for one decided before.
    """
    act = _act(actor, "import.confirm" if confirm else "import.decline", import_id, request_id)

    async def change(session: AsyncSession, now: datetime) -> str:
        row = await session.get(CaseImport, import_id)
        if row is None:
            raise not_found("该批接入")
        admit(_refuse_deciding(actor, row, confirm=confirm))
        row.state, row.decided_by, row.decided_at = "confirmed" if confirm else "declined", actor.id, now
        count = len(await queries.rows_of(session, import_id))
        return f"{'确认' if confirm else '不予'}接入在办案件{count}件（{import_id}）"

    await done_once(services, act, change, lambda session: session.get(CaseImport, import_id))
    if confirm:
        await tell(services.client, services.settings, INTAKE)
    return await one_import(services, actor, import_id)


async def _checked(services: Services, actor: Actor, file_id: str) -> tuple[StoredFile, list[Checked]]:
    admit_proposer(actor)
    now = await services.clock.now()
    async with services.register.read() as session:
        stored = await handed_in(session, actor, file_id)
        if stored is None:
            raise not_found("该文件")
        data = await _bytes(services, stored)
        try:
            return stored, await import_check.of_sheet(session, data, now)
        except Unreadable as error:
            raise _unreadable(error) from error


async def _bytes(services: Services, stored: StoredFile) -> bytes:
    return await services.store.get(stored.sha256)


def _rows(import_id: str, found: Sequence[Checked]) -> list[CaseImportRow]:
    return [
        CaseImportRow(
            import_id=import_id,
            number=each.view.number,
            park_id=each.view.park_id,
            case_id=each.view.case_id,
            told=each.told.model_dump(mode="json", exclude_defaults=True),
        )
        for each in found
        if each.told
    ]


def _faults(found: Sequence[Checked]) -> int:
    return sum(len(each.view.faults) for each in found)


def _field_error(row: Checked, fault: ImportFaultView) -> FieldError:
    text = f"第{row.view.number}行“{fault.heading}”：{fault.text}"
    return FieldError(loc=["body", "file", row.view.number], code="sheet", message=text)


def _unreadable(error: Unreadable) -> Exception:
    return malformed(f"{error.text}未作任何变更。", FieldError(loc=["body", "file"], code="sheet", message=error.text))


def _act(actor: Actor, action: str, target: str, request_id: str) -> Act:
    return Act(actor=actor, action=action, target=target, request_id=request_id, basis=BASIS, refusal=None)


def _refuse_seeing(actor: Actor) -> Refusal | None:
    if actor.role in SEE:
        return None
    return _wrong_actor("批量接入由市场监管总局、监督人员和技术运维人员查看。")


def _refuse_deciding(actor: Actor, row: CaseImport, *, confirm: bool) -> Refusal | None:
    takes_back = not confirm and actor.id == row.proposed_by
    if not takes_back and not may_decide(actor, row.proposed_by):
        if actor.id == row.proposed_by:
            return _wrong_actor("批量接入须由提出人以外的第二人确认（系统策略）。")
        return _wrong_actor("批量接入由市场监管总局确认或者不予接入（系统策略）。")
    if row.state != "proposed":
        text = f"该批接入{_STATES[row.state]}，未作任何变更。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS)
    return None


def _wrong_actor(text: str) -> Refusal:
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS)


async def _summaries(session: AsyncSession, rows: Sequence[CaseImport]) -> list[ImportSummary]:
    people = await account_names(session, {who for row in rows for who in (row.proposed_by, row.decided_by) if who})
    files = await by_id(session, (row.file_id for row in rows))
    progress = await queries.progress(session)
    return [
        ImportSummary(
            id=row.id,
            file_id=row.file_id,
            file_name=files[row.file_id].name,
            state=row.state,
            state_label=_STATES[row.state],
            proposed_by=people[row.proposed_by],
            proposed_at=row.proposed_at,
            decided_by=people.get(row.decided_by or ""),
            decided_at=row.decided_at,
            **dict(zip(("total", "taken_over", "failed"), progress[row.id], strict=True)),
        )
        for row in rows
    ]
