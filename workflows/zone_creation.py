"""示范区创建: from the application to the publication of the recognition, 第十六条 to 第二十三条."""

from collections.abc import Callable, Coroutine
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.orders import Effects
    from domain.procedure.forms import Conclusion
    from domain.procedure.notice_changes import laid_aside
    from domain.procedure.state import Proceeding
    from domain.roles import SAMR
    from domain.task import Answer
    from domain.zone import art16_application as art16
    from domain.zone import art17_nomination as art17
    from domain.zone import art18_creation_period as art18
    from domain.zone import art20_acceptance as art20
    from domain.zone import art21_evaluation as art21
    from domain.zone import art22_public_notice as art22
    from domain.zone import art23_recognition as art23
    from domain.zone.art05_joint_departments import DEPARTMENTS, signatories
    from domain.zone.art21_panel import expert
    from domain.zone.case import Stage, ZoneCase

from workflows.stages.consultation import ConsultationStage
from workflows.stages.countersignature import Countersignature
from workflows.stages.public_notice import PublicNoticeStage
from workflows.stages.review_chain import ReviewChain
from workflows.zone_host import ZoneHost


class _Recognition(Countersignature):
    """认定: its draft may state from when the term runs."""

    def completed(self) -> Effects:
        return art23.decided(self.desk.case)

    def redraft(self, proceeding: Proceeding, answer: Answer) -> None:
        super().redraft(proceeding, answer)
        proceeding.stated_start = answer.form.term_starts_on


