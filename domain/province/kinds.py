"""Every task kind of the provincial regulation by its key."""

from domain.province import art30_campaign_papers, art40_assessment_call, art40_evidence
from domain.province.matters import GOVERNMENT_MATTERS, REGULATION_MATTERS
from domain.task import TaskKind

TASK_KINDS: dict[str, TaskKind] = {
    kind.key: kind
    for kind in (
        art30_campaign_papers.PLAN,
        art30_campaign_papers.SUMMARY,
        art40_evidence.DUE,
        art40_evidence.DUE_OF_DEPARTMENT,
        art40_evidence.REVIEW,
        art40_assessment_call.CALL,
        *(matter.kind for matter in (*REGULATION_MATTERS, *GOVERNMENT_MATTERS)),
    )
}
