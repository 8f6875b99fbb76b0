"""第七条 其中严重和重大事故、事件、行为的标准依法确定，没有法律法规规定的，由相关部门另行确定。

What may stand against a park, recorded by officials of 总局 and of its province from the application to the end of
its term, and determined by the body competent for it. Whether something was 重大 or 严重 is never said by the platform.
"""

from collections.abc import Callable
from datetime import datetime

from pydantic import Field

from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects, NoticeOrder
from domain.procedure.review import notice
from domain.refusal import Refusal
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, Check, Form, TaskKind
from domain.zone.art07_check import DETERMINATION_BASIS, CheckResult, assess
from domain.zone.art07_entries import (
    FactReport,
    Finding,
    Removal,
    found,
    refuse_finding,
    refuse_removal,
    refuse_report,
    refused,
    removed,
    written,
)
from domain.zone.art07_negative_list import BASIS, ITEMS
from domain.zone.case import BEFORE_RECOGNITION, RECOGNISED, Stage, ZoneCase
from domain.zone.parts import Determination, NegativeFact

RECORD = "record"
DETERMINE = "determine"
DELIST = "delist"


class Numbered(Form):
    """Which fact of the case."""

    number: int = Field(title="情形序号", ge=1)


class DeterminationForm(Finding, Numbered):
    """What the competent body determined of one recorded fact."""


class Delisting(Removal, Numbered):
    """A listing was taken off."""


def _check_report(case: ZoneCase, form: FactReport, now: datetime) -> Refusal | None:
    return refuse_report(form, now)


def _check_determination(case: ZoneCase, form: DeterminationForm, now: datetime) -> Refusal | None:
    fact = _found(case, form.number)
    return refuse_finding(fact, form, now) if fact else _unknown(form.number)


def _check_delisting(case: ZoneCase, form: Delisting, now: datetime) -> Refusal | None:
    fact = _found(case, form.number)
    return refuse_removal(fact, form, now) if fact else _unknown(form.number)


def _found(case: ZoneCase, number: int) -> NegativeFact | None:
    return next((each for each in case.negative_facts if each.number == number), None)


def _unknown(number: int) -> Refusal:
    return refused(f"本案件没有可以这样办理的第{number}项情形。")


def reported(case: ZoneCase, answer: Answer) -> NegativeFact:
    """The fact a report adds to the case."""
    return written(answer.form, len(case.negative_facts) + 1, answer.at)


def changed(case: ZoneCase, answer: Answer) -> NegativeFact:
    """The fact a determination or a delisting is about, as it stands afterwards."""
    fact = _found(case, answer.form.number)
    assert fact is not None
    if answer.act.action == DELIST:
        return removed(fact, answer.form, answer.at)
    return found(fact, answer.form, answer.at)


def take(case: ZoneCase, answer: Answer) -> None:
    """Put what an answer says into the case."""
    if answer.act.action == RECORD:
        case.negative_facts = [*case.negative_facts, reported(case, answer)]
        return
    after = changed(case, answer)
    case.negative_facts = [after if each.number == after.number else each for each in case.negative_facts]


def _recorded(case: ZoneCase, answer: Answer) -> Effects:
    return _told(case, answer, reported(case, answer), "录入")


def _determined(case: ZoneCase, answer: Answer) -> Effects:
    fact = changed(case, answer)
    done = f"{fact.authority}于{in_words(answer.form.determined_on)}作出认定（{fact.legal_basis}）"
    return _told(case, answer, fact, done)


def _delisted(case: ZoneCase, answer: Answer) -> Effects:
    return _told(case, answer, changed(case, answer), f"{in_words(answer.form.removed_on)}移出名单")


def _told(case: ZoneCase, answer: Answer, fact: NegativeFact, done: str) -> Effects:
    """The record and the notices of one fact as it stands now."""
    others = [each for each in case.negative_facts if each.number != fact.number]
    result = assess([*others, fact], local_date(answer.at), case.policy).result
    sentence = f"{ITEMS[fact.item]}：{fact.where}，{fact.what}（{in_words(fact.occurred_on)}）"
    told = notice(
        "negative_fact",
        BASIS,
        SAMR,
        case.province,
        case.applicant,
        number=fact.number,
        fact=sentence,
        done=done,
        determination=fact.determination.label,
        consequence=consequence(case.stage, result),
    )
    return Effects(
        text=f"第七条情形第{fact.number}项（{sentence}）：{done}；{fact.determination.label}。",
        notices=(told, *_revocation_suggested(case, fact, sentence)),
    )


def _revocation_suggested(case: ZoneCase, fact: NegativeFact, sentence: str) -> tuple[NoticeOrder, ...]:
    """第二十七条 names it as a ground; whether a review is opened, 总局 decides."""
    if case.stage in BEFORE_RECOGNITION or fact.determination is not Determination.CONFIRMED:
        return ()
    return (notice("revocation_suggested", BASIS, SAMR, fact=sentence),)


def consequence(stage: Stage, result: CheckResult) -> str:
    """What the check as it now stands means for the case, for people."""
    if result is CheckResult.CLEAR:
        return "近三年来没有不利于园区的情形，程序照常进行。"
    if stage not in BEFORE_RECOGNITION:
        return "示范期内发生的，由市场监管总局研究是否启动撤销审查；复审中的，同时影响继续认定。"
    return _BEFORE[result](stage)


_BEFORE: dict[CheckResult, Callable[[Stage], str]] = {
    CheckResult.HELD: lambda stage: "认定之前暂缓作出对园区有利的决定，既不视为符合、也不视为不符合。",
    CheckResult.BLOCKED: lambda stage: _BLOCKED.get(stage, "可以继续申请验收，但不能组织评估验收，材料予以退回。"),
}
_BLOCKED: dict[Stage, str] = {
    **dict.fromkeys(
        (Stage.APPLICATION, Stage.NOMINATION, Stage.LEADING_GROUP_DECLINED, Stage.APPROVAL),
        "不能列入创建名单，也不能同意创建。",
    ),
    **dict.fromkeys((Stage.PUBLIC_NOTICE, Stage.RECOGNITION), "认定决定暂缓作出。"),
}


def _action(name: str, label: str, form: type[Form], check: Check, effects: Callable[..., Effects]) -> Action:
    return Action(name, label, effects, form=form, check=check)


_ACTIONS = (
    _action(RECORD, "录入情形", FactReport, _check_report, _recorded),
    _action(DETERMINE, "录入认定结果", DeterminationForm, _check_determination, _determined),
    _action(DELIST, "录入移出名单", Delisting, _check_delisting, _delisted),
)
OPEN_IN = BEFORE_RECOGNITION | RECOGNISED | {Stage.EXPIRED_PENDING_REVOCATION}


def _matter(key: str, role: Role, audience: Callable[[ZoneCase], Audience]) -> Matter:
    kind = TaskKind(key, "记录第七条情形", role, (*BASIS, *DETERMINATION_BASIS), _ACTIONS, standing=True, optional=True)
    return Matter(kind, audiences=lambda case: (audience(case),), is_open=lambda case: case.stage in OPEN_IN)


BY_SAMR = _matter("negative_fact", Role.SAMR, lambda case: SAMR)
BY_PROVINCE = _matter("negative_fact_province", Role.PROVINCIAL_REGULATOR, lambda case: case.province)
