"""What may be done in a pilot project at any time while its stage allows it, and nobody waits for (随时可以办理)."""

from domain.matter import Matter
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

MATTERS: tuple[Matter, ...] = (
    sec2_1_change.PROPOSAL,
    sec2_1_change.DROPPING,
    sec2_3_summary.SUMMARY,
    sec4_1_incident.INCIDENT,
    sec5_1_plan_amendment.AMENDING,
    sec5_1_withdrawal.WITHDRAWAL,
    sec5_3_decisions.CLOSING,
    sec5_3_decisions.REMOVAL,
    sec5_3_decisions.CORRECTION,
    sec5_3_decisions.DROPPING,
    sec5_4_corrected_report.CORRECTION,
    sec5_5_evaluation.OPENING,
    sec5_5_evaluation.REPLACEMENT,
    sec5_5_joint_evaluation.PROPOSAL,
    sec5_5_panel.COMPLETION,
    sec5_6_incentives.GRANTING,
    sec6_2_recommendation.RECOMMENDING,
    sec6_3_enterprise_help.HELPING,
    sec6_4_quality_infrastructure.SERVING,
    sec6_experience.SENDING,
)
"""In the order of the plan."""
