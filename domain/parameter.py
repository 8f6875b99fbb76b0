"""What the parameters of a policy mean to people, and the types that several programmes share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from domain.citation import Citation

PeriodMode = Literal["corresponding", "inclusive"]
"""``corresponding``: the corresponding day is the last one (民法典第二百零二条); ``inclusive``: the day before it."""
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day in Asia/Shanghai."""
ClosingTime = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
"""A time of day in Asia/Shanghai, or 24:00, the end of the day."""
Count = Annotated[int, Field(ge=1)]
ReminderShift = Literal["none", "previous_workday"]
"""A reminder before a day goes out as planned, or on the working day before when it is planned for a day off."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a field means to people: its id in the specification, and whether the text fixes it."""

    id: str
    label: str
    in_text: bool
    citation: Citation | None = None
    """The place the parameter belongs to, also where that place is silent."""
    quote: str = ""
    """The words of the text that fix the value, or leave it open."""
    note: str = ""
    """Why this value, or what else the text could mean."""
    values: Mapping[str, str] = field(default_factory=dict)
    """In words what the values stand for, where they are keys."""
    entered: str = ""
    """Where the value comes in, in a sentence, where no change of the policy sets it."""
    along: tuple[str, ...] = ()
    """Further fields whose values a derivation tells in the same line, or in the note of what the text fixes."""


def fixed(key: str, id_: str, label: str, quote: str, note: str = "", along: tuple[str, ...] = ()) -> Parameter:
    """A value the text fixes at the place ``key`` with the words ``quote``."""
    return Parameter(id_, label, True, Citation(key), quote, note, along=along)


def chosen(
    key: str,
    id_: str,
    label: str,
    quote: str = "",
    note: str = "",
    values: Mapping[str, str] | None = None,
    along: tuple[str, ...] = (),
    entered: str = "",
) -> Parameter:
    """A value of 系统策略; ``key`` is the place that leaves it open, empty when it belongs to none."""
    return Parameter(id_, label, False, Citation(key) if key else None, quote, note, values or {}, entered, along)


ROLLS = {"none": "不顺延", "next_workday": "顺延至下一工作日"}
"""Values of a parameter that says what becomes of a day off."""

COMMON: dict[str, Parameter] = {
    "reminder_time": chosen("", "CAL-REMINDER-TIME", "提醒时刻"),
    "reminder_shift": chosen(
        "",
        "CAL-REMINDER-SHIFT",
        "到期前的提醒遇休息日",
        note="到期以后的提醒不移动。",
        values={"none": "当日照常提醒", "previous_workday": "提前至上一工作日提醒"},
    ),
    "period_mode": chosen(
        "",
        "CAL-PERIOD-MODE",
        "期间最后一日（对应日或对应日前一日）",
        note="参照民法典第二百零一条、第二百零二条。",
        values={"corresponding": "对应日", "inclusive": "对应日的前一日"},
    ),
    "event_limits": chosen(
        "",
        "H-ACCIDENT-LIMITS",
        "事件环节的期限",
        note="条文没有规定任何环节的期限（依法）；其他法律、行政法规规定的，连同其名称录入，没有录入的环节没有期限。",
    ),
    "event_ladder_before": chosen("", "H-ACCIDENT-LIMITS", "事件环节到期前提醒天数"),
    "event_ladder_after": chosen("", "H-ACCIDENT-LIMITS", "事件环节逾期后提醒天数"),
    "separation_of_duties": chosen(
        "",
        "Z-SEPARATION",
        "经办与决定、决定与复核由不同人员办理",
        note="条文没有规定内部分工；同一单位内由不同人员办理，同一人不得代表两个单位办理同一事项。",
    ),
}
"""Fields that mean the same in every programme that has them."""
