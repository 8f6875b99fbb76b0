"""The storm itself: a Hypothesis state machine whose rules throw messages, time and new calendars at one case.

Every rule takes one number and throws its own dice with it, so that an example draws the same whatever the case does.
``story`` keeps what was sent and answered; it is told when something does not hold.
"""

import asyncio
from datetime import datetime, timedelta
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from domain.milestones import coming
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Task
from domain.zone.case import ZoneCase
from domain.zone.kinds import TASK_KINDS
from tests.support.storm import invariants
from tests.support.storm.answers import filled_in, onward, spoiled
from tests.support.storm.authority import CITIZEN, EVERYBODY, PLACE, ROLE_OF, may_act
from tests.support.storm.hand import Hand
from tests.support.storm.scene import GONE, Record
from tests.support.storm.starts import STARTS

SEED = st.integers(0, 2**32 - 1)
SPANS = (
    {"minutes": 20},
    {"hours": 5},
    {"days": 1},
    {"days": 3},
    {"days": 9},
    {"days": 40},
    {"days": 200},
)


class Storm(Hand):
    @initialize(start=st.sampled_from(sorted(STARTS)))
    def begin(self, start: str) -> None:
        self.ground.run(self.scene.begin(start))
        self.look()
        self.tell(f"begins as {start}")

    @rule(number=SEED)
    def several_carry_it_on(self, number: int) -> None:
        """Up to five answers that carry the case further, so that the storm gets everywhere."""
        dice = Random(number)
        for _ in range(dice.randint(1, 5)):
            sheet = self.sheet(dice)
            waiting = [task for task in self.case.awaited if self.right(dice, task)]
            if not waiting:
                return
            task = dice.choice(waiting)
            action, data = onward(sheet, task)
            self.send(self.right(dice, task) or "", task, action.name, data)

    @rule(number=SEED)
    def somebody_answers(self, number: int) -> None:
        """Anything that may be done, by somebody who may do it, with data as they come."""
        dice = Random(number)
        sheet = self.sheet(dice)
        task = self.a_task(dice)
        account = task and self.right(dice, task)
        if task and account:
            action = self.an_action(dice, task)
            self.send(account, task, action.name, filled_in(sheet, task, action))

    @rule(number=SEED)
    def anybody_tries(self, number: int) -> None:
        """Whoever may not is refused; the register's own answer is checked against a table of its own."""
        dice = Random(number)
        sheet = self.sheet(dice)
        if task := self.a_task(dice):
            account, action = dice.choice(EVERYBODY), self.an_action(dice, task)
            answer = self.send(account, task, action.name, filled_in(sheet, task, action))
            acted = [(sent.did, sent.account) for sent in self.taken if sent.step != answer]
            assert may_act(account, task, acted) or not isinstance(answer, int), self.told("without authority")

    @rule(number=SEED)
    def whoever_prepared_wants_to_decide(self, number: int) -> None:
        """系统策略 separation of duties: the same office, and the wrong person."""
        dice = Random(number)
        sheet = self.sheet(dice)
        acted = [(sent.did, sent.account) for sent in self.taken]
        wrong = [
            (who, task)
            for task in self.case.awaited
            if may_act(who := dice.choice(PLACE[ROLE_OF.get(task.kind, Role.SAMR)]), task, [])
            and not may_act(who, task, acted)
        ]
        if wrong:
            who, task = dice.choice(wrong)
            action, data = onward(sheet, task)
            answer = self.send(who, task, action.name, data)
            assert not isinstance(answer, int), self.told(f"{who} prepared {task.kind} and decided it")

    @rule(number=SEED)
    def something_is_spoiled(self, number: int) -> None:
        dice = Random(number)
        sheet = self.sheet(dice)
        task = self.a_task(dice)
        account = task and self.right(dice, task)
        if task and account:
            action = self.an_action(dice, task)
            name, data = spoiled(dice, action, filled_in(sheet, task, action))
            answer = self.send(account, task, name, data)
            assert not isinstance(answer, int), self.told("a malformed act was taken")

    @rule(number=SEED)
    def a_message_comes_again(self, number: int) -> None:
        """With its old number and other data: it gets the first answer, and nothing else happens."""
        dice = Random(number)
        sheet = self.sheet(dice)
        if not self.taken:
            return
        first = dice.choice(self.taken[-8:])
        other = filled_in(sheet, first.task, self.an_action(dice, first.task))
        answer = self.ground.run(self.scene.send(first.account, first.task.id, first.action, other, first.request_id))
        self.tell(f"again {first.request_id} → {answer}")
        assert answer in {first.step, GONE}, self.told(f"{first.request_id} was answered {first.step}, now {answer}")
        written = [event.request_id for event in self.ground.run(self.scene.record()).events]
        assert written.count(first.request_id) <= 1, self.told(f"{first.request_id} stands twice")

    @rule(number=SEED)
    def a_closed_door(self, number: int) -> None:
        """A task that is done, one that never was, one of another case."""
        dice = Random(number)
        sheet = self.sheet(dice)
        done = [task for task in self.closed if self.case.task(task.id) is None]
        known = dice.choice(done or [*self.case.tasks, *self.closed] or [_nobodys_task(self.case)])
        number_of = dice.choice([f"{self.scene.case_id}-task-9999", "zone-js-9-case-1-task-1"])
        task = known if done and dice.random() < 0.7 else known.model_copy(update={"id": number_of})
        action = self.an_action(dice, task)
        answer = self.send(dice.choice(EVERYBODY), task, action.name, filled_in(sheet, task, action))
        assert not isinstance(answer, int), self.told("an act was taken at a closed door")

    @rule(number=SEED)
    def two_at_once(self, number: int) -> None:
        """Two messages in one moment: each gets an answer, and of two that exclude each other one is heard."""
        dice = Random(number)
        sheet = self.sheet(dice)
        found = [task for task in self.case.tasks if self.right(dice, task)]
        if not found:
            return
        pair = [dice.choice(found), dice.choice(found)]
        acts = []
        for task in pair:
            action = self.an_action(dice, task)
            acts.append((self.right(dice, task) or "", task, action.name, filled_in(sheet, task, action)))
        requests = [self.scene.next_request() for _ in acts]

        async def both() -> list[int | Refusal | str]:
            sending = (
                self.scene.send(who, task.id, name, data, request)
                for (who, task, name, data), request in zip(acts, requests, strict=True)
            )
            return list(await asyncio.gather(*sending))

        answers = self.ground.run(both())
        for (who, task, name, data), request, answer in zip(acts, requests, answers, strict=True):
            self._note(who, task, name, data, request, answer)
            if isinstance(answer, Refusal):
                invariants.a_refusal_says_why(answer)

    @rule(number=SEED)
    def the_public_objects(self, number: int) -> None:
        """With evidence or without, in time or late; or what was objected is completed or withdrawn."""
        dice = Random(number)
        sheet = self.sheet(dice)
        doors = [task for task in (*self.case.tasks, *self.closed) if task.kind.endswith("objection")]
        doors = [task for task in doors if task.kind != "paper_objection"]
        if doors:
            task = dice.choice(doors[:2])
            kind = TASK_KINDS[task.kind]
            action = kind.actions[0] if dice.random() < 0.6 else self.an_action(dice, task)
            self.send(CITIZEN, task, action.name, filled_in(sheet, task, action))

    @rule(number=SEED)
    def officials_bring_something_up(self, number: int) -> None:
        """What nobody waits for: negative facts, a revocation, corrections, withdrawals, paper, a new name."""
        dice = Random(number)
        sheet = self.sheet(dice)
        task = self.a_task(dice, optional=True)
        account = task and self.right(dice, task)
        if task and account:
            action = self.an_action(dice, task)
            self.send(account, task, action.name, filled_in(sheet, task, action))

    @rule(span=st.sampled_from(SPANS))
    def time_passes(self, span: dict[str, int]) -> None:
        self.look()
        self._advance(self.scene.now + timedelta(**span))

    @rule(number=SEED)
    def a_milestone_comes(self, number: int) -> None:
        """To ten minutes before the next date of the case, or just past it."""
        dice = Random(number)
        self.look()
        ahead = [when for _, when in coming(self.case) if when > self.scene.now]
        if ahead:
            to = ahead[0] + dice.choice([timedelta(minutes=-10), timedelta(minutes=1)])
            self._advance(max(self.scene.now, min(to, self.scene.now + timedelta(days=400))))

    def _advance(self, moment: datetime) -> None:
        self.ground.run(self.ground.world.clock.advance_to(moment))
        self.look()
        self.tell("time has come")

    @rule(number=SEED)
    def a_calendar_is_published(self, number: int) -> None:
        """The notice of the next year nobody knows yet; days off as the dice fall within the usual seasons."""
        dice = Random(number)
        self.look()
        year = max(self.scene.now.year, *self.ground.run(self.scene.calendar_years())) + 1
        if year > self.scene.now.year + 2:
            return
        off = [f"{year}-01-01", f"{year}-05-01", *(f"{year}-10-0{day}" for day in range(1, dice.randint(4, 9)))]
        self.ground.run(self.scene.publish_calendar(year, off))
        self.tell(f"calendar of {year}")

    @rule()
    def new_code_comes(self) -> None:
        self.look()
        self.ground.run(self.scene.roll_over())
        self.tell("rolls over")

    # -- what must hold -------------------------------------------------------------------------------

    @invariant()
    def all_holds(self) -> None:
        record = self.ground.run(self.scene.record())
        try:
            self._hold(record)
        except AssertionError as error:
            raise AssertionError(self.told(f"{error}")) from error
        gone = [task for task in (self.before.tasks if self.before else []) if record.case.task(task.id) is None]
        self.closed = [*gone, *self.closed]
        self.before = record.case

    def _hold(self, record: Record) -> None:
        self.look()
        invariants.steps_are_gapless(record)
        invariants.every_act_stands_once(record, self.taken)
        invariants.nobody_acted_without_authority(record, self.taken)
        invariants.a_revoked_park_is_not_recognised(record)
        invariants.what_is_over_asks_nothing(record)
        invariants.no_objection_is_lost(record, self.taken, self.before or record.case)
        inputs = self.ground.run(self.scene.date_inputs())
        invariants.every_notice_ran_its_days(record.case, inputs, self.counted, self.scene.now)

    def teardown(self) -> None:
        """The end: nothing failed on the way, every date agrees, and the case still answers."""
        if not self.story:
            return
        self._answers_still()
        failures = self.ground.run(self.scene.failures())
        assert failures == [], self.told(f"a workflow task failed: {failures}")
        invariants.every_date_agrees(self.ground.run(self.scene.date_inputs()))

    def _answers_still(self) -> None:
        """A case is never stuck: the next message gets an answer."""
        dice = Random(0)
        sheet = self.sheet(dice)
        for task in self.case.awaited:
            if account := self.right(dice, task):
                action, data = onward(sheet, task)
                self.send(account, task, action.name, data)
                return


def _nobodys_task(case: ZoneCase) -> Task:
    """Of a case that has never asked anything."""
    return Task.model_construct(id="", kind="creation_application", audience=case.applicant, opened_at=case.stage_since)
