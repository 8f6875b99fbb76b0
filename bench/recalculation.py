"""How long it takes until every open case has counted its dates again after a calendar release.

    python -m bench.recalculation [cases]

Zones in their first term, each a running workflow on the one-box profile, owe a report in a year without a notice on
the holidays; that notice is imported and moves every due day. Printed: the impact list shown before, the re-arming of
all cases (from the wake to the last step in the register, notifications written; the processor time too, which other
work on the machine disturbs less), and its ratio to as many updates of bare workflows, as many at once, on the same
server, half of them before and half after. Counted too: each case counts again exactly once, and a second wake changes
nothing.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.worker import Worker

from activities.recalculation import AT_ONCE
from bench.bare import Bare
from bench.owing_zones import moving_release, owing_zone
from bench.watching import demand, say, until
from config import Environment, Settings
from contracts.client import connect
from contracts.queues import CASES, NOTIFICATIONS, RECALCULATION, REMINDERS
from db.models import Case, CaseEvent, Notification
from db.queries.releases import known_releases
from db.schema import upgrade
from db.session import Register
from domain.working_days import CalendarRelease, WorkCalendar
from onebox.ports import free_port
from onebox.seed import plant_register
from onebox.temporal_server import durable_server, wait_until_serving
from services import recalculation
from services.calendar_import import write
from services.clock import SystemClock
from services.impact import CaseImpact, impact
from worker import CACHED_CASES, POLLERS, build, passed_through

BARE_QUEUE = "bare"
RECOUNTED = "dates.recalculated"
_STARTING_AT_ONCE = 5
"""A workflow's first task is its slowest; more of them at a time starve each other."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a measurement needs."""

    settings: Settings
    client: Client
    register: Register
    cases: int

    async def seconds_of_bare_updates(self, numbers: Iterable[int]) -> float:
        async def update(number: int) -> None:
            await self.client.get_workflow_handle(f"bare-{number}").execute_update("act", {})

        began = time.perf_counter()
        await at_once(update, numbers)
        return time.perf_counter() - began

    async def recounted(self) -> int:
        async with self.register.read() as session:
            query = select(func.count()).select_from(CaseEvent).where(CaseEvent.kind == RECOUNTED)
            return await session.scalar(query) or 0

    async def passes(self) -> int:
        """How often the platform has gone through all cases."""
        history = await self.client.get_workflow_handle(RECALCULATION).fetch_history()
        return sum(each.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED for each in history.events)


async def main(cases: int) -> None:
    # The engine writes to standard output, among the figures: errors only.
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(TelemetryFilter("ERROR", "ERROR")))))
    async with AsyncExitStack() as stack:
        bench = await stack.enter_async_context(_platform(cases))
        stack.push_async_callback(bench.register.dispose)
        await _start_everything(bench)
        await _measure(bench)


