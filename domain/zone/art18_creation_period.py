"""第十八条 创建活动原则上不少于一年。

Soft minimum: only 总局 may except in writing. Reading R-18-1: the year runs from the date of the approval,
its last day is the corresponding day, and the application is free from the next day; a return of the
materials does not start the year anew.
"""

from datetime import date, datetime

from domain.citation import Citation
from domain.dates import ONE_DAY, local_date
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.windows import minimum_since

BASIS = (Citation("zone:18"),)


def minimum(approved_on: date, policy: ZonePolicy) -> Deadline:
    """The last day of the first year of creation; ``opens_at`` is 00:00 of the next day."""
    return minimum_since(
        "zone-creation-minimum",
        "创建活动满一年",
        BASIS,
        anchor=approved_on,
        anchor_label="审核同意创建之日",
        months=policy.creation_minimum_months,
        mode=policy.period_mode,
        parameter="creation_minimum_months",
        waived_by=Role.SAMR.label,
    )


def first_day_after(year: Deadline) -> date:
    return year.date + ONE_DAY


def refuse_acceptance_application(year: Deadline, now: datetime) -> Refusal | None:
    """Why an acceptance application at ``now`` is held back, or None when the year is over."""
    if local_date(now) > year.date:
        return None
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"创建活动未满一年：自{year.anchor}起，至{year.words}届满。",
        basis=BASIS,
        remedy=f"可自{first_day_after(year)}起申请验收；确需提前的，由市场监管总局书面批准。",
    )
