"""代理: somebody acts in another's stead, on an order. Resolved by the day on which a task opened.

The text does not provide for substitutes; everything here is 系统策略 (R-5-3). A substitute who has acted on the matter
for another body keeps out of it (R-5-4).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Basis, Citation
from domain.dates import end_of, in_words, local_date, start_of
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from domain.task import Form, Task

BASIS: Basis = (Citation("zone:5"), Citation("zone:6"))
"""Who does what; the text lets nobody stand in for them and forbids it neither."""
_NEITHER = frozenset({Role.OPS, Role.SUPERVISOR, Role.PUBLIC, Role.EXPERT})
"""Operations and supervision decide nothing, so there is nothing to do in their stead; an expert judges in person."""
_POLICY = "（系统策略，法规未规定代理）"


class SubstitutionForm(Form):
    """What an order (代理文件) says. Days are in Asia/Shanghai, both included."""

    substitute: Annotated[str, Field(title="代理人的用户名", min_length=1, max_length=100)]
    substitute_office: Annotated[
        str, Field(title="代理文件写明的代理人所在单位（外单位人员填写全称）", max_length=200)
    ] = ""
    principal: Annotated[str, Field(title="被代理人的用户名（代理整个单位的不填）", max_length=100)] = ""
    kinds: Annotated[tuple[str, ...], Field(title="代理的事项（不选即本单位的全部事项）", max_length=100)] = ()
    case_id: Annotated[str, Field(title="限于一个案件的，其编号", max_length=200)] = ""
    first_day: Annotated[date, Field(title="代理的第一日")]
    last_day: Annotated[date, Field(title="代理的最后一日")]
    order: Annotated[str, Field(title="代理文件文号", min_length=1, max_length=100)]


class RevocationForm(Form):
    reason: Annotated[str, Field(title="撤销的理由", min_length=1, max_length=1000)]


class Person(BaseModel):
    """An account as an order speaks of it."""

    model_config = ConfigDict(frozen=True)

    id: str
    role: Role
    organisation: str
    organisation_name: str


class Substitution(BaseModel):
    """One order in force or past. ``office`` is whose role, organisation and jurisdiction the substitute acts with."""

    model_config = ConfigDict(frozen=True)

    id: str
    office: Actor
    """With ``substitute_for`` and ``order``; its ``id`` is the substitute's account: what a workflow sees."""
    principal: str | None = None
    """Account of the person replaced; None for the whole office. Whoever must keep out of a task sends nobody."""
    principal_person: str = ""
    """The natural person behind that account, where they hold several."""
    kinds: tuple[str, ...] = ()
    """Task kinds; empty for all that are put to the office."""
    case_id: str | None = None
    first_day: date
    last_day: date
    entered_at: datetime
    revoked_at: datetime | None = None

    def obstacle(self, task: Task, case_id: str) -> str | None:
        """Why it does not serve a task put to the office, in one clause; None when it does."""
        if self.revoked_at is not None:
            return "代理已经撤销"
        if (self.kinds and task.kind not in self.kinds) or self.case_id not in (None, case_id):
            return "该事项不在代理的范围内"
        if not start_of(self.first_day) <= task.opened_at < end_of(self.last_day):
            days = f"{in_words(self.first_day)}至{in_words(self.last_day)}"
            return f"该事项于{in_words(local_date(task.opened_at))}转来，不在代理期间（{days}）内"
        if {self.principal, self.principal_person} & set(task.excluded):
            return "被代理人本人应当回避该事项"
        if task.excludes(self.office):
            return "代理人本人已参与此前办理，或者已代表其他单位办理同一事项，不得再代其他单位办理"
        return None


def capacity(own: Actor, held: Iterable[Substitution], task: Task, case_id: str) -> Actor | None:
    """As whom a person answers a task: in their own office first, else as substitute; None when in neither.

    ``held``: the substitutions given to ``own``, the earliest first.
    """
    if task.audience.includes(own):
        return own
    asked = (each for each in held if task.audience.includes(each.office))
    return next((each.office for each in asked if each.obstacle(task, case_id) is None), None)


def obstacles(held: Iterable[Substitution], task: Task, case_id: str) -> list[str]:
    """Why none of the substitutions for the office that is asked serves the task."""
    found = (each.obstacle(task, case_id) for each in held if task.audience.includes(each.office))
    return [each for each in found if each]


def may_enter(actor: Actor) -> bool:
    """Whether somebody of this role may have a substitute, and so enter or revoke the order."""
    return actor.role not in _NEITHER


def refuse(
    form: SubstitutionForm,
    entered_by: Actor,
    principal: Person | None,
    substitute: Person,
    roles_asked: Iterable[Role],
    today: date,
) -> Refusal | None:
    """Why an order must not be entered, or None.

    ``principal`` is the person replaced, None for the whole office of ``entered_by``; ``roles_asked`` are the roles
    to which the kinds of ``form`` are put; ``today`` is the day in Asia/Shanghai.
    """
    if not may_enter(entered_by):
        return wrong_actor()
    text = (
        _of_people(form, entered_by, principal, substitute)
        or _of_scope(entered_by, roles_asked)
        or _of_days(form, today)
    )
    return _rule(text) if text else None


def wrong_actor() -> Refusal:
    text = f"技术运维、监督人员、专家和公众既不委托代理，也不作代理人{_POLICY}。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS)


def refuse_revocation(entered_by: Actor, substitution: Substitution) -> Refusal | None:
    """Why an order must not be revoked by this actor, or None."""
    if not may_enter(entered_by) or entered_by.organisation != substitution.office.organisation:
        text = f"代理由被代理的单位撤销{_POLICY}。"
        return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS)
    if substitution.revoked_at is not None:
        return Refusal(kind=RefusalKind.ALREADY_DONE, text="该代理已经撤销，未作任何变更。", basis=BASIS)
    return None


def _of_people(form: SubstitutionForm, entered_by: Actor, principal: Person | None, substitute: Person) -> str | None:
    if principal and principal.id == substitute.id:
        return "任何人不得代理自己"
    if substitute.id == entered_by.id:
        return "代理由被代理的单位的其他人员登记，不由代理人本人登记"
    if principal and principal.organisation != entered_by.organisation:
        return "只能为本单位及其人员登记代理"
    if substitute.role in _NEITHER:
        return "技术运维、监督人员、专家和公众不得作代理人"
    if substitute.organisation == entered_by.organisation:
        return None
    return _of_another_office(form, entered_by, substitute)


def _of_another_office(form: SubstitutionForm, entered_by: Actor, substitute: Person) -> str | None:
    if Role.CREATING_BODY in (substitute.role, entered_by.role):
        return "创建主体与其他单位不得互为代理"
    if form.substitute_office != substitute.organisation_name:
        return "代理人不是本单位人员，代理文件须写明其所在单位的全称，并与其账号的单位一致"
    return None


def _of_scope(entered_by: Actor, roles_asked: Iterable[Role]) -> str | None:
    return "代理的事项不都由本单位办理" if set(roles_asked) - {entered_by.role} else None


def _of_days(form: SubstitutionForm, today: date) -> str | None:
    if form.last_day < form.first_day:
        return "代理的最后一日不得早于第一日"
    if form.first_day < today:
        return f"代理不得追溯，第一日不得早于登记当日（{in_words(today)}）"
    return None


def _rule(text: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=f"{text}{_POLICY}。", basis=BASIS)
