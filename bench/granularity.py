"""How fine the workflows of a plan and a province may be: one a ledger and a government, or one an item and a clause.

    python -m bench.granularity [governments [units [items]]]

A plan of 60 units with 24 items each, every item with a day of its own in the year to come, and a province of 120
governments with their clauses and the campaigns of a year begin on the time-skipping server with the real workers and a
register on SQLite; then a year passes. Beside them stand bare workflows with one timer and one activity each: as many
as there are ledgers and governments, and as many as there are items and clauses. At last the ledgers alone, and their
items in ledgers of one item each. Every part runs in a process of its own, whose memory is that of its workers; nobody
answers, so every day passes and is marked.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, text
from temporalio.client import Client
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.worker import Worker

from bench.bare_life import nothing
from bench.bare_timer import BARE_QUEUE, BareTimer
from bench.running_cases import at_once
from bench.sandbox_of_parks import Bench, sandbox, server
from bench.watching import demand, say, until
from contracts.queues import CASES
from db.models import Case, CaseEvent, Rung
from domain.case import CaseState
from domain.date_rules import derive
from domain.dates import local_date
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.district.measures import ENTRIES
from domain.district.parts import Item, Step, Unit, UnitKind
from domain.policy import DistrictPolicy, ProvincePolicy
from domain.programmes import programme_of
from domain.province.case import GovernmentCase
from domain.province.clause import Level
from domain.province.clauses import CLAUSES
from domain.province.parts import TextVersion
from domain.roles import Actor, Role
from domain.working_days import WorkCalendar
from services.calendar_seed import past_releases
from services.clock import SandboxClock
from worker import CACHED_CASES, POLLERS, passed_through

YEAR = timedelta(days=366)
_AT_ONCE = 20
_CALENDAR = WorkCalendar(past_releases())
_NEVER = DistrictPolicy(target_day=date(2099, 12, 31))
_OPS = Actor(id="ops", role=Role.OPS, organisation="ops")


class Figures(NamedTuple):
    """Seconds until all have begun, seconds for their year, and the megabytes they take: of memory, of the register."""

    begun: float
    year: float
    memory: float
    register: float = 0.0


async def _measured(
    began: Callable[[], Awaitable[None]], year: Callable[[], Awaitable[None]], register: Callable[[], Awaitable[float]]
) -> Figures:
    memory, size, first = _resident(), await register(), time.perf_counter()
    await began()
    second, used = time.perf_counter(), _resident() - memory
    await year()
    return Figures(second - first, time.perf_counter() - second, used, await register() - size)


def _resident() -> float:
    """Megabytes of this process in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


async def _ours(governments: int, units: int, items: int) -> Figures:
    async with sandbox(0) as bench:
        now = await bench.clock.now()
        cases: list[CaseState] = [_ledger(number, items, now) for number in range(units)]
        cases += [_government(number, now) for number in range(governments)]

        async def start(number: int) -> None:
            case = cases[number]
            await bench.client.start_workflow(
                programme_of(case).workflow(case), case.carried(), id=f"bench/{case.id}", task_queue=CASES
            )

        async def began() -> None:
            await at_once(start, len(cases), _AT_ONCE)
            await until(lambda: _count(bench, select(func.count()).select_from(Case)), len(cases), "已开始")

        async def year() -> None:
            await bench.clock.advance_to(now + YEAR)
            passed = select(func.count()).select_from(CaseEvent).where(CaseEvent.kind == "ledger.overdue")
            await until(lambda: _count(bench, passed), units * items, "已逾期的事项")
            open_ = select(func.count()).select_from(Rung).where(Rung.outcome.is_(None), Rung.planned_at <= now + YEAR)
            demand(await _count(bench, open_) == 0, "有到期的提醒没有处理")

        return await _measured(began, year, lambda: _register_size(bench))


async def _count(bench: Bench, query: object) -> int:
    async with bench.register.read() as session:
        return await session.scalar(query) or 0  # type: ignore[call-overload]


async def _register_size(bench: Bench) -> float:
    async with bench.register.read() as session:
        pages = await session.scalar(text("PRAGMA page_count"))
        return (pages or 0) * (await session.scalar(text("PRAGMA page_size")) or 0) / 1e6


def _ledger(number: int, items: int, now: datetime) -> LedgerCase:
    """A unit's ledger, filed, with a day of its own for each item, no two on the same day."""
    today, policy = local_date(now), DistrictPolicy()
    span = 360 // items
    days = [today + timedelta(days=2 + place * span + number % span) for place in range(items)]
    return LedgerCase(
        id=f"district-bench-ledger-unit-{number}",
        plan_id="bench",
        plan_title="示例方案",
        plan_document="示例〔2021〕1号",
        unit=Unit(id=f"unit-{number}", name=f"示例单位{number}", kinds=[UnitKind.DEPARTMENT]),
        office="office",
        region="441602",
        policy=policy,
        stage=LedgerStage.RUNNING,
        stage_since=now,
        target=derive("district-target", today, {}, _NEVER, _CALENDAR).compact(),
        items=[_item(key, day, policy, now) for key, day in zip(list(ENTRIES)[:items], days, strict=True)],
    )


