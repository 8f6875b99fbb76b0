"""第十九条 市场监管总局会同相关部门，根据创建要求，制定示范区创建评估指标体系，加强分类指导，并作为评估验收的重要依据。

Reading R-19-1: an evaluation uses one version of the indicators throughout, that of the day the park applied for
acceptance, or of the day its creation began (系统策略 ``indicator_version``). Reading R-19-2: a version replaces the one
before for the classes of park it is for, from the day it is in force.
"""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.procedure import joint_act
from domain.procedure.forms import Name, Text
from domain.refusal import Refusal, RefusalKind
from domain.task import Form
from domain.zone.art05_joint_departments import SIGNATORIES, signatories
from domain.zone.case import ZoneCase
from domain.zone.instrument import PROVINCES, Indicator, InstrumentCase, InstrumentKind, Number
from domain.zone.park_register import Sector

BASIS = (Citation("zone:19"),)


class IndicatorSystem(BaseModel):
    """One version of the indicators for the park's class; in force from its day until the next one is."""

    model_config = ConfigDict(frozen=True)

    number: str
    title: str
    in_force_from: date


class IndicatorFacts(BaseModel):
    """Every version there has been for the park's class (enquiry ``indicators``)."""

    systems: tuple[IndicatorSystem, ...] = ()


def in_force(systems: Sequence[IndicatorSystem], on: date) -> IndicatorSystem | None:
    """The version in force on a day in Asia/Shanghai."""
    begun = (each for each in systems if each.in_force_from <= on)
    return max(begun, key=lambda each: each.in_force_from, default=None)


def applicable(case: ZoneCase, facts: IndicatorFacts, applied_on: date) -> IndicatorSystem | None:
    """The version an acceptance application of that day is evaluated by; where creation began before there was
    any, that of the application."""
    return in_force(facts.systems, _governing(case, applied_on)) or in_force(facts.systems, applied_on)


def refuse_without(case: ZoneCase, form: object, now: datetime, facts: IndicatorFacts) -> Refusal | None:
    """Nothing can be checked against indicators that are not in force."""
    today = local_date(now)
    if applicable(case, facts, today):
        return None
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"{in_words(today)}没有施行的示范区创建评估指标体系，不能对照自查。",
        basis=BASIS,
        remedy="请在市场监管总局发布指标体系后申请验收。",
    )


def refuse_another(case: ZoneCase, version: str) -> Refusal | None:
    """An evaluation names the version it used: that of its application and no other."""
    wanted = case.proceeding.indicator_version
    if not wanted or version == wanted:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"本次评估验收适用示范区创建评估指标体系{wanted}，不能改用{version}。",
        basis=BASIS,
        remedy=f"请依{wanted}评估，并在报告中写明。",
    )


def _governing(case: ZoneCase, applied_on: date) -> date:
    if case.policy.indicator_version == "acceptance_application" or case.creation_minimum is None:
        return applied_on
    return case.creation_minimum.anchor


class IndicatorContent(Form):
    """示范区创建评估指标体系, as it is drafted."""

    title: Name = Field(title="标题")
    text: Text = Field(title="说明")
    in_force_from: date = Field(title="施行日期")
    classes: list[Sector] = Field(default_factory=list, title="适用领域（分类指导；不选为全部领域）", max_length=4)
    indicators: list[Indicator] = Field(title="指标", min_length=1, max_length=100)


class _Numbered(Form):
    number: Number = Field(title="版本（如第2版）")


class NewIndicators(IndicatorContent, _Numbered):
    """The first draft of a version."""


class IndicatorRevision(IndicatorContent):
    """A further draft; the number stays."""

    reasons: Text = Field(title="修改理由")


def put(case: InstrumentCase, form: IndicatorContent) -> None:
    """Put a draft into the case."""
    case.title, case.starts_on, case.proceeding.draft = form.title, form.in_force_from, form.text
    case.classes = tuple(dict.fromkeys(each.value for each in form.classes))
    case.indicators = form.indicators


def classes_of(case: InstrumentCase) -> tuple[str, ...]:
    """The sectors it is for, all of them written out."""
    return case.classes or tuple(each.value for each in Sector)


def replace_by(case: InstrumentCase, number: str, classes: Sequence[str]) -> None:
    """Another version is in force for these sectors."""
    case.replaced |= {each: number for each in classes_of(case) if each in classes and each not in case.replaced}


def is_replaced(case: InstrumentCase) -> bool:
    """For every class it was for."""
    return set(classes_of(case)) <= set(case.replaced)


def adopted(case: InstrumentCase) -> Effects:
    """Every body has signed: the version is out, and every province is told."""
    classes = "、".join(classes_of(case)) if case.classes else "全部领域"
    data = {"title": case.title, "in_force_from": case.first_day.isoformat(), "classes": classes}
    who = signatories(case.policy).names
    return Effects(
        text=f"{'、'.join(who.values())}共同制定{case.subject_name}（{classes}），自{in_words(case.first_day)}起施行。",
        notices=(NoticeOrder(kind="indicators_adopted", audience=PROVINCES, data=data, basis=BASIS),),
        documents=(
            DocumentOrder(
                kind="indicator_system",
                issuers=tuple(who),
                recipients=PROVINCES,
                data={
                    **data,
                    "number": case.number,
                    "text": case.proceeding.draft,
                    "indicators": [each.model_dump() for each in case.indicators],
                },
                basis=BASIS,
            ),
        ),
    )


def begun(case: InstrumentCase) -> Effects:
    return Effects(text=f"{case.subject_name}开始施行（自{in_words(case.first_day)}起）。")


def replaced(case: InstrumentCase, number: str, classes: Sequence[str]) -> Effects:
    """Acceptance applications made before keep their version (R-19-1)."""
    which = "、".join(each for each in classes_of(case) if each in classes)
    return Effects(
        text=f"{case.subject_name}在{which}由{number}替代。此前提出的验收申请适用原版本（{case.policy.source('indicator_version')}）。"
    )


JOINT = joint_act.joint_kinds(
    "indicators",
    BASIS,
    matter=InstrumentKind.INDICATORS.label,
    signatories=SIGNATORIES,
    lead_label="签署评估指标体系",
    proceeding=lambda case: case.proceeding,
    prepared_by=(),
    revision=IndicatorRevision,
)
