"""二（一） 合作共建。聚焦长三角区域特色产业、特色产品等，对标国际最高标准和最好水平，相关地级市（区）市场监管局建立合
作机制，明确牵头单位，共同推动相关区域产业、产品质量水平提升。

Here a change of what the cooperation settled. Reading R-P-16: whoever takes part may propose it, everybody who takes
part afterwards agrees, and after the launch each files anew with its own province; it holds from the day the last
amended filing is in. Whoever leaves need not agree. The half-years run on from the launch, whoever leads.

Reading R-P-35: what is filed and not yet published is reviewed as it is filed. A change all agree to brings it back to
the filing: each files anew, and what the five have drafted or signed is void.
"""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.pilot.case import (
    BEFORE_PUBLICATION,
    FILING_STAGES,
    REVIEW_STAGES,
    Lead,
    Participant,
    PilotCase,
    PilotStage,
)
from domain.pilot.parts import Bureau, Change
from domain.pilot.provinces import FIVE
from domain.pilot.sec2_1_cooperation import REGISTERED, Mechanism, refuse_bureau
from domain.pilot.sec5_1_filing import BASIS as FILING_BASIS
from domain.procedure.forms import Reasons, Text
from domain.procedure.review import notice
from domain.procedure.state import Proceeding
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Action, Answer, TaskKind

BASIS = (Citation("pilot:2(1)"), *FILING_BASIS)
PROPOSE = "propose"
AGREE = "agree"
DECLINE = "decline"
DROP = "drop"
_CHANGEABLE = frozenset({*FILING_STAGES, *REVIEW_STAGES, PilotStage.UNDER_CONSTRUCTION})
_ANEW = "此前的备案由各单位的变更备案取代，评审从变更备案备齐后重新开始，已有的评审意见和签署不再有效（系统策略）。"


class ChangeForm(Mechanism):
    """The cooperation as it is to be."""

    reasons: Text = Field(title="变更理由")


def refuse(case: PilotCase, form: ChangeForm, now: datetime) -> Refusal | None:
    """Why the cooperation cannot become so, or None."""
    ids = [each.organisation for each in form.members]
    if len(set(ids)) < len(ids):
        return _refused("参与的市场监管局不得重复。")
    if form.lead not in ids:
        return _refused("牵头单位应当是变更后参与的市场监管局之一。")
    if case.stage in BEFORE_PUBLICATION and len(ids) < case.policy.minimum_participants:
        return _refused(f"联合发布前，合作机制至少需要{case.policy.minimum_participants}个市场监管局（系统策略）。")
    if _as_proposed(form) == _as_it_is(case):
        return _refused("没有变更任何内容。")
    found = (refuse_bureau(case.policy, each.name, each.region) for each in form.members)
    return next((refusal for refusal in found if refusal), None)


def _refused(text: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS)


def _bureaus(form: ChangeForm) -> list[Bureau]:
    return [Bureau(**each.model_dump()) for each in form.members]


def _as_proposed(form: ChangeForm) -> tuple[object, ...]:
    return _bureaus(form), form.lead, form.scope, form.goals


def _as_it_is(case: PilotCase) -> tuple[object, ...]:
    return case.members, case.lead.organisation, case.scope, case.goals


def proposed(answer: Answer) -> Change:
    form: ChangeForm = answer.form
    return Change(
        proposed_by=answer.act.actor.organisation,
        proposed_on=local_date(answer.at),
        reasons=form.reasons,
        members=_bureaus(form),
        lead=form.lead,
        scope=form.scope,
        goals=form.goals,
    )


def words_of(case: PilotCase, change: Change) -> list[str]:
    """What changes, for people."""
    now = {each.organisation: each for each in case.members}
    then = {each.organisation: each for each in change.members}
    found = [f"{each.name}参与" for key, each in then.items() if key not in now]
    found += [f"{each.name}退出" for key, each in now.items() if key not in then]
    found += [
        f"{now[key].name}更名为{each.name}" for key, each in then.items() if key in now and now[key].name != each.name
    ]
    if change.lead != case.lead.organisation:
        found.append(f"牵头单位由{case.lead.name}变更为{then[change.lead].name}")
    if change.scope != case.scope:
        found.append("变更建设范围")
    if change.goals != case.goals:
        found.append("变更建设目标")
    return found or ["更正参与单位信息"]


def _everybody(case: PilotCase, change: Change) -> tuple[Audience, ...]:
    bureaus = {each.organisation: each.audience for each in (*case.members, *change.members)}
    return tuple(bureaus.values())


def _proposed(case: PilotCase, answer: Answer) -> Effects:
    change = proposed(answer)
    what = words_of(case, change)
    asked = [each.name for each in change.asked]
    who = case.member(change.proposed_by)
    assert who is not None
    return Effects(
        text=f"{who.name}就{case.title}提出变更：{'；'.join(what)}。",
        notices=(
            notice(
                "pilot_change_proposed",
                BASIS,
                *_everybody(case, change),
                who=who.name,
                what=what,
                scope=change.scope,
                goals=change.goals,
                asked=asked,
                reasons=change.reasons,
            ),
        ),
    )


def _change(case: PilotCase) -> Change:
    assert case.change is not None
    return case.change


def _name(case: PilotCase, answer: Answer) -> str:
    own = answer.act.actor.organisation
    return next(each.name for each in (*_change(case).members, *case.members) if each.organisation == own)


