"""The chapters of a life, and where the case of each begins and ends.

The server's clock is the real one, and three years do not pass in a test. So a life is lived in five chapters, each
the case of a park of its own, opened or taken over where the time-bound part before it has just run out:

creation      from ``POST /cases`` to the approval (第十六条、第十七条): nothing but acts of people
acceptance    the year of creation is over; application, chain, panel, evaluation, publication of the notice, an
              objection and its re-examination (第二十条至第二十二条)
recognition   a notice closes at a full minute of today by the case's own policy (``notice_close``), a timer of its
              workflow; joint recognition, publication, the hand-over to the term (第二十二条、第二十三条)
term          a report is overdue and the renewal window has opened; report, renewal to its notice, an objection and
              its re-examination (第二十七条、第二十八条)
renewal       the term ends while the renewal is undecided; its notice closes as above; joint decision, publication,
              the hand-over to the next term (第二十四条、第二十八条)

Not covered: one workflow over years, and legal moments that are neither past at its start nor a minute ahead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.date_rules import derive
from domain.dates import CHINA, local_date, plus_years
from domain.policy import ZonePolicy
from domain.procedure.state import Notice, Proceeding
from domain.working_days import CalendarRelease, WorkCalendar
from domain.zone.case import Park, Renewal, RenewalStage, Report, Stage, ZoneCase
from domain.zone.term import first_term
from services.regulations import load_zone_policy

NOTICE_DAYS = 5
REGIONS = (("320500", "江苏省苏州市"), ("330100", "浙江省杭州市"), ("420100", "湖北省武汉市"))


@dataclass(frozen=True)
class Chapter:
    """``taken_over`` gives the case it begins with at an instant, the calendar in force and the instant at which its
    notice is to close; None where it begins with ``POST /cases``. ``leave``: kinds of tasks nobody answers."""

    key: str
    ends_in: str
    """The stage (of the renewal, while one runs) in which it comes to rest."""
    taken_over: Callable[[Park, WorkCalendar, datetime, datetime], ZoneCase] | None = None
    leave: frozenset[str] = frozenset()
    objection: bool = False
    """Somebody objects to the notice it publishes, and it ends when the objection is decided."""


def working_days_around(now: datetime) -> list[CalendarRelease]:
    """Synthetic notices by which every day for months around ``now`` works, so that a notice can close today."""
    days = [local_date(now) + timedelta(days=number) for number in range(-120, 121)]
    return [
        CalendarRelease(
            year=year,
            document_number=f"测试〔{year}〕1号",
            issued_on=local_date(now),
            days_off=(),
            make_up_workdays=tuple(day for day in days if day.year == year),
        )
        for year in sorted({day.year for day in days})
    ]


def next_minute(instant: datetime) -> datetime:
    """The first full minute not before ``instant``: closing times are given in hours and minutes."""
    return (instant + timedelta(seconds=59, microseconds=999_999)).replace(second=0, microsecond=0)


def park(key: str, number: int, organisation: str) -> Park:
    region, name = REGIONS[number % len(REGIONS)]
    return Park(
        id=key,
        name=f"示例混沌园区{key}",
        region=region,
        region_name=name,
        organisation=organisation,
        creating_body=f"{organisation}管理委员会",
    )


def case_id(park_id: str) -> str:
    return f"zone-{park_id}-case-1"


def workflow_id(park_id: str) -> str:
    return f"zone/{park_id}/case-1"


def owing(park: Park, calendar: WorkCalendar, now: datetime, days: int) -> ZoneCase:
    """A zone that owes a report in ``days`` days and is reminded of it at the beginning of every day until then."""
    due = local_date(now) + timedelta(days=days)
    policy = _policy(
        annual_report_due_month=due.month,
        annual_report_due_day=due.day,
        report_ladder_before=tuple(range(days, 0, -1)),
        report_ladder_after=(),
        reminder_time="00:00",
    )
    return _in_term(park, policy, calendar, now, plus_years(local_date(now), -1), owed=due.year - 1)


def _acceptance(park: Park, calendar: WorkCalendar, now: datetime, closes_at: datetime) -> ZoneCase:
    case = _case(park, _policy(), now, Stage.CREATION)
    case.approved_on = local_date(now) - timedelta(days=400)
    case.creation_minimum = derive("zone-creation-minimum", case.approved_on, {}, case.policy, calendar).compact()
    return case


def _recognition(park: Park, calendar: WorkCalendar, now: datetime, closes_at: datetime) -> ZoneCase:
    case = _case(park, _policy(notice_close=_clock(closes_at)), now, Stage.PUBLIC_NOTICE)
    case.approved_on = local_date(now) - timedelta(days=400)
    case.proceeding = _published("zone-notice", case, calendar, closes_at)
    return case


def _term(park: Park, calendar: WorkCalendar, now: datetime, closes_at: datetime) -> ZoneCase:
    overdue = local_date(now) - timedelta(days=10)
    policy = _policy(annual_report_due_month=overdue.month, annual_report_due_day=min(overdue.day, 28))
    published_on = plus_years(local_date(now), -3) + timedelta(days=90)
    return _in_term(park, policy, calendar, now, published_on, owed=overdue.year - 1)


def _renewal(park: Park, calendar: WorkCalendar, now: datetime, closes_at: datetime) -> ZoneCase:
    published_on = plus_years(local_date(now), -3) - timedelta(days=1)
    case = _in_term(park, _policy(notice_close=_clock(closes_at)), calendar, now, published_on)
    assert case.term is not None
    case.term.window_opened = True
    proceeding = _published("zone-renewal-notice", case, calendar, closes_at)
    case.renewal = Renewal(stage=RenewalStage.PUBLIC_NOTICE, proceeding=proceeding)
    return case


CHAPTERS = (
    Chapter("creation", "creation", leave=frozenset({"acceptance_application"})),
    Chapter("acceptance", "public_notice", _acceptance, objection=True),
    Chapter("recognition", "in_term", _recognition),
    Chapter("term", "renewal_notice", _term, objection=True),
    Chapter("renewal", "in_term", _renewal),
)


def _policy(**changes: object) -> ZonePolicy:
    return load_zone_policy().model_copy(update=changes)


def _clock(instant: datetime) -> str:
    return f"{instant.astimezone(CHINA):%H:%M}"


def _case(park: Park, policy: ZonePolicy, now: datetime, stage: Stage) -> ZoneCase:
    return ZoneCase(id=case_id(park.id), park=park, policy=policy, stage=stage, stage_since=now, taken_over=True)


def _published(rule: str, case: ZoneCase, calendar: WorkCalendar, closes_at: datetime) -> Proceeding:
    """An application whose notice runs since five working days and closes at ``closes_at``."""
    published_on = local_date(closes_at) - timedelta(days=NOTICE_DAYS)
    last_day = derive(rule, published_on, {"working_days": NOTICE_DAYS}, case.policy, calendar).compact()
    assert last_day.closes_at == closes_at
    return Proceeding(
        applied_on=published_on - timedelta(days=60),
        panel=["expert-1", "expert-2", "expert-3"],
        panel_leader="expert-1",
        conclusion="passed",
        notice=Notice(id=f"{case.id}-notice", published_at=closes_at - timedelta(days=NOTICE_DAYS), last_day=last_day),
    )


def _in_term(
    park: Park, policy: ZonePolicy, calendar: WorkCalendar, now: datetime, published_on: date, owed: int | None = None
) -> ZoneCase:
    """In its first term; every report before that of the year ``owed`` is in."""
    case = _case(park, policy, now, Stage.IN_TERM)
    case.recognised_on, case.term = published_on, first_term(published_on, policy)
    last = owed if owed is not None else local_date(now).year - 1
    for year in range(published_on.year, last + 1):
        due = derive("zone-annual-report", date(year, 12, 31), {"year": year}, policy, calendar).compact()
        done = None if year == owed else due.date
        case.term.reports.append(Report(year=year, due=due, submitted_on=done, accepted_on=done))
    return case
