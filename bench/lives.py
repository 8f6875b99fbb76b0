"""The whole lives of parks in the sandbox, against as many bare workflows with as many timers, messages and activities.

    python -m bench.lives [parks]

Parks live side by side from the application to their second term on the time-skipping server, with the real workers,
a register on SQLite and a mail server; people answer as soon as they are asked, the clock goes from date to date.
What a life costs is counted in the histories, those of the platform's own clocks shared out among the parks. Bare
workflows then do as much of each, with the same moves of the clock and nothing in their activities; half of them ran
before. Typesetting the documents is no part of the first figure: the press begins when the lives are over, and is
told apart.
"""

import asyncio
import sys
import time
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from temporalio.client import WorkflowUpdateFailedError
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.worker import Worker

from bench.bare_life import BareLife, BarePlan, nothing
from bench.sandbox_of_parks import REGION, Bench, Script, park, sandbox, server
from chaos.answers import ANSWERS
from contracts.history import cost_of
from contracts.queues import CASES, DOCUMENT_PRESS, DUTY_CLOCK, OUTBOX
from db.models import Case, DocumentRow, Notification, TaskRow
from domain.dates import local_date, start_of
from domain.milestones import next_milestone
from domain.roles import Actor, Role
from domain.zone.case import ZoneCase
from services.clock import SandboxClock
from services.regulations import load_zone_policy
from services.wake import Wake
from worker import CACHED_CASES, POLLERS, passed_through

BARE_QUEUE = "bare"
AT_ONCE = 20
MOST_MOVES = 60
"""Of the clock in a life: it takes about twenty."""
ACTORS = {
    Role.CREATING_BODY: ("park-js-1",),
    Role.PROVINCIAL_REGULATOR: ("prov-js",),
    Role.PROVINCIAL_LEADING_GROUP: ("lsg-js",),
    Role.SAMR: ("samr", "samr-2"),
}
"""Who answers for a role; where there are two, the second if the first may not. Others answer for themselves."""


