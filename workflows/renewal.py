"""复审 beside the running term: from the opening of its window to the publication of the renewal, 第二十八条."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.orders import Effects
    from domain.procedure import paper
    from domain.procedure.forms import Conclusion
    from domain.procedure.state import Proceeding
    from domain.roles import SAMR
    from domain.task import Answer
    from domain.zone import art28_renewal as art28
    from domain.zone import art28_renewal_application as application
    from domain.zone import art28_renewal_refused as refused
    from domain.zone import art28_renewal_reminders as reminders
    from domain.zone.art05_joint_departments import DEPARTMENTS, signatories
    from domain.zone.art22_public_notice import SUPPLEMENT_RULE
    from domain.zone.case import Renewal, RenewalStage, Stage, Term, ZoneCase

from workflows.alarm import Alarm
from workflows.region import Region
from workflows.stages.consultation import ConsultationStage
from workflows.stages.countersignature import Countersignature
from workflows.stages.public_notice import PublicNoticeStage
from workflows.stages.review_chain import ReviewChain

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


_QUESTIONS = (
    application.APPLICATION,
    application.PAPER,
    *application.CHAIN,
    art28.CONSULTATION,
    art28.OPINION,
    art28.EVALUATION,
    art28.PUBLICATION,
    art28.OBJECTION,
    art28.REEXAMINATION,
    *art28.JOINT.all,
    art28.ANNOUNCEMENT,
)


class _Continuation(Countersignature):
    """继续认定 tells from when the new term runs."""

    def completed(self) -> Effects:
        return art28.decided(self.desk.case)


class RenewalRegion(Region):
    """第二十八条: voluntary, once or several times within the window; the running term is untouched by it."""

    host: "ZoneHost"

    @property
    def _case(self) -> ZoneCase:
        return self.host.case

    @property
    def _term(self) -> Term:
        assert self._case.term is not None
        return self._case.term

    @property
    def _renewal(self) -> Renewal:
        assert self._case.renewal is not None
        return self._case.renewal

    @property
    def granted(self) -> bool:
        return self._case.renewal is not None and self._case.renewal.stage is RenewalStage.GRANTED

    def again(self) -> None:
        """Leave the stage of the renewal where it waits, with its questions, and go on from what the case now says."""
        self.host.close_kind(*_QUESTIONS)
        self.host.show_matters()
        super().again()

    async def turn(self, answer: Answer, apply: Callable[[], None]) -> bool:
        """Let ``answer`` end the running stage of the renewal alone: the term, its reports and a review go on.

        Whatever came in before is taken in first; if that leaves no place for the answer, the record says so: False.
        """
        await self.host.quiet()
        if self.host.overtaken(answer, self.host.refusal_of(answer.act)):
            return False
        self.host.record(answer)
        apply()
        self.host.changed()
        self.again()
        return True

    async def run(self) -> None:
        """第二十八条 到期前六个月，可自愿申请复审. A renewal that fails may be asked for again in the window."""
        await self._open_the_window()
        while not self.granted:
            if self._case.renewal:
                await self._chapter()[self._case.renewal.stage]()
            elif not (self._term_runs() and await self._applied()):
                return

    def _term_runs(self) -> bool:
        closes = self._term.last_day.closes_at
        return self._case.stage is Stage.IN_TERM and closes is not None and workflow.now() < closes

    async def _open_the_window(self) -> None:
        if not self._term.window_opened:
            with Alarm(lambda: self._term.window.opens_at, f"复审申请期开始（{self._term.window.date}）") as window:
                await self.host.wait(bool, until=window)
            self._term.window_opened = True
            self.host.note("renewal.window_opened", reminders.window_opened(self._case), application.WINDOW_BASIS)

    async def _applied(self) -> bool:
        """Whether there is an application: from the zone before the window closed, which under the reading as a limit
        is in the term; or from the province, of what was on paper there by then, before the term is over."""
        answer = await self._application()
        self.host.close_kind(application.APPLICATION, application.PAPER)
        if answer is None:
            return False
        on = paper.received_on(answer.form, answer.at)
        self._case.renewal = Renewal(proceeding=Proceeding(number=self._case.renewals_over + 1, applied_on=on))
        self.host.record(answer)
        self.host.show_matters()
        return True

    async def _application(self) -> Answer | None:
        case, kinds = self._case, (application.APPLICATION, application.PAPER)
        self.host.open(application.PAPER, case.province)
        with Alarm(lambda: self._term.window.closes_at, "复审申请截止") as closing:
            if not closing.rang:
                self.host.open(application.APPLICATION, case.applicant)
            answer = await self.host.next_answer(*kinds, until=closing)
        if answer or not self._term_runs():
            return answer
        self.host.close_kind(application.APPLICATION)
        with Alarm(lambda: self._term.last_day.closes_at, "示范期届满，不再录入复审申请") as over:
            return await self.host.next_answer(*kinds, until=over)

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
        chain = ReviewChain(self.host, application.CHAIN, lambda: self._renewal.proceeding)
        with Alarm(lambda: application.door_closes(self._case), "向市场监管总局提交复审申请截止") as door:
            answer = await chain.run_until(door)
        if answer is None:
            self.strand()
        elif answer.task.kind == application.CHAIN[-1].key:
            self._enter(RenewalStage.CONSULTATION)
        else:
            self._renewal_fails(refused.in_the_province(self._case, answer), refused.PROVINCE_BASIS)

    def strand(self) -> None:
        """系统策略 renewal_timely_at: the door of 总局 has closed on a renewal still on its way. A person's refusal is
        not waited for, since none but this may be given."""
        if application.is_stranded(self._case, workflow.now()):
            self.host.close_kind(*application.CHAIN)
            self._renewal_fails(refused.at_the_door(self._case), refused.DOOR_BASIS)

    async def consultation(self) -> None:
        """第二十八条第三款 市场监管总局征求相关部门意见。"""
        stage = ConsultationStage(
            self.host,
            art28.OPINION,
            rule="zone-renewal-consultation",
            matter=application.MATTER,
            basis=art28.EVALUATION_BASIS,
            departments=DEPARTMENTS,
        )
        proceeding = self._renewal.proceeding
        if proceeding.consultation is None:
            answer = await self.host.ask(art28.CONSULTATION, SAMR)
            self.host.record(answer)
            await stage.start(proceeding, answer.form.departments)
        await stage.collect(proceeding)
        self._enter(RenewalStage.EVALUATION)

    async def evaluation(self) -> None:
        """第二十八条第三款 对园区开展综合评估。"""
        answer = await self.host.ask(art28.EVALUATION, SAMR)
        self.host.record(answer)
        if answer.form.conclusion is Conclusion.PASSED:
            self._enter(RenewalStage.PUBLIC_NOTICE)
        else:
            self._renewal_over()

    async def public_notice(self) -> None:
        """第二十八条第三款 评估结果向社会公示，公示期不少于五个工作日。"""
        stage = PublicNoticeStage(
            self.host,
            rule="zone-renewal-notice",
            supplement_rule=SUPPLEMENT_RULE,
            publication=art28.PUBLICATION,
            objection=None if self._case.policy.renewal_objections == "none" else art28.OBJECTION,
            reexamination=art28.REEXAMINATION,
            matter=art28.NOTICE_MATTER,
            procedure=art28.PROCEDURE,
            basis=art28.EVALUATION_BASIS,
            moved=self.host.show_matters,
            is_held=lambda: self._case.identity is not None,
        )
        if await stage.run(self._renewal.proceeding):
            self._enter(RenewalStage.DECISION)
        else:
            self._renewal_fails(refused.after_objections(self._case), refused.SAMR_BASIS)

    async def decision(self) -> None:
        """第二十八条第三款 由市场监管总局会同相关部门继续认定为示范区。"""
        await _Continuation(
            self.host,
            art28.JOINT,
            matter=art28.JOINT_MATTER,
            basis=art28.RENEWAL_BASIS,
            signatories=signatories(self._case.policy),
        ).run(self._renewal.proceeding)
        self._enter(RenewalStage.ANNOUNCEMENT)

    async def announcement(self) -> None:
        answer = await self.host.ask(art28.ANNOUNCEMENT, SAMR)
        self.host.record(answer)
        self._renewal.published_on = local_date(answer.at)
        self._enter(RenewalStage.GRANTED)

    def _enter(self, stage: RenewalStage) -> None:
        self._renewal.stage = stage
        self.host.show_matters()

    def _renewal_fails(self, effects: Effects, basis: Basis) -> None:
        self.host.note("renewal.failed", effects, basis)
        self._renewal_over()

    def _renewal_over(self) -> None:
        """The running term is untouched to its last day."""
        self._case.renewals_failed += 1
        self._case.renewal = None
        self.host.show_matters()
