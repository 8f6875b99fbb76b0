"""A demonstration term as 第二十四条 and 第二十八条 shape it together: its last day and the window before it."""

from datetime import date

from domain.dates import ONE_DAY
from domain.policy import ZonePolicy
from domain.zone import art24_term, art28_renewal_window
from domain.zone.case import Term


def first_term(published_on: date, policy: ZonePolicy) -> Term:
    return _term(published_on, 1, published_on, policy)


def next_term(term: Term, policy: ZonePolicy) -> Term:
    """The term after a renewal: from the day after the old last day, anchored at the first publication."""
    return _term(term.anchor, term.number + 1, term.last_day.date + ONE_DAY, policy)


def _term(anchor: date, number: int, starts_on: date, policy: ZonePolicy) -> Term:
    end = art24_term.last_day(anchor, policy, number)
    return Term(
        number=number,
        anchor=anchor,
        starts_on=starts_on,
        last_day=end.compact(),
        window=art28_renewal_window.window(anchor, policy, number).compact(),
    )
