"""What both phases of a park's case share: how it is shown, and how it counts its dates again."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.recalculation import CountAgain
    from domain.citation import Basis
    from domain.orders import Effects
    from domain.policy import ZonePolicy
    from domain.zone import opening
    from domain.zone.adoption import adopt, adopted_effects
    from domain.zone.case import Stage, ZoneCase
    from domain.zone.kinds import TASK_KINDS
    from domain.zone.open_dates import Move, moved_effects, moves, open_dates, replaced

from workflows import zone_view
from workflows.case_host import CaseHost


class ZoneHost(CaseHost[ZoneCase]):
    """The base of ZoneCreation and ZoneTerm."""

    kinds = TASK_KINDS

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
        return zone_view.details(self.case)

    def enter(self, stage: Stage) -> None:
        self.case.stage = stage
        self.case.stage_since = workflow.now()

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
