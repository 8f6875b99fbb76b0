"""五（三） 发布。长三角各省级市场监管局联合发布长三角质量提升示范试点项目清单，启动示范试点建设工作。

The publication is a joint act of the five (reading R-P-6); it starts the construction at the same instant, and the
half-years run from its day. A public notice before it (公示) is not foreseen, and none is made up.
"""

from datetime import date
from typing import Any

from domain.citation import Citation
from domain.dates import in_words
from domain.orders import DocumentOrder, Effects
from domain.pilot import jointly
from domain.pilot.case import PilotCase
from domain.pilot.provinces import ALL_FIVE
from domain.procedure import joint_act
from domain.procedure.review import notice
from domain.roles import EVERYONE

BASIS = (Citation("pilot:5(3)"),)
MATTER = "联合发布项目清单"

JOINT = joint_act.joint_kinds(
    "pilot_publication", BASIS, matter=MATTER, signatories=ALL_FIVE, proceeding=lambda case: case.proceeding
)


def entry(case: PilotCase) -> dict[str, Any]:
    """What the list says of a project: nothing of the contacts of the form (附件1)."""
    return {
        "title": case.title,
        "lead": case.lead.name,
        "members": [each.name for each in case.members],
        "scope": case.scope,
    }


def published(case: PilotCase, on: date) -> Effects:
    """The last signature is in: the list is out, the construction has begun."""
    signed = jointly.signed(case.proceeding)
    told: dict[str, Any] = {"launched_on": on.isoformat(), **entry(case)}
    return Effects(
        text=f"{signed.together}发布项目清单，{case.title}自{in_words(on)}起启动建设。",
        notices=(notice("pilot_published", BASIS, *case.concerned, **told),),
        documents=(
            DocumentOrder(
                kind="pilot_list",
                issuers=tuple(signed.names),
                recipients=(*case.recipients, EVERYONE),
                data={**told, "draft": case.proceeding.draft},
                basis=BASIS,
            ),
        ),
    )
