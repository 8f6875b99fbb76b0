"""Every task kind of the district plan by its key."""

from domain.district import (
    sec2_final_review,
    sec4_3_closeout,
    sec4_3_dispute,
    sec4_3_establishing,
    sec4_3_input,
    sec4_3_plan,
    sec4_3_review,
)
from domain.district.matters import LEDGER_MATTERS, PLAN_MATTERS
from domain.task import TaskKind

TASK_KINDS: dict[str, TaskKind] = {
    kind.key: kind
    for kind in (
        sec4_3_plan.PREPARATION,
        sec4_3_review.SUMMARY,
        sec2_final_review.FINAL,
        sec2_final_review.CLOSING,
        *(matter.kind for matter in PLAN_MATTERS),
        sec4_3_establishing.FILING,
        sec4_3_establishing.FILING_ON_BEHALF,
        sec4_3_input.INPUT,
        sec4_3_input.INPUT_ON_BEHALF,
        sec4_3_closeout.CHECK,
        sec4_3_closeout.OFFICE_CHECK,
        sec4_3_dispute.DECISION,
        sec4_3_dispute.OFFICE_DECISION,
        *(matter.kind for matter in LEDGER_MATTERS),
    )
}
