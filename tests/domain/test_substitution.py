"""代理, R-5-3: whom an order lets act, on what, and for which days. The text has no word on it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import CHINA
from domain.refusal import RefusalKind
from domain.roles import Actor, Audience, Role
from domain.substitution import (
    Person,
    RevocationForm,
    Substitution,
    SubstitutionForm,
    capacity,
    obstacles,
    refuse,
    refuse_revocation,
)
from domain.task import Task

pytestmark = pytest.mark.article("zone:5")

PROVINCE = Actor(id="prov-js", role=Role.PROVINCIAL_REGULATOR, organisation="prov-js", jurisdiction="320000")
GROUP = Actor(id="lsg-js", role=Role.PROVINCIAL_LEADING_GROUP, organisation="lsg-js", jurisdiction="320000")
FIRST, LAST = date(2026, 2, 27), date(2026, 3, 2)
TODAY = date(2026, 2, 20)
OFFICE_NAME = "江苏省质量强省工作领导小组"


def order(**changes: object) -> Substitution:
    """The leading group's account acts for the provincial regulator."""
    office = PROVINCE.model_copy(update={"id": "lsg-js", "substitute_for": "江苏省市场监督管理局", "order": "12号"})
    facts = {
        "id": "1",
        "office": office,
        "first_day": FIRST,
        "last_day": LAST,
        "entered_at": datetime(2026, 2, 20, tzinfo=UTC),
    }
    return Substitution.model_validate(facts | changes)


def task(opened_at: datetime, **changes: object) -> Task:
    facts = {
        "id": "1",
        "kind": "provincial_appraisal",
        "audience": Audience(role=Role.PROVINCIAL_REGULATOR, region="320500"),
        "opened_at": opened_at,
    }
    return Task.model_validate(facts | changes)


def local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


INSIDE = local(FIRST, 12)


@pytest.mark.parametrize(
    ("opened_at", "serves"),
    [
        (local(date(2026, 2, 26), 23, 59), False),
        (local(FIRST), True),
        (local(LAST, 23, 59), True),
        (local(date(2026, 3, 3)), False),
    ],
    ids=["the day before", "first day", "last day", "the day after"],
)
def test_an_order_serves_the_tasks_that_opened_on_its_days(opened_at: datetime, serves: bool) -> None:
    """By the clock of Asia/Shanghai, over the end of a February of 28 days."""
    asked = task(opened_at)
    found = capacity(GROUP, [order()], asked, "case-1")
    assert (found is not None) is serves
    if not serves:
        (why,) = obstacles([order()], asked, "case-1")
        assert "不在代理期间（2026年2月27日（周五）至2026年3月2日（周一））内" in why


@pytest.mark.parametrize("opened_at", [local(date(2028, 2, 29)), local(date(2028, 2, 29), 23, 59)])
def test_an_order_of_one_day_serves_that_day_also_on_29_february(opened_at: datetime) -> None:
    leap = order(first_day=date(2028, 2, 29), last_day=date(2028, 2, 29))
    assert capacity(GROUP, [leap], task(opened_at), "case-1")
    assert not capacity(GROUP, [leap], task(opened_at + timedelta(days=1)), "case-1")


@given(
    st.integers(0, 366 * 24 * 60).map(lambda minutes: datetime(2027, 12, 31, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.dates(date(2028, 1, 1), date(2028, 12, 31)),
    st.integers(0, 60),
)
def test_an_order_serves_a_task_exactly_when_its_local_day_is_one_of_the_days(
    opened_at: datetime, first: date, more: int
) -> None:
    last = first + timedelta(days=more)
    served = order(first_day=first, last_day=last).obstacle(task(opened_at), "case-1") is None
    assert served is (first <= opened_at.astimezone(CHINA).date() <= last)


def test_the_substitute_acts_with_the_office_and_under_their_own_account() -> None:
    found = capacity(GROUP, [order()], task(INSIDE), "case-1")
    assert found is not None
    assert (found.id, found.role, found.organisation, found.jurisdiction) == (
        "lsg-js",
        Role.PROVINCIAL_REGULATOR,
        "prov-js",
        "320000",
    )
    assert found.capacity == "代江苏省市场监督管理局（依据12号）"
    assert GROUP.capacity == "本职"


def test_who_is_asked_themselves_answers_in_their_own_office_first() -> None:
    assert capacity(PROVINCE, [order()], task(INSIDE), "case-1") is PROVINCE


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"revoked_at": datetime(2026, 3, 1, tzinfo=UTC)}, "代理已经撤销"),
        ({"kinds": ("annual_report",)}, "该事项不在代理的范围内"),
        ({"case_id": "case-2"}, "该事项不在代理的范围内"),
    ],
)
def test_an_order_that_is_revoked_or_has_another_scope_does_not_serve(changes: dict[str, object], why: str) -> None:
    assert capacity(GROUP, [order(**changes)], task(INSIDE), "case-1") is None
    assert obstacles([order(**changes)], task(INSIDE), "case-1") == [why]


def test_an_order_for_another_region_is_no_order_for_this_task() -> None:
    elsewhere = task(INSIDE, audience=Audience(role=Role.PROVINCIAL_REGULATOR, region="330100"))
    assert capacity(GROUP, [order()], elsewhere, "case-1") is None
    assert obstacles([order()], elsewhere, "case-1") == []


def test_the_scope_names_the_matter_and_the_case() -> None:
    assert capacity(GROUP, [order(kinds=("provincial_appraisal",), case_id="case-1")], task(INSIDE), "case-1")


