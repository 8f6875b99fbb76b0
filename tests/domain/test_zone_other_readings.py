"""The other reading of what the text leaves open, where a single rule shows it."""

from datetime import UTC, date, datetime

import pytest

from domain.refusal import RefusalKind
from domain.roles import Actor, Role
from domain.task import Act, Answer, NoData, Task
from domain.zone import art24_term as art24
from domain.zone import art27_annual_report as art27
from domain.zone import art28_renewal as art28
from domain.zone import term as terms
from domain.zone.art28_renewal_application import CHAIN
from domain.zone.policy import ReportRoute, ZonePolicy
from services.notifications.wording import compose
from tests.support.notifications import some_facts
from tests.support.situations import in_term

DECIDED, PUBLISHED = date(2025, 10, 13), date(2025, 10, 15)


@pytest.mark.article("zone:24")
@pytest.mark.parametrize(
    ("policy", "anchor", "label", "last_day"),
    [
        (ZonePolicy(), PUBLISHED, "向社会公布之日", date(2028, 10, 15)),
        (ZonePolicy(term_start="decision"), DECIDED, "认定决定作出之日", date(2028, 10, 13)),
    ],
)
def test_the_term_runs_from_the_publication_or_by_the_other_reading_from_the_decision(
    policy: ZonePolicy, anchor: date, label: str, last_day: date
) -> None:
    assert art24.anchor(PUBLISHED, DECIDED, policy) == anchor
    found = terms.first_term(anchor, policy).last_day
    assert (found.date, found.anchor_label) == (last_day, label)


@pytest.mark.article("zone:28.3#2")
@pytest.mark.scenario("C07")
def test_the_next_term_follows_the_old_one_or_by_the_other_reading_the_publication() -> None:
    published_on = date(2028, 9, 25)
    old = terms.first_term(PUBLISHED, ZonePolicy())
    following = terms.next_term(old, ZonePolicy(), published_on)
    at_once = terms.next_term(old, ZonePolicy(renewal_new_term="from_publication"), published_on)
    assert (following.starts_on, following.last_day.date) == (date(2028, 10, 16), date(2031, 10, 15))
    assert (at_once.starts_on, at_once.last_day.date) == (published_on, date(2031, 9, 25))
    assert (following.number, at_once.number) == (2, 2)
    third = terms.next_term(at_once, ZonePolicy(renewal_new_term="continuous"), date(2031, 8, 1))
    assert third.last_day.date == date(2034, 9, 25)


@pytest.mark.article("zone:28.3#2")
@pytest.mark.scenario("C07")
@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ("continuous", "新的示范期自上一示范期最后一日的次日（2028年10月16日（周一））起算"),
        ("from_publication", "新的示范期自向社会公布之日起算"),
    ],
)
def test_when_all_have_signed_a_renewal_it_is_told_from_when_the_new_term_runs(reading: str, words: str) -> None:
    policy = ZonePolicy.model_validate({"renewal_new_term": reading})
    [order] = art28.decided(in_term(PUBLISHED, policy)).notices
    text = compose(order.kind, some_facts(order.data)).text
    assert f"{words}（系统策略）；公布之前不进入新的示范期。" in text
    assert ("示范期自向社会公布之日起算" in text) == (reading == "from_publication")


@pytest.mark.article("zone:28.1", "zone:28.2")
@pytest.mark.parametrize(
    ("now", "kind"),
    [
        (datetime(2028, 10, 15, 15, 59, tzinfo=UTC), None),
        (datetime(2028, 10, 15, 16, 0, tzinfo=UTC), RefusalKind.TOO_LATE),
    ],
)
def test_by_the_other_reading_a_renewal_is_in_time_when_the_national_body_has_it(
    now: datetime, kind: RefusalKind | None
) -> None:
    [submit] = CHAIN[-1].actions
    case = in_term(PUBLISHED, ZonePolicy(renewal_timely_at="samr"))
    refusal = submit.check(case, NoData(), now)
    assert (refusal.kind if refusal else None) is kind
    assert submit.check(in_term(PUBLISHED), NoData(), now) is None, "the province had it in time"


@pytest.mark.article("zone:27#1")
@pytest.mark.parametrize(
    ("route", "told", "sent_to"),
    [
        ("direct_with_copy", [Role.SAMR, Role.CREATING_BODY, Role.PROVINCIAL_REGULATOR], Role.SAMR),
        ("direct", [Role.SAMR, Role.CREATING_BODY], Role.SAMR),
        ("via_province", [Role.PROVINCIAL_REGULATOR], Role.PROVINCIAL_REGULATOR),
    ],
)
def test_the_annual_report_goes_the_way_the_policy_says(route: ReportRoute, told: list[Role], sent_to: Role) -> None:
    case = in_term(date(2025, 3, 2), ZonePolicy(annual_report_route=route))
    [submit] = art27.REPORT.actions
    task = Task(id="t", kind=art27.REPORT.key, audience=case.applicant, opened_at=datetime(2026, 1, 1, tzinfo=UTC))
    sender = Actor(id="park-js-1", role=Role.CREATING_BODY, organisation="park-js-1", jurisdiction="320500")
    form = art27.AnnualReport(activities="…", promotion="…", next_plan="…")
    act = Act(task_id="t", action="submit", actor=sender)
    effects = submit.effects(case, Answer(act=act, form=form, task=task, at=task.opened_at))
    assert [audience.role for audience in effects.notices[0].audience] == told
    assert [audience.role for audience in effects.documents[0].recipients] == [sent_to]
