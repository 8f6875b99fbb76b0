"""A demonstration term as 第二十四条 and 第二十八条 shape it together: its last day and the window before it."""

from datetime import date

from domain.dates import ONE_DAY, in_words
from domain.policy import ZonePolicy
from domain.zone import art24_term, art28_renewal_window
from domain.zone.case import Term


def first_term(anchor: date, policy: ZonePolicy) -> Term:
    """The term of a recognition; ``anchor`` is that of ``art24_term.anchor``."""
    return _term(anchor, 1, anchor, policy)


def next_term(term: Term, policy: ZonePolicy, published_on: date) -> Term:
    """The term after a renewal published on this day.

    From the day after the old last day and counted from the first anchor, so that nothing drifts; under the other
    reading (``renewal_new_term``) from the publication, at once.
    """
    if policy.renewal_new_term == "continuous":
        return _term(term.anchor, term.number + 1, term.last_day.date + ONE_DAY, policy, passed=term.passed)
    return _term(published_on, term.number + 1, published_on, policy, passed=term.number)


def next_begins(term: Term, policy: ZonePolicy) -> str:
    """From when the term after this one runs, for people; its renewal need not be published yet."""
    if policy.renewal_new_term == "continuous":
        return f"新的示范期自上一示范期最后一日的次日（{in_words(term.last_day.date + ONE_DAY)}）起算"
    return "新的示范期自向社会公布之日起算"


def _term(anchor: date, number: int, starts_on: date, policy: ZonePolicy, *, passed: int = 0) -> Term:
    return Term(
        number=number,
        anchor=anchor,
        passed=passed,
        starts_on=starts_on,
        last_day=art24_term.last_day(anchor, policy, number - passed).compact(),
        window=art28_renewal_window.window(anchor, policy, number - passed).compact(),
    )