@workflow.defn(name="ZoneCreation")
class ZoneCreation(ZoneHost):
    @workflow.init
    def __init__(self, case: ZoneCase) -> None:
        super().__init__(case)

    @workflow.run
    async def run(self, case: ZoneCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        chapter: dict[Stage, Callable[[], Coroutine[Any, Any, None]]] = {
            Stage.APPLICATION: self.application,
            Stage.NOMINATION: self.nomination,
            Stage.LEADING_GROUP_DECLINED: self.reappraisal,
            Stage.APPROVAL: self.approval,
            Stage.CREATION: self.creation,
            Stage.ACCEPTANCE: self.acceptance,
            Stage.MATERIAL_REVIEW: self.material_review,
            Stage.EVALUATION: self.evaluation,
            Stage.PUBLIC_NOTICE: self.public_notice,
            Stage.RECOGNITION: self.recognition,
            Stage.ANNOUNCEMENT: self.announcement,
            Stage.REVOKED: self.review.barred,
        }
        matters = self.beside(self.take_up_matters())
        self.review.start()
        self.correction.start()
        while self.case.stage in chapter:
            await self.tell(chapter[self.case.stage]())
        await self.quiet()
        matters.cancel()
        self.review.stop()
        self.correction.stop()

    async def application(self) -> None:
        """第十六条 园区可自愿参与创建活动，向省级市场监管部门提出创建申请。"""
        answer = await self.ask(art16.APPLICATION, self.case.applicant)
        self.record(answer)
        art16.take(self.case, answer)
        self.enter(Stage.NOMINATION)

    async def nomination(self) -> None:
        """第十七条第一款 论证、遴选，经领导小组同意后，报市场监管总局。"""
        answer = await ReviewChain(self, art17.CHAIN, lambda: self.case.proceeding).run()
        if answer.act.action == art17.REPORT:
            self.case.application = {}
            self.enter(Stage.APPROVAL)
        elif answer.task.kind == art17.CONSENT.key:
            self.enter(Stage.LEADING_GROUP_DECLINED)
        else:
            self._not_nominated(answer)

    async def reappraisal(self) -> None:
        """A declined list goes back to the province, which appraises anew (reading R-17-2)."""
        answer = await self.ask(art17.APPRAISAL, self.case.province)
        self.record(answer)
        if answer.act.action != art17.NOMINATE:
            self._not_nominated(answer)
            return
        self.case.proceeding.chain_position = art17.CHAIN.index(art17.CONSENT)
        self.enter(Stage.NOMINATION)

    def _not_nominated(self, answer: Answer) -> None:
        """Left out of the list for good, or back to the park because something is missing (补正)."""
        self.enter(Stage.APPLICATION if answer.act.action == art17.RETURN else Stage.NOT_SHORTLISTED)

    async def approval(self) -> None:
        """第十七条第二款 市场监管总局征求相关部门意见，并审核同意后，园区开始创建活动。"""
        proceeding = self.case.proceeding
        consultation = ConsultationStage(
            self,
            art17.OPINION,
            rule="zone-consultation",
            matter=art17.MATTER,
            basis=art17.APPROVAL_BASIS,
            departments=DEPARTMENTS,
        )
        if proceeding.consultation is None:
            answer = await self.ask(art17.CONSULTATION, SAMR)
            self.record(answer)
            await consultation.start(proceeding, answer.form.departments)
        if proceeding.consultation and not proceeding.consultation.closed:
            await consultation.collect(proceeding)
        answer = await self.ask(art17.DECISION, SAMR)
        self.record(answer)
        if answer.act.action == art17.REFUSE:
            self.enter(Stage.NOT_APPROVED)
            return
        self.case.approved_on = local_date(answer.at)
        if self.case.policy.creation_start == "approval":
            self.case.creation_minimum = art18.minimum(self.case.approved_on, self.case.policy).compact()
        self.enter(Stage.CREATION)

    async def creation(self) -> None:
        """第十八条、第二十条 创建活动原则上不少于一年；全面自查符合要求的可申请验收。"""
        answer = await self.ask(art20.APPLICATION, self.case.applicant)
        number = self.case.proceeding.number + (1 if self.case.proceeding.applied_on else 0)
        self.case.proceeding = Proceeding(
            number=number,
            applied_on=local_date(answer.at),
            indicator_version=art20.version(self.case, answer),
        )
        self.record(answer)
        self.enter(Stage.ACCEPTANCE)

    async def acceptance(self) -> None:
        """第二十条 省级审核，领导小组同意后，由园区向市场监管总局提交验收申请。"""
        answer = await ReviewChain(self, art20.CHAIN, lambda: self.case.proceeding).run()
        self.enter(Stage.MATERIAL_REVIEW if answer.task.kind == art20.SUBMISSION.key else Stage.CREATION)

    async def material_review(self) -> None:
        """第二十一条 审核材料，征求意见；满足条件的组织专家评审组，不满足条件的退回并反馈改进意见。"""
        proceeding = self.case.proceeding
        consultation = ConsultationStage(
            self,
            art21.OPINION,
            rule="zone-acceptance-consultation",
            matter=art21.MATTER,
            basis=art21.REVIEW_BASIS,
            departments=DEPARTMENTS,
        )
        if proceeding.consultation is None:
            answer = await self.ask(art21.MATERIAL_REVIEW, SAMR)
            self.record(answer)
            if answer.act.action == art21.RETURN:
                self._return_to_creation()
                return
            await consultation.start(proceeding, answer.form.departments)
        if proceeding.consultation and not proceeding.consultation.closed:
            await consultation.collect(proceeding)
        answer = await self.ask(art21.PANEL_FORMATION, SAMR)
        self.record(answer)
        if answer.act.action == art21.RETURN:
            self._return_to_creation()
            return
        proceeding.panel, proceeding.panel_leader = answer.form.experts, answer.form.leader
        self.enter(Stage.EVALUATION)

    async def evaluation(self) -> None:
        """第二十一条 专家评审组开展评估验收。"""
        answer = await self.ask(art21.EVALUATION_REPORT, expert(self.case.proceeding.panel_leader))
        self.case.proceeding.conclusion = answer.form.conclusion
        self.record(answer)
        if answer.form.conclusion is Conclusion.PASSED:
            self.enter(Stage.PUBLIC_NOTICE)
        elif self.case.policy.evaluation_failed == "terminate":
            self.enter(Stage.NOT_RECOGNISED)
        else:
            self.enter(Stage.CREATION)

    async def public_notice(self) -> None:
        """第二十二条 评估验收结果进行公示，公示期不少于五个工作日。"""
        stage = PublicNoticeStage(
            self,
            rule="zone-notice",
            supplement_rule=art22.SUPPLEMENT_RULE,
            publication=art22.PUBLICATION,
            objection=art22.OBJECTION,
            reexamination=art22.REEXAMINATION,
            matter=art22.MATTER,
            procedure=art22.PROCEDURE,
            basis=art22.NOTICE_BASIS,
            moved=self.show_matters,
            is_held=lambda: self.case.identity is not None,
        )
        if await stage.run(self.case.proceeding):
            self.enter(Stage.RECOGNITION)
        elif self.case.policy.objection_upheld == "re_evaluate":
            laid_aside(self.case.proceeding)
            self.enter(Stage.EVALUATION)
        elif self.case.policy.objection_upheld == "terminate":
            self.enter(Stage.NOT_RECOGNISED)
        else:
            self.enter(Stage.CREATION)

    async def recognition(self) -> None:
        """第二十三条 市场监管总局会同相关部门予以认定。"""
        await _Recognition(
            self, art23.JOINT, matter=art23.MATTER, basis=art23.BASIS, signatories=signatories(self.case.policy)
        ).run(self.case.proceeding)
        self.case.recognised_on = local_date(workflow.now())
        self.enter(Stage.ANNOUNCEMENT)

    async def announcement(self) -> None:
        """第二十三条 并向社会公布: from this day the term runs (第二十四条)."""
        answer = await self.ask(art23.ANNOUNCEMENT, SAMR)
        self.record(answer)
        self.case.term = art23.first_term(self.case, local_date(answer.at))
        self.enter(Stage.IN_TERM)

    def _return_to_creation(self) -> None:
        self.case.returns += 1
        self.enter(Stage.CREATION)

    def hand_over(self) -> None:
        """A recognised park goes on as a zone in its first term; every other end closes the case."""
        if self.case.term:
            # What is over stands in the register; the state carries on only what the term needs.
            self.case.proceeding = Proceeding(notice=self.case.proceeding.notice)
            self.case.creation_minimum = None
            workflow.continue_as_new(args=[self.case.carried()], workflow="ZoneTerm")
