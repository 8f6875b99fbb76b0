"""支持和推广台账: the ledger beside a case. One way for JSON and pages.

It belongs to the register alone: entries are checked against the case as last recorded, and change nothing in it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import reading
from api.deps import Services
from api.errors import basis_views, not_found
from api.ledger_views import CaseLineView, DeedView, NamedView
from api.ledgers import LATEST, Entry, Known, known
from api.ledgers import enter as enter_once
from api.registering import Act, admit
from db.models import Case
from db.queries import ledgers
from db.queries.ledgers import NOTHING, Standing
from domain import ledger as rules
from domain.case import CaseState
from domain.dates import in_words
from domain.ledger import CaseLine, DeedForm
from domain.programmes import case_of, programme_of
from domain.refusal import Refusal
from domain.roles import Actor


async def case_lines(services: Services, actor: Actor, case_id: str) -> list[CaseLineView]:
    """The lines that apply to the case now, or have entries. Raises 404."""
    async with services.register.read() as session:
        case = await _case(session, actor, case_id)
        found = await _views(session, case, actor, programme_of(case).ledger)
    return [each for each in found if each.is_open or each.total]


async def one_line(services: Services, actor: Actor, case_id: str, key: str) -> CaseLineView:
    """Raises 404."""
    async with services.register.read() as session:
        case = await _case(session, actor, case_id)
        return await _one(session, case, actor, _line(case, key))


async def one_to_enter(services: Services, actor: Actor, case_id: str, key: str) -> CaseLineView:
    """One that the actor may enter something in now. Raises 403, 404, 409."""
    async with services.register.read() as session:
        case = await _case(session, actor, case_id)
        line = _line(case, key)
        admit(rules.refuse_keeping(line, case, actor) or rules.refuse_stage(line, case))
        return await _one(session, case, actor, line)


async def some_entries(
    services: Services, actor: Actor, case_id: str, key: str, start: tuple[Any, ...] | None, limit: int
) -> list[DeedView]:
    """One page of the entries of a line, the latest day first; ``start``: see ``db.queries.ledgers``. Raises 404."""
    async with services.register.read() as session:
        case = await _case(session, actor, case_id)
        rows = await ledgers.entries(session, case.id, _line(case, key).key, start, limit)
        about = await known(session, rows)
    return [DeedView(**about.facts(row)) for row in rows]


async def enter(
    services: Services, actor: Actor, case_id: str, key: str, form: DeedForm, file_id: str | None, *, request_id: str
) -> CaseLineView:
    """Enter what was done; ``file_id`` is evidence, uploaded by the actor. Raises ``WebError``: 403, 404, 409, 422."""
    async with services.register.read() as session:
        case = await _case(session, actor, case_id)
    line = _line(case, key)

    async def check(session: AsyncSession, today: date) -> Refusal | None:
        return rules.refuse_entry(line, await _case(session, actor, case_id), form, today)

    async def show(session: AsyncSession) -> CaseLineView:
        return await _one(session, await _case(session, actor, case_id), actor, line)

    rule = f"（依据：{form.rule}）" if form.rule else ""
    words = f"{line.name}，{in_words(form.on)}：{form.what}{rule}"
    refusal = rules.refuse_keeping(line, case, actor)
    act = Act(actor, "ledger.enter", f"{case_id}/{key}", request_id, line.basis, refusal, case_id)
    return await enter_once(services, act, Entry(case_id, key, form, file_id, words), check, show)


async def _case(session: AsyncSession, actor: Actor, case_id: str) -> Any:
    """Raises 404."""
    row: Case = await reading.case_row(session, actor, case_id)
    return case_of(row.state)


def _line(case: CaseState, key: str) -> CaseLine:
    found = next((each for each in programme_of(case).ledger if each.key == key), None)
    if found is None:
        raise not_found("台账的该事项")
    return found


async def _one(session: AsyncSession, case: CaseState, actor: Actor, line: CaseLine) -> CaseLineView:
    (found,) = await _views(session, case, actor, [line])
    return found


async def _views(session: AsyncSession, case: CaseState, actor: Actor, lines: Iterable[CaseLine]) -> list[CaseLineView]:
    standings = await ledgers.standings(session, case.id, LATEST)
    about = await known(session, [row for each in standings.values() for row in each.latest])
    return [_view(each, case, actor, standings.get(each.key, NOTHING), about) for each in lines]


def _view(line: CaseLine, case: CaseState, actor: Actor, standing: Standing, about: Known) -> CaseLineView:
    is_open = rules.refuse_stage(line, case) is None
    return CaseLineView(
        key=line.key,
        name=line.name,
        named=[NamedView(place=basis_views(line.basis)[0], words=line.words)],
        kept_by=line.kept_by(case),
        when=line.span.label,
        is_open=is_open,
        may_enter=is_open and rules.refuse_keeping(line, case, actor) is None,
        total=standing.total,
        latest=[DeedView(**about.facts(row)) for row in standing.latest],
    )
