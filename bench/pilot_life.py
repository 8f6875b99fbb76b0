"""One whole life of a pilot project in the sandbox, against a bare workflow with as many timers and messages.

    python -m bench.pilot_life

Five bureaus of three provinces, six half-years with thirty reports, two evaluations, and the closing; people answer as
soon as they are asked, the clock goes from half-year to half-year. The real workers, a register on SQLite and a mail
server; the documents are ordered and not printed. The bare workflow does as much in the same run, before and after.
"""

import asyncio
import time
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.worker import Worker

from bench.bare_life import BareLife, BarePlan, nothing
from bench.sandbox_of_parks import Bench, sandbox, server
from contracts.history import HistoryCost, cost_of
from contracts.queues import CASES
from db.models import Account, Case, Notification, Organisation, TaskRow
from domain.dates import local_date, start_of
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Bureau
from domain.pilot.policy import PilotPolicy
from domain.roles import Actor, Role
from onebox.demo_pilot import ASSESSMENT, EVALUATION, FILING, REPORT, opinion
from services.clock import SandboxClock
from worker import CACHED_CASES, passed_through

HALF_YEARS = 6
EVALUATED_AFTER = (2, 4)
BUREAUS = ("city-jinhu", "city-tianchang", "city-jiading", "city-zhangjiagang", "city-kunshan")
WORKFLOW_ID = "pilot/bench-1"
CASE_ID = "pilot-bench-1"
_SIGNED: dict[str, Any] = {}
ONE_FOR_ALL = frozenset({"pilot_assessment", "pilot_evaluation_report"})
"""Asked of several, and answered by whoever comes first."""
ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "pilot_filing": ("file", {key: value for key, value in FILING.items() if not key.startswith("contact")}),
    "pilot_filing_check": ("receive", {}),
    "pilot_assessment": ("assess", ASSESSMENT),
    "pilot_selection_signature": ("sign", _SIGNED),
    "pilot_publication_signature": ("sign", _SIGNED),
    "pilot_report": ("submit", REPORT),
    "pilot_report_receipt": ("accept", {}),
    "pilot_expert_declaration": ("declare", {"signed": True}),
    "pilot_expert_opinion": ("hand_in", opinion()),
    "pilot_evaluation_report": ("report", opinion()),
    "pilot_decision_signature": ("sign", _SIGNED),
}


class Asked(NamedTuple):
    """An open task, as far as whoever answers it must know it."""

    id: str
    kind: str
    organisation_id: str | None


