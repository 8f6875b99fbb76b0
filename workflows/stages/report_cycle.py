"""定期报告: each is asked for when its period is over, marked when its day has passed, and read when it came."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.procedure.paper import received_on
    from domain.procedure.reports import ACCEPT, FORWARD, SUBMIT, Reporting
    from domain.task import Answer

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk


class ReportCycle:
    """The reminder ladder around each due day is served by the duty clock, not here."""

    def __init__(self, desk: CaseDesk[Any], reporting: Reporting) -> None:
        self.desk = desk
        self.reporting = reporting
        self._looked_at = workflow.now()

    @property
    def _reports(self) -> list[Any]:
        return self.reporting.reports(self.desk.case)

    async def run(self) -> None:
        """Until every report that can be planned is accepted."""
        of, case = self.reporting, self.desk.case
        kinds = [kind for kind in (of.report, of.forwarding, of.receipt, of.paper) if kind]
        await self.plan()
        with Alarm(self._next_moment, "报告期间结束或者报告报送期限届满") as next_moment:
            while self._is_owed():
                self._looked_at = workflow.now()
                await self._plan(of.planned_since(case, self._looked_at))
                self._mark_overdue()
                self._ask()
                answer = await self.desk.next_answer(*kinds, until=next_moment)
                if answer is not None:
                    self._take(answer)

    async def plan(self) -> None:
        """Fix the due days that can be fixed; a calendar published later may still move them."""
        await self._plan(self.reporting.planned_at_start(self.desk.case))

    async def _plan(self, parameters: Iterable[Mapping[str, int]]) -> None:
        of, given = self.reporting, [dict(each) for each in parameters]
        if not given:
            return
        found = await self.desk.derive(of.rule, of.anchor(self.desk.case), *given)
        for each, due in zip(given, found, strict=True):
            of.take(self.desk.case, each, due)
        self.desk.changed()

    def _is_owed(self) -> bool:
        open_ended = self.reporting.next_period(self.desk.case, workflow.now()) is not None
        return open_ended or any(report.accepted_on is None for report in self._reports)

    def _take(self, answer: Answer) -> None:
        report = self.reporting.report_of(self.desk.case, answer)
        self.desk.record(answer)
        if answer.act.action == SUBMIT:
            self._submitted(report, answer)
        elif answer.act.action == FORWARD:
            report.forwarded_on = local_date(answer.at)
        elif answer.act.action == ACCEPT:
            report.accepted_on = local_date(answer.at)
        else:
            report.submitted_on = report.forwarded_on = None
            self._ask_no_later_one(report)

    def _submitted(self, report: Any, answer: Answer) -> None:
        """In time by the day of its receipt, also where it was marked overdue before it was entered."""
        of, first = self.reporting, next(each for each in self._reports if each.submitted_on is None)
        report.submitted_on = received_on(answer.form, answer.at)
        report.overdue = report.overdue and report.submitted_on > report.due.date
        report.version += 1
        if of.paper and answer.task.kind == of.paper.key:
            report.forwarded_on = report.submitted_on
            if report is first:
                self.desk.close_kind(of.report)
        elif of.paper:
            self.desk.close_kind(of.paper)

    def _ask_no_later_one(self, returned: Any) -> None:
        """The returned report is asked for first."""
        of, case = self.reporting, self.desk.case
        later = case.open_task(of.report, of.debtor(case, returned))
        if later:
            self.desk.close(later)

    def _ask(self) -> None:
        """Put the oldest open report before each that owes one, and tell each that reads that there is one to read."""
        of, case, now = self.reporting, self.desk.case, workflow.now()
        asked = [each for each in self._reports if each.submitted_on is None and of.asked_from(case, each) <= now]
        for report in asked:
            due = report.due if of.is_due(report) else None
            self.desk.open(of.report, of.debtor(case, report), due)  # an older one of the same stays
            if of.paper:
                self.desk.open(of.paper, of.reader(case, report))
        if of.paper and not asked:
            self.desk.close_kind(of.paper)
        forwarder = of.forwarder(case)
        if of.forwarding and forwarder and any(of.to_forward(case, report) for report in self._reports):
            self.desk.open(of.forwarding, forwarder)
        for report in self._reports:
            if of.is_readable(case, report):
                self.desk.open(of.receipt, of.reader(case, report), about=of.about(case, report))

    def _next_moment(self) -> datetime | None:
        """The first instant after the last look at which something changes by itself: a period ends, a due day passes,
        a period begins."""
        of, case = self.reporting, self.desk.case
        begins = of.next_period(case, self._looked_at)
        moments = [begins] if begins else []
        for report in self._reports:
            if report.submitted_on is None:
                moments.append(of.asked_from(case, report))
                if report.due.closes_at and not report.overdue:
                    moments.append(report.due.closes_at)
        return min((moment for moment in moments if moment > self._looked_at), default=None)

    def _mark_overdue(self) -> None:
        now = workflow.now()
        for report in self._reports:
            passed = report.due.closes_at is not None and report.due.closes_at <= now
            if passed and report.submitted_on is None and not report.overdue and self.reporting.is_due(report):
                report.overdue = True
                effects = self.reporting.overdue(self.desk.case, report)
                self.desk.note(f"{self.reporting.report.key}.overdue", effects, self.reporting.basis)
