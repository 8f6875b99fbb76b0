"""The handlers of what may be done in a pilot project at any time."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.pilot import (
        sec2_1_change,
        sec2_3_summary,
        sec4_1_incident,
        sec5_1_plan_amendment,
        sec5_1_withdrawal,
        sec5_3_decisions,
        sec5_4_corrected_report,
        sec5_5_evaluation,
        sec5_5_joint_evaluation,
        sec5_5_panel,
        sec5_6_incentives,
        sec6_2_recommendation,
        sec6_3_enterprise_help,
        sec6_4_quality_infrastructure,
        sec6_experience,
    )
    from domain.pilot.case import PilotStage
    from domain.task import Answer

from workflows import pilot_regions as regions
from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.pilot_project import PilotProject


async def keep(host: "PilotProject", answer: Answer) -> None:
    """What is only recorded, and sent to whom it concerns."""
    host.record(answer)


async def grant(host: "PilotProject", answer: Answer) -> None:
    host.record(answer)
    host.case.incentives.append(sec5_6_incentives.granted(answer))


async def amend_plan(host: "PilotProject", answer: Answer) -> None:
    host.record(answer)
    host.case.amendments.append(sec5_1_plan_amendment.amended(answer))


async def sum_up(host: "PilotProject", answer: Answer) -> None:
    host.record(answer)
    host.case.summaries.append(sec2_3_summary.summed_up(host.case, answer))


async def withdraw(host: "PilotProject", answer: Answer) -> None:
    await host.turn(answer, lambda: host.enter(PilotStage.WITHDRAWN))


HANDLERS: Mapping[str, Handler] = {
    sec2_1_change.PROPOSAL.kind.key: regions.propose_change,
    sec2_1_change.DROPPING.kind.key: regions.drop_change,
    sec2_3_summary.SUMMARY.kind.key: sum_up,
    sec4_1_incident.INCIDENT.kind.key: keep,
    sec5_1_plan_amendment.AMENDING.kind.key: amend_plan,
    sec5_1_withdrawal.WITHDRAWAL.kind.key: withdraw,
    sec5_3_decisions.CLOSING.kind.key: regions.propose_decision,
    sec5_3_decisions.REMOVAL.kind.key: regions.propose_decision,
    sec5_3_decisions.CORRECTION.kind.key: regions.propose_decision,
    sec5_3_decisions.DROPPING.kind.key: regions.drop_decision,
    sec5_4_corrected_report.CORRECTION.kind.key: regions.correct_report,
    sec5_5_evaluation.OPENING.kind.key: regions.begin_evaluation,
    sec5_5_evaluation.REPLACEMENT.kind.key: regions.replace_expert,
    sec5_5_joint_evaluation.PROPOSAL.kind.key: regions.propose_decision,
    sec5_5_panel.COMPLETION.kind.key: regions.complete_panel,
    sec5_6_incentives.GRANTING.kind.key: grant,
    sec6_2_recommendation.RECOMMENDING.kind.key: keep,
    sec6_3_enterprise_help.HELPING.kind.key: keep,
    sec6_4_quality_infrastructure.SERVING.kind.key: keep,
    sec6_experience.SENDING.kind.key: keep,
}
