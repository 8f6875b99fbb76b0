"""倒排: by when each link of 第二十八条 must act for a renewal to be decided in time. Advice, never a duty.

Counted backwards from the last day of the term, by working days the policy gives each link: the text gives none but
the five of the notice. While a holiday calendar is not published only days that will certainly work are counted on,
so that a plan stays safe whatever the calendar turns out to be. Objections are re-examined without any time limit; no
plan can allow for them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.citation import Citation
from domain.dates import ONE_DAY, in_words, plus_months
from domain.deadline import Deadline, Line
from domain.derivation import told_of
from domain.parameter import Count
from domain.policy import PARAMETERS, ZonePolicy
from domain.working_days import DayVerdict, WorkCalendar

PARAMETER = "Z-RENEW-PLAN"


class RenewalPlan(BaseModel):
    """Working days given to each link (系统策略). Consultation and notice take theirs from the policy of the zone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    examination: Count = 20
    consent: Count = 10
    submission: Count = 5
    evaluation: Count = 30
    decision: Count = 10


@dataclass(frozen=True, slots=True)
class Planned:
    """The steps in the order in which they are taken."""

    steps: tuple[Deadline, ...]
    opens: date | None
    """The first day on which the first step may be taken; None when any day will do."""

    @property
    def is_feasible(self) -> bool:
        """Whether the first step may be taken as early as it should."""
        return self.opens is None or self.opens <= self.steps[0].date


@dataclass(frozen=True, slots=True)
class _Link:
    """One step: what is to be done by its day, the words of the text for it, and what time must be left after it."""

    key: str
    act: str
    place: Citation
    words: str
    left: int = 0
    """Working days."""
    left_for: str = ""
    parameter: str = ""
    """Field of the policy that says so; empty where the plan itself does."""


_CHAIN = Citation("zone:28.2")
_EVALUATION = Citation("zone:28.3#1")
_RENEWAL = Citation("zone:28.3#2")


def _links(policy: ZonePolicy, plan: RenewalPlan) -> tuple[_Link, ...]:
    return (
        _Link(
            "application",
            "园区向省级市场监管部门提交复审申请材料",
            _CHAIN,
            "示范区填写复审申请材料，提交所在地省级市场监管部门审核",
            plan.examination,
            "省级审核",
        ),
        _Link(
            "examination",
            "省级市场监管部门完成审核",
            _CHAIN,
            "提交所在地省级市场监管部门审核",
            plan.consent,
            "领导小组同意",
        ),
        _Link(
            "consent",
            "领导小组表示同意",
            _CHAIN,
            "并报质量强省（区、市）工作领导小组同意后",
            plan.submission,
            "园区提交复审申请",
        ),
        _Link(
            "submission",
            "园区向市场监管总局提交复审申请",
            _CHAIN,
            "向市场监管总局提交复审申请",
            policy.consultation_working_days,
            "征求意见",
            "consultation_working_days",
        ),
        _Link(
            "consultation",
            "相关部门反馈意见",
            _EVALUATION,
            "市场监管总局征求相关部门意见",
            plan.evaluation,
            "综合评估",
        ),
        _Link(
            "evaluation",
            "市场监管总局完成综合评估并发布公示",
            _EVALUATION,
            "对园区开展综合评估，评估结果向社会公示",
            policy.notice_min_working_days,
            "公示",
            "notice_min_working_days",
        ),
        _Link(
            "public-notice",
            "公示期满",
            _EVALUATION,
            "公示期不少于五个工作日",
            plan.decision,
            "会同相关部门继续认定并公布",
        ),
        _Link("renewal", "继续认定并公布", _RENEWAL, "由市场监管总局会同相关部门继续认定为示范区"),
    )


def planned(last_day: date, policy: ZonePolicy, plan: RenewalPlan, calendar: WorkCalendar) -> Planned:
    """The latest safe day of every step before ``last_day`` of the term, in Asia/Shanghai."""
    opens, closes = _time_to_apply(last_day, policy)
    steps: list[Deadline] = []
    safe = possible = last_day
    for link in reversed(_links(policy, plan)):
        before = safe
        safe = _back(safe, link.left, attrgetter("latest"), calendar)
        possible = _back(possible, link.left, attrgetter("earliest"), calendar)
        if link.key == "application":
            safe, possible = min(safe, closes), min(possible, closes)
        steps.append(_step(link, last_day, before, safe, possible, calendar))
    return Planned(tuple(step.credited(policy) for step in reversed(steps)), opens)


def _time_to_apply(last_day: date, policy: ZonePolicy) -> tuple[date | None, date]:
    """The first and the last day for the application, as 到期前六个月 is read; None: from the first day of the term."""
    turn, around = plus_months(last_day, -policy.renewal_window_months), timedelta(days=policy.renewal_tolerance_days)
    if policy.renewal_reading == "window":
        return turn, last_day
    if policy.renewal_reading == "deadline":
        return None, turn
    return turn - around, min(turn + around, last_day)


def _back(end: date, n: int, works: Callable[[DayVerdict], bool], calendar: WorkCalendar) -> date:
    """The latest day that works and leaves ``n`` days that work after it, up to ``end``."""
    day = end
    while n or not works(calendar.day(day)):
        n -= works(calendar.day(day))
        day -= ONE_DAY
    return day


def _step(link: _Link, last_day: date, before: date, safe: date, possible: date, calendar: WorkCalendar) -> Deadline:
    lines = [Line(text=f"{link.place.place}：“{link.words}”。", citation=link.place)]
    if link.left:
        left = f"其后为{link.left_for}留出{link.left}个工作日。"
        told: dict[str, Any] = told_of(link.parameter) if link.parameter else {"parameter": PARAMETER}
        in_text = bool(link.parameter) and PARAMETERS[link.parameter].in_text
        lines.append(Line(text=left, citation=link.place, in_text=in_text, **told))
    counted = f"自{in_words(before)}向前推算，建议最迟为{in_words(safe)}。"
    lines.append(Line(text=counted, parameter=PARAMETER, in_text=False, dates=(before, safe)))
    if possible != safe:
        open_days = f"节假日安排尚未公布，只计确定上班的日期；安排最宽松时可到{in_words(possible)}。"
        lines.append(Line(text=open_days, parameter="CAL-UNKNOWN-YEAR", in_text=False, dates=(safe, possible)))
    return Deadline(
        key=f"renewal-plan-{link.key}",
        label=link.act,
        basis=(link.place,),
        anchor=last_day,
        anchor_label="示范期最后一日",
        date=safe,
        earliest=safe,
        latest=possible,
        provisional=any(not calendar.day(day).certain for day in _days(safe, last_day)),
        reading="earliest",
        lines=tuple(lines),
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + ONE_DAY * number for number in range((last - first).days + 1))
