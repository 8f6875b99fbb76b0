"""The dates the worked scenarios of the demonstration zone state, each as the scenario states it."""

from datetime import date, datetime

import pytest

from domain.adoption import adopt
from domain.date_rules import derive
from domain.dates import CHINA, local_date
from domain.deadline import Deadline
from domain.duty import Duty
from domain.open_dates import Move, moves, open_dates
from domain.policy import ZonePolicy
from domain.procedure.public_notice import Publication
from domain.procedure.state import Notice, Proceeding
from domain.rederivation import rederived
from domain.roles import Role
from domain.working_days import CalendarRelease
from domain.zone import art27_annual_report as art27
from domain.zone import art28_renewal as art28
from domain.zone import term as terms
from domain.zone.case import Stage, ZoneCase
from domain.zone.duties import open_duties
from tests.support.calendars import CALENDAR, release
from tests.support.dated_cases import SOON, in_notice, under
from tests.support.situations import case_in, in_term
from tests.support.zone_cases import POLICY

B01_PUBLISHED = date(2025, 10, 15)
"""The day on which the recognition of scenario B01 was published: the zone of most of the scenarios of group C."""


def local(text: str) -> datetime:
    """An instant as a clock in Asia/Shanghai shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def in_public_notice(published: str, policy: ZonePolicy = POLICY) -> ZoneCase:
    at = local(published)
    last_day = derive("zone-notice", local_date(at), {"working_days": 5}, policy, CALENDAR)
    case = case_in(Stage.PUBLIC_NOTICE, policy)
    case.proceeding = Proceeding(notice=Notice(id="n-1", published_at=at, last_day=last_day))
    return case


def last_day_of(case: ZoneCase) -> Deadline:
    assert case.proceeding.notice is not None
    return case.proceeding.notice.last_day


def duties(case: ZoneCase) -> dict[str, Duty]:
    return {duty.id.removeprefix(f"{case.id}-"): duty for duty in open_duties(case, CALENDAR)}


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A01", "A02", "A04", "A05", "A06", "A08", "A09", "A11")
@pytest.mark.parametrize(
    ("published", "last", "channel_closes", "told_the_desk", "counting_the_day"),
    [
        pytest.param(
            "2025-11-03T10:00", "2025-11-10", "2025-11-11T00:00", "2025-11-07T09:00", "2025-11-07", id="A01 平常一周"
        ),
        pytest.param(
            "2024-04-03T10:00", "2024-04-11", "2024-04-12T00:00", "2024-04-10T09:00", "2024-04-10", id="A02 清明"
        ),
        pytest.param(
            "2024-04-26T10:00", "2024-05-07", "2024-05-08T00:00", "2024-05-06T09:00", "2024-05-06", id="A04 劳动节"
        ),
        pytest.param(
            "2024-09-12T10:00", "2024-09-20", "2024-09-21T00:00", "2024-09-19T09:00", "2024-09-19", id="A05 中秋"
        ),
        pytest.param(
            "2024-09-27T10:00", "2024-10-10", "2024-10-11T00:00", "2024-10-09T09:00", "2024-10-09", id="A06 国庆"
        ),
        pytest.param(
            "2025-04-25T10:00", "2025-05-06", "2025-05-07T00:00", "2025-04-30T09:00", "2025-04-30", id="A08 劳动节"
        ),
        pytest.param(
            "2025-09-26T10:00", "2025-10-10", "2025-10-11T00:00", "2025-10-09T09:00", "2025-10-09", id="A09 国庆中秋"
        ),
        pytest.param(
            "2026-02-12T10:00", "2026-02-26", "2026-02-27T00:00", "2026-02-25T09:00", "2026-02-25", id="A11 春节"
        ),
    ],
)
def test_a_notice_closes_recognition_is_free_and_the_desk_is_told_the_working_day_before(
    published: str, last: str, channel_closes: str, told_the_desk: str, counting_the_day: str
) -> None:
    case = in_public_notice(published)
    notice = last_day_of(case)
    assert (notice.date, notice.closes_at) == (date.fromisoformat(last), local(channel_closes))
    [watching] = duties(case).values()
    assert [rung.planned_at for rung in watching.rungs] == [local(told_the_desk)]
    assert (watching.debtor.role, watching.rungs[0].copies) == (Role.SAMR, ())
    other = in_public_notice(published, policy=ZonePolicy(notice_count_publication_day=True))
    assert last_day_of(other).date == date.fromisoformat(counting_the_day)


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
class TestANoticeIntoTheYearNoNoticeCovers:
    """Stated is the latest day it may need; the scenario's own, counted Monday to Friday, stands in the explanation."""

    def test_states_the_latest_day_and_tells_the_nominal_one(self) -> None:
        stated = derive("zone-notice", date(2026, 12, 28), {}, POLICY, CALENDAR)
        assert (stated.date, stated.provisional) == (date(2027, 1, 11), True)
        [reading] = [line for line in stated.lines if line.parameter == "CAL-UNKNOWN-YEAR"]
        assert "按可能最晚的安排取2027年1月11日（周一）" in reading.text
        assert "推算为2027年1月5日（周二）" in reading.text

    @pytest.mark.parametrize(
        ("off", "made_up", "recomputed", "effective"),
        [
            pytest.param(["2027-01-01"], ["2027-01-02", "2027-01-03"], "2027-01-03", "2027-01-11", id="variant 1"),
            pytest.param(["2027-01-01", "2027-01-04", "2027-01-05"], [], "2027-01-07", "2027-01-11", id="variant 2"),
            pytest.param([f"2027-01-{day:02}" for day in range(1, 13)], [], "2027-01-14", "2027-01-14", id="later"),
        ],
    )
    def test_ends_on_the_later_of_the_day_stated_and_the_day_counted_again(
        self, off: list[str], made_up: list[str], recomputed: str, effective: str
    ) -> None:
        case, published = in_notice(), release(2027, off=off, made_up=made_up, issued_on="2026-12-29")
        assert rederived(last_day_of(case), POLICY, under(published)).date == date.fromisoformat(recomputed)
        [move] = moved(case, published)
        assert (move.before.date, move.after.date) == (date(2027, 1, 11), date.fromisoformat(effective))
        assert move.after.date == max(move.before.date, date.fromisoformat(recomputed))
        assert not move.after.provisional


