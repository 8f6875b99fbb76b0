"""What cases with dates that hang on the working-day calendar share: counting them again, and changing one."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import ValidationError

    from contracts.date_change import ChangeDate
    from contracts.recalculation import CountAgain
    from domain import date_changes
    from domain.adoption import adopt, adopted_effects
    from domain.date_change_kinds import KINDS
    from domain.date_changes import DateChange
    from domain.deadline import Deadline
    from domain.open_dates import Move, OpenDate, moved_effects, moves, open_dates, replaced
    from domain.orders import Effects, Event
    from domain.programmes import programme_of
    from domain.refusal import Refusal, RefusalKind

from workflows.case_desk import CaseT
from workflows.case_host import CaseHost
from workflows.messages import refuse


class DatedHost(CaseHost[CaseT]):
    async def count_again(self, order: CountAgain) -> int:
        own = self.policy()
        policy = type(own).model_validate(order.policy) if order.policy else own
        if policy.version != own.version:
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
        basis = (*after.basis, *programme_of(self.case).change_basis)
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
