"""工作台账 of one unit: 建账, progress, its own days, 销号, reviews, until the plan ends."""

from collections.abc import Callable, Coroutine, Iterator
from datetime import date, datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.deadline import Deadline
    from domain.district import sec4_3_closeout as closeout
    from domain.district import sec4_3_dispute as dispute
    from domain.district import sec4_3_establishing as establishing
    from domain.district import sec4_3_input as review_input
    from domain.district import sec4_3_supervision as supervision
    from domain.district.kinds import TASK_KINDS
    from domain.district.ledger_case import LedgerCase, LedgerStage
    from domain.district.matters import LEDGER_MATTERS
    from domain.district.parts import Item
    from domain.orders import Effects
    from domain.question import Question
    from domain.task import TaskKind

from workflows.alarm import Alarm
from workflows.ledger_matters import HANDLERS
from workflows.plain_host import PlainHost
from workflows.region import Region

DATE_RULE = "district-ledger-date"
_SETTLING = (closeout.CHECK, closeout.OFFICE_CHECK, dispute.DECISION, dispute.OFFICE_DECISION)


class SettlingRegion(Region):
    """四（三）: 销号 is checked and a dispute decided by the lead unit, or by the office."""

    host: "UnitLedger"

    async def run(self) -> None:
        checks = {closeout.CHECK.key, closeout.OFFICE_CHECK.key}
        while True:
            self.host.show_settling()
            answer = await self.host.next_answer(*_SETTLING)
            assert answer is not None
            self.host.record(answer)
            settle = closeout.settle if answer.task.kind in checks else dispute.decide
            settle(self.host.case, answer)
            self.host.show_matters()


class InputRegion(Region):
    """四（三）: what a review asks of the unit; when the review is over, it is asked no more."""

    host: "UnitLedger"

    async def run(self) -> None:
        case = self.host.case
        kind = review_input.INPUT if case.unit.has_account else review_input.INPUT_ON_BEHALF
        while True:
            await self.host.wait(lambda: case.review is not None)
            answer = await self.host.ask(kind, case.debtor)
            self.host.record(answer)
            review_input.hand_in(case, answer)


class OverdueRegion(Region):
    """四（三） 督促: a day of its own that has passed is marked, and the target day of 二."""

    host: "UnitLedger"

    async def run(self) -> None:
        case = self.host.case
        with Alarm(self._next_moment, "单位自定的日期或者目标日届满") as moment:
            while True:
                await self.host.wait(lambda: False, until=moment)
                if found := supervision.mark_overdue(case, workflow.now()):
                    self.host.note("ledger.overdue", supervision.overdue(case, found), supervision.BASIS)
                if self._target_is_over():
                    case.target_passed = True
                    self.host.changed()

    def _target_is_over(self) -> bool:
        closes_at = self.host.case.target.closes_at
        return not self.host.case.target_passed and closes_at is not None and closes_at <= workflow.now()

    def _next_moment(self) -> datetime | None:
        case = self.host.case
        target = None if case.target_passed else case.target.closes_at
        return min((each for each in (supervision.overdue_at(case), target) if each), default=None)


@workflow.defn(name="UnitLedger")
class UnitLedger(PlainHost[LedgerCase]):
    kinds = TASK_KINDS
    matters = LEDGER_MATTERS
    handlers = HANDLERS

    @workflow.init
    def __init__(self, case: LedgerCase) -> None:
        super().__init__(case)
        self.inputs = InputRegion(self)
        self._regions = (self.inputs, SettlingRegion(self), OverdueRegion(self))

    @workflow.run
    async def run(self, case: LedgerCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        chapter: dict[LedgerStage, Callable[[], Coroutine[Any, Any, None]]] = {
            LedgerStage.ESTABLISHING: self.establishing,
            LedgerStage.RUNNING: self.running,
        }
        matters = self.beside(self.take_up_matters())
        for region in self._regions:
            region.start()
        while self.case.stage in chapter:
            await self.tell(chapter[self.case.stage]())
        await self.quiet()
        matters.cancel()
        for region in self._regions:
            region.stop()

    async def establishing(self) -> None:
        """四（三） 建立工作台账，明确工作举措和时间进度: until every item has both."""
        kind = self.filing_kind
        while self.case.unfiled:
            self.open(kind, self.case.debtor)
            await self.wait(lambda: not self.case.unfiled or self._has_answer(kind))
            if not self.case.unfiled:
                break
            answer = await self.next_answer(kind)
            assert answer is not None
            due = await self.derived(establishing.days(answer.form))
            if not self.overtaken(answer, establishing.refuse(self.case, answer.form, answer.at)):
                self.record(answer)
                establishing.establish(self.case, answer, due)
                self.show_matters()
        self.close_kind(kind)
        self.enter(LedgerStage.RUNNING)

    @property
    def filing_kind(self) -> TaskKind:
        return establishing.FILING if self.case.unit.has_account else establishing.FILING_ON_BEHALF

    def _has_answer(self, kind: TaskKind) -> bool:
        return any(each.task.kind == kind.key for each in self.waiting_answers())

    async def running(self) -> None:
        """Until an item comes that is not filed yet; what else happens, happens beside it."""
        await self.wait(lambda: bool(self.case.unfiled))
        self.enter(LedgerStage.ESTABLISHING)

    async def derived(self, days: list[date]) -> dict[date, Deadline]:
        """The deadline of each day by the calendar now in the register."""
        return {day: (await self.derive(DATE_RULE, day, {}))[0].compact() for day in days}

    def end_input(self) -> None:
        """No review asks any more: the question is taken back, and an answer on its way is told so."""
        self.close_kind(review_input.INPUT, review_input.INPUT_ON_BEHALF)
        self.inputs.again()

    def show_settling(self) -> None:
        """Ask whoever settles what is proposed or at odds; take the question back where nothing is any more."""
        self.ask_just(_SETTLING, (question for item in self.case.items if item.is_here for question in self._of(item)))

    def _of(self, item: Item) -> Iterator[Question]:
        about, office = (item.key, item.label), self.case.office_audience
        if item.closeout:
            lead = closeout.reviewer(self.case, item)
            yield Question(closeout.CHECK if lead else closeout.OFFICE_CHECK, lead or office, about)
        if item.dispute:
            decider = dispute.decider(self.case, item)
            yield Question(dispute.DECISION if decider else dispute.OFFICE_DECISION, decider or office, about)

    def enter(self, stage: LedgerStage) -> None:
        self.case.stage, self.case.stage_since = stage, workflow.now()
        if stage.is_final:
            self.case.ended_on = local_date(workflow.now())
            self.case.tasks = []
        self.changed()
        self.show_matters()

    # -- what a case says of itself -------------------------------------------------------------------

    def opening(self) -> Effects:
        return establishing.opened(self.case)
