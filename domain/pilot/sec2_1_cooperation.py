"""二（一） 合作共建。聚焦长三角区域特色产业、特色产品等，对标国际最高标准和最好水平，相关地级市（区）市场监管局建立合
作机制，明确牵头单位，共同推动相关区域产业、产品质量水平提升。

Reading R-P-2: a cooperation has at least two bureaus (系统策略 ``minimum_participants``), one of which leads. Reading
R-P-24: who takes part is a bureau of the register, under the name and with the seat that the register has.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.pilot.case import Lead, Participant, PilotCase
from domain.pilot.parts import Bureau
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import BASIS as OF_THE_FIVE
from domain.pilot.provinces import is_of_the_level, province_over
from domain.procedure.forms import Name, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("pilot:2(1)"),)
ESTABLISH = "establish"
Region = Annotated[str, Field(pattern=r"^\d{6}$")]


class Member(Form):
    """A bureau that takes part."""

    organisation: Name = Field(title="单位账号")
    name: Name = Field(title="单位名称")
    region: Region = Field(title="所在地行政区划代码")


class Mechanism(Form):
    """合作机制."""

    members: list[Member] = Field(title="参与的市场监管局（含牵头单位）", min_length=1, max_length=30)
    lead: Name = Field(title="牵头单位（账号）")
    scope: Text = Field(title="试点建设的范围")
    goals: Text = Field(title="试点建设的目标")


class RegisteredBureaus(BaseModel):
    """Those of the organisations asked about that are a 地级市（区）市场监管局, as the register has them."""

    bureaus: tuple[Bureau, ...]


def _refuse_unregistered(case: PilotCase, form: Mechanism, now: datetime, facts: RegisteredBureaus) -> Refusal | None:
    known = {each.organisation: each for each in facts.bureaus}
    found = (_refuse_member(each, known.get(each.organisation)) for each in form.members)
    return next((refusal for refusal in found if refusal), None)


def _refuse_member(member: Member, known: Bureau | None) -> Refusal | None:
    """Where a bureau has its seat says whom it files with: it is not what somebody else writes down."""
    if known is None:
        text = f"{member.name}（{member.organisation}）不是已登记的地级市（区）市场监管局，不能参与。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对单位账号。")
    if (member.name, member.region) == (known.name, known.region):
        return None
    text = f"{member.name}（行政区划代码{member.region}）与登记的单位信息不符。"
    remedy = f"{member.organisation}登记为{known.name}，行政区划代码{known.region}。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)


REGISTERED = Enquiry("bureaus", RegisteredBureaus, _refuse_unregistered)


def refuse_bureau(policy: PilotPolicy, name: str, region: str) -> Refusal | None:
    """Why a bureau with its seat in ``region`` (GB/T 2260) cannot take part, or None."""
    if province_over(region) is None:
        text = f"{name}所在省份没有参加本方案的省级市场监管局（沪、苏、浙、皖、赣），不能参与。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=OF_THE_FIVE)
    if not is_of_the_level(region, policy):
        text = f"{name}不是地级市（区）市场监管局。"
        remedy = "请由所在地级市市场监管局参与。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=(*OF_THE_FIVE, *BASIS), remedy=remedy)
    return None


def _refuse(case: PilotCase, form: Mechanism, now: datetime) -> Refusal | None:
    ids = [each.organisation for each in form.members]
    minimum = case.policy.minimum_participants
    if len(set(ids)) < len(ids):
        return Refusal(kind=RefusalKind.RULE, text="参与的市场监管局不得重复。", basis=BASIS)
    if case.opened_by.organisation not in ids:
        text = f"发起单位{case.opened_by.name}应当参与。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS)
    if form.lead not in ids:
        return Refusal(kind=RefusalKind.RULE, text="牵头单位应当是参与的市场监管局之一。", basis=BASIS)
    if len(ids) < minimum:
        text = f"建立合作机制至少需要{minimum}个市场监管局（系统策略），现为{len(ids)}个。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS)
    found = (refuse_bureau(case.policy, each.name, each.region) for each in form.members)
    return next((refusal for refusal in found if refusal), None)


def established(case: PilotCase, answer: Answer) -> None:
    """Take the mechanism over: who takes part and who leads."""
    form: Mechanism = answer.form
    today = local_date(answer.at)
    case.scope, case.goals = form.scope, form.goals
    case.participants = [Participant(bureau=Bureau(**each.model_dump()), joined_on=today) for each in form.members]
    case.leads = [Lead(organisation=form.lead, from_day=today)]


def _effects(case: PilotCase, answer: Answer) -> Effects:
    form: Mechanism = answer.form
    names = {each.organisation: each.name for each in form.members}
    members = tuple(Bureau(**each.model_dump()).audience for each in form.members)
    told: dict[str, Any] = {
        "lead": names[form.lead],
        "members": list(names.values()),
        "scope": form.scope,
        "goals": form.goals,
    }
    return Effects(
        text=f"{'、'.join(names.values())}就{case.title}建立合作机制，牵头单位为{names[form.lead]}。",
        notices=(notice("pilot_cooperation", BASIS, *members, **told),),
        documents=(document("pilot_mechanism", BASIS, answer, *members, **told),),
    )


MECHANISM = TaskKind(
    "pilot_cooperation",
    "建立合作机制，明确牵头单位",
    Role.CITY_REGULATOR,
    BASIS,
    (Action(ESTABLISH, "建立合作机制", _effects, form=Mechanism, check=_refuse, enquiry=REGISTERED),),
)
