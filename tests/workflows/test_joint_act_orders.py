"""五（二）、五（三） A joint act of five ends the same in whatever order they sign, repeat themselves or think again.

The stage itself, at a desk of paper: a hundred orders on the engine would take minutes; some are played there too
(``test_pilot_project.py``).
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from domain.orders import Effects
from domain.pilot import sec5_3_publication as sec5_3
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import ALL_FIVE, NAMES
from domain.procedure.joint_act import RETRACT, REVISE, SIGN
from domain.procedure.state import Proceeding
from domain.roles import Actor, Audience, Role
from domain.task import Act, Answer, Task, TaskKind
from tests.support.pilot_cases import a_project
from workflows.stages.countersignature import Countersignature

NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)


class PaperDesk:
    """What a stage asks of a desk, with the answers given to it by hand."""

    def __init__(self) -> None:
        self.case = a_project(
            NOW,
        )
        self.tasks: list[tuple[TaskKind, Audience]] = []
        self.answers: list[Answer] = []
        self.notes: list[str] = []
        self._came = asyncio.Event()
        self._number = 0

    def open(self, kind: TaskKind, audience: Audience, *_: Any, **__: Any) -> None:
        answered = [(each.task.kind, each.task.audience) for each in self.answers]
        if (kind, audience) not in self.tasks and (kind.key, audience) not in answered:
            self.tasks.append((kind, audience))

    def close_kind(self, *kinds: TaskKind) -> None:
        self.tasks = [each for each in self.tasks if each[0] not in kinds]
        self.answers = [each for each in self.answers if each.task.kind not in {kind.key for kind in kinds}]

    def waiting_answers(self) -> list[Answer]:
        return list(self.answers)

    def record(self, answer: Answer) -> None:
        assert answer

    def policy(self) -> PilotPolicy:
        return self.case.policy

    def note(self, kind: str, effects: Effects, basis: Any) -> None:
        assert effects.text
        self.notes.append(kind)

    async def next_answer(self, *kinds: TaskKind) -> Answer:
        keys = {kind.key for kind in kinds}
        while not (found := [each for each in self.answers if each.task.kind in keys]):
            self._came.clear()
            await self._came.wait()
        self.answers.remove(found[0])
        return found[0]

    def give(self, who: str, action: str) -> bool:
        """Put an answer in, if the body is asked for it; a second time it is not."""
        for kind, audience in self.tasks:
            found = kind.action(action)
            if found and audience.organisation == who:
                self._number += 1
                if not kind.standing:
                    self.tasks.remove((kind, audience))
                data: dict[str, Any] = {SIGN: {}, RETRACT: {"reasons": "再核实"}}.get(
                    action, {"text": "改后的正文", "reasons": "补充"}
                )
                actor = Actor(id=who, role=Role.PROVINCIAL_REGULATOR, organisation=who)
                task = Task(id=f"t{self._number}", kind=kind.key, audience=audience, opened_at=NOW)
                act = Act(task_id=task.id, action=action, actor=actor, request_id=f"r{self._number}")
                self.answers.append(Answer(act=act, form=found.form.model_validate(data), task=task, at=NOW))
                self._came.set()
                return True
        return False


async def play(random: Random, settle: Callable[[], bool]) -> tuple[PaperDesk, Proceeding]:
    """Anybody does anything any number of times; in the end all five sign. ``settle``: whether the stage gets its
    turn after an answer, or several wait."""
    desk = PaperDesk()
    proceeding = desk.case.proceeding
    stage = Countersignature(
        desk,  # type: ignore[arg-type]
        sec5_3.JOINT,
        matter=sec5_3.MATTER,
        basis=sec5_3.BASIS,
        signatories=ALL_FIVE,
    )
    running = asyncio.create_task(stage.run(proceeding))
    await asyncio.sleep(0)
    for _ in range(random.randrange(30)):
        if len(proceeding.signatures) + len(desk.answers) >= len(NAMES) - 1:
            desk.give(random.choice(list(NAMES)), random.choice([REVISE, RETRACT]))
        else:
            desk.give(random.choice(list(NAMES)), random.choice([SIGN, SIGN, SIGN, RETRACT, REVISE]))
        if settle():
            await asyncio.sleep(0)
    await asyncio.sleep(0)
    missing = [each for each in NAMES if each not in proceeding.signatures]
    for each in random.sample(missing, len(missing)):
        assert not running.done()
        assert desk.give(each, SIGN)
        await asyncio.sleep(0)
    await asyncio.wait_for(running, timeout=5)
    return desk, proceeding


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
@pytest.mark.parametrize("every", [1, 3])
async def test_a_hundred_orders_with_repeats_and_withdrawals_give_the_same_end(every: int) -> None:
    for seed in range(100):
        random = Random(seed)
        desk, proceeding = await play(random, lambda random=random: random.randrange(every) == 0)  # type: ignore[misc]
        assert set(proceeding.signatures) == set(NAMES), seed
        assert desk.notes == ["pilot_publication_signature.completed"], seed
        # Nothing that counted was lost, and every signature that does not count any more is in the record.
        assert all(each.draft_number <= proceeding.draft_number for each in proceeding.void_signatures)
        assert desk.tasks == [], seed
