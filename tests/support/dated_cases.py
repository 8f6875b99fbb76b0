"""Cases with a date that counts working days into a year without a notice, and two notices for that year."""

from datetime import UTC, date, datetime, timedelta

from domain.case import next_task
from domain.date_rules import derive
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.procedure.consultation import department
from domain.procedure.state import Consultation, Notice, Proceeding
from domain.working_days import CalendarRelease, WorkCalendar
from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.case import Renewal, Report, Stage, ZoneCase
from domain.zone.kinds import TASK_KINDS
from tests.support.calendars import CALENDAR, SEED, days, release
from tests.support.world import PARK
from tests.support.zone_cases import POLICY

PUBLISHED = datetime(2026, 12, 28, 2, tzinfo=UTC)
"""Monday 28 December 2026: the fifth working day lies in a year without a notice."""
SOON = PUBLISHED + timedelta(days=1)
SHORT = release(2027, made_up=["2027-01-02", "2027-01-03"], issued_on="2026-12-29")
LONG = release(
    2027, off=[each.isoformat() for each in days(date(2027, 1, 1), date(2027, 1, 20))], issued_on="2026-12-29"
)


def under(*releases: CalendarRelease) -> WorkCalendar:
    return WorkCalendar([*SEED, *releases])


def in_notice(calendar: WorkCalendar = CALENDAR, *, renewal: bool = False) -> ZoneCase:
    last_day = derive("zone-notice", date(2026, 12, 28), {"working_days": 5}, POLICY, calendar).compact()
    proceeding = Proceeding(notice=Notice(id="n-1", published_at=PUBLISHED, last_day=last_day))
    case = ZoneCase(id="zone-js-1-case-1", park=PARK, policy=POLICY, stage=Stage.PUBLIC_NOTICE, stage_since=PUBLISHED)
    if renewal:
        case.renewal = Renewal(proceeding=proceeding)
    else:
        case.proceeding = proceeding
    return case


def in_consultation() -> ZoneCase:
    due = derive("zone-consultation", date(2026, 12, 28), {}, POLICY, CALENDAR).compact()
    case = ZoneCase(id="zone-js-1-case-1", park=PARK, policy=POLICY, stage=Stage.APPROVAL, stage_since=PUBLISHED)
    case.proceeding.consultation = Consultation(asked_on=date(2026, 12, 28), due=due)
    for each in ("mara", "mofcom", "mct", "cnipa"):
        task = next_task(case, TASK_KINDS["creation_opinion"], department(each), PUBLISHED)
        case.tasks.append(task.model_copy(update={"due": due.date, "due_provisional": due.provisional}))
    return case


def in_term(published_on: date = date(2025, 5, 20), policy: ZonePolicy = POLICY) -> ZoneCase:
    term = terms.first_term(published_on, policy)
    term.reports = [
        Report(year=year, due=art27.due(year, policy, CALENDAR).compact()) for year in art27.years(term, policy)
    ]
    return ZoneCase(
        id="zone-js-1-case-1", park=PARK, policy=policy, stage=Stage.IN_TERM, stage_since=PUBLISHED, term=term
    )


def notice_of(case: ZoneCase) -> Deadline:
    assert case.current.notice is not None
    return case.current.notice.last_day


SHEET = """年份,2027
文号,国办〔2026〕9号
发布日期,2026-11-04
类别,自,至
放假,2027-01-01,2027-01-03
上班,2027-01-09,
""".encode()
"""A release as somebody fills in the sheet."""
