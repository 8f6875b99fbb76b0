"""四（三） A unit's ledger by sheet: taken along, filled in, looked at, and filed as the form of its task files it.

Whoever is asked to file may do so: the unit, or the office for one without an account. What is wrong is said by the
rules of the form themselves; the act is the same act, with the sheet attached.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from api import acting, audit
from api.case_import_views import ImportFaultView
from api.deps import Services
from api.errors import FieldError, WebError, malformed, not_found
from api.foreseeing.foretelling import foretold_of
from api.ledger_sheet_views import LedgerSheetCheck, LedgerSheetRow, LedgerSheetTask
from api.views import Receipt
from db.models import StoredFile, TaskRow
from db.queries.files import handed_in
from domain.dates import in_words
from domain.district.ledger_case import LedgerCase
from domain.district.sec4_3_establishing import FILE, FILING, FILING_ON_BEHALF, Establishing, LedgerRow, refuse
from domain.roles import Actor
from domain.task import Action
from services.filled_sheet import Fault, Unreadable, marked
from services.ledger_sheet import HEADINGS, Line, read, template

KINDS = frozenset({FILING.key, FILING_ON_BEHALF.key})
"""Tasks that a sheet may answer."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The task of whoever is asked, with the ledger as last recorded."""

    row: TaskRow
    case: LedgerCase
    action: Action


@dataclass(frozen=True, slots=True)
class _Checked:
    asked: _Asked
    stored: StoredFile
    data: bytes
    lines: list[Line]
    faults: list[Fault]

    @property
    def form(self) -> Establishing:
        """What is filed; only of a sheet without faults."""
        return Establishing(rows=[each.told for each in self.lines if each.told])


async def task(services: Services, actor: Actor, task_id: str) -> LedgerSheetTask:
    """Raises 403, 404."""
    asked = await _asked(services, actor, task_id)
    return LedgerSheetTask(
        task_id=task_id,
        label=FILING.label,
        unit=asked.case.unit.name,
        case_id=asked.case.id,
        is_open=asked.row.closed_at is None,
        unfiled=[each.label for each in asked.case.unfiled],
    )


async def template_of(services: Services, actor: Actor, task_id: str) -> tuple[str, bytes]:
    """The sheet to fill in and what to call it, once the audit log knows who takes it. Raises 403, 404."""
    asked = await _asked(services, actor, task_id)
    case = asked.case
    name = f"{case.unit.name}工作台账"
    await audit.record_reading(services, actor, "table.export", case.id, case_id=case.id, detail=f"导出{name}")
    return f"{name}.xlsx", await asyncio.to_thread(template, case, await services.clock.now())


async def check(services: Services, actor: Actor, task_id: str, file_id: str) -> LedgerSheetCheck:
    """What the sheet in a file of the actor's would file, line by line; nothing is written. Raises 403, 404, 422."""
    found = await _checked(services, actor, task_id, file_id)
    case, action = found.asked.case, found.asked.action
    in_it = {each.told.item.value for each in found.lines if each.told}
    seen = None
    if not found.faults:
        seen = await foretold_of(services, actor, task_id, action, found.form, (file_id,))
    return LedgerSheetCheck(
        task_id=task_id,
        file_id=file_id,
        file_name=found.stored.name,
        unit=case.unit.name,
        rows=[_row(each, found.faults) for each in found.lines],
        faults=len(found.faults),
        left=[each.label for each in case.unfiled if each.key not in in_it],
        foreseen=seen,
    )


async def marked_file(services: Services, actor: Actor, task_id: str, file_id: str) -> tuple[str, bytes]:
    """The very file with its mistakes marked, and what to call it. Raises 403, 404, 422."""
    found = await _checked(services, actor, task_id, file_id)
    data = await asyncio.to_thread(marked, found.data, found.faults, HEADINGS)
    return f"{found.stored.name.removesuffix('.xlsx')}（标注）.xlsx", data


