"""How long it takes until thousands of reminders due at one moment have left, and what a case notices of it.

    python -m bench.reminder_storm [reminders [people]]

On the servers of the one-box profile, with a worker for the cases, one for reminders and one for notifications: the
duty clock claims the reminders, the outbox hands the mails to a server that takes everything. Printed: from the moment
they are due until the last mail was taken, and how late they came; none twice, everybody theirs. Beside it, on the same
server, as many bare workflows with one timer and one empty activity each, due at one moment. And what an Update on a
case took, with its step in the register, during the storm and at rest.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from temporalio.client import Client, WorkflowHandle
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter

from bench.bare_timer import BARE_QUEUE
from bench.mail_sink import arrivals
from bench.running_cases import at_once, process, python, start_cases
from bench.storm_register import DUTY, plant_people, plant_reminders
from bench.watching import LOOK_AGAIN_SECONDS, demand, say, until
from chaos.answers import ANSWERS
from config import Environment, Settings
from contracts.client import connect
from contracts.queues import CASES, DUTY_CLOCK, NOTIFICATIONS, REMINDERS
from db.models import Notification
from db.schema import upgrade
from db.session import Register
from onebox.plans import smtp_greets
from onebox.ports import free_port
from onebox.seed import plant_register
from onebox.temporal_server import durable_server, wait_until_serving
from services.wake import Wake

WORKERS = (CASES, REMINDERS, NOTIFICATIONS)
CALM_UPDATES = 60
STORM_UPDATES = 150
REHEARSED = 200
"""Bare workflows by which it is seen how long the others take to start."""
STARTS_SLOW_DOWN = 3
"""The more of them wait, the longer the next takes to start: so much more time they get than the first ones took."""
PAUSE_SECONDS = 0.2
STARTING_AT_ONCE = 20
FIRST_LOOK = timedelta(seconds=3)
"""Between the last row and the moment of the storm, so that the clock sleeps when it comes."""


@dataclass(frozen=True, slots=True)
class Bench:
    settings: Settings
    client: Client
    register: Register
    sink: Path
    began: datetime


@dataclass(frozen=True, slots=True)
class Storm:
    """``late``: seconds after the due moment, of each mail, in order."""

    late: list[float]
    updates: list[float]

    @property
    def seconds(self) -> float:
        return self.late[-1]


async def main(reminders: int, people: int) -> None:
    # The engine writes to standard output, among the figures: errors only.
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(TelemetryFilter("ERROR", "ERROR")))))
    async with _platform() as bench:
        await plant_people(bench.register, people)
        say(f"{people} 人")
        cases = CALM_UPDATES + STORM_UPDATES
        await start_cases(bench.client, bench.register, cases)
        say(f"{cases} 个案件")
        calm = [await _update(bench, number) for number in range(CALM_UPDATES)]
        await until(lambda: _taken(bench, bench.began), 1, "发件箱")
        storm = await _storm(bench, reminders, people)
        print(
            f"提醒 {reminders} 条、{people} 人：全部交给邮件服务器 {storm.seconds:.1f} 秒，"
            f"迟延 p99 {_p99(storm.late):.1f} 秒，没有重复",
            flush=True,
        )
        print(
            f"案件更新（连同入库）：平时 p50 {_ms(statistics.median(calm))}、p99 {_ms(_p99(calm))}，"
            f"提醒期间 {len(storm.updates)} 次 p50 {_ms(statistics.median(storm.updates))}、"
            f"p99 {_ms(_p99(storm.updates))}",
            flush=True,
        )
        bare = await _bare(bench, reminders)
        print(f"空白工作流 {reminders} 个（各一个定时器、一个空活动）：{bare:.1f} 秒；比值 {bare / storm.seconds:.1f}")


@asynccontextmanager
async def _platform() -> AsyncIterator[Bench]:
    """Server, mail server and one worker for each queue, every one a process."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            env=Environment.DEMONSTRATION, data_dir=Path(folder), temporal_port=free_port(), smtp_port=free_port()
        )
        upgrade(settings.database)
        await plant_register(settings)
        sink = Path(folder) / "taken.txt"
        server = durable_server(settings.temporal_port, 0, Path(folder) / "temporal.db")
        async with process(settings, *server), python(settings, "-m", "bench.mail_sink", settings.smtp_port, sink):
            await wait_until_serving(settings.temporal)
            await smtp_greets(settings.smtp_port)
            client = await connect(settings.temporal, settings.temporal_namespace, identity="bench")
            async with AsyncExitStack() as workers:
                for queue in WORKERS:
                    await workers.enter_async_context(python(settings, "worker.py", queue))
                register = Register(settings.database)
                yield Bench(settings, client, register, sink, datetime.now(UTC))
                await register.dispose()