class Life:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.handle = bench.client.get_workflow_handle(WORKFLOW_ID)
        self.actors: dict[str, Actor] = {}

    async def live(self) -> None:
        """From the cooperation to the closing."""
        await self._begin()
        for k in range(1, HALF_YEARS + 1):
            await self._half_year(k)
            if k in EVALUATED_AFTER:
                await self._act("prov-js", "pilot_evaluation_opening", "open", EVALUATION | {"occasion": "periodic"})
                await self._answer_everything()
        await self._act("prov-sh", "pilot_close_opening", "close", {"summary": "目标全部完成。"})
        await self._answer_everything()
        while (await self._case()).stage is not PilotStage.CLOSED:  # noqa: ASYNC110 - the register tells nobody
            await asyncio.sleep(0.01)

    async def _begin(self) -> None:
        async with self.bench.register.read() as session:
            accounts = await session.scalars(select(Account))
            places = {each.id: each.jurisdiction for each in await session.scalars(select(Organisation))}
            names = {each.id: each.name for each in await session.scalars(select(Organisation))}
            for each in accounts:
                organisation = each.organisation_id
                jurisdiction = places[organisation]
                self.actors[each.id] = Actor(
                    id=each.id, role=Role(each.role), organisation=organisation, jurisdiction=jurisdiction
                )
        bureaus = [Bureau(organisation=each, name=names[each], region=places[each]) for each in BUREAUS]
        case = PilotCase(
            id=CASE_ID,
            project_id="bench-1",
            title="示例基准项目",
            opened_by=bureaus[0],
            policy=PilotPolicy(participant_level="county"),
            stage_since=await self.bench.clock.now(),
        )
        await self.bench.client.start_workflow("PilotProject", case.carried(), id=WORKFLOW_ID, task_queue=CASES)
        while not await self._tasks():  # noqa: ASYNC110 - the register tells nobody
            await asyncio.sleep(0.01)
        cooperation = {"lead": BUREAUS[0], "scope": "仪器仪表行业", "goals": "提升质量水平"}
        members = [each.model_dump() for each in bureaus]
        await self._act(BUREAUS[0], "pilot_cooperation", "establish", cooperation | {"members": members})
        await self._answer_everything()

    async def _half_year(self, k: int) -> None:
        """On the day from which the ``k``-th reports may be handed in; the next half-year has begun by then or will."""
        while not (case := await self._case()).reports or case.reports[-1].k < k:
            await self.bench.clock.advance_to(await self.bench.clock.now() + timedelta(days=32))
        due = next(each.due.date for each in case.reports if each.k == k)
        opens = start_of(due - timedelta(days=29))
        if opens > await self.bench.clock.now():
            await self.bench.clock.advance_to(opens)
        await self._answer_everything()

    async def _answer_everything(self) -> None:
        while True:
            asked = [each for each in await self._tasks() if each.kind in ANSWERS]
            if not asked:
                return
            others = [each for each in asked if each.kind not in ONE_FOR_ALL]
            asked = others or asked[:1]
            await asyncio.gather(*(self._send(self._who(each), each.id, *ANSWERS[each.kind]) for each in asked))

    def _who(self, task: Asked) -> str:
        return next(name for name, each in self.actors.items() if each.organisation == task.organisation_id)

    async def _act(self, account: str, kind: str, action: str, data: dict[str, Any]) -> None:
        tasks = [each for each in await self._tasks() if each.kind == kind]
        own = next(each for each in tasks if each.organisation_id == self.actors[account].organisation)
        await self._send(account, own.id, action, data)

    async def _send(self, account: str, task_id: str, action: str, data: dict[str, Any]) -> None:
        actor = self.actors[account].model_dump(mode="json", exclude_defaults=True)
        await self.handle.execute_update("act", {"task_id": task_id, "action": action, "actor": actor, "data": data})

    async def _tasks(self) -> list[Asked]:
        query = select(TaskRow.id, TaskRow.kind, TaskRow.organisation_id).where(TaskRow.closed_at.is_(None))
        async with self.bench.register.read() as session:
            return [Asked(*each) for each in await session.execute(query)]

    async def _case(self) -> PilotCase:
        async with self.bench.register.read() as session:
            return PilotCase.model_validate((await session.get_one(Case, CASE_ID)).state)


async def main() -> None:
    # The engine writes to standard output, among the figures: errors only.
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(TelemetryFilter("ERROR", "ERROR")))))
    async with sandbox(0) as bench:
        began_on, began = await bench.clock.now(), time.perf_counter()
        await Life(bench).live()
        lived = time.perf_counter() - began
        sent = await _sent(bench)
        cost = await cost_of(bench.client, WORKFLOW_ID)
        days = (local_date(await bench.clock.now()) - local_date(began_on)).days
    bare = [await _bare(cost, days) for _ in range(2)]
    mean = sum(bare) / len(bare)
    print(
        f"一个试点项目的一生（5个单位、{HALF_YEARS}个半年、{len(EVALUATED_AFTER)}次评估，{days} 天）：{lived:.1f} 秒；"
        f"{cost.events} 个事件，{cost.size / 1000:.0f} kB，消息 {cost.updates}，通知 {sent} 份；"
        f"空白工作流 {mean:.1f} 秒，比值 {lived / mean:.2f}",
        flush=True,
    )


async def _sent(bench: Bench) -> int:
    async with bench.register.read() as session:
        return await session.scalar(select(func.count()).select_from(Notification)) or 0


async def _bare(cost: HistoryCost, days: int) -> float:
    """Seconds of a bare workflow with the same number of timers, updates and activities."""
    plan = BarePlan(
        timers=cost.timers,
        days=days,
        local_activities=max(cost.local_activities - cost.updates, 0),
        activities=cost.activities,
    )
    async with server() as env:
        clock = SandboxClock(env.client)
        await clock.register_search_attributes()
        async with Worker(
            env.client,
            task_queue="bare",
            workflows=[BareLife],
            activities=[nothing],
            workflow_runner=passed_through(),
            max_cached_workflows=CACHED_CASES,
        ):
            began = time.perf_counter()
            handle = await env.client.start_workflow("BareLife", plan, id="bare", task_queue="bare")
            for _ in range(cost.updates):
                await handle.execute_update("act", {})
            await clock.advance_to(await clock.now() + timedelta(days=days))
            return time.perf_counter() - began


if __name__ == "__main__":
    asyncio.run(main())
