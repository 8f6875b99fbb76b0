"""五（四） 建设。长三角相关地级市(区)市场监管局开展示范试点建设，狠抓落实，每半年向相应省级市场监管局提交示范试点建设情
况报告，确保示范试点建设取得实效。

Every participating bureau reports to its own provincial bureau, or the lead for all of them (reading R-P-5). The plan
does not say from when the half-years run: from the joint publication, which launches the building (五（三）), or with
the calendar year (系统策略, reading R-P-38).
"""

from datetime import date

from domain.citation import Citation
from domain.dates import end_of, in_words, plus_months
from domain.deadline import Deadline, Line, Lines
from domain.derivation import parameter_lines, told_of
from domain.ladder import Rung, rungs_around
from domain.ladder_lines import ladder_line
from domain.parameter import ROLLS
from domain.periods import repeated, rolled_day
from domain.pilot.policy import HalfYearReporter, PilotPolicy
from domain.working_days import WorkCalendar

BASIS = (Citation("pilot:5(4)"),)
LAUNCH = "联合发布之日"
KEY = "pilot-half-year-report"
_REPORTERS: dict[HalfYearReporter, str] = {
    "each": "由各参与的市场监管局向所在省级市场监管局",
    "lead": "由牵头单位汇总各参与单位的情况，向各参与单位所在省级市场监管局",
}
_LABEL = "第{}次示范试点建设情况报告期限"


def due(launched_on: date, k: int, policy: PilotPolicy, calendar: WorkCalendar) -> Deadline:
    """The day by which every bureau owes its ``k``-th report; ``opens_at`` is when the half-year reported on begins."""
    if policy.half_year_mode == "anchored":
        return _anchored(launched_on, k, policy, calendar)
    return _by_the_calendar(launched_on, k, policy, calendar)


def period(launched_on: date, k: int, policy: PilotPolicy) -> tuple[date, date]:
    """The half-year of the ``k``-th report: the day after which it begins, and its last day.

    By the calendar the first one is short: it began with the launch, and a launch on its last day leaves nothing to
    report on.
    """
    if policy.half_year_mode == "anchored":
        before, over = (plus_months(launched_on, policy.half_year_months * number) for number in (k - 1, k))
        return before, over
    half = launched_on.year * 2 + (launched_on.month > 6)
    if _end_of_half(half) == launched_on:
        half += 1
    half += k - 1
    return launched_on if k == 1 else _end_of_half(half - 1), _end_of_half(half)


def _anchored(launched_on: date, k: int, policy: PilotPolicy, calendar: WorkCalendar) -> Deadline:
    deadline = repeated(
        KEY,
        _LABEL.format(k),
        BASIS,
        anchor=launched_on,
        anchor_label=LAUNCH,
        k=k,
        months=policy.half_year_months,
        calendar=calendar,
        parameter="half_year_months",
        roll=policy.half_year_roll,
    )
    before, over = period(launched_on, k, policy)
    mode = parameter_lines("half_year_mode", f"自{LAUNCH}起每满{policy.half_year_months}个月")
    return _told(deadline, mode, before, over, policy, calendar)


def _by_the_calendar(launched_on: date, k: int, policy: PilotPolicy, calendar: WorkCalendar) -> Deadline:
    before, over = period(launched_on, k, policy)
    deadline = rolled_day(
        KEY,
        _LABEL.format(k),
        BASIS,
        day=over,
        anchor=launched_on,
        anchor_label=LAUNCH,
        calendar=calendar,
        parameter="half_year_mode",
        roll=policy.half_year_roll,
    )
    quoted = parameter_lines("half_year_months", "自然半年（6月30日、12月31日）")
    return _told(deadline, quoted, before, over, policy, calendar)


def _end_of_half(half: int) -> date:
    """``half`` counts the half-years since the year 0."""
    year, second = divmod(half, 2)
    return date(year, 12, 31) if second else date(year, 6, 30)


def ladder(due: date, policy: PilotPolicy, calendar: WorkCalendar) -> tuple[Rung, ...]:
    """The reminders around a due day (系统策略)."""
    return rungs_around(
        due,
        before=policy.half_year_ladder_before,
        after=policy.half_year_ladder_after,
        at=policy.reminder_time,
        shift=policy.reminder_shift,
        calendar=calendar,
    )


def _told(
    deadline: Deadline,
    first: tuple[Line, ...],
    before: date,
    over: date,
    policy: PilotPolicy,
    calendar: WorkCalendar,
) -> Deadline:
    """With the lines that come ``first``, what the report covers, and when reminders go out."""
    rungs = ladder(deadline.date, policy, calendar)
    lines = Lines(
        lambda: (
            *first,
            *deadline.lines,
            *parameter_lines("half_year_roll", ROLLS[policy.half_year_roll]),
            Line(
                text=f"报告期间为{in_words(before)}之后至{in_words(over)}，{_REPORTERS[policy.half_year_reporter]}提交。",
                citation=BASIS[0],
                in_text=False,
                dates=(before, over),
                **told_of("half_year_reporter"),
            ),
            ladder_line(rungs, deadline.date, "half_year_ladder_before", policy.reminder_shift),
        )
    )
    return deadline.model_copy(update={"opens_at": end_of(before), "lines": lines})
