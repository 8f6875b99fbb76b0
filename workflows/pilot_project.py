"""示范试点项目: from the cooperation of its bureaus over filing, selection and publication to its reports."""

from collections.abc import Callable, Coroutine
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.search_attributes import PARK, PROGRAMME, REGION, STAGE, clamp
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.orders import Effects
    from domain.pilot import calendar_of_case, opening
    from domain.pilot import sec2_1_cooperation as sec2_1
    from domain.pilot import sec2_3_results as sec2_3
    from domain.pilot import sec5_1_filing as sec5_1
    from domain.pilot import sec5_2_selection as sec5_2
    from domain.pilot import sec5_3_publication as sec5_3
    from domain.pilot import sec5_4_reporting as sec5_4
    from domain.pilot.case import PilotCase, PilotStage
    from domain.pilot.kinds import TASK_KINDS
    from domain.pilot.policy import PilotPolicy
    from domain.pilot.provinces import ALL_FIVE, FIVE
    from domain.procedure.state import Proceeding
    from domain.task import Answer

from workflows import case_view
from workflows.alarm import Alarm
from workflows.dated_host import DatedHost
from workflows.stages.countersignature import Countersignature
from workflows.stages.report_cycle import ReportCycle


class _Selection(Countersignature):
    """An edit of the draft is an edit of the assessment."""

    def redraft(self, proceeding: Proceeding, answer: Answer) -> None:
        case = self.desk.case
        case.assessment = sec5_2.assessed(case, answer.form, local_date(answer.at))

    def completed(self) -> Effects:
        return sec5_2.completed(self.desk.case, local_date(workflow.now()))


class _Publication(Countersignature):
    def completed(self) -> Effects:
        return sec5_3.published(self.desk.case, local_date(workflow.now()))


@workflow.defn(name="PilotProject")
class PilotProject(DatedHost[PilotCase]):
    kinds = TASK_KINDS

    @workflow.init
    def __init__(self, case: PilotCase) -> None:
        super().__init__(case)
        self._reports = ReportCycle(self, sec5_4.REPORTING)

    @workflow.run
    async def run(self, case: PilotCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        chapter: dict[PilotStage, Callable[[], Coroutine[Any, Any, None]]] = {
            PilotStage.DRAFT: self.cooperation,
            PilotStage.FILING_PARTIAL: self.filing,
            PilotStage.RETURNED_FOR_COMPLETION: self.filing,
            PilotStage.FILED: self.assessment,
            PilotStage.UNDER_ASSESSMENT: self.selection,
            PilotStage.SELECTED: self.publication,
            PilotStage.UNDER_CONSTRUCTION: self.construction,
        }
        while self.case.stage in chapter:
            await self.tell(chapter[self.case.stage]())
        await self.quiet()

    async def cooperation(self) -> None:
        """二（一） 建立合作机制，明确牵头单位。"""
        answer = await self.ask(sec2_1.MECHANISM, self.case.opened_by.audience)
        self.record(answer)
        sec2_1.established(self.case, answer)

    async def filing(self) -> None:
        """五（一） 分别向所在省级市场监管局备案: filed when every bureau has filed with its own province."""
        while self.case.unfiled:
            self._ask_for_filings()
            answer = await self.next_answer(sec5_1.FILING, sec5_1.CHECK)
            assert answer is not None
            self._take_filing(answer)
        self.enter(PilotStage.FILED)

    def _ask_for_filings(self) -> None:
        for bureau in self.case.unfiled:
            self.open(sec5_1.FILING, bureau.audience)
        for bureau in sec5_1.unread(self.case):
            self.open(sec5_1.CHECK, bureau.province, about=(bureau.organisation, bureau.name))

    def _take_filing(self, answer: Answer) -> None:
        self.record(answer)
        sec5_1.take(self.case, answer)
        self.enter(sec5_1.settled_stage(self.case))

    async def assessment(self) -> None:
        """五（二） 共同对备案的示范试点项目组织评审: one of the five draws up the assessment. Until then a filing may
        still be returned for its form."""
        self._ask_for_filings()
        for province in FIVE:
            self.open(sec5_2.ASSESSMENT, province)
        answer = await self.next_answer(sec5_2.ASSESSMENT, sec5_1.CHECK)
        assert answer is not None
        if answer.task.kind == sec5_1.CHECK.key:
            self._take_filing(answer)
            if self.case.stage is not PilotStage.FILED:
                self.close_kind(sec5_2.ASSESSMENT)
            return
        self.record(answer)
        self.close_kind(sec5_2.ASSESSMENT, sec5_1.CHECK)
        self.case.assessment = sec5_2.assessed(self.case, answer.form, local_date(answer.at))
        self.case.proceeding = Proceeding()
        self.enter(PilotStage.UNDER_ASSESSMENT)

    async def selection(self) -> None:
        """五（二） 遴选确定: when all five have signed the same assessment."""
        await _Selection(self, sec5_2.JOINT, matter=sec5_2.MATTER, basis=sec5_2.BASIS, signatories=ALL_FIVE).run(
            self.case.proceeding
        )
        assert self.case.assessment is not None
        self.case.proceeding = Proceeding()
        self.enter(PilotStage.SELECTED if self.case.assessment.selected else PilotStage.NOT_SELECTED)

    async def publication(self) -> None:
        """五（三） 联合发布…项目清单，启动示范试点建设工作: the fifth signature publishes and starts at once."""
        await _Publication(self, sec5_3.JOINT, matter=sec5_3.MATTER, basis=sec5_3.BASIS, signatories=ALL_FIVE).run(
            self.case.proceeding
        )
        self.case.launched_on = local_date(workflow.now())
        self.enter(PilotStage.UNDER_CONSTRUCTION)

    async def construction(self) -> None:
        """五（四） 开展示范试点建设: reports come and go beside it; the aims of 二（三） pass and ask for nothing."""
        reports = self.beside(self._reports.run())
        with Alarm(self._aim_passes_at, "阶段性成效、明显成效的节点") as aim:
            while self.case.stage is PilotStage.UNDER_CONSTRUCTION:
                await self.wait(lambda: self.case.stage is not PilotStage.UNDER_CONSTRUCTION, until=aim)
                if aim.rang:
                    self._aim_passed()
        reports.cancel()

    def _aim_passes_at(self) -> Any:
        aim = calendar_of_case.next_aim(self.case)
        return calendar_of_case.passes_at(aim) if aim else None

    def _aim_passed(self) -> None:
        aim = calendar_of_case.next_aim(self.case)
        assert aim is not None
        self.case.milestones_passed += 1
        self.note("pilot.aim_passed", sec2_3.passed(self.case, aim), sec2_3.BASIS)

    def enter(self, stage: PilotStage) -> None:
        if stage is not self.case.stage:
            self.case.stage = stage
            self.case.stage_since = workflow.now()

    # -- what a case says of itself -------------------------------------------------------------------

    def opening(self) -> Effects:
        return opening.opened(self.case)

    def subject(self) -> str:
        return self.case.project_id

    def stage(self) -> str:
        return self.case.stage

    def policy(self) -> PilotPolicy:
        return self.case.policy

    def basis(self) -> Basis:
        return self.case.stage.basis

    def visible(self) -> list[Any]:
        return [
            (PROGRAMME, self.case.programme),
            (STAGE, self.case.stage.value),
            (PARK, clamp(self.case.project_id)),
            (REGION, self.case.region),
        ]

    def details(self) -> str:
        return case_view.details(self.case, self.kinds, workflow.now())

    def hand_over(self) -> None:
        """Whatever its end, it ends the case."""
