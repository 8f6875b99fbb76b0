"""第二十七条 in dates: the alert of a material event, the bar after a revocation, and both under amended measures."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.adoption import adopt
from domain.date_rules import derive
from domain.dates import CHINA, start_of
from domain.milestones import milestones, next_milestone
from domain.open_dates import open_dates
from domain.policy import ZonePolicy
from domain.rederivation import rederived
from domain.zone import art27_reapplication_bar as bars
from domain.zone.art27_material_event_alert import KEY, alert
from domain.zone.case import Stage, ZoneCase
from domain.zone.duties import open_duties
from domain.zone.parts import MaterialEvent, Revocation, RevocationStage
from tests.support.calendars import CALENDAR
from tests.support.dated_cases import in_term
from tests.support.zone_cases import POLICY

OCCURRED = datetime(2026, 6, 19, 22, tzinfo=CHINA)
DUE = datetime(2026, 6, 20, 22, tzinfo=CHINA)


def event(reported_at: datetime) -> MaterialEvent:
    return MaterialEvent(
        number=1,
        kind="other",
        what="储罐泄漏",
        occurred_at=OCCURRED,
        alert_at=alert(OCCURRED, POLICY),
        reported_at=reported_at,
    )


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C17")
@pytest.mark.parametrize(
    ("reported_at", "overdue"),
    [
        (datetime(2026, 6, 20, 20, tzinfo=CHINA), False),
        (DUE - timedelta(seconds=1), False),
        (DUE, False),
        (DUE + timedelta(seconds=1), True),
    ],
)
def test_an_event_on_a_holiday_is_to_be_reported_within_a_day_by_the_clock(
    reported_at: datetime, overdue: bool
) -> None:
    deadline = alert(OCCURRED, POLICY)
    assert (deadline.date, deadline.closes_at, deadline.provisional) == (date(2026, 6, 20), DUE, False)
    assert event(reported_at).overdue is overdue


@pytest.mark.article("zone:27#1")
def test_the_hours_of_the_alert_are_said_to_be_of_the_system_and_not_of_the_text() -> None:
    lines = alert(OCCURRED, POLICY).lines
    assert {line.source for line in lines} == {"系统策略"}
    assert "重大事项及时上报" in lines[0].text
    assert "2026年6月20日（周六）22时00分" in lines[-1].text


@pytest.mark.article("zone:27#1")
@pytest.mark.parametrize("hours", [1, 24, 48])
def test_the_calculator_counts_the_alert_from_the_day_and_the_hour(hours: int) -> None:
    policy = ZonePolicy(material_event_hours=hours)
    found = derive(KEY, date(2026, 6, 19), {"hour": 22, "minute": 0}, policy, CALENDAR)
    assert found == alert(OCCURRED, policy)
    assert rederived(found.compact(), policy, CALENDAR) == found


@pytest.mark.article("zone:27#1")
def test_an_event_that_only_officials_know_of_is_a_duty_of_theirs_until_it_is_reported() -> None:
    case = in_term()
    known = event(OCCURRED).model_copy(update={"reported_at": None, "recorded_at": OCCURRED.astimezone(UTC)})
    case.events = [known]
    [duty] = [each for each in open_duties(case, CALENDAR) if each.kind == "material_event"]
    assert [(rung.planned_at, rung.copies) for rung in duty.rungs] == [(DUE, ())]
    case.events = [event(DUE)]
    assert "material_event" not in {each.kind for each in open_duties(case, CALENDAR)}


def revoked(decided_on: date, policy: ZonePolicy = POLICY) -> ZoneCase:
    case = in_term()
    case.policy = policy
    case.stage = Stage.REVOKED
    case.revocation = Revocation(
        stage=RevocationStage.PUBLICATION,
        ground="promotion",
        facts="未开展推广",
        opened_on=decided_on,
        decided_on=decided_on,
        bar=bars.bar(decided_on, policy).compact(),
    )
    return case


@pytest.mark.article("zone:27#3")
@pytest.mark.parametrize(
    ("decided_on", "last"),
    [
        (date(2026, 8, 31), date(2029, 8, 31)),
        (date(2028, 2, 29), date(2031, 2, 28)),
        (date(2024, 2, 28), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2029, 12, 31)),
    ],
)
def test_a_revoked_zone_waits_for_the_end_of_its_bar_and_for_nothing_else(decided_on: date, last: date) -> None:
    case = revoked(decided_on)
    [bar] = milestones(case)
    free = start_of(last + timedelta(days=1))
    assert bar.date == last
    for now in (start_of(last - timedelta(days=1)), start_of(last), free - timedelta(microseconds=1)):
        assert next_milestone(case, now) == (bar, free)
    assert next_milestone(case, free) is None
    assert open_duties(case, CALENDAR) == []
    assert open_dates(case, start_of(decided_on)) == []


AMENDED = POLICY.model_copy(
    update={
        "version": "2027-1",
        "regulation": "2027-01-01",
        "term_years": 5,
        "notice_min_working_days": 7,
        "reapplication_bar_years": 5,
    }
)
NEW_YEAR = start_of(date(2027, 1, 1))


@pytest.mark.article("zone:24", "zone:28.3#1", "zone:30")
@pytest.mark.scenario("C19")
def test_amended_measures_leave_a_granted_term_its_length_and_give_the_next_notice_the_new_one() -> None:
    case = in_term(date(2025, 10, 15))
    assert case.term is not None
    adopt(case, AMENDED, NEW_YEAR)
    for deadline, day in ((case.term.last_day, date(2028, 10, 15)), (case.term.window, date(2028, 4, 15))):
        assert deadline.date == day
        assert rederived(deadline, case.policy, CALENDAR).date == day
    notice = derive("zone-renewal-notice", date(2028, 6, 5), {}, case.policy, CALENDAR)
    assert len(notice.counted) == 7
    assert case.policy.regulation == "2027-01-01"


@pytest.mark.article("zone:27#3", "zone:30")
@pytest.mark.scenario("C19")
def test_amended_measures_leave_a_running_bar_its_length_also_when_its_first_day_becomes_known_later() -> None:
    old = POLICY.model_copy(update={"bar_from": "publication"})
    case = revoked(date(2026, 8, 31), old)
    adopt(case, AMENDED.model_copy(update={"bar_from": "publication"}), NEW_YEAR)
    assert case.revocation is not None
    bar = case.revocation.bar
    assert bar is not None
    assert rederived(bar, case.policy, CALENDAR).date == date(2029, 8, 31)
    later = bars.recounted(bar, date(2027, 1, 5), case.policy)
    assert later.date == date(2030, 1, 5)
    assert rederived(later, case.policy, CALENDAR).date == later.date