def _item(key: str, day: date, policy: DistrictPolicy, now: datetime) -> Item:
    due = derive("district-ledger-date", day, {}, policy, _CALENDAR).compact()
    step = Step(number=1, what="完成年度任务（示例）", due=due)
    return Item(key=key, filed_on=local_date(now), since=now, measures="开展专项行动（示例）。", steps=[step])


def _government(number: int, now: datetime) -> GovernmentCase:
    today = local_date(now)
    version = TextVersion(
        document_number="示例公告第1号", issuer="示例", adopted_on=today, effective_on=today, recorded_by=_OPS
    )
    return GovernmentCase(
        id=f"province-bench-gov-{number}",
        regulation="bench",
        organisation=f"gov-{number}",
        name=f"示例县人民政府{number}",
        region="420102",
        level=Level.COUNTY,
        since=today,
        policy=ProvincePolicy(effective_date=today),
        stage_since=now,
        versions=[version],
    )


async def _bare(number: int) -> Figures:
    async with _bare_worker() as (client, clock):
        now = await clock.now()

        async def start(which: int) -> None:
            due = now + timedelta(days=1 + which % 360)
            await client.start_workflow("BareTimer", due.isoformat(), id=f"bare-{which}", task_queue=BARE_QUEUE)

        async def began() -> None:
            await at_once(start, number, _AT_ONCE)
            await client.get_workflow_handle(f"bare-{number - 1}").describe()

        async def year() -> None:
            await clock.advance_to(now + YEAR)

        async def nothing_kept() -> float:
            return 0.0

        return await _measured(began, year, nothing_kept)


@asynccontextmanager
async def _bare_worker() -> AsyncIterator[tuple[Client, SandboxClock]]:
    async with server() as env:
        clock = SandboxClock(env.client)
        await clock.register_search_attributes()
        worker = Worker(
            env.client,
            task_queue=BARE_QUEUE,
            workflows=[BareTimer],
            activities=[nothing],
            workflow_runner=passed_through(),
            max_cached_workflows=CACHED_CASES,
            max_concurrent_workflow_task_polls=POLLERS,
        )
        async with worker:
            yield env.client, clock


async def _apart(*part: object) -> Figures:
    """The figures of a part, measured in a process of its own."""
    say(f"测量：{' '.join(map(str, part))}")
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.granularity", "part", *map(str, part)), stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await child.communicate()
    demand(child.returncode == 0, f"没有测成：{part}")
    return Figures(*json.loads(printed.decode().splitlines()[-1]))


async def main(governments: int, units: int, items: int) -> None:
    coarse = governments + units
    fine = units * items + governments * len([each for each in CLAUSES if each.is_for(Level.COUNTY)])
    ours, few, many = [
        await _apart(*part) for part in (("ours", governments, units, items), ("bare", coarse), ("bare", fine))
    ]
    whole, single = [await _apart("ours", 0, *part) for part in ((units, items), (units * items, 1))]
    print(f"{units} 个单位各 {items} 项、{governments} 个政府：{coarse} 个工作流；每项、每条款一个则为 {fine} 个")
    _show("本系统", ours)
    _show(f"空白 {coarse} 个", few, ours)
    _show(f"空白 {fine} 个", many, ours)
    print(f"只看台账，{units * items} 项：")
    _show(f"{units} 本台账各 {items} 项", whole)
    _show(f"{units * items} 本台账各 1 项", single, whole)


def _show(label: str, figures: Figures, against: Figures | None = None) -> None:
    """The figures; and those of ``against`` as multiples of them."""
    kept = f"，登记簿 {figures.register:.1f} MB" if figures.register else ""
    print(f"{label}：开始 {figures.begun:.1f} 秒，一年 {figures.year:.1f} 秒，内存 {figures.memory:.0f} MB{kept}")
    if against:
        pairs = zip(("开始", "一年", "内存", "登记簿"), against, figures, strict=True)
        print("  前者是它的：" + "，".join(f"{name} {one / other:.2f} 倍" for name, one, other in pairs if other))


async def _part(kind: str, *sizes: int) -> None:
    # The engine writes to standard output, among the figures: errors only.
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(TelemetryFilter("ERROR", "ERROR")))))
    print(json.dumps(await (_ours(*sizes) if kind == "ours" else _bare(*sizes))), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["part"]:
        asyncio.run(_part(sys.argv[2], *map(int, sys.argv[3:])))
    else:
        asyncio.run(main(*(int(each) for each in [*sys.argv[1:], "120", "60", "24"][:3])))
