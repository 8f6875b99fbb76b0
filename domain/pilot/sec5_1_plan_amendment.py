"""五（一） 备案。长三角相关地级市(区)市场监管局结合区域产业实际，确定开展质量提升示范试点建设的范围、目标等，编制试点
建设工作方案，分别向所在省级市场监管局备案。

Here a small amendment of the work plan while it is carried out. Reading R-P-30: the bureau that wrote it makes it known
to its own province, and it holds from that day without a new 备案 or 遴选. Lead, participants, scope and goals are no
small matter: they change by 二（一） and an amended filing (reading R-P-16).
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.pilot.bureau_matter import sender, while_building
from domain.pilot.case import PilotCase
from domain.pilot.parts import PlanAmendment
from domain.pilot.provinces import province_name
from domain.procedure.forms import Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.task import Action, Answer, Form

BASIS = (Citation("pilot:5(1)"),)
AMEND = "amend"


class Amendment(Form):
    """What of the work plan becomes how; the amended plan itself may be attached."""

    amended: Text = Field(title="修改的内容和修改后的文字（修改后的方案可以作为附件）")
    reasons: Text = Field(title="修改的理由")
    is_small: bool = Field(title="不涉及牵头单位、参与单位、建设范围和建设目标")


def _refuse(case: PilotCase, form: Amendment, now: datetime) -> Refusal | None:
    if form.is_small:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text="牵头单位、参与单位、建设范围和建设目标的变更，不能以修改工作方案的方式告知（系统策略）。",
        basis=BASIS,
        remedy="请办理“提出变更牵头单位、参与单位、范围或者目标”。",
    )


def amended(answer: Answer) -> PlanAmendment:
    """The amendment an accepted answer makes known."""
    return PlanAmendment(
        organisation=answer.act.actor.organisation,
        amended_on=local_date(answer.at),
        amended=answer.form.amended,
        reasons=answer.form.reasons,
    )


def _amended(case: PilotCase, answer: Answer) -> Effects:
    bureau, form = sender(case, answer), answer.form
    assert isinstance(form, Amendment)
    told: dict[str, Any] = {"bureau": bureau.name, "amended": form.amended, "reasons": form.reasons}
    return Effects(
        text=f"{bureau.name}告知{province_name(bureau.region)}对{case.title}工作方案作小的修改：{form.amended}",
        notices=(notice("pilot_plan_amendment", BASIS, bureau.province, case.applicant, **told),),
        documents=(document("pilot_plan_amendment", BASIS, answer, bureau.province, **told),),
    )


AMENDING = while_building(
    "pilot_plan_amendment",
    "告知工作方案的小修改",
    BASIS,
    Action(AMEND, "告知所在省级市场监管局", _amended, form=Amendment, check=_refuse),
)
