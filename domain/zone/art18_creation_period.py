"""第十八条 创建活动原则上不少于一年。

Soft minimum: only 总局 may except in writing (``art18_exception``). Reading R-18-1: the year runs from the date of the
approval, or of its delivery to the park (``creation_start``); its last day is the corresponding day, and the
application is free from the next day; a return of the materials does not start the year anew. Reading R-18-2: where
the year is asked for, ``creation_guard_at`` says.
"""

from datetime import date, datetime

from domain.citation import Citation
from domain.dates import ONE_DAY, in_words, local_date
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.windows import minimum_since
from domain.zone.case import ZoneCase
from domain.zone.policy import CreationGuard

BASIS = (Citation("zone:18"),)
_SINCE = {"approval": "审核同意创建之日", "delivery": "同意创建通知送达之日"}


def minimum(started_on: date, policy: ZonePolicy) -> Deadline:
    """The last day of the first year of creation; ``opens_at`` is 00:00 of the next day.

    ``started_on``: the day of the approval or of its delivery, as ``policy.creation_start`` says.
    """
    return minimum_since(
        "zone-creation-minimum",
        "创建活动满一年",
        BASIS,
        anchor=started_on,
        anchor_label=_SINCE[policy.creation_start],
        months=policy.creation_minimum_months,
        mode=policy.period_mode,
        parameter="creation_minimum_months",
        anchored_by="creation_start",
        waived_by=Role.SAMR.label,
    )


def first_day_after(year: Deadline) -> date:
    return year.date + ONE_DAY


def announced(approved_on: date, policy: ZonePolicy) -> tuple[tuple[Deadline, ...], str, str]:
    """What the approval can already say of the year: its last day and the first day after it (ISO; empty) if it runs
    at once, and a clause for people."""
    if policy.creation_start == "delivery":
        return (), "", "创建活动原则上不少于一年，自本通知送达园区之日起算"
    year = minimum(approved_on, policy)
    return (year,), first_day_after(year).isoformat(), f"创建活动原则上不少于一年，至{year.words}届满"


def guard(case: ZoneCase, now: datetime, at: CreationGuard) -> Refusal | None:
    """Why the park may not take the step ``at`` yet, or None: the year is over, excepted, or asked for elsewhere."""
    if case.policy.creation_guard_at != at or case.exception:
        return None
    if case.creation_minimum is None:
        return Refusal(
            kind=RefusalKind.NOT_YET,
            text="同意创建通知尚未送达园区，创建活动的一年尚未起算。",
            basis=BASIS,
            remedy="请先确认收到同意创建通知。",
        )
    return _refuse_before_the_end(case.creation_minimum, now)


def _refuse_before_the_end(year: Deadline, now: datetime) -> Refusal | None:
    if local_date(now) > year.date:
        return None
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"创建活动未满一年：自{in_words(year.anchor)}起，至{year.words}届满。",
        basis=BASIS,
        remedy=f"可自{in_words(first_day_after(year))}起申请验收；确需提前的，由市场监管总局书面批准。",
    )
