"""Cases in every stage in which one may be found at rest, each with the dates it then has, and terms of any reading."""

from datetime import UTC, date, datetime
from functools import cache

from domain.date_rules import derive
from domain.dates import start_of
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.procedure.state import Consultation, Notice, Proceeding
from domain.zone import art18_creation_period as art18
from domain.zone import art27_annual_report as art27
from domain.zone import art27_reapplication_bar as art27_bar
from domain.zone import term as terms
from domain.zone.case import Renewal, RenewalStage, Report, Stage, Term, ZoneCase
from domain.zone.parts import Revocation
from tests.support.calendars import CALENDAR
from tests.support.world import PARK

DAY = date(2026, 3, 2)
"""On which what runs in these cases began."""
DEFAULT = ZonePolicy()
READINGS = {
    "by default": DEFAULT,
    "six months before as a limit": ZonePolicy(renewal_reading="deadline"),
    "around the day six months before": ZonePolicy(renewal_reading="point"),
    "the first day counts": ZonePolicy(period_mode="inclusive"),
    "reports within the year": ZonePolicy(annual_report_mode="within_year"),
    "reports by anniversary": ZonePolicy(annual_report_mode="anniversary_year"),
    "terms chained": ZonePolicy(term_anchor="previous_last_day"),
}


def case_in(stage: Stage, policy: ZonePolicy = DEFAULT) -> ZoneCase:
    return ZoneCase(
        id="zone-js-1-case-1", park=PARK, policy=policy, stage=stage, stage_since=datetime(2024, 1, 1, tzinfo=UTC)
    )


def asked(day: date) -> Proceeding:
    due = derive("zone-consultation", day, {}, DEFAULT, CALENDAR).compact()
    return Proceeding(consultation=Consultation(asked_on=day, due=due))


def published(day: date, policy: ZonePolicy = DEFAULT) -> Proceeding:
    last_day = derive("zone-notice", day, {"working_days": 5}, policy, CALENDAR).compact()
    return Proceeding(notice=Notice(id="n-1", published_at=start_of(day), last_day=last_day))


def with_reports(term: Term, policy: ZonePolicy) -> Term:
    anchor = term.anchor if policy.annual_report_mode == "anniversary_year" else None
    due = {year: due_day(year, anchor, policy) for year in art27.years(term, policy)}
    planned = [Report(year=year, due=day) for year, day in due.items() if art27.falls_in(term, day)]
    return term.model_copy(update={"reports": planned})


@cache
def due_day(year: int, anchor: date | None, policy: ZonePolicy) -> Deadline:
    """Of calendar years it is the same for every term: the anchor matters by the anniversary only."""
    return derive(art27.KEY, anchor or date(year, 12, 31), {"year": year}, policy, CALENDAR).compact()


def in_term(published_on: date, policy: ZonePolicy = DEFAULT) -> ZoneCase:
    case = case_in(Stage.IN_TERM, policy)
    case.term = with_reports(terms.first_term(published_on, policy), policy)
    return case


def in_renewal(stage: RenewalStage, *, expired: bool = False) -> ZoneCase:
    """A zone in the last days of its term (or just after it) whose renewal stands in ``stage``; its reports are in."""
    case = in_term(date(2023, 3, 5))
    assert case.term is not None
    case.term.window_opened = True
    case.term.reports = []
    case.renewal = Renewal(stage=stage)
    if stage is RenewalStage.CONSULTATION:
        case.renewal.proceeding = asked(DAY)
    if stage is RenewalStage.PUBLIC_NOTICE:
        case.renewal.proceeding = published(DAY)
    if expired:
        case.stage = Stage.EXPIRED_PENDING_RENEWAL
    return case


def barred() -> ZoneCase:
    """A zone revoked on ``DAY``: what is left of it is the bar."""
    case = case_in(Stage.REVOKED)
    case.term = terms.first_term(date(2025, 3, 5), DEFAULT)
    case.revocation = Revocation(
        ground="violation_of_article_7", facts="…", opened_on=DAY, decided_on=DAY, bar=art27_bar.bar(DAY, DEFAULT)
    )
    return case


def of_creation(stage: Stage) -> ZoneCase:
    case = case_in(stage)
    if stage is Stage.CREATION:
        case.creation_minimum = art18.minimum(DAY, DEFAULT).compact()
    if stage in {Stage.APPROVAL, Stage.MATERIAL_REVIEW}:
        case.proceeding = asked(DAY)
    if stage is Stage.PUBLIC_NOTICE:
        case.proceeding = published(DAY)
    return case


SITUATIONS: dict[tuple[Stage, RenewalStage | None], ZoneCase] = {
    **{(stage, None): of_creation(stage) for stage in Stage if stage is not Stage.EXPIRED_PENDING_RENEWAL},
    (Stage.IN_TERM, None): in_term(DAY),
    (Stage.REVOKED, None): barred(),
    **{(Stage.IN_TERM, stage): in_renewal(stage) for stage in RenewalStage},
    **{
        (Stage.EXPIRED_PENDING_RENEWAL, stage): in_renewal(stage, expired=True)
        for stage in RenewalStage
        if stage is not RenewalStage.GRANTED
    },
}
"""Every stage a case may be found in at rest; EXPIRED_PENDING_RENEWAL only with a renewal that still runs."""
