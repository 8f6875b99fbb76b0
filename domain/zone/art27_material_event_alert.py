"""第二十七条 重大事项及时上报。

Reading R-27-4: 及时 has no number. After the hours of 系统策略, counted by the clock from the instant it happened,
on holidays too, an alert is raised; a later report is accepted and marked, and nothing else follows from it.
"""

from datetime import date, datetime, time, timedelta

from domain.citation import Citation
from domain.dates import CHINA, at, in_words, local_date
from domain.deadline import Deadline, Line, Lines, certain
from domain.derivation import parameter_lines
from domain.policy import ZonePolicy

KEY = "zone-material-event"
LABEL = "重大事项上报的提示时刻"
ANCHOR_LABEL = "重大事项发生之日"
BASIS = (Citation("zone:27#1"),)


def alert(occurred_at: datetime, policy: ZonePolicy) -> Deadline:
    """The instant of the alert: ``closes_at``; ``date`` is its day. ``occurred_at``: to the minute, aware."""
    local = occurred_at.astimezone(CHINA)
    return alert_since(local.date(), local.hour, local.minute, policy)


def alert_since(day: date, hour: int, minute: int, policy: ZonePolicy) -> Deadline:
    """The same of what happened on ``day`` at ``hour``:``minute`` in Asia/Shanghai."""
    occurred_at = at(day, time(hour, minute))
    due = occurred_at + timedelta(hours=policy.material_event_hours)
    hours = f"{policy.material_event_hours}小时"
    lines = Lines(
        lambda: (
            *parameter_lines("material_event_hours", hours),
            Line(
                text=f"发生于{in_words_to_the_minute(occurred_at)}，按钟点推算{hours}，至{in_words_to_the_minute(due)}；"
                "休息日、节假日照常计算，不顺延。",
                in_text=False,
                dates=(day, local_date(due)),
            ),
        )
    )
    deadline = certain(
        KEY,
        LABEL,
        BASIS,
        anchor=day,
        anchor_label=ANCHOR_LABEL,
        day=local_date(due),
        closes_at=due,
        lines=lines,
    )
    return deadline.model_copy(update={"parameters": {"hour": hour, "minute": minute}})


def in_words_to_the_minute(instant: datetime) -> str:
    """2026年6月20日（周六）22时00分, in Asia/Shanghai."""
    local = instant.astimezone(CHINA)
    return f"{in_words(local.date())}{local.hour}时{local.minute:02d}分"
