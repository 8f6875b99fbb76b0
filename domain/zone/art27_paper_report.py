"""第二十七条 示范区每年向市场监管总局报送年度工作报告，重大事项及时上报。

A report that came on paper: 总局 enters it, and the day stamped on its receipt says whether it was in time, whenever it
is entered (系统策略, reading R-27-11).
"""

from datetime import datetime

from pydantic import Field

from domain.dates import end_of
from domain.orders import Effects
from domain.procedure import paper
from domain.procedure.paper import OnPaper
from domain.procedure.reports import SUBMIT
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, TaskKind
from domain.zone.art27_annual_report import BASIS, AnnualReport, in_words_of, written
from domain.zone.case import Report, ZoneCase


class PaperReport(OnPaper, AnnualReport):
    """The same on paper, as 总局 enters it."""

    year: int = Field(title="报告年度", ge=2000, le=2999)


def _owed(case: ZoneCase, year: int) -> Report | None:
    reports = case.term.reports if case.term else []
    return next((each for each in reports if each.year == year and each.submitted_on is None), None)


def paper_report_of(case: ZoneCase, form: PaperReport) -> Report:
    """The report of its year."""
    report = _owed(case, form.year)
    assert report is not None
    return report


def _check(case: ZoneCase, form: PaperReport, now: datetime) -> Refusal | None:
    if refusal := paper.refuse_future(form, now, BASIS):
        return refusal
    report = _owed(case, form.year)
    if report is None:
        text = f"没有等待报送的{form.year}年度工作报告。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对报告年度。")
    if paper.moment(form, now) < end_of(report.due.anchor):
        text = f"收文时{form.year}年度的报告期间尚未结束。"
        return Refusal(kind=RefusalKind.NOT_YET, text=text, basis=BASIS, remedy="请核对报告年度和收文日期。")
    return None


def _entered(case: ZoneCase, answer: Answer) -> Effects:
    report = paper_report_of(case, answer.form)
    in_time = paper.received_on(answer.form, answer.at) <= report.due.date
    mark = "收文在报送期限之内，逾期标记撤销。" if report.overdue and in_time else ""
    late = "" if in_time else "，逾期报送"
    told = (SAMR, case.applicant, case.province)
    return Effects(
        text=f"{case.park.name}报送{in_words_of(report)}{paper.in_brackets(answer.form, answer.at)}{late}。{mark}",
        notices=(notice("annual_report_received", BASIS, *told, year=report.year),),
        documents=(written(case, answer, report, SAMR),),
    )


PAPER = TaskKind(
    "paper_annual_report",
    "录入纸质年度工作报告",
    Role.SAMR,
    BASIS,
    (
        Action(
            SUBMIT,
            "录入年度工作报告",
            _entered,
            form=PaperReport,
            check=_check,
            attached=paper.with_scan("年度工作报告", BASIS),
        ),
    ),
    optional=True,
)
