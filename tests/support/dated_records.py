"""Recorded dates to check: as ``domain`` derives them by any rule, policy and state of the calendar."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Any

from domain.date_rules import DATE_RULES, derive
from domain.deadline import Deadline
from domain.open_dates import moves, open_dates, replaced
from domain.policy import POLICIES, Policy
from domain.rederivation import rederived
from domain.working_days import CalendarRelease, WorkCalendar
from domain.zone.case import ZoneCase
from services.verification import seasons
from tests.support.calendars import SEED

FIRST, LAST = date(2004, 1, 1), date(2040, 12, 31)
YEARS = range(FIRST.year - 1, LAST.year + 35)
"""Far enough for the sixtieth half-year after the last anchor."""
FROM_THE_BEGINNING = "2000-01-01T00:00:00Z"

_CHOICES: dict[str, tuple[object, ...]] = {
    "notice_count_publication_day": (False, True),
    "notice_close": ("24:00", "17:00", "17:30", "18:00"),
    "consultation_working_days": (10, 5, 20),
    "objection_supplement_working_days": (5, 7),
    "creation_minimum_months": (12, 1, 18),
    "look_back_mode": ("rolling", "calendar_years"),
    "term_years": (3, 5),
    "term_anchor": ("original", "previous_last_day"),
    "renewal_reading": ("window", "deadline", "point"),
    "renewal_tolerance_days": (30, 10),
    "renewal_window_months": (6, 9),
    "annual_report_mode": ("calendar_year", "within_year", "anniversary_year"),
    "annual_report_due_month": (1, 3, 12),
    "annual_report_due_days": (30, 45),
    "period_mode": ("corresponding", "inclusive"),
    "half_year_mode": ("anchored", "calendar"),
    "half_year_roll": ("next_workday", "none"),
    "ledger_roll": ("none", "next_workday"),
    "campaign_in_progress": (False, True),
    "campaign_summary_days": (15, 30),
}
"""What a deployment may choose, by the fields of the four policies."""


@cache
def all_seasons() -> dict[str, dict[str, list[list[str]]]]:
    return seasons(YEARS)


def some_policy(random: Random, programme: str) -> Policy:
    fields = POLICIES[programme].model_fields
    chosen = {name: random.choice(options) for name, options in _CHOICES.items() if name in fields}
    return POLICIES[programme].model_validate(chosen)


def some_deadline(random: Random, key: str, policy: Policy, calendar: WorkCalendar) -> Deadline:
    anchor = FIRST + timedelta(days=random.randrange((LAST - FIRST).days + 1))
    given = {name: random.randint(each.minimum, each.maximum) for name, each in DATE_RULES[key].parameters.items()}
    if "year" in given:
        given["year"] = anchor.year + random.randint(0, 3)
    return derive(key, anchor, given, policy, calendar).compact()


def inputs(
    policy: Policy,
    deadlines: Iterable[Deadline],
    releases: Iterable[CalendarRelease],
    later: Mapping[str, CalendarRelease] = MappingProxyType({}),
) -> dict[str, Any]:
    """What ``verifier.verify`` is given. ``releases`` are known from the beginning, ``later`` ones since an instant."""
    known = [*((FROM_THE_BEGINNING, each) for each in releases), *later.items()]
    return {
        "policy": policy.model_dump(mode="json"),
        "releases": [{**release.model_dump(mode="json"), "known_since": since} for since, release in known],
        "seasons": all_seasons(),
        "deadlines": [each.model_dump(mode="json", exclude_defaults=True) for each in deadlines],
    }


def counted_again(case: ZoneCase, release: CalendarRelease, now: datetime) -> ZoneCase:
    """The case as it records itself when at ``now`` (UTC) it is told of ``release``, beside those of past years."""
    calendar, open_ = WorkCalendar([*SEED, release]), open_dates(case, now)
    for move in moves(open_, [rederived(each.deadline, case.policy, calendar) for each in open_]):
        replaced(case, move.path, move.after)
    return case