def test_whoever_must_keep_out_of_a_task_sends_nobody_in_their_stead() -> None:
    asked = task(INSIDE, excluded=("prov-js",))
    assert obstacles([order(principal="prov-js")], asked, "case-1") == ["被代理人本人应当回避该事项"]
    assert capacity(GROUP, [order()], asked, "case-1"), "an order for the whole office is another matter"


@pytest.mark.parametrize(
    "changes", [{"excluded": ("lsg-js",)}, {"excluded": ("person-1",)}], ids=["by account", "by person"]
)
def test_a_substitute_who_acted_on_the_matter_for_another_body_acts_no_more_in_anothers_stead(
    changes: dict[str, object],
) -> None:
    """R-5-4: the leading group's officer consented, and now the province is asked about the same application."""
    office = order().office.model_copy(update={"person": "person-1"})
    asked = task(INSIDE, **changes)
    (why,) = obstacles([order(office=office)], asked, "case-1")
    assert why == "代理人本人已参与此前办理，或者已代表其他单位办理同一事项，不得再代其他单位办理"
    assert capacity(GROUP, [order(office=office)], asked, "case-1") is None


def test_who_must_keep_out_under_one_account_sends_nobody_under_another() -> None:
    asked = task(INSIDE, excluded=("person-2",))
    found = obstacles([order(principal="prov-js", principal_person="person-2")], asked, "case-1")
    assert found == ["被代理人本人应当回避该事项"]


def person(actor: Actor, name: str = OFFICE_NAME) -> Person:
    return Person(id=actor.id, role=actor.role, organisation=actor.organisation, organisation_name=name)


def form(**changes: object) -> SubstitutionForm:
    facts = {
        "substitute": "lsg-js",
        "substitute_office": OFFICE_NAME,
        "first_day": FIRST,
        "last_day": LAST,
        "order": "12号",
    }
    return SubstitutionForm.model_validate(facts | changes)


def test_an_order_that_names_a_person_of_another_office_is_entered() -> None:
    assert refuse(form(), PROVINCE, None, person(GROUP), [Role.PROVINCIAL_REGULATOR], TODAY) is None


def test_a_colleague_needs_no_office_named() -> None:
    colleague = Person(
        id="prov-js-2", role=PROVINCE.role, organisation="prov-js", organisation_name="江苏省市场监督管理局"
    )
    assert refuse(form(substitute_office=""), PROVINCE, person(PROVINCE), colleague, [], TODAY) is None


@pytest.mark.parametrize(
    ("first_day", "refused"),
    [(TODAY - timedelta(days=1), True), (TODAY, False), (TODAY + timedelta(days=1), False)],
    ids=["the day before", "the day it is entered", "the day after"],
)
def test_an_order_is_not_backdated(first_day: date, refused: bool) -> None:
    found = refuse(form(first_day=first_day), PROVINCE, None, person(GROUP), [], TODAY)
    assert (found is not None) is refused
    if found:
        assert found.kind is RefusalKind.RULE
        assert "代理不得追溯" in found.text


@pytest.mark.parametrize(
    ("changes", "principal", "substitute", "roles", "text"),
    [
        ({}, GROUP, GROUP, [], "任何人不得代理自己"),
        ({}, None, PROVINCE, [], "不由代理人本人登记"),
        ({}, Actor(id="x", role=Role.SAMR, organisation="samr"), GROUP, [], "只能为本单位"),
        ({}, None, Actor(id="ops", role=Role.OPS, organisation="ops"), [], "不得作代理人"),
        ({}, None, Actor(id="s", role=Role.SUPERVISOR, organisation="s"), [], "不得作代理人"),
        ({}, None, Actor(id="e", role=Role.EXPERT, organisation="e"), [], "不得作代理人"),
        ({}, None, Actor(id="p", role=Role.CREATING_BODY, organisation="p"), [], "创建主体与其他单位不得互为代理"),
        ({"substitute_office": ""}, None, GROUP, [], "代理文件须写明其所在单位"),
        ({"substitute_office": "浙江省质量强省工作领导小组"}, None, GROUP, [], "代理文件须写明其所在单位"),
        ({}, None, GROUP, [Role.SAMR], "不都由本单位办理"),
        ({"last_day": FIRST - timedelta(days=1)}, None, GROUP, [], "不得早于第一日"),
    ],
)
def test_an_order_against_the_rules_is_refused_with_its_basis(
    changes: dict[str, object], principal: Actor | None, substitute: Actor, roles: list[Role], text: str
) -> None:
    replaced = person(principal) if principal else None
    found = refuse(form(**changes), PROVINCE, replaced, person(substitute), roles, TODAY)
    assert found is not None
    assert (found.kind, text in found.text) == (RefusalKind.RULE, True)
    assert "系统策略" in found.text
    assert found.basis


@pytest.mark.parametrize("role", [Role.OPS, Role.SUPERVISOR, Role.EXPERT, Role.PUBLIC])
def test_who_decides_nothing_has_no_substitute(role: Role) -> None:
    found = refuse(form(), Actor(id="x", role=role, organisation="x"), None, person(GROUP), [], TODAY)
    assert found is not None
    assert found.kind is RefusalKind.WRONG_ACTOR


def test_only_the_office_replaced_revokes_and_only_once() -> None:
    assert RevocationForm(reason="人员返岗")
    assert refuse_revocation(PROVINCE, order()) is None
    stranger = refuse_revocation(GROUP, order())
    again = refuse_revocation(PROVINCE, order(revoked_at=datetime(2026, 3, 1, tzinfo=UTC)))
    assert stranger is not None
    assert again is not None
    assert (stranger.kind, again.kind) == (RefusalKind.WRONG_ACTOR, RefusalKind.ALREADY_DONE)
