"""Everything the timeline of a case shows, read in one look at the register. Who may see the case sees it all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api import reading
from api.deps import Services
from api.timeline import items, stages
from api.timeline.items import Item
from db.models import Case
from db.queries import cases, documents
from db.queries.releases import work_calendar
from domain.dates import local_date
from domain.deadline import Deadline
from domain.programmes import case_of, programme_of
from domain.rederivation import explained
from domain.roles import Actor
from domain.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class Told:
    """``items`` in the order of their days; ``today`` in Asia/Shanghai."""

    today: date
    items: list[Item]
    is_over: bool


async def read(services: Services, actor: Actor, case_id: str) -> Told:
    """Raises 404."""
    now = await services.clock.now()
    today = local_date(now)
    async with services.register.read() as session:
        row = await reading.case_row(session, actor, case_id)
        spans = await stages.of_case(session, row)
        happened = await cases.events(session, row.id)
        written = await documents.in_case(session, row.id)
        rungs = await cases.rungs(session, row.id)
        calendar = await work_calendar(session)
    running = [Deadline.model_validate(each) for each in row.milestones]
    is_over = row.closed_at is not None
    found = [
        *items.stages(row.id, spans, local_date(row.closed_at) if row.closed_at else today, is_over=is_over),
        *items.events(row.id, happened),
        *items.documents(row.id, written),
        *items.reminders(row.id, rungs, now),
        *items.deadlines(row.id, running, _gone_by(row, running, today, calendar), today),
    ]
    return Told(today, sorted(found, key=lambda each: each.first), is_over)


def _gone_by(row: Case, running: Sequence[Deadline], today: date, calendar: WorkCalendar) -> list[Deadline]:
    """The dates the case once had that have passed, with their derivation."""
    case = case_of(row.state)
    known = {items.anchor_of(each) for each in running}
    found: dict[str, Deadline] = {}
    for each in _ever(case):
        if each.date < today and not each.suspended and items.anchor_of(each) not in known:
            found[items.anchor_of(each)] = explained(each, case.policy, calendar)
    return list(found.values())


def _ever(case: Any) -> Iterable[Deadline]:
    programme = programme_of(case)
    yield from (each for _, each in programme.fixed(case) if each)
    yield from (each for _, each in programme.counted(case))
    yield from (notice.last_day for notice, _ in programme.notices(case))
