"""Every task kind of the pilot plan by its key."""

from domain.pilot import (
    sec2_1_change,
    sec2_1_cooperation,
    sec5_1_filing,
    sec5_2_selection,
    sec5_3_decisions,
    sec5_3_publication,
    sec5_4_corrected_report,
    sec5_4_reporting,
    sec5_5_opinions,
)
from domain.pilot.matters import MATTERS
from domain.task import TaskKind

TASK_KINDS: dict[str, TaskKind] = {
    kind.key: kind
    for kind in (
        sec2_1_cooperation.MECHANISM,
        sec2_1_change.AGREEMENT,
        sec5_1_filing.FILING,
        sec5_1_filing.CHECK,
        sec5_2_selection.ASSESSMENT,
        *sec5_2_selection.JOINT.all,
        *sec5_3_publication.JOINT.all,
        *sec5_3_decisions.JOINT.all,
        sec5_4_reporting.REPORT,
        sec5_4_reporting.RECEIPT,
        sec5_4_corrected_report.RECEIPT,
        *sec5_5_opinions.EVALUATING.kinds.all,
        *(matter.kind for matter in MATTERS),
    )
}
