"""年度工作报告: for every year of the term one report, from the day the year is over until it is accepted."""

from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import end_of, local_date
    from domain.roles import SAMR
    from domain.task import Answer
    from domain.zone import art27_annual_report as art27
    from domain.zone.case import Report, Term, ZoneCase

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk


class AnnualReports:
    """第二十七条第一句. The reminder ladder around each due day is served by the duty clock, not here."""

    def __init__(self, desk: CaseDesk[Any]) -> None:
        self.desk = desk
        self._looked_at = workflow.now()

    @property
    def _case(self) -> ZoneCase:
        case: ZoneCase = self.desk.case
        return case

    @property
    def _term(self) -> Term:
        assert self._case.term is not None
        return self._case.term

    async def run(self) -> None:
        await self.plan()
        with Alarm(self._next_moment, "年度结束或者年度工作报告报送期限届满") as next_moment:
            while any(report.accepted_on is None for report in self._term.reports):
                self._looked_at = workflow.now()
                self._mark_overdue()
                self._ask()
                answer = await self.desk.next_answer(art27.REPORT, art27.FORWARDING, art27.RECEIPT, until=next_moment)
                if answer is not None:
                    self._take(answer)

    def _take(self, answer: Answer) -> None:
        report = art27.report_of(self._case, answer)
        self.desk.record(answer)
        if answer.act.action == art27.SUBMIT:
            report.submitted_on = local_date(answer.at)
            report.version += 1
        elif answer.act.action == art27.FORWARD:
            report.forwarded_on = local_date(answer.at)
        elif answer.act.action == art27.ACCEPT:
            report.accepted_on = local_date(answer.at)
        else:
            report.submitted_on = report.forwarded_on = None
            self.desk.close_kind(art27.REPORT)  # of a later year: the returned one is asked for first

    async def plan(self) -> None:
        """Fix the due days of the term at its start; a calendar published later may still move them."""
        planned = {report.year for report in self._term.reports}
        missing = [year for year in art27.years(self._term) if year not in planned]
        if missing:
            parameters = [{"year": year} for year in missing]
            deadlines = await self.desk.derive("zone-annual-report", self._term.anchor, *parameters)
            self._term.reports += [
                Report(year=year, due=due)
                for year, due in zip(missing, deadlines, strict=True)
                if art27.falls_in(self._term, due)
            ]
            self.desk.changed()

    def _ask(self) -> None:
        """Put the oldest open report before the zone, and the oldest unread one before 总局."""
        now = workflow.now()
        owed = [each for each in self._term.reports if each.submitted_on is None and end_of(each.due.anchor) <= now]
        if owed:
            self.desk.open(art27.REPORT, self._case.applicant, owed[0].due)
        if any(art27.to_forward(self._case, report) for report in self._term.reports):
            self.desk.open(art27.FORWARDING, self._case.province)
        if any(art27.readable(self._case, report) for report in self._term.reports):
            self.desk.open(art27.RECEIPT, SAMR)

    def _next_moment(self) -> datetime | None:
        """The first instant after the last look at which something changes by itself: a year ends, a due day passes."""
        moments = []
        for report in self._term.reports:
            if report.submitted_on is None:
                moments.append(end_of(report.due.anchor))
                if report.due.closes_at and not report.overdue:
                    moments.append(report.due.closes_at)
        return min((moment for moment in moments if moment > self._looked_at), default=None)

    def _mark_overdue(self) -> None:
        now = workflow.now()
        for report in self._term.reports:
            passed = report.due.closes_at is not None and report.due.closes_at <= now
            if passed and report.submitted_on is None and not report.overdue:
                report.overdue = True
                self.desk.note("annual_report.overdue", art27.overdue(self._case, report), art27.BASIS)