def _agreed(case: PilotCase, answer: Answer) -> Effects:
    left = [each.name for each in _change(case).asked if each.organisation != answer.act.actor.organisation]
    rest = f"尚待{'、'.join(left)}同意。" if left else "各单位均已同意。"
    return Effects(
        text=f"{_name(case, answer)}同意变更。{rest}",
        notices=() if left or case.stage in BEFORE_PUBLICATION else (_to_be_filed_anew(case),),
    )


def _to_be_filed_anew(case: PilotCase) -> NoticeOrder:
    """The last one has agreed: everybody who takes part afterwards is to file."""
    members = _change(case).members
    told: dict[str, Any] = {"what": words_of(case, _change(case)), "members": [each.name for each in members]}
    return notice("pilot_change_agreed", BASIS, *(each.audience for each in members), **told)


def _ended(case: PilotCase, why: str) -> Effects:
    change = _change(case)
    return Effects(
        text=f"{case.title}的变更不再进行：{why}",
        notices=(notice("pilot_change_ended", BASIS, *_everybody(case, change), what=words_of(case, change), why=why),),
    )


def _declined(case: PilotCase, answer: Answer) -> Effects:
    return _ended(case, f"{_name(case, answer)}不同意（{answer.form.reasons}）。")


def _dropped(case: PilotCase, answer: Answer) -> Effects:
    return _ended(case, f"{_name(case, answer)}撤回变更（{answer.form.reasons}）。")


def lapsed(case: PilotCase) -> Effects:
    """The project ended before everybody had agreed."""
    return _ended(case, f"项目已进入“{case.label}”。")


def effects(case: PilotCase) -> Effects:
    """The change holds: everybody and all five are told; a lead left alone is a matter for the five."""
    change = _change(case)
    what = words_of(case, change)
    lead = next(each for each in change.members if each.organisation == change.lead)
    told: dict[str, Any] = {"what": what, "lead": lead.name, "members": [each.name for each in change.members]}
    anew = _ANEW if case.stage in REVIEW_STAGES else ""
    told["anew"] = anew
    notices: list[NoticeOrder] = [notice("pilot_changed", BASIS, *_everybody(case, change), *FIVE, **told)]
    if len(change.members) < case.policy.minimum_participants:
        notices.append(notice("pilot_left_alone", BASIS, *FIVE, Audience(role=Role.OPS), lead=lead.name))
    return Effects(
        text=f"{case.title}变更：{'；'.join(what)}。{anew or '建设情况报告的期限不因变更重新起算。'}",
        notices=tuple(notices),
        documents=(
            DocumentOrder(
                kind="pilot_change_letter",
                issuers=(change.proposed_by,),
                recipients=FIVE,
                data={**told, "scope": change.scope, "goals": change.goals, "reasons": change.reasons},
                basis=BASIS,
            ),
        ),
    )


def apply(case: PilotCase, today: date) -> None:
    """From ``today`` on the cooperation is as proposed."""
    change = _change(case)
    then = {each.organisation: each for each in change.members}
    for each in case.participants:
        if each.left_on is None:
            each.left_on = None if each.bureau.organisation in then else today
            each.bureau = then.get(each.bureau.organisation, each.bureau)
    taking_part = {each.bureau.organisation for each in case.participants if each.left_on is None}
    case.participants += [
        Participant(bureau=each, joined_on=today) for key, each in then.items() if key not in taking_part
    ]
    if case.leads[-1].organisation != change.lead:
        case.leads.append(Lead(organisation=change.lead, from_day=today))
    case.scope, case.goals = change.scope, change.goals
    case.filings |= change.filings
    case.change = None
    if case.stage in REVIEW_STAGES:
        _review_anew(case)


def _review_anew(case: PilotCase) -> None:
    for filing in case.filings.values():
        filing.superseded = True
    case.assessment, case.proceeding = None, Proceeding()


PROPOSAL = Matter(
    TaskKind(
        "pilot_change",
        "提出变更牵头单位、参与单位、范围或者目标",
        Role.CITY_REGULATOR,
        BASIS,
        (Action(PROPOSE, "提出变更", _proposed, form=ChangeForm, check=refuse, enquiry=REGISTERED),),
        optional=True,
    ),
    audiences=lambda case: case.recipients,
    is_open=lambda case: case.change is None and case.stage in _CHANGEABLE,
)
DROPPING = Matter(
    TaskKind(
        "pilot_change_dropping",
        "撤回变更",
        Role.CITY_REGULATOR,
        BASIS,
        (Action(DROP, "撤回变更", _dropped, form=Reasons),),
        optional=True,
    ),
    audiences=lambda case: [each.audience for each in case.members if each.organisation == case.change.proposed_by],
    is_open=lambda case: case.change is not None and case.stage in _CHANGEABLE,
)
AGREEMENT = TaskKind(
    "pilot_change_agreement",
    "答复变更",
    Role.CITY_REGULATOR,
    BASIS,
    (
        Action(AGREE, "同意变更", _agreed),
        Action(DECLINE, "不同意变更", _declined, form=Reasons),
    ),
)


def refuse_dropping(case: PilotCase) -> Refusal | None:
    if case.change is not None:
        return None
    return Refusal(kind=RefusalKind.TOO_LATE, text="变更已经生效或者终止。", basis=BASIS)


def may_go_on(case: PilotCase) -> bool:
    """Whether the stage still has room for a change."""
    return case.stage in _CHANGEABLE
