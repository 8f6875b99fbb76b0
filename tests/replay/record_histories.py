"""Plays every recorded story and writes what it left: histories, stored states, the record of the whole life.

No test of its own: ``python -m onebox.record`` runs this file. What it writes is read by the tests beside it.
"""

import json
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowHistory

from contracts.queues import DOCUMENT_PRESS, DUTY_CLOCK, OUTBOX, RECALCULATION
from domain.case import SCHEMA_VERSION
from domain.zone.case import Stage, ZoneCase
from tests.replay import district_stories, edge_stories, event_stories, pilot_stories, province_stories
from tests.support import forms, lives
from tests.support.recounting import closing_january, publish
from tests.support.world import World, actor
from tests.support.zone_cases import (
    kinds,
    roll_over,
    settle_in,
    start_creation,
    start_last_days,
    start_term,
    until_open,
    until_recorded,
)

pytestmark = pytest.mark.served

HERE = Path(__file__).parent
HISTORIES = HERE / "histories"
STATES = HERE / "states" / f"v{SCHEMA_VERSION}"
LIFE = HERE / "whole_life.json"


class ObservedWorld(World):
    """Keeps the state in which each question is first open, and one of each stage a question comes back in."""

    def __init__(self, world: World) -> None:
        super().__init__(world.env, world.register, world.mail)
        self.states: dict[str, dict[str, Any]] = {}

    async def send(self, *order: Any, **more: Any) -> int:
        case = await self.state()
        state = case.model_dump(mode="json")
        for task in case.tasks:
            self.states.setdefault(task.kind, state)
        if case.awaited:
            self.states.setdefault(f"{case.awaited[0].kind}-{place(case)}", state)
        return await super().send(*order, **more)


def place(case: ZoneCase) -> str:
    """The stage, of the renewal while one runs."""
    return case.renewal.stage if case.renewal else case.stage


async def whole_life(world: ObservedWorld) -> None:
    await settle_in(world)
    await lives.whole_life(world)


async def returned(world: World) -> None:
    await start_creation(world, Stage.CREATION)
    await until_open(world, "acceptance_application")
    await lives.acceptance(world)
    await world.act("samr", "material_review", "return", **forms.RETURN)
    await lives.acceptance(world)
    await world.act("samr", "material_review", "consult")
    await world.act("mara", "acceptance_opinion", "reply", stance="disagrees")
    await world.forward(days=40)  # the others stay silent
    await world.act("samr", "panel_formation", "return", **forms.RETURN)
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    await world.act("prov-js", "acceptance_examination", "fail", **forms.REASONS)


