"""Every date rule of the 示范区 measures by its key: one way to derive a date, for workflows, pages and calculator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.citation import Basis
from domain.deadline import Deadline
from domain.periods import working_days_after
from domain.policy import ZonePolicy
from domain.working_days import WorkCalendar
from domain.zone import (
    art07_negative_list,
    art17_nomination,
    art18_creation_period,
    art22_public_notice,
    art24_term,
    art27_annual_report,
    art28_renewal_window,
)

Parameters = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DateRule:
    """One rule. ``derive(anchor, parameters, policy, calendar)`` answers the deadline with its derivation.

    ``parameters`` maps the name of each optional whole number to its smallest and largest value.
    """

    key: str
    label: str
    anchor_label: str
    basis: Basis
    derive: Callable[[date, Parameters, ZonePolicy, WorkCalendar], Deadline]
    parameters: Mapping[str, tuple[int, int]]


def _notice(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art22_public_notice.last_day(
        anchor, given.get("working_days", policy.notice_min_working_days), policy, calendar
    )


def _consultation(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return working_days_after(
        "zone-consultation",
        "征求意见反馈期限",
        art17_nomination.APPROVAL_BASIS,
        anchor=anchor,
        anchor_label="征求意见之日",
        n=policy.consultation_working_days,
        calendar=calendar,
        parameter="consultation_working_days",
        not_less_than=False,
    )


def _annual_report(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art27_annual_report.due(given.get("year", anchor.year), policy, calendar)


def _term(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art24_term.last_day(anchor, policy, given.get("term_number", 1))


def _window(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art28_renewal_window.window(anchor, policy, given.get("term_number", 1))


def _minimum(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art18_creation_period.minimum(anchor, policy)


def _look_back(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art07_negative_list.look_back(anchor, policy)


_RULES = (
    DateRule(
        "zone-notice",
        "公示期最后一日",
        "公示发布之日",
        art22_public_notice.NOTICE_BASIS,
        _notice,
        {"working_days": (5, 60)},
    ),
    DateRule(
        "zone-consultation", "征求意见反馈期限", "征求意见之日", art17_nomination.APPROVAL_BASIS, _consultation, {}
    ),
    DateRule("zone-term", "示范期最后一日", "向社会公布之日", art24_term.BASIS, _term, {"term_number": (1, 30)}),
    DateRule(
        "zone-renewal-window",
        "复审申请期开始",
        "向社会公布之日",
        art28_renewal_window.BASIS,
        _window,
        {"term_number": (1, 30)},
    ),
    DateRule("zone-creation-minimum", "创建活动满一年", "审核同意创建之日", art18_creation_period.BASIS, _minimum, {}),
    DateRule("zone-look-back", "近三年来的起始日", "核查日", art07_negative_list.BASIS, _look_back, {}),
    DateRule(
        "zone-annual-report",
        "年度工作报告报送期限",
        "向社会公布之日",
        art27_annual_report.BASIS,
        _annual_report,
        {"year": (2000, 2199)},
    ),
)
DATE_RULES: dict[str, DateRule] = {rule.key: rule for rule in _RULES}


def derive(key: str, anchor: date, parameters: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    """The deadline of rule ``key``; keeps what it was given, so that it can be derived again.

    Raises ``KeyError`` for an unknown rule.
    """
    deadline = DATE_RULES[key].derive(anchor, parameters, policy, calendar)
    return deadline.model_copy(update={"parameters": dict(parameters)})


def derivation(deadline: Deadline, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    """A compact deadline with its derivation again."""
    return derive(deadline.key, deadline.anchor, _whole_numbers(deadline), policy, calendar)


def _whole_numbers(deadline: Deadline) -> dict[str, int]:
    return {name: value for name, value in deadline.parameters.items() if isinstance(value, int)}
