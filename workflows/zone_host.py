"""What both phases of a park's case share: how it is shown, and what may be done in it at any time."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.search_attributes import EXPIRES_AT, PARK, PROGRAMME, REGION, STAGE, clamp
    from domain.citation import Basis
    from domain.orders import Effects
    from domain.policy import ZonePolicy
    from domain.zone import art23_correction as art23
    from domain.zone import opening
    from domain.zone.case import Stage, ZoneCase
    from domain.zone.kinds import PARK_KINDS
    from domain.zone.matters import MATTERS

from workflows import case_view
from workflows.correction import CorrectionRegion
from workflows.matter_host import MatterHost
from workflows.matters import HANDLERS
from workflows.renewal import RenewalRegion
from workflows.revocation import RevocationRegion


class ZoneHost(MatterHost[ZoneCase]):
    """The base of ZoneCreation and ZoneTerm."""

    kinds = PARK_KINDS
    matters = MATTERS
    handlers = HANDLERS

    def __init__(self, case: ZoneCase) -> None:
        super().__init__(case)
        self.review = RevocationRegion(self)
        self.correction = CorrectionRegion(self)
        self.renewal = RenewalRegion(self)

    def opening(self) -> Effects:
        return opening.opened(self.case)

    def stage(self) -> str:
        return self.case.renewal.stage if self.case.renewal else self.case.stage

    def policy(self) -> ZonePolicy:
        return self.case.policy

    def basis(self) -> Basis:
        return self.case.stage.basis

    def visible(self) -> list[Any]:
        case = self.case
        pairs: list[Any] = [
            (PROGRAMME, case.programme),
            (STAGE, clamp(self.stage())),
            (PARK, clamp(case.park.id)),
            (REGION, case.park.region),
        ]
        if case.term and case.term.last_day.closes_at:
            pairs.append((EXPIRES_AT, case.term.last_day.closes_at))
        return pairs

    def details(self) -> str:
        return case_view.details(self.case, self.kinds, workflow.now())

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