def moved(case: ZoneCase, published: CalendarRelease) -> list[Move]:
    calendar = under(published)
    found = open_dates(case, SOON)
    return moves(found, [rederived(each.deadline, case.policy, calendar) for each in found])


@pytest.mark.article("zone:24", "zone:28.1")
@pytest.mark.scenario("C06")
def test_nobody_applies_and_the_term_expires_with_its_reminders_sent_and_no_bar() -> None:
    case = in_term(B01_PUBLISHED)
    assert case.term is not None
    rungs = {rung.key: local_date(rung.planned_at).isoformat() for rung in duties(case)["renewal-1"].rungs}
    assert rungs == {"window-30": "2028-03-16", "d-90": "2028-07-17", "d-30": "2028-09-15", "d-7": "2028-10-08"}
    assert case.term.window.opens_at == local("2028-04-15T00:00")
    assert case.term.last_day.closes_at == local("2028-10-16T00:00")


@pytest.mark.article("zone:28.3#2")
@pytest.mark.scenario("C07")
def test_a_renewed_term_begins_the_day_after_the_old_one_ends() -> None:
    term = terms.next_term(terms.first_term(B01_PUBLISHED, POLICY), POLICY, date(2028, 9, 25))
    dates = (term.starts_on, term.last_day.date, term.window.date)
    assert dates == (date(2028, 10, 16), date(2031, 10, 15), date(2031, 4, 15))


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14")
def test_the_report_of_the_last_year_is_owed_only_if_there_is_a_next_term() -> None:
    first = terms.first_term(B01_PUBLISHED, POLICY)
    renewed = terms.next_term(first, POLICY, date(2028, 9, 25))
    due = art27.due(2028, POLICY, CALENDAR)
    assert (due.date, due.provisional) == (date(2029, 1, 31), True)
    assert not art27.falls_in(first, due)
    assert 2028 in art27.years(renewed, POLICY)
    assert art27.falls_in(renewed, due)


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14", "C16")
def test_a_report_that_never_comes_is_asked_for_ever_higher_and_revokes_nothing() -> None:
    rungs = duties(in_term(B01_PUBLISHED))["annual-report-2025"].rungs
    assert [rung.planned_at for rung in rungs] == [
        local(f"{day}T09:00")
        for day in ("2026-01-03", "2026-01-26", "2026-02-01", "2026-02-03", "2026-02-09", "2026-03-04")
    ]
    copies = [[copy.role for copy in rung.copies] for rung in rungs]
    higher = [Role.SAMR, Role.PROVINCIAL_REGULATOR, Role.OPS]
    assert copies == [[], [], [], [Role.SAMR], [Role.SAMR], higher]


@pytest.mark.article("zone:29")
@pytest.mark.scenario("C19")
def test_an_amendment_leaves_a_granted_term_alone_and_counts_for_the_notice_not_yet_begun() -> None:
    amended = ZonePolicy(version="2027-1", regulation="2027-01-01", term_years=5, notice_min_working_days=7)
    case = in_term(B01_PUBLISHED)
    assert case.term is not None
    adopt(case, amended, local("2027-01-01T00:00"))
    for deadline in (case.term.last_day, rederived(case.term.last_day, case.policy, CALENDAR)):
        assert (deadline.date, deadline.closes_at) == (date(2028, 10, 15), local("2028-10-16T00:00"))
    [publish] = art28.PUBLICATION.actions
    at = local("2028-09-11T10:00")
    refusal = publish.check(case, Publication(working_days=5), at)
    assert refusal is not None
    assert "公示期不少于7个工作日" in refusal.text
    assert publish.check(case, Publication(working_days=7), at) is None