async def _update(bench: Bench, number: int) -> float:
    """Seconds until the application of a case is taken, which means: recorded."""
    action, data = ANSWERS["creation_application"]
    actor = {"id": "park-js-1", "role": "creating_body", "organisation": "park-js-1", "jurisdiction": "320500"}
    handle = bench.client.get_workflow_handle(f"zone/bench-{number}/case-1")
    state = await handle.query("state")
    (task,) = [each["id"] for each in state["tasks"] if each["kind"] == "creation_application"]
    began = time.perf_counter()
    await handle.execute_update("act", {"task_id": task, "action": action, "data": data, "actor": actor})
    seconds = time.perf_counter() - began
    await asyncio.sleep(PAUSE_SECONDS)
    return seconds


async def _storm(bench: Bench, reminders: int, people: int) -> Storm:
    at = datetime.now(UTC) + FIRST_LOOK + timedelta(seconds=reminders / 1000)
    await plant_reminders(bench.register, reminders, people, at)
    await Wake(bench.client, bench.settings).call([DUTY_CLOCK])
    demand(datetime.now(UTC) < at, "提醒没有来得及在到期之前入库")
    await asyncio.sleep((at - datetime.now(UTC)).total_seconds())
    updates: list[float] = []
    beside = asyncio.create_task(_updates_beside(bench, updates))
    await until(lambda: _taken(bench, at), reminders, "已交给邮件服务器")
    beside.cancel()
    await asyncio.gather(beside, return_exceptions=True)
    return Storm(await _checked(bench, at, reminders), updates)


async def _updates_beside(bench: Bench, found: list[float]) -> None:
    for number in range(STORM_UPDATES):
        found.append(await _update(bench, CALM_UPDATES + number))


async def _taken(bench: Bench, at: datetime) -> int:
    """Mails taken since, others than reminders too: only to know when to look closely."""
    found = await asyncio.to_thread(arrivals, bench.sink)
    return sum(moment >= at.timestamp() for _, moment in found)


async def _checked(bench: Bench, at: datetime, reminders: int) -> list[float]:
    """How late each reminder came; each was taken once, or there is no result."""
    while True:
        async with bench.register.read() as session:
            query = select(Notification.message_id, Notification.state).where(
                Notification.duty_id.startswith(DUTY), Notification.channel == "mail"
            )
            rows = (await session.execute(query)).all()
        if len(rows) >= reminders and all(state == "delivered" for _, state in rows):
            break
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    ours = {message_id for message_id, _ in rows}
    found = [(id_, moment) for id_, moment in arrivals(bench.sink) if id_ in ours]
    times = Counter(id_ for id_, _ in found)
    demand(len(ours) == reminders and times.keys() == ours, "应当每条提醒都送到")
    demand(set(times.values()) == {1}, f"重复送达 {sum(each - 1 for each in times.values())} 封")
    return sorted(moment - at.timestamp() for _, moment in found)


async def _bare(bench: Bench, number: int) -> float:
    """Seconds from the moment all are due until the last has ended."""
    async with python(bench.settings, "-m", "bench.bare_timer", bench.settings.temporal):
        first = await _start_bare(bench, "first", datetime.now(UTC))
        await first.result()  # its worker is there
        began = time.perf_counter()
        await at_once(lambda each: _begun(bench, f"early-{each}", datetime.now(UTC)), REHEARSED, STARTING_AT_ONCE)
        to_start = (time.perf_counter() - began) / REHEARSED * number
        due = datetime.now(UTC) + FIRST_LOOK + timedelta(seconds=STARTS_SLOW_DOWN * to_start)
        await at_once(lambda each: _begun(bench, f"storm-{each}", due), number, STARTING_AT_ONCE)
        say(f"{number} 个空白工作流")
        demand(datetime.now(UTC) < due, "空白工作流没有来得及在到期之前启动")

        async def ended() -> int:
            query = "WorkflowType = 'BareTimer' AND ExecutionStatus = 'Completed'"
            return (await bench.client.count_workflows(query)).count

        await until(ended, number + REHEARSED + 1, "空白工作流已结束")
        closed = [each.close_time async for each in bench.client.list_workflows("WorkflowType = 'BareTimer'")]
        return max(each.timestamp() for each in closed if each) - due.timestamp()


async def _begun(bench: Bench, name: str, due: datetime) -> None:
    await _start_bare(bench, name, due)


async def _start_bare(bench: Bench, name: str, due: datetime) -> WorkflowHandle[Any, Any]:
    return await bench.client.start_workflow("BareTimer", due.isoformat(), id=f"bare-{name}", task_queue=BARE_QUEUE)


def _p99(values: list[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    asked = list(map(int, sys.argv[1:]))
    asyncio.run(main(asked[0] if asked else 10_000, asked[1] if len(asked) > 1 else 3_000))
