"""第二十八条 示范区在示范期到期前六个月，可自愿申请复审。

Reading R-28-1: a window, from the corresponding day six months before the last day to the last day
itself; the text could also mean "no later than six months before" (parameter of 系统策略).
"""

from datetime import date, datetime

from domain.citation import Citation
from domain.dates import in_words
from domain.deadline import Deadline
from domain.periods import window_before
from domain.policy import ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.zone import art24_term

BASIS = (Citation("zone:28.1"),)


def window(published_on: date, policy: ZonePolicy, term_number: int = 1) -> Deadline:
    """``date`` is the day the window opens, ``closes_at`` 24:00 of the last day of the term."""
    last_day = art24_term.last_day(published_on, policy, term_number).date
    deadline = window_before(
        "zone-renewal-window",
        "复审申请期开始",
        BASIS,
        last_day=last_day,
        months=policy.renewal_window_months,
        parameter="renewal_window_months",
    )
    return deadline.model_copy(
        update={
            "anchor": published_on,
            "anchor_label": "向社会公布之日",
            "parameters": {"term_number": term_number},
        }
    )


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
        return Refusal(kind=RefusalKind.TOO_LATE, text="示范期已届满，不能再申请复审。", basis=BASIS)
    return None
