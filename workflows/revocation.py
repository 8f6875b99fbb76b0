"""撤销审查 beside the running title, and the three years after a revocation, 第二十七条."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.roles import SAMR
    from domain.task import Answer, TaskKind
    from domain.zone import art27_reapplication_bar as bars
    from domain.zone import art27_revocation as art27
    from domain.zone import art27_revoked
    from domain.zone.art05_joint_departments import signatories
    from domain.zone.case import TITLE, Stage, ZoneCase
    from domain.zone.parts import Revocation, RevocationStage

from workflows.alarm import Alarm
from workflows.region import Region
from workflows.stages.countersignature import Countersignature

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


class RevocationRegion(Region):
    """Opened by people and decided by people: no timer here revokes. Revocation > expiry > renewal."""

    host: "ZoneHost"

    @property
    def _case(self) -> ZoneCase:
        return self.host.case

    @property
    def _review(self) -> Revocation:
        return art27.review_of(self._case)

    @property
    def decided(self) -> bool:
        """The last signature is given; what it brings down may not have fallen yet."""
        return self._case.revocation is not None and not self._case.revocation.is_open

    def again(self) -> None:
        """Leave the stage of the review where it waits, with its questions, and go on from what the case now says."""
        self.host.close_kind(art27.REVIEW, art27.STATEMENT, art27.HEARING, art27.AFTER_EXPIRY, *art27.JOINT.all)
        self.host.show_matters()
        super().again()

    async def run(self) -> None:
        while True:
            await self.host.wait(lambda: self._case.revocation is not None and self._case.stage in TITLE)
            if self.decided:
                await self.host.divert(self._fall)
            else:
                await self._chapter()[self._review.stage]()
                self.host.show_matters()

    def _chapter(self) -> dict[RevocationStage, Callable[[], Awaitable[None]]]:
        return {
            RevocationStage.REVIEW: self.review,
            RevocationStage.HEARING: self.hearing,
            RevocationStage.DECISION: self.decision,
            RevocationStage.AFTER_EXPIRY: self.after_expiry,
        }

    async def review(self) -> None:
        answer = await self._ask(art27.REVIEW)
        if answer.act.action == art27.CLOSE:
            self._close(answer)
            return
        self.host.record(answer)
        self._review.findings = answer.form.findings
        heard = self._case.policy.revocation_hearing
        self._review.stage = RevocationStage.HEARING if heard else RevocationStage.DECISION

    async def hearing(self) -> None:
        """系统策略: the park may state its case; 总局 goes on when it thinks fit, heard or not."""
        if not self._review.statement:
            self.host.open(art27.STATEMENT, self._case.applicant)
        self.host.open(art27.HEARING, SAMR)
        answer = await self.host.next_answer(art27.STATEMENT, art27.HEARING)
        assert answer is not None
        if answer.act.action == art27.CLOSE:
            self._close(answer)
        else:
            self.host.record(answer)
            self._heard(answer)

    def _heard(self, answer: Answer) -> None:
        if answer.task.kind == art27.STATEMENT.key:
            self._review.statement = answer.form.statement
        else:
            self.host.close_kind(art27.STATEMENT)
            self._review.stage = RevocationStage.DECISION

    async def decision(self) -> None:
        """第二十七条 由市场监管总局会同相关部门撤销示范区认定。"""
        proceeding = self._review.proceeding
        await Countersignature(
            self.host,
            art27.JOINT,
            matter=art27.MATTER,
            basis=art27.BASIS,
            signatories=signatories(self._case.policy),
        ).run(proceeding)
        self._review.decided_on = max(proceeding.signatures.values())

    async def after_expiry(self) -> None:
        """系统策略 revocation_after_expiry: the term is over, and a person says whether the review goes on."""
        answer = await self._ask(art27.AFTER_EXPIRY)
        if answer.act.action == art27.CLOSE:
            self._close(answer)
            return
        self.host.record(answer)
        self._review.continued = True
        self.resume()

    def resume(self) -> None:
        """A review that the end of the term had held goes on where it stood."""
        review = self._review
        if review.stage is RevocationStage.AFTER_EXPIRY:
            review.stage, review.resumes = review.resumes or RevocationStage.REVIEW, None

    def hold(self) -> None:
        """Nothing more is done in the review until somebody has said that it goes on after the end of the term."""
        review = self._review
        review.resumes, review.stage = review.stage, RevocationStage.AFTER_EXPIRY
        self.again()

    def _close(self, answer: Answer) -> None:
        self.host.record(answer)
        self.host.close_kind(art27.STATEMENT, art27.HEARING)
        self._case.revocation = None

    async def _ask(self, kind: TaskKind) -> Answer:
        return await self.host.ask(kind, SAMR)

    # -- the revocation ------------------------------------------------------------------------------

    def _fall(self) -> None:
        """Everything that hung on the title falls with it: both terms, the renewal, every question."""
        case, review = self._case, self._review
        if case.stage not in TITLE:
            return
        assert review.decided_on is not None
        review.stage = RevocationStage.PUBLICATION
        bar = bars.bar(review.decided_on, case.policy)
        review.bar = bar.compact()
        self.host.note("revocation.decided", art27_revoked.revoked(case, bar), art27_revoked.REVOKED_BASIS)
        art27_revoked.let_fall(case, workflow.now(), art27_revoked.REVOKED)
        case.renunciation = case.correction = None
        self.host.correction.again()
        self.host.enter(Stage.REVOKED)

    async def barred(self) -> None:
        """第二十七条 三年内不得再次提出创建申请: to the end of the bar (T43)."""
        self._ask_what_is_left()
        with Alarm(self._free_again, "不得再次提出创建申请的限制届满") as over:
            while (answer := await self.host.next_answer(*_AFTERWARDS, until=over)) is not None:
                self.host.record(answer)
                self._take(answer)
        await self.host.quiet()
        if self._case.stage is not Stage.REVOKED:
            return  # withdrawn in the last instant
        self.host.note("revocation.bar_ended", art27_revoked.bar_ended(self._case), bars.BASIS)
        self._case.tasks = []
        self.host.enter(Stage.BAR_ENDED)

    def _free_again(self) -> datetime | None:
        review = self._case.revocation
        return review.bar.opens_at if review and review.bar else None

    def _ask_what_is_left(self) -> None:
        policy, review = self._case.policy, self._review
        if policy.revocation_publish and review.published_on is None:
            self.host.open(art27_revoked.PUBLICATION, SAMR)
        if policy.bar_from == "delivery" and review.delivered_on is None:
            self.host.open(art27_revoked.DELIVERY, SAMR)

    def _take(self, answer: Answer) -> None:
        review = self._review
        if answer.act.action == art27_revoked.PUBLISH:
            review.published_on = local_date(answer.at)
            review.bar = art27_revoked.since(self._case, "publication", review.published_on)
        else:
            review.delivered_on = answer.form.delivered_on
            review.bar = art27_revoked.since(self._case, "delivery", answer.form.delivered_on)


_AFTERWARDS = (art27_revoked.PUBLICATION, art27_revoked.DELIVERY)
