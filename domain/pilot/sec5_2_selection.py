"""五（二） 遴选。长三角各省级市场监管局共同对备案的示范试点项目组织评审，遴选确定一批具有先进性、典型性、示范性的长三
角质量提升示范试点项目。

One of the five draws up the assessment of the four conditions of 四; it counts when all five have signed the same
text (reading R-P-6). No score: each condition is put into words, and whether it is met.
"""

from datetime import date, datetime

from pydantic import Field

from domain.citation import Citation
from domain.orders import DocumentOrder, Effects
from domain.pilot import jointly, sec4_1_look_back
from domain.pilot.annex1_filing_form import BASIS as FORM
from domain.pilot.annex1_filing_form import unsealed
from domain.pilot.case import PilotCase
from domain.pilot.conditions import CONDITIONS
from domain.pilot.parts import Assessment
from domain.pilot.provinces import ALL_FIVE, FIVE, province_name
from domain.pilot.provinces import BASIS as FILING
from domain.procedure import joint_act
from domain.procedure.forms import Text
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("pilot:5(2)"),)
MATTER = "遴选"
ASSESS = "assess"


class AssessmentForm(Form):
    """评审意见 by the four conditions."""

    safety: Text = Field(title="质量安全平稳（近三年，含试点区域和企业）")
    safety_met: bool = Field(title="符合条件（一）")
    policy_support: Text = Field(title="质量政策支持")
    policy_support_met: bool = Field(title="符合条件（二）")
    industry: Text = Field(title="产业特色鲜明")
    industry_met: bool = Field(title="符合条件（三）")
    foundation: Text = Field(title="质量基础扎实")
    foundation_met: bool = Field(title="符合条件（四）")
    merit: Text = Field(title="先进性、典型性、示范性")
    selected: bool = Field(title="拟遴选为示范试点项目")


class AssessmentRevision(AssessmentForm):
    reasons: Text = Field(title="修改理由")


def conditions_met(form: AssessmentForm) -> bool:
    return form.safety_met and form.policy_support_met and form.industry_met and form.foundation_met


def refuse(case: PilotCase, form: AssessmentForm, now: datetime) -> Refusal | None:
    """四 names the conditions of a pilot: one that meets them not all cannot be selected."""
    if form.selected and not conditions_met(form):
        return Refusal(
            kind=RefusalKind.RULE,
            text="试点建设条件未全部符合，不能遴选为示范试点项目。",
            basis=(*CONDITIONS, *BASIS),
            remedy="请核对各项条件的评审意见，或者改为不拟遴选。",
        )
    return None


def _refuse_draft(case: PilotCase, form: AssessmentForm, now: datetime) -> Refusal | None:
    """备案的示范试点项目: what is assessed has been filed in due form (reading R-P-22)."""
    if found := unsealed(case):
        provinces = "、".join(dict.fromkeys(province_name(each.region) for each in found))
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"{'、'.join(each.name for each in found)}的备案表未盖章，备案材料不齐全，不能开始评审。",
            basis=(*FILING, *FORM, *BASIS),
            remedy=f"请由{provinces}退回补正，补正后再起草评审意见。",
        )
    return refuse(case, form, now)


def assessed(case: PilotCase, form: AssessmentForm) -> Assessment:
    """The assessment as drafted, with the first day looked back on."""
    facts = form.model_dump(exclude={"reasons"})
    return Assessment(**facts, looked_back_from=sec4_1_look_back.before_filing(case).date)


def _drafted(case: PilotCase, answer: Answer) -> Effects:
    who = ALL_FIVE.names[answer.act.actor.organisation]
    result = "拟遴选" if answer.form.selected else "不拟遴选"
    return Effects(
        text=f"{who}起草对{case.title}的评审意见（{result}），送{jointly.whom(case)}会签。",
        notices=jointly.told(case, "pilot_assessment_drafted", BASIS, case.applicant, result=result),
    )


def completed(case: PilotCase, answer_on: date) -> Effects:
    """Everybody needed has signed: the project is selected, or not."""
    found, signed = case.assessment, jointly.signed(case.proceeding)
    assert found is not None
    result = "遴选为长三角质量提升示范试点项目" if found.selected else "未予遴选"
    period = sec4_1_look_back.up_to_selection(case, answer_on)
    told = {"result": result, "members": [each.name for each in case.members]}
    # The policy may have changed since the draft: the paper shows one period, that of its deadline.
    assessment = found.model_copy(update={"looked_back_from": period.date})
    drafted = {
        "assessment": assessment.model_dump(mode="json"),
        "looked_back_to": answer_on.isoformat(),
        "draft_number": case.proceeding.draft_number,
    }
    orders = tuple(
        DocumentOrder(
            kind=kind,
            issuers=tuple(signed.names),
            recipients=case.recipients,
            data=data,
            deadlines=(period,),
            basis=(*BASIS, *CONDITIONS),
        )
        for kind, data in (("pilot_assessment", told | drafted), ("pilot_selection_result", told))
    )
    return Effects(
        text=f"{signed.together}评审{case.title}：{result}。",
        notices=(notice("pilot_selected", BASIS, *case.recipients, *FIVE, result=result, selected=found.selected),),
        documents=orders,
    )


ASSESSMENT = TaskKind(
    "pilot_assessment",
    "起草评审意见",
    Role.PROVINCIAL_REGULATOR,
    (*BASIS, *CONDITIONS),
    (Action(ASSESS, "起草评审意见", _drafted, form=AssessmentForm, check=_refuse_draft),),
)
JOINT = joint_act.joint_kinds(
    "pilot_selection",
    BASIS,
    matter=MATTER,
    signatories=ALL_FIVE,
    proceeding=lambda case: case.proceeding,
    revision=AssessmentRevision,
    refuse_revision=refuse,
)
