"""复审 beside the running term: from the opening of its window to the publication of the renewal, 第二十八条."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.orders import Effects
    from domain.procedure.forms import Conclusion
    from domain.procedure.state import Proceeding
    from domain.roles import SAMR
    from domain.zone import art28_renewal as art28
    from domain.zone import art28_renewal_refused as refused
    from domain.zone.art05_joint_departments import DEPARTMENTS, signatories
    from domain.zone.art22_public_notice import SUPPLEMENT_RULE
    from domain.zone.case import Renewal, RenewalStage, Stage, Term, ZoneCase

from workflows.alarm import Alarm
from workflows.stages.consultation import ConsultationStage
from workflows.stages.countersignature import Countersignature
from workflows.stages.public_notice import PublicNoticeStage
from workflows.stages.review_chain import ReviewChain

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


class _Continuation(Countersignature):
    """继续认定 tells from when the new term runs."""

    def completed(self) -> Effects:
        return art28.decided(self.desk.case)


class RenewalRegion:
    """第二十八条: voluntary, once or several times within the window; the running term is untouched by it."""

    def __init__(self, desk: "ZoneHost") -> None:
        self.desk = desk

    @property
    def _case(self) -> ZoneCase:
        case: ZoneCase = self.desk.case
        return case

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

    async def run(self) -> None:
        """第二十八条 到期前六个月，可自愿申请复审. A renewal that fails may be asked for again in the window."""
        await self._open_the_window()
        while not self.granted:
            if self._case.renewal:
                await self._chapter()[self._case.renewal.stage]()
            elif not (self._case.stage is Stage.IN_TERM and await self._applied()):
                return

    async def _open_the_window(self) -> None:
        if not self._term.window_opened:
            with Alarm(lambda: self._term.window.opens_at, f"复审申请期开始（{self._term.window.date}）") as window:
                await self.desk.wait(bool, until=window)
            self._term.window_opened = True
            self.desk.note("renewal.window_opened", art28.window_opened(self._case), art28.WINDOW_BASIS)

    async def _applied(self) -> bool:
        """Whether the zone applied before the window closed, which under the reading as a limit is in the term."""
        with Alarm(lambda: self._term.window.closes_at, "复审申请截止") as closing:
            self.desk.open(art28.APPLICATION, self._case.applicant)
            answer = await self.desk.next_answer(art28.APPLICATION, until=closing)
        if answer is None:
            self.desk.close_kind(art28.APPLICATION)
            return False
        self._case.renewal = Renewal(
            proceeding=Proceeding(number=self._case.renewals_failed + 1, applied_on=local_date(answer.at))
        )
        self.desk.record(answer)
        return True

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
        answer = await ReviewChain(self.desk, art28.CHAIN, lambda: self._renewal.proceeding).run()
        if answer.task.kind == art28.CHAIN[-1].key:
            self._renewal.stage = RenewalStage.CONSULTATION
        else:
            self._renewal_fails(refused.in_the_province(self._case, answer), refused.PROVINCE_BASIS)

    async def consultation(self) -> None:
        """第二十八条第三款 市场监管总局征求相关部门意见。"""
        stage = ConsultationStage(
            self.desk,
            art28.OPINION,
            rule="zone-renewal-consultation",
            matter=art28.MATTER,
            basis=art28.EVALUATION_BASIS,
            departments=DEPARTMENTS,
        )
        proceeding = self._renewal.proceeding
        if proceeding.consultation is None:
            answer = await self.desk.ask(art28.CONSULTATION, SAMR)
            self.desk.record(answer)
            await stage.start(proceeding, answer.form.departments)
        await stage.collect(proceeding)
        self._renewal.stage = RenewalStage.EVALUATION

    async def evaluation(self) -> None:
        """第二十八条第三款 对园区开展综合评估。"""
        answer = await self.desk.ask(art28.EVALUATION, SAMR)
        self.desk.record(answer)
        if answer.form.conclusion is Conclusion.PASSED:
            self._renewal.stage = RenewalStage.PUBLIC_NOTICE
        else:
            self._renewal_over()

    async def public_notice(self) -> None:
        """第二十八条第三款 评估结果向社会公示，公示期不少于五个工作日。"""
        stage = PublicNoticeStage(
            self.desk,
            rule="zone-renewal-notice",
            supplement_rule=SUPPLEMENT_RULE,
            publication=art28.PUBLICATION,
            objection=None if self._case.policy.renewal_objections == "none" else art28.OBJECTION,
            reexamination=art28.REEXAMINATION,
            matter=art28.NOTICE_MATTER,
            basis=art28.EVALUATION_BASIS,
            moved=self.desk.show_matters,
        )
        if await stage.run(self._renewal.proceeding):
            self._renewal.stage = RenewalStage.DECISION
        else:
            self._renewal_fails(refused.after_objections(self._case), refused.SAMR_BASIS)

    async def decision(self) -> None:
        """第二十八条第三款 由市场监管总局会同相关部门继续认定为示范区。"""
        await _Continuation(
            self.desk,
            art28.JOINT,
            matter=art28.JOINT_MATTER,
            basis=art28.RENEWAL_BASIS,
            signatories=signatories(self._case.policy),
        ).run(self._renewal.proceeding)
        self._renewal.stage = RenewalStage.ANNOUNCEMENT

    async def announcement(self) -> None:
        answer = await self.desk.ask(art28.ANNOUNCEMENT, SAMR)
        self.desk.record(answer)
        self._renewal.published_on = local_date(answer.at)
        self._renewal.stage = RenewalStage.GRANTED

    def _renewal_fails(self, effects: Effects, basis: Basis) -> None:
        self.desk.note("renewal.failed", effects, basis)
        self._renewal_over()

    def _renewal_over(self) -> None:
        """The running term is untouched to its last day."""
        self._case.renewals_failed += 1
        self._case.renewal = None
