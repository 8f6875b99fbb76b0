"""五（三） 发布。长三角各省级市场监管局联合发布长三角质量提升示范试点项目清单，启动示范试点建设工作。

Here what becomes of a project that is on the list. Reading R-P-14: the plan names no closing, no removal and no
correction; who published the list jointly also decides these jointly. A corrected list leaves the day of the launch,
and with it every half-year, where it was. A title at closing is a practice of later batches (系统策略
``award_title``).
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Basis, Citation
from domain.dates import local_date
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
from domain.pilot import jointly
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Decision, DecisionKind
from domain.pilot.provinces import ALL_FIVE, FIVE, province_name
from domain.pilot.sec5_5_evaluation import BASIS as EVALUATION
from domain.procedure import joint_act
from domain.procedure.forms import Name, Reasons, Text
from domain.procedure.review import notice
from domain.procedure.state import Proceeding
from domain.refusal import Refusal, RefusalKind
from domain.roles import EVERYONE, Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("pilot:5(3)"),)
MATTER = "共同决定"
TITLE = "长三角质量提升示范"
DROP = "drop"


class Closing(Form):
    summary: Text = Field(title="建设情况和成效")
    awards: bool = Field(default=False, title=f"授予“{TITLE}”称号（须系统策略允许）")


class CorrectedList(Form):
    title: Name = Field(title="更正后的项目名称")
    scope: Text = Field(title="更正后的建设范围")
    reasons: Text = Field(title="更正理由")


def _refuse_title(case: PilotCase, form: Closing, now: datetime) -> Refusal | None:
    if not form.awards or case.policy.award_title:
        return None
    text = f"方案没有规定授予称号；现行系统策略也不授予“{TITLE}”。"
    return Refusal(
        kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请不要选择授予称号；需要授予的，先按程序修改系统策略。"
    )


def opened(answer: Answer) -> Decision:
    """The decision an accepted proposal begins; its kind is the name of the action."""
    data = answer.form.model_dump()
    return Decision(
        kind=DecisionKind(answer.act.action),
        reasons=data.get("reasons") or data["summary"],
        opened_by=answer.act.actor.organisation,
        opened_on=local_date(answer.at),
        title=data.get("title", ""),
        scope=data.get("scope", ""),
        awards=data.get("awards", False),
    )


def basis_of(kind: DecisionKind) -> Basis:
    """What a decision rests on: a joint evaluation on the sentence of the evaluation."""
    return EVALUATION if kind is DecisionKind.EVALUATE else BASIS


def _proposed(case: PilotCase, answer: Answer) -> Effects:
    who, kind = province_name(answer.act.actor.jurisdiction), DecisionKind(answer.act.action)
    reasons = opened(answer).reasons
    told: dict[str, Any] = {"who": who, "what": kind.label, "reasons": reasons}
    return Effects(
        text=f"{who}提出{kind.applied_to(case.title)}，送{jointly.whom(case)}会签。",
        notices=jointly.told(case, "pilot_decision_proposed", basis_of(kind), *case.recipients, **told),
    )


def _dropped(case: PilotCase, answer: Answer) -> Effects:
    who, kind = province_name(answer.act.actor.jurisdiction), decision_of(case).kind
    told: dict[str, Any] = {"who": who, "what": kind.label, "reasons": answer.form.reasons}
    return Effects(
        text=f"{who}撤回{kind.applied_to(case.title)}的提议（{answer.form.reasons}）。",
        notices=(notice("pilot_decision_dropped", basis_of(kind), *FIVE, *case.recipients, **told),),
    )


def decision_of(case: PilotCase) -> Decision:
    assert case.decision is not None
    return case.decision


def refuse_dropping(case: PilotCase) -> Refusal | None:
    found = case.decision
    if found is not None and not jointly.signatories(case).is_complete(found.proceeding.signatures):
        return None
    return Refusal(kind=RefusalKind.TOO_LATE, text="各单位已经签署，决定已经作出。", basis=BASIS)


def decided(case: PilotCase, on: date) -> Effects:
    """Everybody needed has signed."""
    found = decision_of(case)
    signed = jointly.signed(found.proceeding)
    title = f"，授予“{TITLE}”称号" if found.awards else ""
    told: dict[str, Any] = {
        "what": found.kind.label,
        "reasons": found.reasons,
        "draft": found.proceeding.draft,
        "awards": TITLE if found.awards else "",
        "on": on.isoformat(),
    }
    if found.kind is DecisionKind.CORRECT:
        told |= {"title": found.title, "scope": found.scope, "before": {"title": case.title, "scope": case.scope}}
        told |= {"lead": case.lead.name, "members": [each.name for each in case.members]}
    public = (EVERYONE,) if found.kind in {DecisionKind.CLOSE, DecisionKind.CORRECT} else ()
    return Effects(
        text=f"{signed.together}决定{found.kind.applied_to(case.title)}{title}。",
        notices=(
            notice(
                "pilot_decided",
                basis_of(found.kind),
                *case.concerned,
                who=list(signed.names.values()),
                what=f"{found.kind.label}{title}",
            ),
        ),
        documents=(
            DocumentOrder(
                kind=f"pilot_{found.kind}",
                issuers=tuple(signed.names),
                recipients=(*case.recipients, *public),
                data=told,
                basis=basis_of(found.kind),
            ),
        ),
    )


def is_undecided(case: PilotCase) -> bool:
    """Whether there is room for a decision: one at a time, while the project is on the list."""
    return case.stage is PilotStage.UNDER_CONSTRUCTION and case.decision is None


def opening(
    kind: DecisionKind, label: str, form: type[Form], is_open: Callable[[PilotCase], bool] = is_undecided, **more: Any
) -> Matter:
    """How one of those who decide jointly puts a decision of this kind before them."""
    action = Action(kind.value, label, _proposed, form=form, **more)
    key, basis = f"pilot_{kind}_opening", basis_of(kind)
    of_kind = TaskKind(key, label, Role.PROVINCIAL_REGULATOR, basis, (action,), optional=True)
    return Matter(of_kind, audiences=jointly.audiences, is_open=is_open)


CLOSING = opening(DecisionKind.CLOSE, "提出结项", Closing, check=_refuse_title)
REMOVAL = opening(DecisionKind.REMOVE, "提出移出项目清单", Reasons)
CORRECTION = opening(DecisionKind.CORRECT, "提出更正项目清单", CorrectedList)
DROPPING = Matter(
    TaskKind(
        "pilot_decision_dropping",
        "撤回共同决定的提议",
        Role.PROVINCIAL_REGULATOR,
        BASIS,
        (Action(DROP, "撤回提议", _dropped, form=Reasons),),
        optional=True,
    ),
    audiences=lambda case: [each for each in FIVE if each.organisation == case.decision.opened_by],
    is_open=lambda case: case.decision is not None and case.stage is PilotStage.UNDER_CONSTRUCTION,
)


def _proceeding(case: PilotCase) -> Proceeding:
    return decision_of(case).proceeding


JOINT = joint_act.joint_kinds(
    "pilot_decision",
    BASIS,
    matter=MATTER,
    signatories=ALL_FIVE,
    proceeding=_proceeding,
)
