"""项目清单: several projects handled at once, in 遴选 (五（二）), 发布 (五（三）) and 评估 (五（五）).

The five assess 备案的示范试点项目 and publish 项目清单: in practice many projects with one signature. Reading R-P-18:
each project is still assessed, signed for and published by itself. Whoever gives the last signature that some of them
lack publishes these, and the list on paper shows them and no others. Reading R-P-19: a batch evaluation is begun by
each province for the projects it may have evaluated, and each project draws a panel of its own.
"""

from typing import Any

from domain.case_lists import Handled, Listed, ListKind, ListPaper
from domain.orders import DocumentOrder
from domain.pilot import jointly
from domain.pilot import sec5_2_selection as sec5_2
from domain.pilot import sec5_3_decisions as decisions
from domain.pilot import sec5_3_publication as sec5_3
from domain.pilot import sec5_5_evaluation as sec5_5
from domain.pilot import sec5_5_joint_evaluation as joint_evaluation
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.provinces import ALL_FIVE, FIVE
from domain.procedure import joint_act
from domain.roles import EVERYONE, Actor

BASIS = (*sec5_2.BASIS, *sec5_3.BASIS)
_STAGES = (PilotStage.FILED, PilotStage.UNDER_ASSESSMENT, PilotStage.SELECTED, PilotStage.UNDER_CONSTRUCTION)
_PUBLISHED = f"{sec5_3.JOINT.others.key}.completed"


def _may_stand(actor: Actor, case: PilotCase) -> bool:
    """Whichever province it belongs to: the five act on every project."""
    return case.stage in _STAGES


def published_by(entry: Listed) -> bool:
    """Whether it was this act that published the project: its own step says so, whatever came after it."""
    return entry.done and _PUBLISHED in entry.events


def _row(entry: Listed, *, signed: bool) -> dict[str, Any]:
    """``signed``: with who published the project."""
    case: PilotCase = entry.case
    assert case.launched_on is not None
    return {
        "rank": entry.rank,
        **sec5_3.entry(case),
        "launched_on": case.launched_on.isoformat(),
        "signatories": list(jointly.signed(case.proceeding).names.values()) if signed else [],
    }


def _list(act: Handled) -> DocumentOrder:
    """项目清单 of what the act published. Its text is the draft they signed, where all projects have the same."""
    cases: list[PilotCase] = [each.case for each in act.entries]
    drafts = [case.proceeding.draft for case in cases]
    one_text = len(set(drafts)) == 1
    signed = [set(jointly.signed(case.proceeding).names) for case in cases]
    everybody = set().union(*signed)
    return DocumentOrder(
        kind="pilot_project_list",
        issuers=tuple(each for each in ALL_FIVE.names if each in everybody),
        recipients=(*dict.fromkeys(each for case in cases for each in case.recipients), EVERYONE),
        data={
            "title": act.title,
            "entries": [_row(each, signed=signed.count(everybody) < len(signed)) for each in act.entries],
            "draft": drafts[0] if one_text else "",
            "drafts_differ": not one_text,
        },
        basis=sec5_3.BASIS,
    )


PROJECTS = ListKind(
    key="projects",
    label="项目清单",
    basis=BASIS,
    subject="项目",
    programme="pilot",
    makers=FIVE,
    maker="长三角各省级市场监管局",
    offered=_STAGES,
    acts=(
        sec5_2.JOINT.others,
        sec5_2.JOINT.retraction,
        sec5_3.JOINT.others,
        sec5_3.JOINT.revision,
        sec5_3.JOINT.retraction,
        joint_evaluation.PROPOSAL.kind,
        sec5_5.OPENING.kind,
        decisions.JOINT.others,
        decisions.JOINT.retraction,
    ),
    fits=_may_stand,
    papers=(ListPaper(f"{sec5_3.JOINT.others.key}.{joint_act.SIGN}", shows=published_by, order=_list),),
)
