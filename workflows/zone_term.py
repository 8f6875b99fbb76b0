"""示范期: one recognised zone through one term, 第二十四条 to 第二十八条. One run is one legal period."""

from collections.abc import Callable, Coroutine
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.recalculation import CountAgain
    from domain.zone import art24_term as art24
    from domain.zone import art27_revocation as art27
    from domain.zone import art28_renewal_application as art28
    from domain.zone import term as terms
    from domain.zone.art27_report_cycle import REPORTING
    from domain.zone.art27_revoked import let_fall, notice_withdrawal
    from domain.zone.case import HELD, Stage, Term, ZoneCase

from workflows.alarm import Alarm
from workflows.stages.report_cycle import ReportCycle
from workflows.zone_host import ZoneHost


@workflow.defn(name="ZoneTerm")
class ZoneTerm(ZoneHost):
    @workflow.init
    def __init__(self, case: ZoneCase) -> None:
        super().__init__(case)
        self._reports = ReportCycle(self, REPORTING)

    @workflow.run
    async def run(self, case: ZoneCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        """While the title stands, and through the bar where it was revoked; a revocation withdrawn brings it back."""
        matters = self.beside(self.take_up_matters())
        self.review.start()
        self.correction.start()
        while not (self.case.stage.is_final or self._goes_on()):
            if self.case.stage is Stage.REVOKED:
                await self.tell(self.review.barred())
            else:
                await self._with_a_title()
        await self.quiet()
        matters.cancel()
        self.review.stop()
        self.correction.stop()

    async def _with_a_title(self) -> None:
        """The term runs to its last day; reports and renewal go on beside it."""
        chapter: dict[Stage, Callable[[], Coroutine[Any, Any, None]]] = {
            Stage.IN_TERM: self.in_term,
            Stage.EXPIRED_PENDING_RENEWAL: self.held,
            Stage.EXPIRED_PENDING_REVOCATION: self.held,
        }
        reports = self.beside(self._reports.run())
        self.renewal.start()
        while self.case.stage in chapter and not self._goes_on():
            await self.tell(chapter[self.case.stage]())
        reports.cancel()
        self.renewal.stop()

    async def in_term(self) -> None:
        with Alarm(lambda: self.term.last_day.closes_at, f"示范期届满（{self.term.last_day.date}）") as expiry:
            await self.wait(self._goes_on, until=expiry)
        await self._all_taken_in()
        if self.case.stage is Stage.IN_TERM and not self.renewal.granted:
            self._end_of_term()

    async def held(self) -> None:
        """The last day has passed: until what was pending then is settled, by people."""
        stage = self.case.stage
        await self.wait(lambda: self.renewal.granted or self._settled_as() is not stage)
        await self._all_taken_in()
        if self.case.stage is stage and not self.renewal.granted and self._settled_as() is not stage:
            self._settle()

    async def _all_taken_in(self) -> None:
        """Revocation > expiry: a decision whose last signature is in falls first, and turns the case elsewhere."""
        await self.quiet()
        await self.wait(lambda: not self.review.decided)

    def _goes_on(self) -> bool:
        """The next term begins: the renewal is granted, and the last day has passed unless the policy does not wait."""
        closes = self.term.last_day.closes_at
        over = closes is not None and closes <= workflow.now()
        at_once = self.case.policy.renewal_new_term == "from_publication"
        return self.renewal.granted and (over or at_once) and self.case.stage in {Stage.IN_TERM, *HELD}

    def _following(self) -> Term:
        assert self.case.renewal is not None
        published_on = self.case.renewal.published_on or self.term.last_day.date
        return terms.next_term(self.term, self.case.policy, published_on)

    # 第二十四条 ---------------------------------------------------------------------------------------

    def _end_of_term(self) -> None:
        """第二十四条 示范期为三年. What is pending holds the case, or ends with it, as the policy says (R-24-2)."""
        policy = self.case.policy
        if self.case.revocation and policy.revocation_after_expiry == "lapses":
            self.note("revocation.lapsed", art27.lapsed(self.case), art27.BASIS)
            self.case.revocation = None
            self.review.again()
        self.close_kind(art28.APPLICATION, art28.PAPER)
        self.renewal.strand()
        if self.case.renewal and policy.expiry_pending == "lapse":
            self._renewal_lapses()
        self._settle()
        if self.case.revocation and policy.revocation_after_expiry == "manual":
            self.review.hold()

    def _renewal_lapses(self) -> None:
        effects = art24.renewal_lapsed(self.case)
        documents = (*effects.documents, *notice_withdrawal(self.case, art24.RENEWAL_LAPSED))
        self.note("renewal.lapsed", effects.model_copy(update={"documents": documents}), art24.BASIS)
        let_fall(self.case, workflow.now(), art24.RENEWAL_LAPSED)

    def _settled_as(self) -> Stage:
        """Where the case stands once the last day has passed: revocation > expiry > renewal."""
        if self.case.revocation:
            return Stage.EXPIRED_PENDING_REVOCATION
        return Stage.EXPIRED_PENDING_RENEWAL if self.case.renewal else Stage.EXPIRED

    def _settle(self) -> None:
        stage = self._settled_as()
        self.note(f"term.{stage}", art24.ended(self.case, stage), art24.BASIS)
        if stage is Stage.EXPIRED:
            self.case.tasks = []
        self.enter(stage)

    # ---------------------------------------------------------------------------------------------------

    @property
    def term(self) -> Term:
        assert self.case.term is not None
        return self.case.term

    async def count_again(self, order: CountAgain) -> int:
        """With every date that moved, a report may have come to fall due within the term."""
        changed = await super().count_again(order)
        if self.case.stage in {Stage.IN_TERM, *HELD}:
            await self._reports.plan()
        await self.settle()
        return changed

    def hand_over(self) -> None:
        """A renewed zone goes on into its next term; reports not yet settled go with it, and a review still open."""
        if not self._goes_on():
            return
        assert self.case.renewal is not None
        owed = [report for report in self.term.reports if report.accepted_on is None]
        self.case.term = self._following().model_copy(update={"reports": owed})
        self.case.past_renewals, self.case.renewal = [self.case.renewal], None
        if self.case.revocation:
            self.review.resume()
        self.enter(Stage.IN_TERM)
        workflow.continue_as_new(args=[self.case.carried()], workflow="ZoneTerm")
