"""第二十七条 示范区每年向市场监管总局报送年度工作报告，重大事项及时上报。

How the reports of a term are made, one after the other: planned at its start, asked for when the year is over, marked
when the day has passed, and read by 总局.
"""

from collections.abc import Mapping

from domain.dates import end_of
from domain.deadline import Deadline
from domain.orders import Effects
from domain.procedure.reports import Reporting
from domain.roles import SAMR
from domain.task import Answer
from domain.zone import art27_annual_report as art27
from domain.zone.art27_paper_report import PAPER, paper_report_of
from domain.zone.case import Report, Term, ZoneCase


def overdue(case: ZoneCase, report: Report) -> Effects:
    """The due day has passed without a report: a mark in the record, and never a revocation."""
    return Effects(
        text=f"{report.year}年度工作报告逾期未报送（期限{report.due.words}）。逾期本身不产生撤销认定的后果。"
    )


def _unplanned(case: ZoneCase) -> list[dict[str, int]]:
    """The years of the term for which no report is planned."""
    term = _term(case)
    planned = {report.year for report in term.reports}
    return [{"year": year} for year in art27.years(term, case.policy) if year not in planned]


def _plan(case: ZoneCase, given: Mapping[str, int], due_day: Deadline) -> None:
    if art27.falls_in(_term(case), due_day):
        _term(case).reports.append(Report(year=given["year"], due=due_day))


def _term(case: ZoneCase) -> Term:
    assert case.term is not None
    return case.term


def _report_of(case: ZoneCase, answer: Answer) -> Report:
    return paper_report_of(case, answer.form) if answer.task.kind == PAPER.key else art27.report_of(case, answer)


REPORTING = Reporting(
    rule=art27.KEY,
    basis=art27.BASIS,
    report=art27.REPORT,
    receipt=art27.RECEIPT,
    reports=lambda case: _term(case).reports,
    report_of=_report_of,
    anchor=lambda case: _term(case).anchor,
    asked_from=lambda case, report: end_of(report.due.anchor),
    debtor=lambda case, report: case.applicant,
    reader=lambda case, report: SAMR,
    is_readable=art27.readable,
    about=lambda case, report: ("", ""),
    overdue=overdue,
    planned_at_start=_unplanned,
    take=_plan,
    forwarding=art27.FORWARDING,
    to_forward=art27.to_forward,
    forwarder=lambda case: case.province,
    paper=PAPER,
)
