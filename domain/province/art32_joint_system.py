"""第三十二条 县级以上人民政府发展改革、经济和信息化、市场监督管理等部门应当会同金融监督管理部门按照国家有关规定，建立
质量增信融资体系和质量增信融资制度。

会同: one document of all named bodies, in force when every one of them has signed the same text. 等 leaves the list
open, so further departments may be named; the four may not be left out. Reading R-E-13: as long as one of them has
not signed, whoever leads may end it with reasons; then nothing of the draft is in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
from domain.procedure.event_file import EventStep, JointStep, StepAnswer
from domain.procedure.event_state import Body, EventStage
from domain.procedure.forms import Name, Reasons, Text
from domain.procedure.joint_act import Signatories, joint_kinds
from domain.procedure.review import notice
from domain.province.event_case import DEPARTMENTS, ProvinceEvent, article_event
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("province:32.1"),)
MATTER = "质量增信融资制度"


class JointDraft(Form):
    """The organisations by their ids in the register."""

    development: Name = Field(title="发展改革部门（单位编号）")
    industry: Name = Field(title="经济和信息化部门（单位编号）")
    market: Name = Field(title="市场监督管理部门（单位编号）")
    financial: Name = Field(title="金融监督管理部门（单位编号）")
    others: list[Name] = Field(default_factory=list, title="等其他部门（单位编号）", max_length=20)
    text: Text = Field(title="联合文件正文")

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.development, self.industry, self.market, self.financial, *self.others)))


class RegisteredOffices(BaseModel):
    """Those of the departments named that the register knows."""

    model_config = ConfigDict(frozen=True)

    offices: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class _Departments(Signatories):
    """Each signs as what it is."""

    roles: Mapping[str, Role] = field(default_factory=dict)

    def audience(self, organisation: str) -> Audience:
        return Audience(role=self.roles.get(organisation, self.role), organisation=organisation)


def _names(case: ProvinceEvent) -> dict[str, str]:
    return {each.organisation: each.name for each in case.bodies}


def _signatories(case: ProvinceEvent) -> _Departments:
    roles = {each.organisation: each.role for each in case.bodies}
    return _Departments(_names(case), Role.GOVERNMENT_DEPARTMENT, roles=roles)


def _refuse_offices(case: ProvinceEvent, form: JointDraft, now: datetime, facts: RegisteredOffices) -> Refusal | None:
    known = {each.organisation for each in facts.offices}
    missing = [each for each in form.named if each not in known]
    if not missing and len(form.named) == 4 + len(form.others):
        return None
    text = f"平台没有登记这些部门：{'、'.join(missing)}。" if missing else "同一单位不能以两个部门的身份参加会同。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对单位编号，四类部门各写明一个单位。")


def _take(case: ProvinceEvent, answer: Answer) -> None:
    order = answer.form.named
    found = {each.organisation: each for each in answer.facts.offices}
    case.bodies = [found[each] for each in order]
    case.proceeding.draft = answer.form.text


def _completed(case: ProvinceEvent, on: date) -> Effects:
    names = list(_names(case).values())
    told: dict[str, Any] = {"matter": MATTER, "signatories": names}
    return Effects(
        text=f"{names[0]}会同{'、'.join(names[1:])}共同签署联合文件，建立{MATTER}。",
        notices=(notice("province_joint_document", BASIS, *case.concerned, **told),),
        documents=(
            DocumentOrder(
                kind="province_joint_document",
                issuers=tuple(_names(case)),
                recipients=case.concerned,
                data={"signatories": names, "draft": case.proceeding.draft},
                basis=BASIS,
            ),
        ),
    )


JOINT = joint_kinds(
    "province_joint_system",
    BASIS,
    matter=MATTER,
    signatories=Signatories({}, Role.GOVERNMENT_DEPARTMENT),
    proceeding=lambda case: case.proceeding,
    named=_signatories,
)


def _abandoned(case: ProvinceEvent, answer: Answer) -> Effects:
    signed = "、".join(name for id_, name in _names(case).items() if id_ in case.proceeding.signatures)
    why = answer.form.reasons.rstrip("。")
    told: dict[str, Any] = {"who": case.handler.name, "step": "各部门会签", "answer": "终止会签"}
    return Effects(
        text=f"{case.handler.name}终止{case.title}的会签：{why}。文稿没有生效；"
        f"{f'已签署的{signed}的签署' if signed else '没有部门签署，文稿'}保留在记录中。",
        notices=(notice("province_event_step", BASIS, *case.concerned, **told, next="", by="", limit=""),),
    )


KIND = article_event(
    BASIS,
    "joint_system",
    "质量增信融资制度",
    (
        EventStep(
            "text",
            "起草联合文件",
            (
                StepAnswer(
                    "draft",
                    "提出文稿，送各部门会签",
                    JointDraft,
                    enquiry=Enquiry("province_offices", RegisteredOffices, _refuse_offices),
                    take=_take,
                ),
            ),
        ),
        EventStep("signature", "各部门会签", joint=JointStep(JOINT, MATTER, _signatories, _completed)),
    ),
    recorders=DEPARTMENTS,
    who="县级以上人民政府发展改革、经济和信息化、市场监督管理等部门",
    occasion="建立质量增信融资制度",
)
ENDING = Matter(
    TaskKind(
        "province_joint_system_ending",
        "终止会签",
        Role.GOVERNMENT_DEPARTMENT,
        BASIS,
        (Action("abandon", "终止会签", _abandoned, form=Reasons, irreversible=True),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.handler.audience,),
    is_open=lambda case: case.kind == KIND.key and case.stage is EventStage.OPEN and case.at == "signature",
)
