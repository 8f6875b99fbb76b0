"""示范期: one recognised zone through one term, 第二十四条 to 第二十八条. One run is one legal period."""

from collections.abc import Awaitable, Callable

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.recalculation import CountAgain
    from domain.dates import local_date
    from domain.procedure.forms import Conclusion
    from domain.procedure.state import Proceeding
    from domain.roles import SAMR
    from domain.zone import art24_term as art24
    from domain.zone import art28_renewal as art28
    from domain.zone import term as terms
    from domain.zone.art05_joint_departments import DEPARTMENTS, SIGNATORIES
    from domain.zone.case import Renewal, RenewalStage, Stage, Term, ZoneCase

from workflows.alarm import Alarm
from workflows.stages.consultation import ConsultationStage
from workflows.stages.countersignature import Countersignature
from workflows.stages.public_notice import PublicNoticeStage
from workflows.stages.report_cycle import AnnualReports
from workflows.stages.review_chain import ReviewChain
from workflows.zone_host import ZoneHost


@workflow.defn(name="ZoneTerm")
class ZoneTerm(ZoneHost):
    @workflow.init
    def __init__(self, case: ZoneCase) -> None:
        super().__init__(case)
        self._reports = AnnualReports(self)

    @workflow.run
    async def run(self, case: ZoneCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        """The term runs to its last day; reports and renewal go on beside it."""
        regions = [self.beside(self._reports.run()), self.beside(self.renewal_region())]
        if self.case.stage is Stage.IN_TERM:
            with Alarm(lambda: self.term.last_day.closes_at, f"示范期届满（{self.term.last_day.date}）") as expiry:
                await self.wait(bool, until=expiry)
            await self.quiet()
            self._end_of_term()
        if self.case.stage is Stage.EXPIRED_PENDING_RENEWAL:
            await self.wait(lambda: self.case.renewal is None or self._granted())
            if not self._granted():
                self._expire()
        await self.quiet()
        for region in regions:
            region.cancel()

    # 第二十四条 ---------------------------------------------------------------------------------------

    def _end_of_term(self) -> None:
        """第二十四条 示范期为三年. A pending renewal holds the case (reading R-24-2)."""
        if self._granted():
            return
        if self.case.renewal:
            self.case.stage = Stage.EXPIRED_PENDING_RENEWAL
            self.note("term.expired_pending_renewal", art24.expired(self.case, renewal_pending=True), art24.BASIS)
        else:
            self._expire()

    def _expire(self) -> None:
        self.case.stage = Stage.EXPIRED
        self.case.tasks = []
        self.note("term.expired", art24.expired(self.case, renewal_pending=False), art24.BASIS)

    # 第二十八条 ---------------------------------------------------------------------------------------

    async def renewal_region(self) -> None:
        """第二十八条 到期前六个月，可自愿申请复审. A renewal that fails may be asked for again in the window."""
        await self._open_the_window()
        while not self._granted() and self.case.stage is Stage.IN_TERM or self.case.renewal:
            if self.case.renewal is None:
                await self._application()
            else:
                await self._chapter()[self.case.renewal.stage]()
            if self._granted():
                return

    async def _open_the_window(self) -> None:
        if not self.term.window_opened:
            with Alarm(lambda: self.term.window.opens_at, f"复审申请期开始（{self.term.window.date}）") as window:
                await self.wait(bool, until=window)
            self.term.window_opened = True
            self.note("renewal.window_opened", art28.window_opened(self.case), art28.WINDOW_BASIS)

    async def _application(self) -> None:
        answer = await self.ask(art28.APPLICATION, self.case.applicant)
        self.case.renewal = Renewal(
            proceeding=Proceeding(number=self.case.renewals_failed + 1, applied_on=local_date(answer.at))
        )
        self.record(answer)

    def _chapter(self) -> dict[RenewalStage, Callable[[], Awaitable[None]]]:
        return {
            RenewalStage.EXAMINATION: self.examination,
            RenewalStage.CONSULTATION: self.consultation,
            RenewalStage.EVALUATION: self.evaluation,
            RenewalStage.PUBLIC_NOTICE: self.public_notice,
            RenewalStage.DECISION: self.decision,
            RenewalStage.ANNOUNCEMENT: self.announcement,
        }

    async def examination(self) -> None:
        """第二十八条第二款 省级审核，领导小组同意后，由示范区向市场监管总局提交复审申请。"""
        answer = await ReviewChain(self, art28.CHAIN, lambda: self.renewal.proceeding).run()
        if answer.task.kind == art28.CHAIN[-1].key:
            self.renewal.stage = RenewalStage.CONSULTATION
        else:
            self._renewal_fails(f"{answer.form.reasons}")

    async def consultation(self) -> None:
        """第二十八条第三款 市场监管总局征求相关部门意见。"""
        stage = ConsultationStage(
            self, art28.OPINION, matter=art28.MATTER, basis=art28.EVALUATION_BASIS, departments=DEPARTMENTS
        )
        proceeding = self.renewal.proceeding
        if proceeding.consultation is None:
            answer = await self.ask(art28.CONSULTATION, SAMR)
            self.record(answer)
            await stage.start(proceeding)
        await stage.collect(proceeding)
        self.renewal.stage = RenewalStage.EVALUATION

    async def evaluation(self) -> None:
        """第二十八条第三款 对园区开展综合评估。"""
        answer = await self.ask(art28.EVALUATION, SAMR)
        self.record(answer)
        if answer.form.conclusion is Conclusion.PASSED:
            self.renewal.stage = RenewalStage.PUBLIC_NOTICE
        else:
            self._renewal_over()

    async def public_notice(self) -> None:
        """第二十八条第三款 评估结果向社会公示，公示期不少于五个工作日。"""
        stage = PublicNoticeStage(
            self,
            rule="zone-renewal-notice",
            publication=art28.PUBLICATION,
            objection=art28.OBJECTION,
            reexamination=art28.REEXAMINATION,
            matter=art28.NOTICE_MATTER,
            basis=art28.EVALUATION_BASIS,
        )
        if await stage.run(self.renewal.proceeding):
            self.renewal.stage = RenewalStage.DECISION
        else:
            self._renewal_fails("公示期间的异议经复核成立")

    async def decision(self) -> None:
        """第二十八条第三款 由市场监管总局会同相关部门继续认定为示范区。"""
        await Countersignature(
            self,
            lead=art28.SAMR_SIGNATURE,
            others=art28.SIGNATURE,
            matter=art28.JOINT_MATTER,
            basis=art28.RENEWAL_BASIS,
            signatories=SIGNATORIES,
        ).run(self.renewal.proceeding)
        self.renewal.stage = RenewalStage.ANNOUNCEMENT

    async def announcement(self) -> None:
        answer = await self.ask(art28.ANNOUNCEMENT, SAMR)
        self.record(answer)
        self.renewal.stage = RenewalStage.GRANTED

    def _renewal_fails(self, reasons: str) -> None:
        effects = art28.failed(self.case, f"{self.case.park.name}的复审未通过。", reasons)
        self.note("renewal.failed", effects, art28.RENEWAL_BASIS)
        self._renewal_over()

    def _renewal_over(self) -> None:
        """The running term is untouched to its last day."""
        self.case.renewals_failed += 1
        self.case.renewal = None

    def _granted(self) -> bool:
        return self.case.renewal is not None and self.case.renewal.stage is RenewalStage.GRANTED

    # ---------------------------------------------------------------------------------------------------

    @property
    def term(self) -> Term:
        assert self.case.term is not None
        return self.case.term

    @property
    def renewal(self) -> Renewal:
        assert self.case.renewal is not None
        return self.case.renewal

    async def count_again(self, order: CountAgain) -> int:
        """With every date that moved, a report may have come to fall due within the term."""
        changed = await super().count_again(order)
        await self._reports.plan()
        await self.settle()
        return changed

    def hand_over(self) -> None:
        """A renewed zone goes on into its next term; reports not yet settled go with it."""
        if not self._granted():
            return
        owed = [report for report in self.term.reports if report.accepted_on is None]
        self.case.term = terms.next_term(self.term, self.case.policy).model_copy(update={"reports": owed})
        self.case.renewal = None
        self.enter(Stage.IN_TERM)
        workflow.continue_as_new(args=[self.case.carried()], workflow="ZoneTerm")
