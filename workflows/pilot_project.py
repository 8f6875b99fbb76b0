"""示范试点项目: from the cooperation of its bureaus over filing, selection and building to its end."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.orders import Effects
    from domain.pilot import annex1_retention as annex1
    from domain.pilot import calendar_of_case, jointly, opening, sec2_1_change
    from domain.pilot import sec2_1_cooperation as sec2_1
    from domain.pilot import sec2_3_results as sec2_3
    from domain.pilot import sec5_1_filing as sec5_1
    from domain.pilot import sec5_2_selection as sec5_2
    from domain.pilot import sec5_3_publication as sec5_3
    from domain.pilot import sec5_4_reporting as sec5_4
    from domain.pilot import sec5_5_evaluation as sec5_5
    from domain.pilot.case import PilotCase, PilotStage
    from domain.pilot.kinds import TASK_KINDS
    from domain.pilot.matters import MATTERS
    from domain.procedure.state import Proceeding
    from domain.task import Answer

from workflows.alarm import Alarm
from workflows.pilot_matters import HANDLERS
from workflows.pilot_regions import (
    AmendedFilingRegion,
    ChangeRegion,
    CorrectedReportRegion,
    DecisionRegion,
    EvaluationRegion,
)
from workflows.plain_host import PlainHost
from workflows.stages.countersignature import Countersignature
from workflows.stages.report_cycle import ReportCycle


class _Selection(Countersignature):
    """An edit of the draft is an edit of the assessment."""

    def redraft(self, proceeding: Proceeding, answer: Answer) -> None:
        case = self.desk.case
        case.assessment = sec5_2.assessed(case, answer.form)

    def completed(self) -> Effects:
        return sec5_2.completed(self.desk.case, local_date(workflow.now()))


class _Publication(Countersignature):
    def completed(self) -> Effects:
        return sec5_3.published(self.desk.case, local_date(workflow.now()))


@workflow.defn(name="PilotProject")
class PilotProject(PlainHost[PilotCase]):
    kinds = TASK_KINDS
    matters = MATTERS
    handlers = HANDLERS

    @workflow.init
    def __init__(self, case: PilotCase) -> None:
        super().__init__(case)
        self._reports = ReportCycle(self, sec5_4.REPORTING)
        self._reporting: asyncio.Task[None] | None = None
        self.evaluation = EvaluationRegion(self)
        self.changes = ChangeRegion(self)
        self.amended_filings = AmendedFilingRegion(self)
        self.decisions = DecisionRegion(self)
        self.corrections = CorrectedReportRegion(self)

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
        matters = self.beside(self.take_up_matters())
        regions = (self.evaluation, self.changes, self.amended_filings, self.decisions, self.corrections)
        for region in regions:
            region.start()
        while self.case.stage in chapter:
            await self.tell(chapter[self.case.stage]())
        await self.quiet()
        matters.cancel()
        for region in regions:
            region.stop()
        await self.retention()

    async def cooperation(self) -> None:
        """二（一） 建立合作机制，明确牵头单位。"""
        answer = await self.ask(sec2_1.MECHANISM, self.case.opened_by.audience)
        self.record(answer)
        sec2_1.established(self.case, answer)
        self.enter(PilotStage.FILING_PARTIAL)

    async def filing(self) -> None:
        """五（一） 分别向所在省级市场监管局备案: filed when every bureau has filed with its own province."""
        while self.case.unfiled:
            self.ask_for_filings()
            answer = await self.next_answer(sec5_1.FILING, sec5_1.CHECK)
            assert answer is not None
            self._take_filing(answer)
        self.enter(PilotStage.FILED)

    def ask_for_filings(self) -> None:
        """What is to be filed and to be checked; what has been superseded is not checked any more."""
        unread = sec5_1.unread(self.case)
        for task in self.case.tasks:
            if task.kind == sec5_1.CHECK.key and task.about not in {each.organisation for each in unread}:
                self.close(task)
        for bureau in self.case.unfiled:
            self.open(sec5_1.FILING, bureau.audience)
        for bureau in unread:
            self.open(sec5_1.CHECK, bureau.province, about=(bureau.organisation, bureau.name))

    def _take_filing(self, answer: Answer) -> None:
        self.record(answer)
        sec5_1.take(self.case, answer)
        self.enter(sec5_1.settled_stage(self.case))

    async def assessment(self) -> None:
        """五（二） 共同对备案的示范试点项目组织评审: one of the five draws up the assessment. Until then a filing may
        still be returned for its form."""
        self.ask_for_filings()
        for province in jointly.audiences(self.case):
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
        self.case.assessment = sec5_2.assessed(self.case, answer.form)
        self.case.proceeding = Proceeding()
        self.enter(PilotStage.UNDER_ASSESSMENT)

    async def selection(self) -> None:
        """五（二） 遴选确定: when all five have signed the same assessment."""
        signatories = jointly.signatories(self.case)
        await _Selection(self, sec5_2.JOINT, matter=sec5_2.MATTER, basis=sec5_2.BASIS, signatories=signatories).run(
            self.case.proceeding
        )
        assert self.case.assessment is not None
        self.case.proceeding = Proceeding()
        self.enter(PilotStage.SELECTED if self.case.assessment.selected else PilotStage.NOT_SELECTED)

    async def publication(self) -> None:
        """五（三） 联合发布…项目清单，启动示范试点建设工作: the fifth signature publishes and starts at once."""
        signatories = jointly.signatories(self.case)
        await _Publication(self, sec5_3.JOINT, matter=sec5_3.MATTER, basis=sec5_3.BASIS, signatories=signatories).run(
            self.case.proceeding
        )
        self.case.launched_on = local_date(workflow.now())
        self.enter(PilotStage.UNDER_CONSTRUCTION)

    async def construction(self) -> None:
        """五（四） 开展示范试点建设: reports come and go beside it; the aims of 二（三） pass and ask for nothing."""
        self._reporting = self.beside(self._reports.run())
        try:
            with Alarm(self._next_moment, "阶段性成效、明显成效的节点或者定期评估") as moment:
                while True:
                    await self.wait(lambda: False, until=moment)
                    self._moment_passed()
        finally:
            self._reporting.cancel()

    def reports_again(self) -> None:
        """Who owes them has changed."""
        assert self._reporting is not None
        self._reporting.cancel()
        self._reporting = self.beside(self._reports.run())

    def _next_moment(self) -> datetime | None:
        found = (calendar_of_case.aim_passes_at(self.case), calendar_of_case.evaluation_due_at(self.case))
        return min((each for each in found if each), default=None)

    def _moment_passed(self) -> None:
        now, aim = workflow.now(), calendar_of_case.next_aim(self.case)
        passes, called = calendar_of_case.aim_passes_at(self.case), calendar_of_case.evaluation_due_at(self.case)
        if aim and passes and passes <= now:
            self.case.milestones_passed += 1
            self.note("pilot.aim_passed", sec2_3.passed(self.case, aim), sec2_3.BASIS)
            self.show_matters()
        if called and called <= now:
            self.case.evaluations_called += 1
            self.note("pilot_evaluation.called", sec5_5.called(self.case), sec5_5.BASIS)

    async def retention(self) -> None:
        """附件1: after the end, until the contacts of the filings are kept no longer."""
        if not self.case.contacts_erased:
            with Alarm(lambda: calendar_of_case.contacts_erased_at(self.case), "备案表联系人信息保留期满") as over:
                await self.wait(lambda: False, until=over)
            self.case.contacts_erased = True
            self.note("pilot.contacts_erased", annex1.erased(self.case), annex1.BASIS)

    def enter(self, stage: PilotStage) -> None:
        if stage is self.case.stage:
            return
        self.case.stage, self.case.stage_since = stage, workflow.now()
        if self.case.change and not sec2_1_change.may_go_on(self.case):
            self.note("pilot_change.lapsed", sec2_1_change.lapsed(self.case), sec2_1_change.BASIS)
            self.changes.drop()
            self.changes.again()
        if stage.is_final:
            self.case.ended_on = local_date(workflow.now())
            self.evaluation.abandon()
        self.show_matters()

    # -- what a case says of itself -------------------------------------------------------------------

    def opening(self) -> Effects:
        return opening.opened(self.case)
