"""Other readings of days the text leaves open: each of 第二十四、二十七、二十八条 as the policy may have it."""

from datetime import date, datetime, timedelta

import pytest

from domain.date_rules import derive
from domain.dates import CHINA, at, end_of, in_words, start_of
from domain.ladder import clock_time, rungs_around
from domain.refusal import RefusalKind
from domain.zone import art23_recognition as art23
from domain.zone import art24_term as art24
from domain.zone import art27_annual_report as art27
from domain.zone import art28_renewal_reminders as art28
from domain.zone import art28_renewal_window as window
from domain.zone import renewal_plan
from domain.zone import term as terms
from domain.zone.case import Stage
from domain.zone.duties import open_duties
from domain.zone.policy import ZonePolicy
from tests.support.calendars import CALENDAR
from tests.support.situations import case_in, in_term

DECIDED, STATED, PUBLISHED = date(2025, 10, 13), date(2026, 1, 1), date(2025, 10, 15)
POINT = ZonePolicy(renewal_reading="point", renewal_tolerance_days=10)
WITHIN = ZonePolicy(annual_report_mode="within_year")
EARLIER = ZonePolicy(reminder_shift="previous_workday")


def nine(day: date) -> datetime:
    return at(day, clock_time("09:00"))


@pytest.mark.article("zone:24")
class TestTheFirstDayWrittenInTheDocument:
    @pytest.mark.parametrize(
        ("reading", "stated", "first"),
        [
            ("publication", STATED, PUBLISHED),
            ("decision", STATED, DECIDED),
            ("document", STATED, STATED),
            ("document", None, DECIDED),
        ],
    )
    def test_counts_only_where_the_policy_says_so_and_else_the_day_of_the_document(
        self, reading: str, stated: date | None, first: date
    ) -> None:
        case = case_in(Stage.ANNOUNCEMENT, ZonePolicy.model_validate({"term_start": reading}))
        case.recognised_on, case.proceeding.stated_start = DECIDED, stated
        term = art23.first_term(case, PUBLISHED)
        assert (term.anchor, term.starts_on) == (first, first)

    @pytest.mark.parametrize(
        ("stated", "last", "free"),
        [("2025-11-20", "2028-11-20", "2028-11-21"), ("2024-02-29", "2027-02-28", "2027-03-01")],
    )
    def test_is_the_day_the_three_years_are_counted_from(self, stated: str, last: str, free: str) -> None:
        policy = ZonePolicy(term_start="document")
        found = terms.first_term(date.fromisoformat(stated), policy).last_day
        assert (found.date.isoformat(), found.anchor_label) == (last, "认定文件载明的起算之日")
        assert found.closes_at == start_of(date.fromisoformat(free))

    def test_is_told_as_ours_and_not_as_law(self) -> None:
        [told] = art23.decided(case_in(Stage.RECOGNITION, ZonePolicy(term_start="document"))).notices
        assert told.data["counted_from"] == "认定文件载明的起算之日"
        first, second, start, *_ = art24.last_day(STATED, ZonePolicy(term_start="document")).lines
        assert (first.source, second.source, start.source) == ("法规规定", "系统策略", "系统策略")
        assert f"认定文件载明的起算之日为{in_words(STATED)}" in start.text

    def test_is_refused_in_a_draft_where_the_term_runs_from_the_publication(self) -> None:
        refusal = art24.refuse_stated(STATED, ZonePolicy())
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, art24.BASIS)
        assert refusal.text == "示范期自向社会公布之日起算（系统策略），文稿不能另行载明起算日。"
        assert "不填起算日" in refusal.remedy
        assert art24.refuse_stated(None, ZonePolicy()) is None
        assert art24.refuse_stated(STATED, ZonePolicy(term_start="document")) is None


@pytest.mark.article("zone:27#1")
class TestAReportOwedWithinItsYear:
    @pytest.mark.parametrize(
        ("year", "due"),
        [(2022, "2023-01-03"), (2025, "2025-12-31"), (2026, "2026-12-31")],
        ids=["Saturday and New Year", "a Wednesday", "a Thursday, no notice for 2027"],
    )
    def test_is_due_on_its_last_day_or_the_working_day_after(self, year: int, due: str) -> None:
        deadline = derive(art27.KEY, date(2022, 1, 5), {"year": year}, WITHIN, CALENDAR)
        assert deadline.date.isoformat() == due
        assert (deadline.opens_at, deadline.closes_at) == (start_of(date(year, 1, 1)), end_of(deadline.date))

    @pytest.mark.parametrize(
        ("published_on", "years"),
        [
            (date(2025, 10, 15), [2025, 2026, 2027]),
            (date(2025, 12, 30), [2025, 2026, 2027]),
            (date(2025, 12, 31), [2025, 2026, 2027]),  # 2028 ends on a Sunday, and its report is due after the term
            (date(2026, 1, 1), [2026, 2027]),
            (date(2026, 1, 10), [2026, 2027, 2028]),
        ],
    )
    def test_is_owed_for_every_year_whose_end_falls_into_the_term(self, published_on: date, years: list[int]) -> None:
        term = terms.first_term(published_on, WITHIN)
        due = {year: art27.due(year, WITHIN, CALENDAR) for year in art27.years(term, WITHIN)}
        assert [year for year, day in due.items() if art27.falls_in(term, day)] == years

    def test_says_which_reading_it_rests_on(self) -> None:
        first, *_ = derive(art27.KEY, PUBLISHED, {"year": 2025}, WITHIN, CALENDAR).lines
        assert (first.source, first.decided_by) == ("系统策略", ("annual_report_mode",))
        assert "当年12月31日前报送" in first.text


