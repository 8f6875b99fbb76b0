"""Zones that owe a report in a year without a notice on the holidays, and a notice that moves its due day."""

from datetime import UTC, date, datetime, timedelta

from domain.policy import ZonePolicy
from domain.working_days import CalendarRelease, WorkCalendar
from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.case import Park, Report, Stage, ZoneCase

POLICY = ZonePolicy()


def owing_zone(number: int, year: int) -> ZoneCase:
    """A zone taken over in its first term: its first report to come is due in January of ``year``."""
    published_on = date(year - 1, 1, 1) - timedelta(days=number % 300)
    term = terms.first_term(published_on, POLICY)
    term.reports = [
        Report(
            year=each,
            due=art27.due(each, POLICY, WorkCalendar([])).compact(),
            submitted_on=published_on,
            accepted_on=published_on,
        )
        for each in range(published_on.year, year - 1)
    ]
    return ZoneCase(
        id=f"bench-{number}-case-1",
        park=Park(
            id=f"bench-{number}",
            name=f"示例基准园区{number}",
            region="320500",
            region_name="江苏省苏州市",
            organisation="park-js-1",
            creating_body="示例管委会",
        ),
        policy=POLICY,
        stage=Stage.IN_TERM,
        stage_since=datetime.now(UTC),
        taken_over=True,
        recognised_on=published_on,
        term=term,
    )


def moving_release(year: int) -> CalendarRelease:
    """Synthetic: the last day of January and the six after it are days off."""
    return CalendarRelease(
        year=year,
        document_number=f"测试〔{year}〕1号",
        issued_on=datetime.now(UTC).date(),
        days_off=tuple(date(year, 1, 31) + timedelta(days=number) for number in range(7)),
        make_up_workdays=(),
    )