async def file(services: Services, actor: Actor, task_id: str, file_id: str, *, request_id: str) -> Receipt:
    """File what stands in the sheet, as one act on the task. Raises as ``acting.perform``; 422 with every fault."""
    async with audit.refusals(services, actor, f"{FILING.key}.{FILE}", task_id, request_id):
        found = await _checked(services, actor, task_id, file_id)
    if found.faults:
        errors = [_field_error(each) for each in found.faults]
        raise malformed(f"表中有误（{len(errors)}处），未作任何变更。", *errors)
    data = found.form.model_dump(mode="json")
    return await acting.perform(
        services, actor, task_id, FILE, data, request_id=request_id, attachments=(found.stored.id,)
    )


async def _asked(services: Services, actor: Actor, task_id: str) -> _Asked:
    row, case, kind, _ = await acting.as_asked(services, actor, task_id)
    action = kind.action(FILE)
    if kind.key not in KINDS or action is None:
        raise not_found("该事项的台账表")
    return _Asked(row, LedgerCase.model_validate(case.state), action)


async def _checked(services: Services, actor: Actor, task_id: str, file_id: str) -> _Checked:
    asked = await _asked(services, actor, task_id)
    async with services.register.read() as session:
        stored = await handed_in(session, actor, file_id)
    if stored is None:
        raise not_found("该文件")
    data = await services.store.get(stored.sha256)
    try:
        lines, faults = await asyncio.to_thread(read, data)
    except Unreadable as error:
        raise _unreadable(error) from error
    faults += _refused(asked.case, lines, await services.clock.now())
    return _Checked(asked, stored, data, lines, sorted(faults, key=lambda each: each.row))


def _refused(case: LedgerCase, lines: Sequence[Line], now: datetime) -> Iterator[Fault]:
    """Why the form would turn the lines away, item by item; of an item only once all its lines can be read."""
    by_item: dict[str, list[Line]] = {}
    for each in lines:
        by_item.setdefault(each.shown["item"], []).append(each)
    for grouped in by_item.values():
        told = [(each.row, each.told) for each in grouped if each.told]
        if len(told) == len(grouped):
            yield from _refused_item(case, told, now)


def _refused_item(case: LedgerCase, lines: list[tuple[int, LedgerRow]], now: datetime) -> Iterator[Fault]:
    refusal = refuse(case, Establishing(rows=[told for _, told in lines]), now)
    if refusal is None:
        return
    text = f"{refusal.text}{refusal.remedy}"
    item = case.item(lines[0][1].item.value)
    if item is None or not item.is_unfiled:
        yield from (Fault(row, "item", text) for row, _ in lines)
    elif not any(told.measures for _, told in lines):
        yield Fault(lines[0][0], "measures", text)
    elif days := list(_refused_days(case, lines, now)):
        yield from days
    else:
        yield Fault(lines[0][0], "schedule", text)


def _refused_days(case: LedgerCase, lines: list[tuple[int, LedgerRow]], now: datetime) -> Iterator[Fault]:
    """Each line whose own day is what stands against it."""
    measures = next(told.measures for _, told in lines if told.measures)
    for row, told in lines:
        alone = refuse(case, Establishing(rows=[told.model_copy(update={"measures": measures})]), now)
        if alone and told.day and in_words(told.day) in alone.text:
            yield Fault(row, "day", f"{alone.text}{alone.remedy}")


def _row(line: Line, faults: Sequence[Fault]) -> LedgerSheetRow:
    own = [ImportFaultView(heading=HEADINGS[each.field], text=each.text) for each in faults if each.row == line.row]
    return LedgerSheetRow(number=line.row, **line.shown, faults=own)


def _field_error(fault: Fault) -> FieldError:
    text = f"第{fault.row}行“{HEADINGS[fault.field]}”：{fault.text}"
    return FieldError(loc=["body", "file", fault.row], code="sheet", message=text)


def _unreadable(error: Unreadable) -> WebError:
    return malformed(f"{error.text}未作任何变更。", FieldError(loc=["body", "file"], code="sheet", message=error.text))
