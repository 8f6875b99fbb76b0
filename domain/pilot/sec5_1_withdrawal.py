"""五（一） 备案。长三角相关地级市(区)市场监管局结合区域产业实际，确定开展质量提升示范试点建设的范围、目标等，编制试点
建设工作方案，分别向所在省级市场监管局备案。

Reading R-P-12: who decides to file may also withdraw, through the lead, until the list is published; after that the
five decide (reading R-P-14).
"""

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import Effects
from domain.pilot.case import BEFORE_PUBLICATION, PilotCase
from domain.procedure.forms import Reasons
from domain.procedure.review import document, notice
from domain.roles import Role
from domain.task import Action, Answer, TaskKind

BASIS = (Citation("pilot:5(1)"),)
WITHDRAW = "withdraw"


def _withdrawn(case: PilotCase, answer: Answer) -> Effects:
    filed = "及其备案" if case.filings else ""
    told = {"reasons": answer.form.reasons, "filed": filed}
    return Effects(
        text=f"{case.lead.name}撤回{case.title}{filed}，项目终结。撤回不影响以后再次备案。",
        notices=(notice("pilot_withdrawn", BASIS, *case.concerned, **told),),
        documents=(document("pilot_withdrawal", BASIS, answer, *case.provinces, **told),),
    )


WITHDRAWAL = Matter(
    TaskKind(
        "pilot_withdrawal",
        "撤回项目",
        Role.CITY_REGULATOR,
        BASIS,
        (Action(WITHDRAW, "撤回项目", _withdrawn, form=Reasons, irreversible=True),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.applicant,),
    is_open=lambda case: case.stage in BEFORE_PUBLICATION,
)
