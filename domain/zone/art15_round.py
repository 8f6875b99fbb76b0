"""第十五条 市场监管总局会同相关部门制定工作方案，部署开展创建活动。

Reading R-16-1: an application is made in a round that is open on its day (系统策略 ``round_required``); a round that
closes while an application is being appraised changes nothing for it. Reading R-15-1: the plan is a joint act of the
bodies of 第五条, and no round begins before the last of them has signed.
"""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.policy import ZonePolicy
from domain.procedure import joint_act
from domain.procedure.forms import Name, Text
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone.art05_joint_departments import SIGNATORIES, signatories
from domain.zone.instrument import PROVINCES, InstrumentCase, InstrumentKind, Number

BASIS = (Citation("zone:15"),)


class OpenRound(BaseModel):
    """One round as its work plan (工作方案) deploys it. Both its days are included; None: no last day is set."""

    model_config = ConfigDict(frozen=True)

    number: str
    title: str
    opens_on: date
    closes_on: date | None = None

    def is_open(self, on: date) -> bool:
        return self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)


def round_of(rounds: Sequence[OpenRound], on: date) -> OpenRound | None:
    """The round an application of that day is made in: of several open ones the latest."""
    return max((each for each in rounds if each.is_open(on)), key=lambda each: each.opens_on, default=None)


def refuse_outside(rounds: Sequence[OpenRound], on: date, policy: ZonePolicy) -> Refusal | None:
    """Why no application may be made on a day in Asia/Shanghai, or None."""
    if not policy.round_required or round_of(rounds, on):
        return None
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"{in_words(on)}没有正在部署开展的创建活动，不能提出创建申请（{policy.source('round_required')}）。",
        basis=BASIS,
        remedy="创建申请可以先行起草，市场监管总局部署创建活动后提交。",
    )


class PlanContent(Form):
    """工作方案, as it is drafted."""

    title: Name = Field(title="标题")
    text: Text = Field(title="工作方案正文")
    opens_on: date = Field(title="创建活动开始日期")
    closes_on: date | None = Field(default=None, title="创建活动截止日期（不填为不设截止日期）")


class _Numbered(Form):
    number: Number = Field(title="编号（如2026年第1轮）")


class NewPlan(PlanContent, _Numbered):
    """The first draft of a work plan."""


class PlanRevision(PlanContent):
    """A further draft; the number stays."""

    reasons: Text = Field(title="修改理由")


class RoundClosing(Form):
    closes_on: date = Field(title="创建活动截止日期（含当日）")
    reasons: Text = Field(title="理由")


def put(case: InstrumentCase, form: PlanContent) -> None:
    """Put a draft into the case."""
    case.title, case.starts_on, case.closes_on = form.title, form.opens_on, form.closes_on
    case.proceeding.draft = form.text


def refuse_days(opens_on: date, closes_on: date | None, today: date) -> Refusal | None:
    """A round ends neither before it begins nor before today."""
    if closes_on is None or closes_on >= max(opens_on, today):
        return None
    text = f"创建活动截止日期（{in_words(closes_on)}）不能早于开始日期，也不能早于今日。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请改正日期后再次提交。")


def _refuse_past(case: InstrumentCase, form: object, now: datetime) -> Refusal | None:
    """Nobody signs a plan whose round is over already."""
    return refuse_days(case.starts_on, case.closes_on, local_date(now))


def _refuse_revision(case: InstrumentCase, form: PlanRevision, now: datetime) -> Refusal | None:
    return refuse_days(form.opens_on, form.closes_on, local_date(now))


def deployed(case: InstrumentCase) -> Effects:
    """Every body has signed: the work plan is out, and every province is told."""
    closes_on = case.closes_on.isoformat() if case.closes_on else ""
    data = {"title": case.title, "opens_on": case.first_day.isoformat(), "closes_on": closes_on}
    who = signatories(case.policy).names
    return Effects(
        text=f"{'、'.join(who.values())}共同制定工作方案，部署开展{case.subject_name}{_span(case)}。",
        notices=(NoticeOrder(kind="round_deployed", audience=PROVINCES, data=data, basis=BASIS),),
        documents=(
            DocumentOrder(
                kind="work_plan",
                issuers=tuple(who),
                recipients=PROVINCES,
                data={**data, "number": case.number, "text": case.proceeding.draft},
                basis=BASIS,
            ),
        ),
    )


def opened(case: InstrumentCase) -> Effects:
    return Effects(text=f"{case.subject_name}开始{_span(case)}，园区可以提出创建申请。")


def closed(case: InstrumentCase) -> Effects:
    return Effects(text=f"{case.subject_name}结束。此前提出的创建申请继续办理。")


def _span(case: InstrumentCase) -> str:
    until = f"至{in_words(case.closes_on)}" if case.closes_on else "，不设截止日期"
    return f"（自{in_words(case.first_day)}起{until}）"


JOINT = joint_act.joint_kinds(
    "work_plan",
    BASIS,
    matter=InstrumentKind.WORK_PLAN.label,
    signatories=SIGNATORIES,
    lead_label="签署工作方案",
    proceeding=lambda case: case.proceeding,
    prepared_by=(),
    gate=_refuse_past,
    revision=PlanRevision,
    refuse_revision=_refuse_revision,
)


def _refuse_closing(case: InstrumentCase, form: RoundClosing, now: datetime) -> Refusal | None:
    return refuse_days(case.first_day, form.closes_on, local_date(now))


def _closing_set(case: InstrumentCase, answer: Answer) -> Effects:
    on = in_words(answer.form.closes_on)
    return Effects(
        text=f"市场监管总局确定{case.subject_name}于{on}截止。",
        notices=(
            notice("round_closing", BASIS, *PROVINCES, title=case.title, closes_on=answer.form.closes_on.isoformat()),
        ),
    )


ROUND_CLOSING = TaskKind(
    "round_closing",
    "确定创建活动截止日期",
    Role.SAMR,
    BASIS,
    (Action("close", "确定截止日期", _closing_set, form=RoundClosing, check=_refuse_closing, irreversible=True),),
    optional=True,
)
"""Of a round whose work plan sets no last day."""
