"""The text of the provincial regulation: a draft until it is promulgated, in force from its day, later another one."""

from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.orders import Effects
    from domain.province import art42_versions as versions
    from domain.province import opening
    from domain.province.art42_adoption import BASIS
    from domain.province.case import RegulationCase, RegulationStage
    from domain.province.errands import ERRANDS
    from domain.province.kinds import TASK_KINDS
    from domain.province.matters import REGULATION_MATTERS

from workflows.alarm import Alarm
from workflows.errand_region import ErrandRegion
from workflows.plain_host import PlainHost
from workflows.province_matters import REGULATION_HANDLERS


@workflow.defn(name="ProvinceRegulation")
class ProvinceRegulation(PlainHost[RegulationCase]):
    kinds = TASK_KINDS
    matters = REGULATION_MATTERS
    handlers = REGULATION_HANDLERS

    @workflow.init
    def __init__(self, case: RegulationCase) -> None:
        super().__init__(case)
        self._errands = ErrandRegion(self, ERRANDS)

    @workflow.run
    async def run(self, case: RegulationCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        """第四十二条: a text comes into force on its day, and the regulation ends on that of its repeal."""
        matters = self.beside(self.take_up_matters())
        self._errands.start()
        with Alarm(self._next_moment, "条例施行或者废止之日") as moment:
            while not self.case.stage.is_final:
                await self.wait(lambda: self.case.stage.is_final, until=moment)
                self._moment_passed()
        await self.quiet()
        matters.cancel()
        self.show_matters()
        await self._errands.over()
        self._errands.stop()

    def _next_moment(self) -> datetime | None:
        found = (versions.begins_at(self.case), versions.ends_at(self.case))
        return min((each for each in found if each), default=None)

    def _moment_passed(self) -> None:
        """Of a text and a repeal on one day, the repeal comes last."""
        now = workflow.now()
        begins, ends = versions.begins_at(self.case), versions.ends_at(self.case)
        if begins and begins <= now:
            versions.begin(self.case, now)
            self.case.stage_since = now
            self.note("province.in_force", versions.in_force(self.case, now), BASIS)
        if ends and ends <= now:
            self.note("province.repealed", versions.repealed(self.case), BASIS)
            self.enter(RegulationStage.REPEALED)
        self.show_matters()

    def enter(self, stage: RegulationStage) -> None:
        self.case.stage, self.case.stage_since = stage, workflow.now()
        self.changed()

    # -- what a case says of itself -------------------------------------------------------------------

    def opening(self) -> Effects:
        return opening.opened(self.case)