@asynccontextmanager
async def _platform(cases: int) -> AsyncIterator[Bench]:
    """Server, register, workers and a mailbox, empty but for what a one-box platform starts with."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            env=Environment.DEMONSTRATION, data_dir=Path(folder), temporal_port=free_port(), smtp_port=free_port()
        )
        upgrade(settings.database)
        await plant_register(settings)
        server = await asyncio.create_subprocess_exec(
            *durable_server(settings.temporal_port, 0, Path(folder) / "temporal.db"), stdout=asyncio.subprocess.DEVNULL
        )
        mailbox = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "onebox.mail_catcher"),
            env={**os.environ, "ZHICHENG_SMTP_PORT": str(settings.smtp_port), "ZHICHENG_DATA_DIR": folder},
        )
        try:
            await wait_until_serving(settings.temporal)
            client = await connect(settings.temporal, settings.temporal_namespace, identity="bench")
            bench = Bench(settings, client, Register(settings.database), cases)
            async with AsyncExitStack() as stack:
                for queue in (CASES, REMINDERS, NOTIFICATIONS):
                    await stack.enter_async_context(build(queue, client, bench.register, SystemClock(), settings))
                await stack.enter_async_context(_bare_worker(client))
                yield bench
        finally:
            for child in (server, mailbox):
                child.terminate()
                await child.wait()


def _bare_worker(client: Client) -> Worker:
    return Worker(
        client,
        task_queue=BARE_QUEUE,
        workflows=[Bare],
        workflow_runner=passed_through(),
        max_cached_workflows=CACHED_CASES,
        max_concurrent_workflow_task_polls=POLLERS,
    )


async def at_once(act: Callable[[int], Awaitable[None]], numbers: Iterable[int], how_many: int = AT_ONCE) -> None:
    """As many at a time as the platform tells cases, unless told otherwise."""
    turn = asyncio.Semaphore(how_many)

    async def in_turn(number: int) -> None:
        async with turn:
            await act(number)

    await asyncio.gather(*(in_turn(number) for number in numbers))


async def _start_everything(bench: Bench) -> None:
    year = await _year_without_notice(bench)

    async def start(number: int) -> None:
        case = owing_zone(number, year)
        handle = await bench.client.start_workflow(
            "ZoneTerm", case.carried(), id=f"zone/{case.park.id}/case-1", task_queue=CASES
        )
        await handle.query("state")
        await bench.client.start_workflow("Bare", id=f"bare-{number}", task_queue=BARE_QUEUE)
        await bench.seconds_of_bare_updates([number])
        if number % 100 == 99:
            say(f"启动案件：{number + 1}/{bench.cases}")

    await at_once(start, range(bench.cases), _STARTING_AT_ONCE)
    await until(lambda: _in_the_register(bench), bench.cases, "案件入库")
    await recalculation.wake(bench.client, bench.settings)
    await until(bench.passes, 1, "核对")


async def _in_the_register(bench: Bench) -> int:
    async with bench.register.read() as session:
        return await session.scalar(select(func.count()).select_from(Case).where(Case.step > 0)) or 0


async def _year_without_notice(bench: Bench) -> int:
    async with bench.register.read() as session:
        known = max(release.year for release in await known_releases(session))
    return max(known, datetime.now(UTC).year) + 1


async def _measure(bench: Bench) -> None:
    release = moving_release(await _year_without_notice(bench))
    listing = await _seconds_of_the_impact_list(bench, release)
    print(f"影响清单：{bench.cases} 个案件 {listing:.2f} 秒", flush=True)
    half = bench.cases // 2
    before = await bench.seconds_of_bare_updates(range(half))
    processor = time.process_time()
    rearming = await _seconds_of_rearming(bench, release)
    processor = time.process_time() - processor
    after = await bench.seconds_of_bare_updates(range(half, bench.cases))
    await _check_each_once(bench)
    bare = before + after
    print(
        f"重新计算：{bench.cases} 个案件 {rearming:.2f} 秒（每秒 {bench.cases / rearming:.0f} 个，"
        f"每个用处理器 {processor / bench.cases * 1000:.0f} 毫秒，不计服务器）；"
        f"同样数量的空白工作流更新 {bare:.2f} 秒（前半 {before:.2f}，后半 {after:.2f}）；比值 {rearming / bare:.1f}",
        flush=True,
    )
    print(f"再次唤醒：{await _seconds_of_a_second_wake(bench):.2f} 秒，没有案件改变")


async def _seconds_of_the_impact_list(bench: Bench, release: CalendarRelease) -> float:
    async with bench.register.read() as session:
        calendar = WorkCalendar([*await known_releases(session), release])
        began = time.perf_counter()
        found: list[CaseImpact] = await impact(session, calendar, datetime.now(UTC))
        seconds = time.perf_counter() - began
    demand(len(found) == bench.cases, f"影响清单只有 {len(found)} 个案件")
    demand(all(sum(move.moved for move in each.moves) == 1 for each in found), "应当每个案件改变一个日期")
    return seconds


async def _seconds_of_rearming(bench: Bench, release: CalendarRelease) -> float:
    demand(await bench.recounted() == 0, "没有新的安排，不应改变任何案件")
    async with bench.register.write() as session:
        await write(session, release, datetime.now(UTC), "bench")
    passes = await bench.passes()
    began = time.perf_counter()
    await recalculation.wake(bench.client, bench.settings)
    await until(bench.recounted, bench.cases, "重新计算")
    seconds = time.perf_counter() - began
    await until(bench.passes, passes + 1, "核对")
    return seconds


async def _check_each_once(bench: Bench) -> None:
    times = func.count()
    async with bench.register.read() as session:
        counted = select(CaseEvent.case_id, times).where(CaseEvent.kind == RECOUNTED).group_by(CaseEvent.case_id)
        found = {case: number for case, number in await session.execute(counted)}
        told = await session.scalar(select(times).where(Notification.kind == "deadline_moved"))
    demand(len(found) == bench.cases and set(found.values()) == {1}, "应当每个案件恰好重新计算一次")
    demand(told == 2 * bench.cases, f"应当每个案件通知一次（站内、邮件），实际 {told} 条")


async def _seconds_of_a_second_wake(bench: Bench) -> float:
    passes = await bench.passes()
    began = time.perf_counter()
    await recalculation.wake(bench.client, bench.settings)
    await until(bench.passes, passes + 1, "再次核对")
    seconds = time.perf_counter() - began
    demand(await bench.recounted() == bench.cases, "再次唤醒不应改变任何案件")
    return seconds


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
