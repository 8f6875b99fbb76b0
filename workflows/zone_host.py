"""What both phases of a park's case share: how it is shown, how it counts its dates again, how one is changed."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import ValidationError

    from contracts.date_change import ChangeDate
    from contracts.recalculation import CountAgain
    from domain.citation import Basis
    from domain.deadline import Deadline
    from domain.orders import Effects, Event
    from domain.policy import ZonePolicy
    from domain.refusal import Refusal, RefusalKind
    from domain.task import Answer
    from domain.zone import art23_correction as art23
    from domain.zone import date_changes, opening
    from domain.zone.adoption import adopt, adopted_effects
    from domain.zone.case import Stage, ZoneCase
    from domain.zone.date_change_kinds import KINDS
    from domain.zone.date_changes import DateChange
    from domain.zone.kinds import PARK_KINDS
    from domain.zone.matters import MATTERS, open_matters
    from domain.zone.open_dates import Move, OpenDate, moved_effects, moves, open_dates, replaced

from workflows import zone_view
from workflows.case_host import CaseHost
from workflows.correction import CorrectionRegion
from workflows.matters import HANDLERS
from workflows.messages import refuse
from workflows.revocation import RevocationRegion


class ZoneHost(CaseHost[ZoneCase]):
    """The base of ZoneCreation and ZoneTerm."""

    kinds = PARK_KINDS

    def __init__(self, case: ZoneCase) -> None:
        super().__init__(case)
        self.review = RevocationRegion(self)
        self.correction = CorrectionRegion(self)

    def opening(self) -> Effects:
        return opening.opened(self.case)

    def stage(self) -> str:
        return self.case.renewal.stage if self.case.renewal else self.case.stage

    def policy(self) -> ZonePolicy:
        return self.case.policy

    def basis(self) -> Basis:
        return self.case.stage.basis

    def visible(self) -> list[Any]:
        return zone_view.search_attributes(self.case)

    def details(self) -> str:
        return zone_view.details(self.case, workflow.now())

    def subject(self) -> str:
        return self.case.park.id

    def enter(self, stage: Stage) -> None:
        if stage.is_final and self.case.correction:
            self.note("correction.lapsed", art23.lapsed(self.case), art23.BASIS)
            self.case.correction = None
            self.correction.again()
        self.case.stage = stage
        self.case.stage_since = workflow.now()
        self.show_matters()

    # -- what may be done at any time -----------------------------------------------------------------

    def show_matters(self) -> None:
        """Open what the state of the case now allows, close what it does not allow any more."""
        wanted = open_matters(self.case)
        keys = {(kind.key, audience) for kind, audience in wanted}
        matters = {matter.kind.key for matter in MATTERS}
        for task in self.case.tasks:
            if task.kind in matters and (task.kind, task.audience) not in keys:
                self.close(task)
        for kind, audience in wanted:
            self.open(kind, audience)

    async def matters(self) -> None:
        """The region in which they are taken up, beside the story."""
        self.show_matters()
        kinds = [matter.kind for matter in MATTERS]
        while True:
            answer = await self.next_answer(*kinds)
            assert answer is not None
            # Each by itself: one that ends the stage waits until every other has been taken in.
            self.beside(self._take_up(answer))

    async def _take_up(self, answer: Answer) -> None:
        """Handle it, unless what was handled just before has left no place for it."""
        matter = next(each for each in MATTERS if each.kind.key == answer.task.kind)
        closed = Refusal(kind=RefusalKind.TOO_LATE, text="该阶段已经结束。", basis=matter.kind.basis)
        if not self.overtaken(answer, None if matter.is_open(self.case) else closed):
            await HANDLERS[answer.task.kind](self, answer)
        self.show_matters()

    async def count_again(self, order: CountAgain) -> int:
        policy = ZonePolicy.model_validate(order.policy) if order.policy else self.case.policy
        if policy.version != self.case.policy.version:
            adopt(self.case, policy, workflow.now())
            self.note("policy.adopted", adopted_effects(self.case), self.basis())
        found = await self._changed_dates()
        for move in found:
            replaced(self.case, move.path, move.after)
        if found:
            basis = tuple(dict.fromkeys(each for move in found for each in move.after.basis))
            self.note("dates.recalculated", moved_effects(self.case, found), basis)
        await self.settle()
        return len(found)

    async def _changed_dates(self) -> list[Move]:
        """The dates that are to change and, since they were asked about, have neither passed nor moved."""
        asked = {each.path: each.deadline for each in open_dates(self.case, workflow.now())}
        fresh = await self.rederive(asked)
        still = [
            each
            for each in open_dates(self.case, workflow.now())
            if each.path in fresh and each.deadline == asked[each.path]
        ]
        return [move for move in moves(still, [fresh[each.path] for each in still]) if move.changed]

    def refusal_of_change(self, order: ChangeDate) -> Refusal | None:
        change = _read(order)
        if isinstance(change, Refusal):
            return change
        return date_changes.refusal_of(self.case, change, workflow.now())

    async def change(self, order: ChangeDate) -> tuple[Event, Effects]:
        change, one, after = await self._outcome(order)
        if refusal := date_changes.refusal_of_outcome(one, after):
            refuse(refusal)
        replaced(self.case, change.path, after)
        effects = date_changes.effects(self.case, one, after, change)
        basis = (*after.basis, *date_changes.BASIS)
        return Event(kind=f"date.{order.action}", text=effects.text, basis=basis, actor=order.actor), effects

    async def _outcome(self, order: ChangeDate) -> tuple[DateChange, OpenDate, Deadline]:
        """The change, the date before and after it. While it is counted other messages may come, and the date may
        pass: then it is looked at again."""
        while True:
            if refusal := self.refusal_of_change(order):
                refuse(refusal)
            change, one = _read(order), date_changes.found(self.case, order.path, workflow.now())
            assert isinstance(change, DateChange)
            assert one is not None
            written = change.kind.write(one, change.form, workflow.now())
            counted = {} if written.suspended else await self.rederive({order.path: written})
            if date_changes.found(self.case, order.path, workflow.now()) == one:
                return change, one, date_changes.settled(one, counted.get(order.path, written))


def _read(order: ChangeDate) -> DateChange | Refusal:
    kind = KINDS.get(order.action)
    if kind is None:
        names = "、".join(each.label for each in KINDS.values())
        return Refusal(kind=RefusalKind.MALFORMED, text=f"期限可以：{names}。")
    try:
        form = kind.form.model_validate(order.data)
    except ValidationError as error:
        return Refusal(kind=RefusalKind.MALFORMED, text=f"填报内容有误（{error.error_count()}处）。")
    return DateChange(order.path, kind, form, order.actor)
