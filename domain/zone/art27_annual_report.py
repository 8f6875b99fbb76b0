"""第二十七条 示范区每年向市场监管总局报送年度工作报告，重大事项及时上报。

Reading R-27-1: one report for every calendar year in force, due on 31 January of the next year, rolled to
a working day, and only if the zone is still in force on that day. A report that never comes raises
reminders; by itself it revokes nothing.
"""

from datetime import date, timedelta

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date, plus_years
from domain.deadline import Deadline, Line, Lines
from domain.derivation import parameter_lines
from domain.ladder import Rung, rungs_around
from domain.ladder_lines import ladder_line
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.periods import rolled_day
from domain.policy import PARAMETERS, ZonePolicy
from domain.procedure import paper
from domain.procedure.forms import Reasons, Text
from domain.procedure.reports import ACCEPT, FORWARD, SUBMIT
from domain.procedure.review import document, notice
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.working_days import WorkCalendar
from domain.zone.case import Report, Term, ZoneCase
from domain.zone.creation_requirements import Activities, told

KEY = "zone-annual-report"
BASIS = (Citation("zone:27#1"),)
_LABEL = "年度工作报告报送期限"
_MODES = PARAMETERS["annual_report_mode"].values
RETURN = "return"


def due(year: int, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    """The day by which the report of the calendar ``year`` is owed."""
    if policy.annual_report_mode == "within_year":
        return _due_within(year, policy, calendar)
    month, day = policy.annual_report_due_month, policy.annual_report_due_day
    deadline = rolled_day(
        KEY,
        f"{year}{_LABEL}",
        BASIS,
        day=date(year + 1, month, day),
        anchor=date(year, 12, 31),
        anchor_label="报告年度结束之日",
        calendar=calendar,
        parameter="annual_report_due_month",
    )
    return _of_year(deadline, year, parameter_lines("annual_report_mode", _MODES["calendar_year"]), policy, calendar)


def _due_within(year: int, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    """By another reading: each year is reported on before it is over, from its first day on."""
    deadline = rolled_day(
        KEY,
        f"{year}{_LABEL}",
        BASIS,
        day=date(year, 12, 31),
        anchor=date(year - 1, 12, 31),
        anchor_label="报告年度的前一日",
        calendar=calendar,
        parameter="annual_report_mode",
        value=_MODES["within_year"],
    )
    return _of_year(deadline, year, (), policy, calendar)


def due_after_anniversary(published_on: date, year: int, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    """By the other reading: the day by which the year that began on the anniversary in ``year`` is reported on.

    ``anchor`` of the answer is the day that year was over; derived from it again, the answer is the same.
    """
    over = plus_years(published_on, year + 1 - published_on.year)
    last = over + timedelta(days=policy.annual_report_due_days)
    deadline = rolled_day(
        KEY,
        f"{year}{_LABEL}",
        BASIS,
        day=last,
        anchor=over,
        anchor_label="示范满周年之日",
        calendar=calendar,
        parameter="annual_report_due_days",
    )
    after = f"{policy.annual_report_due_days}天为{in_words(last)}"
    mode = f"{_MODES['anniversary_year']}，{in_words(over)}满周年，其后{after}"
    return _of_year(deadline, year, parameter_lines("annual_report_mode", mode), policy, calendar)


def _of_year(
    deadline: Deadline, year: int, mode: tuple[Line, ...], policy: ZonePolicy, calendar: WorkCalendar
) -> Deadline:
    lines = Lines(
        lambda: (
            *mode,
            *deadline.lines,
            ladder_line(
                _rungs(deadline.date, policy, calendar), deadline.date, "report_ladder_before", policy.reminder_shift
            ),
        )
    )
    return deadline.model_copy(update={"parameters": {"year": year}, "lines": lines})


def years(term: Term, policy: ZonePolicy) -> list[int]:
    """The calendar years in force whose report may fall due within the term; ``falls_in`` settles it by the due day."""
    last = term.last_day.date.year + (policy.annual_report_mode == "within_year")
    return list(range(max(term.anchor.year, term.starts_on.year - 1), last))


def falls_in(term: Term, due_day: Deadline) -> bool:
    """Whether the zone is still in force on the due day; a report due later is owed in the next term, if there is one."""
    return term.starts_on <= due_day.date <= term.last_day.date


class AnnualReport(Form):
    """年度工作报告."""

    activities: Text = Field(title="本年度质量品牌提升工作情况")
    requirements: Activities = Field(default_factory=list)
    promotion: Text = Field(title="示范推广情况")
    next_plan: Text = Field(title="下一年度工作计划")


def _submitted(case: ZoneCase, answer: Answer) -> Effects:
    report = report_of(case, answer)
    late = "，逾期报送" if report.overdue else ""
    notices, recipient = _on_its_way(case, report.year)
    return Effects(
        text=f"{case.park.name}报送{in_words_of(report)}{late}。",
        notices=notices,
        documents=(written(case, answer, report, recipient),),
    )


def in_words_of(report: Report) -> str:
    """The report as it is handed in now: which year, and which version if it comes again."""
    return f"{report.year}年度工作报告" + (f"（第{report.version + 1}版）" if report.version else "")


def written(case: ZoneCase, answer: Answer, report: Report, recipient: Audience) -> DocumentOrder:
    """年度工作报告 itself: what the zone says of its year, and what it reported in it."""
    form: AnnualReport = answer.form
    said = form.model_dump(include={"activities", "promotion", "next_plan"}) | {
        "requirements": told([each for each in form.requirements if each.result]),
        "events": _events(case, report.year),
    }
    order = document("annual_report", BASIS, answer, recipient, year=report.year, version=report.version + 1, **said)
    return paper.written_by(case.park.organisation, order)


def _events(case: ZoneCase, year: int) -> list[str]:
    """重大事项 of the calendar year, as they were reported."""
    found = [each for each in case.events if local_date(each.occurred_at).year == year]
    return [f"{in_words(local_date(each.occurred_at))}：{each.what}" for each in found]


def _on_its_way(case: ZoneCase, year: int) -> tuple[tuple[NoticeOrder, ...], Audience]:
    """Who is told, and whom the report is sent to, by the route of 系统策略."""
    route = case.policy.annual_report_route
    if route == "via_province":
        return (notice("annual_report_to_forward", BASIS, case.province, year=year),), case.province
    copies = (case.province,) if route == "direct_with_copy" else ()
    return (notice("annual_report_received", BASIS, SAMR, case.applicant, *copies, year=year),), SAMR


def _forwarded(case: ZoneCase, answer: Answer) -> Effects:
    year = report_of(case, answer).year
    return Effects(
        text=f"省级市场监管部门向市场监管总局转报{case.park.name}{year}年度工作报告（{case.policy.source('annual_report_route')}）。",
        notices=(notice("annual_report_received", BASIS, SAMR, case.applicant, year=year),),
    )


def _accepted(case: ZoneCase, answer: Answer) -> Effects:
    year = report_of(case, answer).year
    return Effects(
        text=f"市场监管总局收悉{case.park.name}{year}年度工作报告。",
        documents=(
            document(
                "annual_report_receipt",
                BASIS,
                answer,
                case.applicant,
                year=year,
                received_on=local_date(answer.at).isoformat(),
            ),
        ),
    )


def _returned(case: ZoneCase, answer: Answer) -> Effects:
    year = report_of(case, answer).year
    return Effects(
        text=f"市场监管总局退回{case.park.name}{year}年度工作报告。",
        notices=(notice("annual_report_returned", BASIS, case.applicant, year=year, reasons=answer.form.reasons),),
    )


def to_forward(case: ZoneCase, report: Report) -> bool:
    """The province has it and has not passed it on."""
    sent = report.submitted_on is not None and report.accepted_on is None
    return sent and case.policy.annual_report_route == "via_province" and report.forwarded_on is None


def readable(case: ZoneCase, report: Report) -> bool:
    """总局 has it and has neither accepted nor returned it."""
    return report.submitted_on is not None and report.accepted_on is None and not to_forward(case, report)


def report_of(case: ZoneCase, answer: Answer) -> Report:
    """The report the answered task is about: the oldest one not yet settled on that side of the desk."""
    assert case.term is not None
    if answer.task.kind == REPORT.key:
        return next(report for report in case.term.reports if report.submitted_on is None)
    if answer.task.kind == FORWARDING.key:
        return next(report for report in case.term.reports if to_forward(case, report))
    return next(report for report in case.term.reports if readable(case, report))


REPORT = TaskKind(
    "annual_report",
    "报送年度工作报告",
    Role.CREATING_BODY,
    BASIS,
    (Action(SUBMIT, "报送年度工作报告", _submitted, form=AnnualReport),),
)
FORWARDING = TaskKind(
    "annual_report_forwarding",
    "转报年度工作报告",
    Role.PROVINCIAL_REGULATOR,
    BASIS,
    (Action(FORWARD, "转报市场监管总局", _forwarded),),
)
RECEIPT = TaskKind(
    "annual_report_receipt",
    "接收年度工作报告",
    Role.SAMR,
    BASIS,
    (Action(ACCEPT, "接收", _accepted), Action(RETURN, "退回补正", _returned, form=Reasons)),
)


def reminders(report: Report, policy: ZonePolicy, calendar: WorkCalendar) -> tuple[Rung, ...]:
    """The ladder around the due day (系统策略)."""
    return _rungs(report.due.date, policy, calendar)


def _rungs(due_day: date, policy: ZonePolicy, calendar: WorkCalendar) -> tuple[Rung, ...]:
    return rungs_around(
        due_day,
        before=policy.report_ladder_before,
        after=policy.report_ladder_after,
        at=policy.reminder_time,
        shift=policy.reminder_shift,
        calendar=calendar,
    )
