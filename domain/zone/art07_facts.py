"""第七条 其中严重和重大事故、事件、行为的标准依法确定，没有法律法规规定的，由相关部门另行确定。

What may stand against a park, recorded by officials of 总局 and of its province from the application to the end of
its term, and determined by the body competent for it. Whether something was 重大 or 严重 is never said by the platform.
"""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from domain.citation import Basis
from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects, NoticeOrder
from domain.procedure.forms import Name
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, Check, Form, TaskKind
from domain.zone.art07_check import DETERMINATION_BASIS, CheckResult, assess
from domain.zone.art07_negative_list import BASIS, ITEMS, LISTING, OPEN
from domain.zone.case import BEFORE_RECOGNITION, RECOGNISED, Stage, ZoneCase
from domain.zone.parts import Determination, NegativeFact

RECORD = "record"
DETERMINE = "determine"
DELIST = "delist"


class Item(StrEnum):
    """The items of 第七条; the last is its 等."""

    N1 = "N1"
    N2 = "N2"
    N3 = "N3"
    N4 = "N4"
    N5 = "N5"
    N6 = "N6"
    N7 = "N7"
    N8 = "N8"
    N9 = "N9"
    N10 = "N10"

    @property
    def label(self) -> str:
        return ITEMS[self]


class Outcome(StrEnum):
    """What the competent body found."""

    CONFIRMED = "confirmed"
    DENIED = "denied"

    @property
    def label(self) -> str:
        return Determination(self.value).label


class Standard(StrEnum):
    """By what 严重 and 重大 are measured."""

    BY_LAW = "by_law"
    BY_DEPARTMENT = "by_department"

    @property
    def label(self) -> str:
        return {"by_law": "依法确定", "by_department": "由相关部门另行确定"}[self]


class FactReport(Form):
    """Something that may go against 第七条, as it comes to an official's knowledge."""

    item: Item = Field(title="情形")
    what: Name = Field(title="事由")
    where: Name = Field(title="园区内的地点或者企业")
    occurred_on: date = Field(title="发生日期（列入名单的，为列入日期）")
    removed_on: date | None = Field(default=None, title="移出名单的日期")
    evidence: list[Name] = Field(title="证据材料（文件编号）", min_length=1, max_length=20)
    decision: str = Field(default="", title="认定属于其他情形的决定（机关和文号）", max_length=200)
    stated_basis: str = Field(default="", title="该决定所依据的规定", max_length=200)


class DeterminationForm(Form):
    """What the competent body determined of one recorded fact."""

    number: int = Field(title="情形序号", ge=1)
    outcome: Outcome = Field(title="认定结果")
    authority: Name = Field(title="认定机关")
    determined_on: date = Field(title="认定日期")
    standard: Standard = Field(title="认定标准")
    source: Name = Field(title="法律法规名称和条款，或者部门文件名称和文号")


class Delisting(Form):
    """A listing was taken off."""

    number: int = Field(title="情形序号", ge=1)
    removed_on: date = Field(title="移出名单的日期")


def _refusal(text: str, basis: Basis = BASIS, remedy: str = "") -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy=remedy)


def _check_report(case: ZoneCase, form: FactReport, now: datetime) -> Refusal | None:
    if form.occurred_on > local_date(now):
        return _refusal("发生日期不能晚于今日。")
    if form.removed_on and (form.item != LISTING or form.removed_on < form.occurred_on):
        return _refusal("移出日期只适用于列入名单的情形，且不能早于列入日期。")
    if form.item == OPEN and not (form.decision and form.stated_basis):
        return _refusal(
            "第七条以“等”字所指的其他情形，只能依有关机关的决定录入，并写明决定文号和所依据的规定。",
            remedy="请填写决定的机关、文号和依据。",
        )
    return None


def _check_determination(case: ZoneCase, form: DeterminationForm, now: datetime) -> Refusal | None:
    fact = _found(case, form.number)
    if fact is None:
        return _unknown(form.number)
    if not fact.occurred_on <= form.determined_on <= local_date(now):
        return _refusal("认定日期不能早于发生日期，也不能晚于今日。", DETERMINATION_BASIS)
    return None


def _check_delisting(case: ZoneCase, form: Delisting, now: datetime) -> Refusal | None:
    fact = _found(case, form.number)
    if fact is None or fact.item != LISTING:
        return _unknown(form.number)
    if not fact.occurred_on <= form.removed_on <= local_date(now):
        return _refusal("移出日期不能早于列入日期，也不能晚于今日。")
    return None


def _found(case: ZoneCase, number: int) -> NegativeFact | None:
    return next((each for each in case.negative_facts if each.number == number), None)


def _unknown(number: int) -> Refusal:
    return _refusal(f"本案件没有可以这样办理的第{number}项情形。")


def reported(case: ZoneCase, answer: Answer) -> NegativeFact:
    """The fact a report adds to the case."""
    form: FactReport = answer.form
    return NegativeFact(
        number=len(case.negative_facts) + 1,
        item=form.item.value,
        what=form.what,
        where=form.where,
        occurred_on=form.occurred_on,
        removed_on=form.removed_on,
        authority=form.decision,
        legal_basis=form.stated_basis,
        evidence=tuple(form.evidence),
        recorded_at=answer.at,
    )


def changed(case: ZoneCase, answer: Answer) -> NegativeFact:
    """The fact a determination or a delisting is about, as it stands afterwards."""
    fact = _found(case, answer.form.number)
    assert fact is not None
    if answer.act.action == DELIST:
        return fact.model_copy(update={"removed_on": answer.form.removed_on})
    form: DeterminationForm = answer.form
    return fact.model_copy(
        update={
            "determination": Determination(form.outcome.value),
            "determined_on": form.determined_on,
            "authority": form.authority,
            "legal_basis": f"{form.standard.label}：{form.source}",
        }
    )


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
_OPEN_IN = BEFORE_RECOGNITION | RECOGNISED | {Stage.EXPIRED_PENDING_REVOCATION}


def _matter(key: str, role: Role, audience: Callable[[ZoneCase], Audience]) -> Matter:
    kind = TaskKind(key, "记录第七条情形", role, (*BASIS, *DETERMINATION_BASIS), _ACTIONS, standing=True, optional=True)
    return Matter(kind, audiences=lambda case: (audience(case),), is_open=lambda case: case.stage in _OPEN_IN)


BY_SAMR = _matter("negative_fact", Role.SAMR, lambda case: SAMR)
BY_PROVINCE = _matter("negative_fact_province", Role.PROVINCIAL_REGULATOR, lambda case: case.province)
