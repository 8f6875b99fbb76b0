"""What may be done in a plan and in a ledger at any time while it runs, and nobody waits for (随时可以办理)."""

from domain.district import (
    measure03_indicators,
    sec2_final_review,
    sec4_2_budget,
    sec4_3_closeout,
    sec4_3_dispute,
    sec4_3_instruction,
    sec4_3_plan,
    sec4_3_progress,
    sec4_3_reorganisation,
    sec4_3_review,
    sec4_3_supervision,
)
from domain.matter import Matter

PLAN_MATTERS: tuple[Matter, ...] = (
    sec2_final_review.SUCCESSION,
    sec4_3_plan.ADDING,
    sec4_3_reorganisation.REORGANISING,
    sec4_3_review.OPENING,
)
LEDGER_MATTERS: tuple[Matter, ...] = (
    *measure03_indicators.ENTERING,
    *sec4_3_progress.PROGRESS,
    *sec4_3_progress.MOVING,
    *sec4_3_closeout.PROPOSING,
    *sec4_3_dispute.RAISING,
    *sec4_3_dispute.DECLINING,
    sec4_3_closeout.REOPENING,
    sec4_3_supervision.ORDERING,
    sec4_3_instruction.INSTRUCTING,
    *sec4_2_budget.ENTERING,
)
"""In the order of the plan; what came later stands last, so that tasks kept their numbers."""