async def main(parks: int) -> None:
    # The engine writes to standard output, among the figures: errors only.
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(TelemetryFilter("ERROR", "ERROR")))))
    plan, script = await _rehearsal()
    before = await _bare(plan, script, parks // 2)
    lives, press = await _lives(parks)
    after = await _bare(plan, script, parks - parks // 2)
    bare = before + after
    print(
        f"{parks} 个园区的一生：{lives:.1f} 秒；空白工作流：{bare:.1f} 秒（前一半 {before:.1f}，后一半 {after:.1f}）；"
        f"比值 {lives / bare:.2f}；另制发文书 {press:.1f} 秒，连同文书比值 {(lives + press) / bare:.2f}",
        flush=True,
    )


async def _rehearsal() -> tuple[BarePlan, Script]:
    """One life, to count what a life costs."""
    async with sandbox(1) as bench:
        began = await bench.clock.now()
        await _live(bench)
        case = await cost_of(bench.client, _workflow_id(0))
        clocks = [await cost_of(bench.client, each) for each in (DUTY_CLOCK, OUTBOX)]
        days = (await bench.clock.now() - began) / timedelta(days=1)
        plan = BarePlan(
            timers=case.timers,
            days=days,
            local_activities=max(case.local_activities - case.updates, 0),
            activities=case.activities,
        )
        print(
            f"一生：{days:.0f} 天，{case.events} 个事件，{case.size / 1000:.0f} kB；消息 {case.updates}，"
            f"定时器 {case.timers}，本地活动 {case.local_activities}，活动 {case.activities}；"
            f"提醒时钟和发件箱共 {sum(each.activities for each in clocks)} 个活动（各园区共用，未计入空白工作流）",
            flush=True,
        )
        return plan, bench.script


async def _lives(parks: int) -> tuple[float, float]:
    """Seconds until all parks are in their second term and every mail has left; and of printing all documents."""
    async with sandbox(parks) as bench:
        began = time.perf_counter()
        await _live(bench)
        await _until_none(bench, select(func.count()).select_from(Notification).where(Notification.state == "planned"))
        lived = time.perf_counter() - began
        bench.press.is_open = True
        await Wake(bench.client, bench.settings).call([DOCUMENT_PRESS])
        await _until_none(bench, select(func.count()).select_from(DocumentRow).where(DocumentRow.state == "ordered"))
        return lived, time.perf_counter() - began - lived


async def _bare(plan: BarePlan, script: Script, number: int) -> float:
    """Seconds of ``number`` bare lives: the same updates, the same moves of the clock."""
    async with server() as env:
        clock = SandboxClock(env.client)
        await clock.register_search_attributes()
        worker = Worker(
            env.client,
            task_queue=BARE_QUEUE,
            workflows=[BareLife],
            activities=[nothing],
            workflow_runner=passed_through(),
            max_cached_workflows=CACHED_CASES,
            max_concurrent_workflow_task_polls=POLLERS,
        )
        async with worker:
            began = time.perf_counter()
            turn = asyncio.Semaphore(AT_ONCE)

            async def updated(which: int, times: int) -> None:
                async with turn:
                    handle = env.client.get_workflow_handle(f"bare-{which}")
                    for _ in range(times):
                        await handle.execute_update("act", {})

            for which in range(number):
                await env.client.start_workflow("BareLife", plan, id=f"bare-{which}", task_queue=BARE_QUEUE)
            for updates, leap in zip(script.updates, [*script.leaps, timedelta(0)], strict=True):
                await asyncio.gather(*(updated(which, updates) for which in range(number)))
                await clock.advance_to(await clock.now() + leap)
            return time.perf_counter() - began


async def _live(bench: Bench) -> None:
    for number in range(bench.parks):
        await _start(bench, number)
    await _until_none(bench, select(bench.parks - func.count()).select_from(Case).where(Case.step > 0))
    for _ in range(MOST_MOVES):
        bench.refusals.clear()
        answered = await _answer_everything(bench)
        bench.script.updates.append(round(answered / bench.parks))
        case = await _first(bench)
        if case.term is not None and case.term.number == 2:
            return
        now = await bench.clock.now()
        to = _next_stop(case, now)
        bench.script.leaps.append(to - now)
        await bench.clock.advance_to(to)
    raise RuntimeError(f"the lives stand still: {sorted(bench.refusals)}")


async def _start(bench: Bench, number: int) -> None:
    case = ZoneCase(
        id=f"zone-bench-{number}-case-1",
        park=park(number),
        policy=load_zone_policy(),
        stage_since=await bench.clock.now(),
    )
    await bench.client.start_workflow("ZoneCreation", case.carried(), id=_workflow_id(number), task_queue=CASES)


async def _answer_everything(bench: Bench) -> int:
    """Whatever anybody is asked, until nobody can answer more; how many answers were taken."""
    taken, refused = 0, set[str]()
    turn = asyncio.Semaphore(AT_ONCE)

    async def answer(task: TaskRow) -> bool:
        async with turn:
            return await _answer(bench, task)

    while True:
        async with bench.register.read() as session:
            rows = await session.scalars(select(TaskRow).where(TaskRow.closed_at.is_(None)))
            tasks = [row for row in rows if row.kind in ANSWERS and row.id not in refused]
        if not tasks:
            return taken
        answers = await asyncio.gather(*map(answer, tasks))
        taken += sum(answers)
        refused |= {task.id for task, well in zip(tasks, answers, strict=True) if not well}


async def _answer(bench: Bench, task: TaskRow) -> bool:
    """False where it is too early (the clock has to move first)."""
    action, data = ANSWERS[task.kind]
    handle = bench.client.get_workflow_handle(task.workflow_id)
    role = Role(task.role)
    for account in ACTORS.get(role) or (str(task.organisation_id),):
        organisation = "samr" if role is Role.SAMR else account
        jurisdiction = "320000" if account in ("prov-js", "lsg-js") else REGION
        actor = Actor(id=account, role=role, organisation=organisation, jurisdiction=jurisdiction)
        act = {"task_id": task.id, "action": action, "data": data, "actor": actor.model_dump(mode="json")}
        try:
            await handle.execute_update("act", act)
        except WorkflowUpdateFailedError as error:
            bench.refusals.add(f"{task.kind} {account}: {error.cause}")
            continue
        return True
    return False


def _next_stop(case: ZoneCase, now: datetime) -> datetime:
    """A minute after what comes next for the parks, all of one age, or the third of January: reports are open."""
    today = local_date(now)
    new_year = start_of(date(today.year + (1 if today >= date(today.year, 1, 3) else 0), 1, 3))
    coming = next_milestone(case, now)
    return min(new_year, coming[1] + timedelta(minutes=1)) if coming else new_year


async def _first(bench: Bench) -> ZoneCase:
    async with bench.register.read() as session:
        row = await session.get_one(Case, "zone-bench-0-case-1")
    return ZoneCase.model_validate(row.state)


async def _until_none(bench: Bench, query: object) -> None:
    while True:
        async with bench.register.read() as session:
            if not await session.scalar(query):  # type: ignore[call-overload]
                return
        await asyncio.sleep(0.05)


def _workflow_id(number: int) -> str:
    return f"zone/bench-{number}/case-1"


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
