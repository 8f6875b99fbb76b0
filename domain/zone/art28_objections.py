"""第二十八条 评估结果向社会公示，公示期不少于五个工作日。

Objections to the notice of a renewal that come after it, by the rules of 第二十二条 (reading R-28-4): from the public
until the continuation is decided, and on paper, in time, but entered when it has been published (R-22-5, R-22-13).
"""

from domain.zone import art22_paper_objection as after_notice
from domain.zone import art22_public_notice as art22
from domain.zone import art28_renewal as art28
from domain.zone.art22_paper_objection import late_finding, late_objection
from domain.zone.art28_renewal import EVALUATION_BASIS, JOINT_MATTER
from domain.zone.case import RenewalStage, ZoneCase


def _is_signed(case: ZoneCase) -> bool:
    """Its notice is over, the joint decision is not taken yet, and the public may object."""
    at_decision = case.renewal is not None and case.renewal.stage is RenewalStage.DECISION
    return at_decision and case.current.notice is not None and case.policy.renewal_objections != "none"


LATE_FINDING = late_finding(
    "renewal_late_finding",
    JOINT_MATTER,
    EVALUATION_BASIS,
    of_renewal=True,
    apart_from=("renewal_decision",),
)
LATE_OBJECTION = late_objection("renewal_late_objection", EVALUATION_BASIS, _is_signed)
INVITING = {
    art22.MATTER: frozenset({art22.OBJECTION.key, after_notice.LATE_OBJECTION.kind.key}),
    art28.NOTICE_MATTER: frozenset({art28.OBJECTION.key, LATE_OBJECTION.kind.key}),
}
"""Matter of a notice → the kinds of task by which the public objects to it: to one notice never through another's."""