@pytest.mark.article("zone:28.1")
class TestSixMonthsBeforeReadAsADay:
    """The term ends on 2028-10-15: the day itself is 2028-04-15, and ten days on either side are allowed for."""

    FIRST, LAST = date(2028, 4, 5), date(2028, 4, 25)

    @pytest.mark.parametrize(
        ("now", "kind"),
        [
            (start_of(FIRST) - timedelta(seconds=1), RefusalKind.NOT_YET),
            (start_of(FIRST), None),
            (end_of(LAST) - timedelta(seconds=1), None),
            (end_of(LAST), RefusalKind.TOO_LATE),
        ],
        ids=["the day before", "the first day", "the last day", "the day after"],
    )
    def test_an_application_is_taken_around_it(self, now: datetime, kind: RefusalKind | None) -> None:
        refusal = window.refuse_application(window.window(PUBLISHED, POINT), now)
        assert (refusal.kind if refusal else None) is kind
        if refusal:
            assert refusal.basis == window.BASIS
            day = self.FIRST if kind is RefusalKind.NOT_YET else self.LAST
            assert in_words(day) in refusal.text

    def test_nobody_applies_outside_the_term(self) -> None:
        wide = POINT.model_copy(update={"renewal_tolerance_days": 5000})
        found = window.window(PUBLISHED, wide)
        assert (found.opens_at, found.closes_at) == (start_of(PUBLISHED), end_of(date(2028, 10, 15)))
        second = window.window(PUBLISHED, wide, 2)
        assert (second.opens_at, second.closes_at) == (start_of(date(2028, 10, 16)), end_of(date(2031, 10, 15)))

    def test_the_tolerance_is_ours_and_says_so(self) -> None:
        lines = window.window(PUBLISHED, POINT).lines
        assert [line.source for line in lines if "renewal_tolerance_days" in line.decided_by] == ["系统策略"]
        assert "前后各10天" in lines[-1].text

    def test_the_reminders_and_the_plan_go_by_it(self) -> None:
        term = terms.first_term(PUBLISHED, POINT)
        assert art28.window_days(term) == (self.FIRST, self.LAST)
        last = [rung for rung in art28.reminders(term, POINT, CALENDAR) if rung.key == "d-7"]
        assert [rung.planned_at for rung in last] == [nine(date(2028, 4, 18))]
        plan = renewal_plan.planned(date(2028, 10, 15), POINT, renewal_plan.RenewalPlan(), CALENDAR)
        assert (plan.opens, plan.steps[0].date <= self.LAST) == (self.FIRST, True)


@pytest.mark.article("zone:27#1", "zone:28.1")
class TestAReminderForADayOff:
    """Due on Monday 2026-02-02: thirty days before is Saturday 3 January, the day before is Sunday 1 February."""

    DUE = date(2026, 2, 2)

    @pytest.mark.parametrize(
        ("shift", "days"),
        [
            ("none", [date(2026, 1, 3), date(2026, 1, 26), date(2026, 2, 1)]),
            ("previous_workday", [date(2025, 12, 31), date(2026, 1, 26), date(2026, 1, 30)]),
        ],
    )
    def test_goes_out_that_day_or_by_the_other_reading_on_the_working_day_before(
        self, shift: str, days: list[date]
    ) -> None:
        case = in_term(PUBLISHED, ZonePolicy.model_validate({"reminder_shift": shift}))
        [owed] = [each for each in open_duties(case, CALENDAR) if each.facts.get("year") == 2025]
        before = [rung.planned_at for rung in owed.rungs if rung.key.startswith("d-")]
        assert before == [nine(day) for day in days]

    def test_never_moves_once_the_day_has_passed(self) -> None:
        friday = date(2026, 1, 30)
        rungs = rungs_around(friday, before=(), after=(1,), at="09:00", shift="previous_workday", calendar=CALENDAR)
        assert [rung.planned_at for rung in rungs] == [nine(date(2026, 1, 31))], "a Saturday"

    def test_is_one_where_two_come_to_the_same_working_day(self) -> None:
        rungs = rungs_around(
            self.DUE, before=(3, 2, 1), after=(), at="09:00", shift="previous_workday", calendar=CALENDAR
        )
        assert [(rung.key, rung.planned_at) for rung in rungs] == [("d-1", nine(date(2026, 1, 30)))]

    def test_lies_on_a_day_that_works_whatever_notice_is_still_to_come(self) -> None:
        new_year = date(2027, 2, 10)
        rungs = rungs_around(
            new_year, before=(1, 30), after=(), at="09:00", shift="previous_workday", calendar=CALENDAR
        )
        assert all(CALENDAR.day(rung.planned_at.astimezone(CHINA).date()).latest for rung in rungs)

    def test_is_told_in_the_derivation_of_the_date(self) -> None:
        *_, told = derive(art27.KEY, PUBLISHED, {"year": 2025}, EARLIER, CALENDAR).lines
        assert told.source == "系统策略"
        assert told.text.endswith("（到期前的提醒遇休息日提前至上一工作日）。")
        assert in_words(date(2026, 1, 30)) in told.text
