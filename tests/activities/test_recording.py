"""Recording a step: once, whole, and only the attempt that its workflow stands by."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from contracts.queues import DOCUMENT_PRESS, DUTY_CLOCK, OUTBOX
from db.models import CaseEvent, CaseStep, DocumentRow, DutyRow, Notification, PublicNotice, Rung, TaskRow
from db.session import Register
from tests.support.steps import BEGIN, WORKFLOW_ID, Calls, a_step, asked, recording
from tests.support.world import populate
from tests.support.zone_cases import footprint

STATES = sorted((Path(__file__).parents[1] / "replay" / "states").rglob("*.json"))


async def rows(register: Register, column: Any) -> list[Any]:
    async with register.read() as session:
        return sorted(await session.scalars(select(column)))


async def test_a_step_written_twice_is_one_set_of_rows(register: Register) -> None:
    await populate(register, BEGIN)
    calls = Calls()
    step = a_step(1, asked())
    first = await recording(register, calls).record_step(step)
    written = await footprint(register)
    assert (len(written["notifications"]), len(written["documents"]), len(written["case_events"])) == (8, 4, 1)
    assert await recording(register, calls).record_step(step) == first == step.fingerprint
    assert await footprint(register) == written
    assert {OUTBOX, DOCUMENT_PRESS} <= set(calls.woken)


async def test_another_attempt_at_a_step_nobody_vouched_for_replaces_it(register: Register) -> None:
    """A crash lost the first attempt's history; its repetition happened a moment later and decided otherwise."""
    await populate(register, BEGIN)
    record = recording(register).record_step
    await record(a_step(1, asked("从未发生的事"), asked("同样从未发生的事")))
    await record(a_step(1, asked(), run_id="run-2", at=BEGIN + timedelta(hours=1)))
    assert await rows(register, CaseStep.run_id) == ["run-2"]
    assert await rows(register, CaseEvent.text) == [asked().text]
    assert len(await rows(register, Notification.id)) == 8
    assert len(await rows(register, DocumentRow.id)) == 4
    assert all("从未发生" not in body for body in await rows(register, Notification.body))


async def test_a_step_its_workflow_stands_by_is_never_written_over(register: Register) -> None:
    await populate(register, BEGIN)
    record = recording(register).record_step
    await record(a_step(1, asked()))
    await record(a_step(2))
    written = await footprint(register)
    await record(a_step(1, asked("另一件事"), run_id="run-2"))
    assert await footprint(register) == written


async def test_steps_of_one_workflow_task_live_or_die_together(register: Register) -> None:
    """A task wrote two steps and was lost before it was durable; run again, it writes them at another instant, or only
    the first. A case stood still for ever after that."""
    await populate(register, BEGIN)
    record = recording(register).record_step
    await record(a_step(1))
    await record(a_step(2, asked("从未发生的事")))
    await record(a_step(3, asked("随后从未发生的事"), vouches_for=1))
    later = BEGIN + timedelta(hours=1)
    await record(a_step(2, asked(), at=later))
    assert await rows(register, CaseStep.number) == [1, 2]
    assert await rows(register, CaseEvent.text) == [asked().text]
    assert await rows(register, DocumentRow.step) == [2] * 4
    await record(a_step(3, asked(), at=later, vouches_for=2))
    async with register.read() as session:
        steps = await session.execute(select(CaseStep.number, CaseStep.confirmed_at.is_not(None)))
    assert sorted(tuple(step) for step in steps) == [(1, True), (2, True), (3, False)]


async def test_a_workflow_that_writes_a_step_vouches_for_every_one_before(register: Register) -> None:
    await populate(register, BEGIN)
    for number in (1, 2, 3):
        await recording(register).record_step(a_step(number, asked()))
    async with register.read() as session:
        steps = await session.execute(select(CaseStep.number, CaseStep.confirmed_at.is_not(None)))
    assert sorted(tuple(step) for step in steps) == [(1, True), (2, True), (3, False)]


async def test_a_case_that_owes_something_wakes_the_duty_clock(register: Register) -> None:
    await populate(register, BEGIN)
    calls = Calls()
    await recording(register, calls).record_step(a_step(1))
    assert DUTY_CLOCK not in calls.woken
    state = next(path for path in STATES if path.stem == "annual_report")
    await recording(register, calls).record_step(a_step(2, state=json.loads(state.read_text(encoding="utf-8"))))
    assert DUTY_CLOCK in calls.woken


@pytest.mark.parametrize("stage", ["objection_reexamination", "annual_report", "renewal_objection"])
async def test_what_lists_and_pages_show_follows_from_the_state_alone(register: Register, stage: str) -> None:
    """Tasks, duties, reminders and notices that were lost come back with the next step."""
    await populate(register, BEGIN)
    path = next(path for path in STATES if path.stem == stage)
    state = json.loads(path.read_text(encoding="utf-8"))
    await recording(register).record_step(a_step(1, state=state))
    shown = {key: value for key, value in (await footprint(register)).items() if key != "case_steps"}
    assert shown["tasks"]
    assert shown["duties"]
    async with register.write() as session:
        for table in (Rung, DutyRow, TaskRow, PublicNotice):
            await session.execute(delete(table))
    await recording(register).record_step(a_step(2, state=state))
    again = await footprint(register)
    for table in ("tasks", "duties", "rungs", "public_notices"):
        assert again[table] == shown[table]


async def test_a_final_case_is_closed_and_asks_nobody_any_more(register: Register) -> None:
    await populate(register, BEGIN)
    path = next(path for path in STATES if path.stem == "renewal_application")
    state = json.loads(path.read_text(encoding="utf-8"))
    await recording(register).record_step(a_step(1, state=state))
    await recording(register).record_step(a_step(2, state=state | {"stage": "expired", "tasks": []}))
    async with register.read() as session:
        still_open = [
            *await session.scalars(select(TaskRow).where(TaskRow.closed_at.is_(None))),
            *await session.scalars(select(DutyRow).where(DutyRow.closed_at.is_(None))),
            *await session.scalars(select(Rung).where(Rung.outcome.is_(None))),
        ]
    assert still_open == []


async def test_a_step_that_cannot_be_written_whole_is_not_written_at_all(register: Register) -> None:
    await populate(register, BEGIN)
    step = a_step(1, asked())
    broken = step.notices[0].model_copy(update={"kind": "no_such_kind"})
    with pytest.raises(KeyError):
        await recording(register).record_step(step.model_copy(update={"notices": (*step.notices, broken)}))
    assert await rows(register, CaseStep.workflow_id) == []
    assert all(not found for found in (await footprint(register)).values())
    await recording(register).record_step(step)
    assert await rows(register, CaseStep.workflow_id) == [WORKFLOW_ID]
