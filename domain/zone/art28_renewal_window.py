"""第二十八条 示范区在示范期到期前六个月，可自愿申请复审。

Reading R-28-1: a window, from the corresponding day six months before the last day to the last day itself. The text
could also mean "no later than six months before", or that very day: the policy says which (系统策略).
"""

from datetime import date, datetime

from domain.citation import Citation
from domain.dates import ONE_DAY, in_words, local_date
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.windows import no_later_than, window_around, window_before
from domain.zone import art24_term

BASIS = (Citation("zone:28.1"),)
_KEY = "zone-renewal-window"
_OPENS = "复审申请期开始"
_END = "示范期最后一日"


def window(published_on: date, policy: ZonePolicy, term_number: int = 1) -> Deadline:
    """When renewal may be applied for. ``date`` is the day the window opens, ``closes_at`` 24:00 of the term's last day.

    By ``deadline`` it is the last day for the application, from the first day of the term on; by ``point`` the window is
    open some days before and after the day itself, and never outside the term.
    """
    last_day = art24_term.last_day(published_on, policy, term_number).date
    deadline = _READ[policy.renewal_reading](_first_day(published_on, policy, term_number), last_day, policy)
    return deadline.model_copy(
        update={
            "anchor": published_on,
            "anchor_label": art24_term.anchor_label(policy),
            "parameters": {"term_number": term_number},
        }
    )


def _last_months(first_day: date, last_day: date, policy: ZonePolicy) -> Deadline:
    months = policy.renewal_window_months
    return window_before(
        _KEY,
        _OPENS,
        BASIS,
        last_day=last_day,
        end_label=_END,
        months=months,
        parameters=_parameters(months, f"示范期最后{months}个月内可以申请"),
    )


def _by_the_day(first_day: date, last_day: date, policy: ZonePolicy) -> Deadline:
    months = policy.renewal_window_months
    return no_later_than(
        _KEY,
        "复审申请截止",
        BASIS,
        opens_on=first_day,
        last_day=last_day,
        end_label=_END,
        months=months,
        parameters=_parameters(months, f"最迟在到期{months}个月前申请"),
    )


def _around_the_day(first_day: date, last_day: date, policy: ZonePolicy) -> Deadline:
    months, days = policy.renewal_window_months, policy.renewal_tolerance_days
    around = {"renewal_tolerance_days": f"{days}天"}
    return window_around(
        _KEY,
        _OPENS,
        BASIS,
        within=(first_day, last_day),
        end_label=_END,
        months=months,
        days=days,
        parameters=_parameters(months, f"到期{months}个月之日前后各{days}天内申请") | around,
    )


_READ = {"window": _last_months, "deadline": _by_the_day, "point": _around_the_day}
"""``renewal_reading`` → the first and the last day of the term, and the policy, as the time for the application."""


def _parameters(months: int, reading: str) -> dict[str, str]:
    return {"renewal_window_months": f"{months}个月", "renewal_reading": reading}


def _first_day(published_on: date, policy: ZonePolicy, term_number: int) -> date:
    if term_number == 1:
        return published_on
    return art24_term.last_day(published_on, policy, term_number - 1).date + ONE_DAY


def last_day_to_apply(period: Deadline) -> date:
    """The last day of the window: under either reading the day on which it closes at 24:00."""
    assert period.closes_at is not None
    return local_date(period.closes_at) - ONE_DAY


def refuse_application(period: Deadline, now: datetime) -> Refusal | None:
    """Why a renewal application at ``now`` is turned away, or None inside the window."""
    assert period.opens_at is not None
    assert period.closes_at is not None
    if now < period.opens_at:
        return Refusal(
            kind=RefusalKind.NOT_YET,
            text=f"尚未到复审申请期，{in_words(period.date)}起可以申请。",
            basis=BASIS,
            remedy="申请期开始时系统会发出复审提醒。",
        )
    if now >= period.closes_at:
        return Refusal(
            kind=RefusalKind.TOO_LATE,
            text=f"复审申请已于{in_words(last_day_to_apply(period))}24时截止，不能再申请复审。",
            basis=BASIS,
        )
    return None
