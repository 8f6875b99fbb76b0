"""What the rules of the storm are made of: looking at the case, sending, and picking who does what."""

from random import Random
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Task
from domain.zone.case import ZoneCase
from domain.zone.kinds import TASK_KINDS
from tests.support.storm import invariants
from tests.support.storm.answers import Sheet
from tests.support.storm.authority import PLACE, ROLE_OF, may_act
from tests.support.storm.ground import Ground
from tests.support.storm.scene import Scene, Sent


class Hand(RuleBasedStateMachine):
    """The base of the storm."""

    ground: Ground
    """Set by the test, for all examples."""

    def __init__(self) -> None:
        super().__init__()
        self.ground.enter()
        self.scene = Scene(self.ground.world)
        self.taken: list[Sent] = []
        self.closed: list[Task] = []
        self.counted: set[str] = set()
        self.story: list[str] = []
        self.before: ZoneCase | None = None
        self.case: ZoneCase

    # -- what the rules are made of -------------------------------------------------------------------

    def look(self) -> ZoneCase:
        """The case as it stands; tasks that are gone are remembered."""
        self.case = self.ground.run(self.scene.look())
        return self.case

    def tell(self, what: str) -> None:
        self.story.append(f"{invariants.local(self.scene.now)} [{self.case.stage}] {what}")

    def send(self, account: str, task: Task, action: str, data: dict[str, Any]) -> int | Refusal | str:
        """Send it; of a refusal check that it says why and changed nothing."""
        for _ in range(6):
            before = self.ground.run(self.scene.footprint())
            request = self.scene.next_request()
            answer = self.ground.run(self.scene.send(account, task.id, action, data, request))
            self._note(account, task, action, data, request, answer)
            if isinstance(answer, int):
                return answer
            if isinstance(answer, Refusal):
                invariants.a_refusal_says_why(answer)
            if before == self.ground.run(self.scene.footprint()):
                return answer
            # Something that came before was still being written: once more, on quiet ground.
        raise AssertionError(self.told(f"a refused act changed the register: {account} {task.kind}.{action}"))

    def _note(
        self, account: str, task: Task, action: str, data: dict[str, Any], request: str, answer: int | Refusal | str
    ) -> None:
        said = f"refused ({answer.kind}): {answer.text}" if isinstance(answer, Refusal) else f"→ {answer}"
        self.tell(f"{account} {task.kind}.{action} {str(data)[:300]} as {request} {said}")
        if isinstance(answer, int):
            self.taken.append(Sent(request, account, task, action, data, answer))

    def told(self, what: str) -> str:
        return "\n".join([what, "The story so far:", *self.story])

    def sheet(self, dice: Random) -> Sheet:
        return Sheet(self.scene, self.look(), dice)

    def a_task(self, dice: Random, *, optional: bool | None = None) -> Task | None:
        tasks = [task for task in self.case.tasks if optional is None or task.optional is optional]
        return dice.choice(tasks) if tasks else None

    def right(self, dice: Random, task: Task) -> str | None:
        """Somebody who may answer it, if anybody is left who may."""
        acted = [(sent.did, sent.account) for sent in self.taken]
        able = [who for who in PLACE[ROLE_OF.get(task.kind, Role.SAMR)] if may_act(who, task, acted)]
        able = [who for who in able if who not in task.excluded]
        return dice.choice(able) if able else None

    def an_action(self, dice: Random, task: Task) -> Action:
        return dice.choice(TASK_KINDS[task.kind].actions)

    # -- the rules ------------------------------------------------------------------------------------
