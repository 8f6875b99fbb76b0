"""Parks in the middle of their lives, and what the register holds of them: so that a test tells only its own part.

Dates are counted from the world's clock; ``settle_in`` moves it to the first of June of the next year first, so
that no test depends on the day it is run.
"""

import asyncio
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from contracts.queues import CASES
from db.models import (
    Base,
    Case,
    CaseEvent,
    CaseStep,
    DocumentRow,
    DutyRow,
    Notification,
    PublicNotice,
    Rung,
    TaskRow,
)
from db.session import Register
from domain.dates import CHINA, local_date, plus_years
from domain.policy import ZonePolicy
from domain.procedure.state import Proceeding
from domain.working_days import WorkCalendar
from domain.zone import art18_creation_period as art18
from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.case import Report, Stage, ZoneCase
from services.calendar_seed import past_releases
from tests.support.world import PARK, World

POLICY = ZonePolicy()


def case_row(case: ZoneCase, **facts: Any) -> Case:
    """A case as the register holds it where no workflow has run: its id ends in that of the workflow."""
    workflow_id = f"zone/{case.park.id}/{case.id.removeprefix(f'zone-{case.park.id}-')}"
    return Case(
        id=case.id,
        workflow_id=workflow_id,
        programme=case.programme,
        subject_id=case.park.id,
        subject_name=case.park.name,
        region=case.park.region,
        stage=case.stage.value,
        stage_label=case.stage.label,
        state=case.model_dump(mode="json"),
        schema_version=case.schema_version,
        policy_version=case.policy.version,
        step=1,
        opened_at=case.stage_since,
        updated_at=case.stage_since,
        **facts,
    )


async def settle_in(world: World) -> int:
    """Move the clock to 10:00 on the first of June of the next year; answers that year."""
    year = local_date(await world.clock.now()).year + 1
    await world.to(year, 6, 1, 10)
    return year


async def start_creation(world: World, stage: Stage, **facts: Any) -> ZoneCase:
    """Start the park in a stage of its creation; from the creation period on it was approved 400 days ago."""
    today = local_date(await world.clock.now())
    if stage not in {Stage.APPLICATION, Stage.NOMINATION, Stage.APPROVAL}:
        approved_on = facts.setdefault("approved_on", plus_years(today, -2))
        facts.setdefault("creation_minimum", art18.minimum(approved_on, POLICY).compact())
        facts.setdefault("proceeding", Proceeding(number=2, applied_on=today))
    return await _start(world, "ZoneCreation", stage=stage, **facts)


async def start_term(world: World, published_on: date, *, settled: int = 0, **facts: Any) -> ZoneCase:
    """Start the zone in its first term, with the reports of its first ``settled`` years in."""
    term = terms.first_term(published_on, POLICY)
    calendar = WorkCalendar(past_releases())
    reports = [
        Report(
            year=year,
            due=art27.due(year, POLICY, calendar).compact(),
            submitted_on=published_on,
            accepted_on=published_on,
        )
        for year in range(published_on.year, published_on.year + settled)
    ]
    facts.setdefault("term", term.model_copy(update={"reports": reports}))
    return await _start(world, "ZoneTerm", stage=Stage.IN_TERM, recognised_on=published_on, **facts)


async def start_last_days(world: World, days: int, *, settled: int = POLICY.term_years, **facts: Any) -> ZoneCase:
    """Start the zone ``days`` before the last day of its term, with every report in (or the first ``settled``)."""
    today = local_date(await world.clock.now())
    last = date.fromordinal(today.toordinal() + days)
    return await start_term(world, plus_years(last, -POLICY.term_years), settled=settled, **facts)


async def _start(world: World, workflow: str, **facts: Any) -> ZoneCase:
    facts.setdefault("stage_since", await world.clock.now())
    case = ZoneCase(**{"id": world.case_id, "park": PARK, "policy": POLICY, **facts})
    await world.client.start_workflow(workflow, case, id=world.workflow_id, task_queue=CASES)
    return case


async def events(world: World) -> list[CaseEvent]:
    """The record of the case, in order."""
    async with world.register.read() as session:
        rows = await session.scalars(select(CaseEvent).order_by(CaseEvent.step, CaseEvent.position))
        return list(rows)


async def kinds(world: World) -> list[str]:
    """What happened, in order."""
    return [event.kind for event in await events(world)]


async def until_recorded(world: World, kind: str, times: int = 1) -> CaseEvent:
    """The latest event of a kind, as soon as the register has it ``times`` times."""
    for _ in range(250):
        found = [event for event in await events(world) if event.kind == kind]
        if len(found) >= times:
            return found[-1]
        await asyncio.sleep(0.02)
    raise AssertionError(f"{kind} was not recorded {times} times: {await kinds(world)}")


async def until_open(world: World, *task_kinds: str) -> ZoneCase:
    """The case, as soon as it asks for all of these."""
    for _ in range(250):
        case = await world.state()
        if set(task_kinds) <= {task.kind for task in case.tasks}:
            return case
        await asyncio.sleep(0.02)
    raise AssertionError(f"not all open: {task_kinds}, but {[task.kind for task in case.awaited]}")


_LASTING: dict[type[Base], tuple[str, ...]] = {
    Case: ("id", "state", "stage", "step", "milestones", "closed_at"),
    CaseStep: ("workflow_id", "number", "fingerprint"),
    CaseEvent: ("step", "position", "kind", "text", "request_id"),
    TaskRow: ("id", "kind", "due", "opened_at", "closed_at"),
    DutyRow: ("id", "due", "closed_at"),
    Rung: ("duty_id", "key", "planned_at", "outcome"),
    Notification: ("id", "kind", "planned_at", "subject"),
    DocumentRow: ("id", "kind", "facts"),
    PublicNotice: ("id", "last_day", "state"),
}
"""What a case leaves in the register, without what its clocks do to it later (sent, printed, confirmed)."""


async def footprint(register: Register) -> dict[str, list[str]]:
    """Every row a case wrote, to compare before and after. Table name → its rows, sorted."""
    found: dict[str, list[str]] = {}
    async with register.read() as session:
        for table, columns in _LASTING.items():
            rows = await session.scalars(select(table))
            found[table.__tablename__] = sorted(str([getattr(row, name) for name in columns]) for row in rows)
    return found


def local(instant: datetime) -> datetime:
    """The instant on a clock in Asia/Shanghai."""
    return instant.astimezone(CHINA)


async def documents(world: World) -> list[str]:
    """The kinds of document ordered, in order."""
    async with world.register.read() as session:
        return list(await session.scalars(select(DocumentRow.kind).order_by(DocumentRow.step, DocumentRow.position)))


async def paper(world: World, kind: str) -> list[dict[str, Any]]:
    """The orders of every document of a kind, in order."""
    query = select(DocumentRow.facts).where(DocumentRow.kind == kind)
    async with world.register.read() as session:
        return list(await session.scalars(query.order_by(DocumentRow.step, DocumentRow.position)))


async def told(world: World, kind: str) -> dict[str, str]:
    """Everybody who was told by a notice of this kind (accounts), and what they read."""
    async with world.register.read() as session:
        rows = await session.scalars(select(Notification).where(Notification.kind == kind))
        return {each.account_id or each.address: f"{each.subject}\n{each.body}" for each in rows}


async def run_id(world: World) -> str:
    """The run the case is in now."""
    return (await world.handle.describe()).run_id or ""


async def roll_over(world: World) -> None:
    """Ask the case to go on in a new run, and wait until it does."""
    before = await run_id(world)
    await world.handle.signal("rollover")
    for _ in range(250):
        if await run_id(world) != before:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the case did not go on in a new run")
