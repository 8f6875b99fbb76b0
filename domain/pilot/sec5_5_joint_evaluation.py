"""五（五） 评估。长三角各省级市场监管局定期或不定期组织专家对示范试点建设情况开展评估指导，推动示范试点建设。

Reading R-P-33: where the policy has the five evaluate jointly, one of them proposes it and all sign, as they do
whatever else they decide jointly (reading R-P-6); whoever proposed it then has the experts drawn. On a list the
proposal and the signatures are given to each project.
"""

from domain.pilot import sec5_3_decisions as decisions
from domain.pilot.case import PilotCase
from domain.pilot.parts import DecisionKind
from domain.procedure.forms import Reasons


def _is_open(case: PilotCase) -> bool:
    idle = case.evaluation is None and not case.evaluation_ordered_by
    return case.policy.evaluation_starter == "joint" and idle and decisions.is_undecided(case)


def order(case: PilotCase) -> None:
    """All have signed: whoever proposed it begins."""
    found = decisions.decision_of(case)
    case.evaluation_ordered_by, case.decision = found.opened_by, None


PROPOSAL = decisions.opening(DecisionKind.EVALUATE, "提出联合组织评估", Reasons, _is_open)
