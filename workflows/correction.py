"""A wrong recognition, or a wrong revocation, withdrawn by those who decided it (reading R-23-3)."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.zone import art23_correction as art23
    from domain.zone.art05_joint_departments import signatories
    from domain.zone.art27_revoked import let_fall
    from domain.zone.case import RenewalStage, Stage, ZoneCase

from workflows.region import Region
from workflows.stages.countersignature import Countersignature

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


class CorrectionRegion(Region):
    host: "ZoneHost"

    @property
    def _case(self) -> ZoneCase:
        return self.host.case

    def again(self) -> None:
        """Whatever was being signed is so no more."""
        self.host.close_kind(*art23.JOINT.all)
        super().again()

    async def run(self) -> None:
        while True:
            await self.host.wait(lambda: self._case.correction is not None and not self._case.stage.is_final)
            assert self._case.correction is not None
            await Countersignature(
                self.host,
                art23.JOINT,
                matter=art23.MATTER,
                basis=art23.BASIS,
                signatories=signatories(self._case.policy),
            ).run(self._case.correction.proceeding)
            await self.host.divert(self._withdraw)

    def _withdraw(self) -> None:
        case = self._case
        if case.stage.is_final:
            return
        if case.stage is Stage.REVOKED:
            self.host.note("revocation.withdrawn", art23.restored(case), art23.BASIS)
            self._restore()
        else:
            self.host.note("recognition.withdrawn", art23.annulled(case), art23.BASIS)
            let_fall(case, workflow.now(), art23.ANNULLED)
            case.correction = case.revocation = case.renunciation = None
            self.host.enter(Stage.ANNULLED)

    def _restore(self) -> None:
        """As if nothing had been revoked; of the renewal only what had been granted, since the rest was told off."""
        case = self._case
        fallen = case.fallen_renewal
        if fallen and fallen.stage is RenewalStage.GRANTED:
            case.renewal = fallen
        case.fallen_renewal = case.revocation = case.correction = None
        self.host.enter(Stage.IN_TERM if case.term else Stage.ANNOUNCEMENT)
