"""征求意见: all departments asked at once; the stage ends when all have replied or the time is up."""

from collections.abc import Mapping, Sequence
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.procedure import consultation
    from domain.procedure.state import Consultation, Proceeding, Stance
    from domain.task import TaskKind

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk


class ConsultationStage:
    def __init__(
        self,
        desk: CaseDesk[Any],
        opinion: TaskKind,
        *,
        rule: str,
        matter: str,
        basis: Basis,
        departments: Mapping[str, str],
    ) -> None:
        self.desk = desk
        self.rule = rule
        self.opinion = opinion
        self.matter = matter
        self.basis = basis
        self.departments = departments

    async def start(self, proceeding: Proceeding, named: Sequence[str] = ()) -> None:
        """Ask every department, or only those ``named``; silence is marked after the working days of 系统策略."""
        asked_on = local_date(workflow.now())
        [due] = await self.desk.derive(self.rule, asked_on, {})
        proceeding.consultation = Consultation(asked_on=asked_on, due=due.compact(), departments=tuple(named))
        self.desk.note(
            f"{self.opinion.key}.asked",
            consultation.asked(
                self._asked(proceeding.consultation),
                self.basis,
                self.matter,
                due,
                self.desk.case.policy.source("consultation_working_days"),
            ),
            self.basis,
        )

    async def collect(self, proceeding: Proceeding) -> Consultation:
        """Wait for the replies; a department that stays silent is marked, and nothing is read into it."""
        asked = proceeding.consultation
        assert asked is not None
        departments = self._asked(asked)
        for each in departments:
            if each not in asked.replies:
                self.desk.open(self.opinion, consultation.department(each), asked.due)
        with Alarm(lambda: asked.due.closes_at, "征求意见反馈期限届满") as silence:
            while len(asked.replies) < len(departments):
                answer = await self.desk.next_answer(self.opinion, until=silence)
                if answer is None:
                    self._mark_silence(asked)
                    break
                consultation.take(asked, answer)
                self.desk.record(answer)
        asked.closed = True
        self.desk.note(
            f"{self.opinion.key}.closed",
            consultation.closed(departments, self.basis, self.matter, asked),
            self.basis,
        )
        asked.opinions = {}
        return asked

    def _asked(self, asked: Consultation) -> dict[str, str]:
        return {each: self.departments[each] for each in asked.asked(self.departments)}

    def _mark_silence(self, asked: Consultation) -> None:
        self.desk.close_kind(self.opinion)
        for each in asked.asked(self.departments):
            asked.replies.setdefault(each, Stance.SILENT)
