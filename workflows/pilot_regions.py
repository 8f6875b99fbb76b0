"""Beside the story of a pilot project: evaluations, a change of the cooperation, a decision of the five about it."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.orders import Effects
    from domain.pilot import jointly
    from domain.pilot import sec2_1_change as change
    from domain.pilot import sec5_1_filing as sec5_1
    from domain.pilot import sec5_3_decisions as decisions
    from domain.pilot import sec5_4_corrected_report as correction
    from domain.pilot import sec5_4_reporting as sec5_4
    from domain.pilot import sec5_5_evaluation as evaluation
    from domain.pilot import sec5_5_joint_evaluation as joint_evaluation
    from domain.pilot import sec5_5_panel as panels
    from domain.pilot.case import BEFORE_PUBLICATION, PilotCase, PilotStage
    from domain.pilot.parts import DecisionKind
    from domain.pilot.sec5_5_opinions import EVALUATING
    from domain.task import Answer

from workflows.region import Region
from workflows.stages.countersignature import Countersignature
from workflows.stages.expert_evaluation import ExpertEvaluation

if TYPE_CHECKING:
    from workflows.pilot_project import PilotProject


class _Experts(ExpertEvaluation):
    """Whoever ordered the evaluation is asked too, when the panel has become too small."""

    desk: "PilotProject"

    def ask(self) -> None:
        super().ask()
        self.desk.show_matters()


class EvaluationRegion(Region):
    """五（五）: one at a time, as often as it is ordered."""

    host: "PilotProject"

    async def run(self) -> None:
        case = self.host.case
        while True:
            await self.host.wait(lambda: case.evaluation is not None)
            if not await _Experts(self.host, EVALUATING).run():
                self.abandon()
            self.host.show_matters()

    def abandon(self) -> None:
        """Over without a report."""
        if self.host.case.evaluation:
            self.host.note("pilot_evaluation.abandoned", evaluation.abandoned(self.host.case), evaluation.BASIS)
            self.host.case.evaluation = None
            self.host.close_kind(*EVALUATING.kinds.all)


class ChangeRegion(Region):
    """二（一）: agreed by all, after the launch filed anew by each, and only then it holds."""

    host: "PilotProject"

    async def run(self) -> None:
        case = self.host.case
        while True:
            await self.host.wait(lambda: case.change is not None)
            if await self._agreed():
                await self._refiled()
                await self._hold()

    def drop(self) -> None:
        """There is nothing to be changed any more; what was filed for it is not either."""
        case = self.host.case
        was_filed_for = case.amending is not None
        case.change = None
        self.host.close_kind(change.AGREEMENT)
        if was_filed_for:
            self.host.close_kind(sec5_1.FILING, sec5_1.CHECK)
            self.host.ask_for_filings()
        self.host.show_matters()

    async def _agreed(self) -> bool:
        proposal = self.host.case.change
        assert proposal is not None
        while proposal.asked:
            for bureau in proposal.asked:
                self.host.open(change.AGREEMENT, bureau.audience)
            answer = await self.host.next_answer(change.AGREEMENT)
            assert answer is not None
            self.host.record(answer)
            if answer.act.action == change.DECLINE:
                self.drop()
                return False
            proposal.agreed[answer.act.actor.organisation] = local_date(answer.at)
        return True

    async def _refiled(self) -> None:
        """变更备案表: after the launch only; before it the filings themselves go on."""
        case = self.host.case
        if case.amending:
            self.host.ask_for_filings()
            await self.host.wait(lambda: not (case.amending and case.unfiled))

    async def _hold(self) -> None:
        """From the day the last amended filing is in; one returned just now is waited for again."""
        if self.host.case.stage is PilotStage.UNDER_CONSTRUCTION:
            await self.host.quiet()
            if self.host.case.unfiled:
                return
            self._apply()
            self.host.close_kind(sec5_4.REPORT)
            self.host.reports_again()
            self.host.decisions.again()
            self.host.show_matters()
            return
        await self.host.quiet()
        if self.host.case.stage in BEFORE_PUBLICATION:
            await self.host.divert(self._apply_to_the_filings)

    def _apply_to_the_filings(self) -> None:
        if self.host.case.change:
            self._apply()
            self.host.enter(sec5_1.settled_stage(self.host.case))
        self.host.show_matters()

    def _apply(self) -> None:
        case = self.host.case
        self.host.note("pilot.changed", change.effects(case), change.BASIS)
        change.apply(case, local_date(workflow.now()))


class AmendedFilingRegion(Region):
    """五（一）: what is filed anew after the launch is received or returned, while the change waits for the others and
    when it holds; one returned is filed anew."""

    host: "PilotProject"

    async def run(self) -> None:
        case = self.host.case
        while True:
            await self.host.wait(self._is_next)
            answer = await self.host.next_answer(sec5_1.FILING, sec5_1.CHECK)
            assert answer is not None
            if not self.host.overtaken(answer, sec5_1.refuse_superseded(case, answer)):
                self.host.record(answer)
                sec5_1.take(case, answer)
            self.host.ask_for_filings()

    def _is_next(self) -> bool:
        """Before the launch the story takes them in."""
        kinds = {sec5_1.FILING.key, sec5_1.CHECK.key}
        launched = self.host.case.stage is PilotStage.UNDER_CONSTRUCTION
        return launched and any(answer.task.kind in kinds for answer in self.host.waiting_answers())


class CorrectedReportRegion(Region):
    """五（四）: a new version of a report that was received is received or returned."""

    host: "PilotProject"

    async def run(self) -> None:
        while True:
            answer = await self.host.next_answer(correction.RECEIPT)
            assert answer is not None
            self.host.record(answer)
            correction.settle(self.host.case, answer)


class _Decision(Countersignature):
    def completed(self) -> Effects:
        return decisions.decided(self.desk.case, local_date(workflow.now()))


class DecisionRegion(Region):
    """五（三）: closed, removed from the list, or the list corrected, when all five have signed."""

    host: "PilotProject"

    async def run(self) -> None:
        case: PilotCase = self.host.case
        while True:
            await self.host.wait(lambda: case.decision is not None)
            await _Decision(
                self.host,
                decisions.JOINT,
                matter=decisions.MATTER,
                basis=decisions.basis_of(decisions.decision_of(case).kind),
                signatories=jointly.signatories(case),
            ).run(decisions.decision_of(case).proceeding)
            kind = decisions.decision_of(case).kind
            if kind is DecisionKind.CORRECT:
                self._correct()
            elif kind is DecisionKind.EVALUATE:
                self._order_evaluation()
            else:
                await self.host.divert(self._end)

    def drop(self) -> None:
        self.host.case.decision = None
        self.host.close_kind(*decisions.JOINT.all)
        self.host.show_matters()

    def _correct(self) -> None:
        case, found = self.host.case, decisions.decision_of(self.host.case)
        case.title, case.scope, case.decision = found.title, found.scope, None
        self.host.changed()
        self.host.show_matters()

    def _order_evaluation(self) -> None:
        joint_evaluation.order(self.host.case)
        self.host.changed()
        self.host.show_matters()

    def _end(self) -> None:
        case = self.host.case
        closes = decisions.decision_of(case).kind is DecisionKind.CLOSE
        case.decision = None
        self.host.enter(PilotStage.CLOSED if closes else PilotStage.REMOVED)


async def begin_evaluation(host: "PilotProject", answer: Answer) -> None:
    host.record(answer)
    evaluation.begin(host.case, answer)


async def replace_expert(host: "PilotProject", answer: Answer) -> None:
    """An opinion that came in meanwhile is kept, and who gave it stays."""
    await host.quiet()
    if host.overtaken(answer, evaluation.refuse_replacement(host.case, answer.form, answer.at)):
        return
    host.record(answer)
    assert host.case.evaluation is not None
    host.case.evaluation.panel.replace(answer.form.expert, answer.form.reasons)
    host.evaluation.again()


async def complete_panel(host: "PilotProject", answer: Answer) -> None:
    """By a draw, or by going on with those who are left."""
    await host.quiet()
    if host.overtaken(answer, panels.refuse_late(host.case, answer)):
        return
    host.record(answer)
    panels.complete(host.case, answer)
    host.evaluation.again()


async def correct_report(host: "PilotProject", answer: Answer) -> None:
    """A version not yet read gives way to the one that follows it."""
    case, report = host.case, correction.corrected(host.case, answer)
    before = correction.about(case, report)[0]
    for task in [each for each in case.tasks if each.kind == correction.RECEIPT.key and each.about == before]:
        host.close(task)
    host.record(answer)
    correction.hand_in(case, answer)
    host.open(correction.RECEIPT, correction.reader(case, report), about=correction.about(case, report))


async def propose_change(host: "PilotProject", answer: Answer) -> None:
    host.record(answer)
    host.case.change = change.proposed(answer)


async def drop_change(host: "PilotProject", answer: Answer) -> None:
    await host.quiet()
    if host.overtaken(answer, change.refuse_dropping(host.case)):
        return
    host.record(answer)
    host.changes.drop()
    host.changes.again()


async def propose_decision(host: "PilotProject", answer: Answer) -> None:
    host.record(answer)
    host.case.decision = decisions.opened(answer)


async def drop_decision(host: "PilotProject", answer: Answer) -> None:
    """Too late once the last signature is in."""
    await host.quiet()
    if host.overtaken(answer, decisions.refuse_dropping(host.case)):
        return
    host.record(answer)
    host.decisions.drop()
    host.decisions.again()
