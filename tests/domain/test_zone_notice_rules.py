"""第二十二条: what is taken while a notice stands, whatever the platform was doing at its last instant."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.dates import CHINA, local_date
from domain.policy import ZonePolicy
from domain.procedure.public_notice import ObjectionForm
from domain.procedure.state import Notice, Proceeding
from domain.refusal import RefusalKind
from domain.zone import art22_public_notice as art22
from domain.zone import art28_renewal as art28
from domain.zone.case import Renewal, ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.world import PARK
from tests.support.zone_cases import POLICY

PUBLISHED = datetime(2025, 11, 3, 2, tzinfo=UTC)
EVIDENCED = ObjectionForm(grounds="指标不实", evidence=["a.pdf"], receipt_number="GS-1")


def case_with_notice(*, renewal: bool) -> ZoneCase:
    last_day = art22.last_day(PUBLISHED.date(), 5, POLICY, CALENDAR)
    proceeding = Proceeding(notice=Notice(id="n-1", published_at=PUBLISHED, last_day=last_day))
    case = ZoneCase(id="zone-js-1-case-1", park=PARK, policy=POLICY, stage_since=PUBLISHED)
    if renewal:
        case.renewal = Renewal(proceeding=proceeding)
    else:
        case.proceeding = proceeding
    return case


@pytest.mark.article("zone:22#2")
@pytest.mark.article("zone:28.3#1")
@pytest.mark.scenario("A01")
@pytest.mark.parametrize("renewal", [False, True])
def test_an_objection_is_in_time_until_24_00_of_the_last_day_even_if_nobody_has_closed_the_notice(
    renewal: bool,
) -> None:
    kind = art28.OBJECTION if renewal else art22.OBJECTION
    [action] = kind.actions
    case = case_with_notice(renewal=renewal)
    closes = datetime(2025, 11, 10, 16, tzinfo=UTC)
    assert action.check(case, EVIDENCED, closes - timedelta(seconds=1)) is None
    late = action.check(case, EVIDENCED, closes)
    assert late is not None
    assert (late.kind, late.basis) == (RefusalKind.TOO_LATE, kind.basis)
    assert action.check(case, EVIDENCED, closes + timedelta(days=1)) == late
    assert action.check(case, EVIDENCED, closes - timedelta(days=1)) is None


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A01", "A02", "A14", "A15", "A17", "A24")
@pytest.mark.parametrize(
    ("published", "working_days", "policy", "closes"),
    [
        pytest.param("2025-11-03T10:00:00", 5, {}, "2025-11-11T00:00", id="A01 a plain week"),
        pytest.param("2025-11-03T10:00:00", 7, {}, "2025-11-13T00:00", id="A17 a longer notice"),
        pytest.param(
            "2025-11-03T10:00:00",
            5,
            {"notice_count_publication_day": True},
            "2025-11-08T00:00",
            id="the day of publication counts",
        ),
        pytest.param(
            "2018-10-09T09:00:00",
            5,
            {"notice_count_publication_day": True},
            "2018-10-16T00:00",
            id="A24 a real notice that counted it",
        ),
        pytest.param(
            "2025-11-03T10:00:00", 5, {"notice_close": "17:30"}, "2025-11-10T17:30", id="closes with the office"
        ),
        pytest.param("2025-03-15T15:00:00", 5, {}, "2025-03-22T00:00", id="A15 published on a Saturday"),
        pytest.param(
            "2025-03-15T15:00:00",
            5,
            {"notice_count_publication_day": True},
            "2025-03-22T00:00",
            id="A15 a day off is not counted even then",
        ),
        pytest.param("2025-10-04T08:00:00", 5, {}, "2025-10-15T00:00", id="published in the holidays"),
        pytest.param("2026-02-28T15:00:00", 5, {}, "2026-03-07T00:00", id="A14 published on a make-up Saturday"),
        pytest.param(
            "2026-02-28T15:00:00",
            5,
            {"notice_count_publication_day": True},
            "2026-03-06T00:00",
            id="A14 a make-up Saturday counts if the day counts",
        ),
        pytest.param("2025-11-03T00:00:30", 5, {}, "2025-11-11T00:00", id="published just after midnight"),
        pytest.param("2025-11-02T23:59:30", 5, {}, "2025-11-08T00:00", id="published just before midnight"),
        pytest.param("2024-02-28T10:00:00", 5, {}, "2024-03-07T00:00", id="over 29 February"),
        pytest.param("2025-10-31T10:00:00", 5, {}, "2025-11-08T00:00", id="published on the last of a month"),
        pytest.param("2024-04-03T10:00:00", 5, {}, "2024-04-12T00:00", id="A02 a make-up Sunday in between"),
    ],
)
def test_a_notice_is_open_from_its_day_of_publication_until_it_closes(
    published: str, working_days: int, policy: dict[str, object], closes: str
) -> None:
    instant = datetime.fromisoformat(published).replace(tzinfo=CHINA).astimezone(UTC)
    notice = art22.last_day(local_date(instant), working_days, ZonePolicy.model_validate(policy), CALENDAR)
    assert notice.opens_at is not None
    assert notice.closes_at is not None
    assert notice.opens_at == datetime.combine(date.fromisoformat(published[:10]), datetime.min.time(), CHINA)
    assert notice.closes_at == datetime.fromisoformat(closes).replace(tzinfo=CHINA)
    second = timedelta(seconds=1)
    moments = [notice.opens_at - second, notice.opens_at, notice.closes_at - second, notice.closes_at]
    assert [notice.opens_at <= moment < notice.closes_at for moment in moments] == [False, True, True, False]
    assert local_date(notice.closes_at - second) == notice.date


@pytest.mark.article("zone:22#1")
def test_a_notice_names_the_parameters_that_say_how_it_is_counted_and_when_it_closes() -> None:
    lines = art22.last_day(date(2025, 11, 3), 5, POLICY, CALENDAR).lines
    assert [line.parameter for line in lines if line.parameter] == [
        "Z-NOTICE-MIN-WD",
        "Z-NOTICE-COUNT-PUBDAY",
        "Z-NOTICE-CLOSE",
    ]