async def objection_upheld(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await lives.answer(world, "public_notice", "objection")
    await world.forward(days=30)
    await world.act("samr-2", "objection_reexamination", "uphold", **lives.RULING)


async def not_shortlisted(world: World) -> None:
    await world.start()
    await until_open(world, "creation_application")
    await lives.answer(world, "creation_application", "provincial_appraisal")
    await world.act("lsg-js", "nomination_consent", "decline", **forms.REASONS)
    await world.act("prov-js", "provincial_appraisal", "decline", **forms.REASONS)
    await world.forward(minutes=1)


async def not_approved(world: World) -> None:
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    await lives.answer(world, "creation_consultation", "creation_opinion")
    await world.act("samr-2", "creation_decision", "refuse", **forms.REASONS)
    await world.forward(minutes=1)


async def evaluated_negatively(world: World) -> None:
    await start_creation(world, Stage.MATERIAL_REVIEW)
    await until_open(world, "material_review")
    await lives.answer(world, "material_review", "acceptance_opinion", "panel_formation")
    await world.act("expert-1", "evaluation_report", "report", **forms.EVALUATION | {"conclusion": "not_passed"})


async def expired(world: World) -> None:
    await start_last_days(world, 200)
    await world.forward(days=202)


async def granted_after_expiry(world: World) -> None:
    await start_last_days(world, 5)
    await until_open(world, "renewal_application")
    await lives.answer(world, "renewal_application")
    await world.forward(days=7)
    await lives.answer(world, "renewal_examination", "renewal_consent", "renewal_submission")
    await lives.answer(world, "renewal_consultation", "renewal_opinion", "comprehensive_evaluation", "renewal_notice")
    await world.forward(days=20)
    await lives.answer(world, "renewal_decision", "renewal_signature", "renewal_announcement")
    await world.forward(minutes=1)


async def failed_after_expiry(world: World) -> None:
    await start_last_days(world, 5)
    await until_open(world, "renewal_application")
    await lives.answer(world, "renewal_application")
    await world.forward(days=7)
    await world.act("prov-js", "renewal_examination", "fail", **forms.REASONS)
    await world.forward(minutes=1)


async def renewal_failed(world: World) -> None:
    await start_last_days(world, 60)
    await until_open(world, "renewal_application")
    await lives.answer(world, "renewal_application", "renewal_examination", "renewal_consent", "renewal_submission")
    await lives.answer(world, "renewal_consultation", "renewal_opinion")
    await world.act("samr", "comprehensive_evaluation", "evaluate", findings="成效不足。", conclusion="not_passed")
    await lives.answer(world, "renewal_application")
    await world.act("prov-js", "renewal_examination", "fail", **forms.REASONS)
    await world.forward(days=62)


async def report_late(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    await world.to(year + 2, 3, 1)
    await lives.answer(world, "annual_report")
    await world.act("samr", "annual_report_receipt", "return", **forms.REASONS)
    await lives.answer(world, "annual_report", "annual_report_receipt", "annual_report")


async def recounted(world: World) -> None:
    """A release moves a due day of a running term."""
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    await publish(world, closing_january(year + 1))
    await until_recorded(world, "dates.recalculated")
    await world.to(year + 1, 1, 2)
    await lives.answer(world, "annual_report")


async def date_changed(world: World) -> None:
    """A notice stands still over a week, goes on, and is extended; then it closes."""
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    await world.forward(days=2)
    for number, (action, data) in enumerate((("pause", {}), ("resume", {}), ("extend", {"working_days": 3}))):
        order = {
            "path": "proceeding.notice.last_day",
            "action": action,
            "actor": actor("samr").model_dump(mode="json"),
            "data": {"reason": "核实情况", "document": "示监函〔2027〕3号", **data},
        }
        await world.handle.execute_update("change_date", order, id=f"change-{number}", result_type=int)
        await world.forward(days=4)
    await world.forward(days=30)


async def rolled_over(world: World) -> None:
    """Signals, one of them refused, and a run that ends because new code asks for it."""
    await world.start()
    case = await until_open(world, "creation_application")
    act = {"task_id": case.awaited[0].id, "action": "apply", "actor": {}, "data": forms.APPLICATION}
    sender = {"role": "creating_body", "jurisdiction": "320500"}
    await world.handle.signal("act", act | {"actor": sender | {"id": "x", "organisation": "park-js-2"}})
    await until_recorded(world, "signal.refused")
    await world.handle.signal("act", act | {"actor": sender | {"id": "park-js-1", "organisation": "park-js-1"}})
    await until_open(world, "provincial_appraisal")
    await roll_over(world)
    await lives.answer(world, "provincial_appraisal")


STORIES: list[Callable[[Any], Awaitable[None]]] = [
    whole_life,
    returned,
    objection_upheld,
    not_shortlisted,
    not_approved,
    evaluated_negatively,
    expired,
    granted_after_expiry,
    failed_after_expiry,
    renewal_failed,
    report_late,
    recounted,
    date_changed,
    rolled_over,
    *edge_stories.STORIES,
]


OFFICES: dict[Callable[[World, Path], Awaitable[str]], str] = {
    edge_stories.instrument: "ZoneInstrument",
    edge_stories.listed: "ListAct",
    edge_stories.taken_over: "Intake",
    **dict.fromkeys(pilot_stories.STORIES, "PilotProject"),
    province_stories.province_regulation: "ProvinceRegulation",
    **dict.fromkeys((province_stories.government_duties, province_stories.assessment_called), "GovernmentDuties"),
    **dict.fromkeys(event_stories.STORIES, "EventFile"),
    **dict.fromkeys(district_stories.PLANS, "DistrictPlan"),
    **dict.fromkeys(district_stories.LEDGERS, "UnitLedger"),
}
"""Each answers the id of the workflow it is about."""


@pytest.mark.parametrize("story", OFFICES, ids=lambda story: story.__name__)
async def test_record_above_cases(world: World, tmp_path: Path, story: Callable[[World, Path], Awaitable[str]]) -> None:
    await save_runs(world, await story(world, tmp_path), story.__name__)


CLOCKS: dict[Callable[[Any], Awaitable[None]], tuple[str, ...]] = {
    whole_life: (DUTY_CLOCK, OUTBOX, DOCUMENT_PRESS),
    recounted: (RECALCULATION,),
}
"""The platform's own workflows that a story keeps busy."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_record(world: World, story: Callable[[Any], Awaitable[None]]) -> None:
    observed = ObservedWorld(world)
    await story(observed)
    await save_runs(world, world.workflow_id, story.__name__)
    for clock in CLOCKS.get(story, ()):
        await save_runs(world, clock, story.__name__)
    if story is whole_life:
        _write(LIFE, await kinds(world))
    for name, state in observed.states.items():
        if not is_stored(name):
            _write(STATES / f"{name}.json", state)


def is_stored(name: str) -> bool:
    """A state once stored stays as it was stored; a stage has one if any question was open in it."""
    kind, _, stage = name.partition("-")
    if not stage:
        return (STATES / f"{kind}.json").exists()
    cases = (ZoneCase.model_validate_json(path.read_text(encoding="utf-8")) for path in STATES.glob("*.json"))
    return any(place(case) == stage for case in cases)


async def save_runs(world: World, workflow_id: str, story: str) -> None:
    """Every run of the workflow, one file each, with the true workflow id."""
    run_id: str | None = None
    runs: list[WorkflowHistory] = []
    while run_id is None or run_id:
        history = await world.client.get_workflow_handle(workflow_id, run_id=run_id).fetch_history()
        runs.insert(0, history)
        run_id = history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id
    seen: dict[str, int] = {}
    for history in runs:
        workflow = history.events[0].workflow_execution_started_event_attributes.workflow_type.name
        seen[workflow] = number = seen.get(workflow, 0) + 1
        name = story if number == 1 else f"{story}-{number}"
        _write(
            HISTORIES / workflow / f"{name}.json",
            {"workflow_id": workflow_id, "history": _impersonal(json.loads(history.to_json()))},
        )


def _impersonal(value: Any) -> Any:
    """The history without the names of the processes and machines that made it."""
    if isinstance(value, dict):
        return {key: _impersonal(each) for key, each in value.items() if key not in {"identity", "binaryChecksum"}}
    return [_impersonal(each) for each in value] if isinstance(value, list) else value


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
