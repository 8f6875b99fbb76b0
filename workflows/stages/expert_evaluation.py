"""专家评估: each expert declares and writes alone; when all have handed in, one of them writes for all."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.procedure.expert_evaluation import RECUSE, Evaluating, Panel
    from domain.task import Answer

from workflows.case_desk import CaseDesk


class ExpertEvaluation:
    def __init__(self, desk: CaseDesk[Any], evaluating: Evaluating) -> None:
        self.desk = desk
        self.evaluating = evaluating

    @property
    def _panel(self) -> Panel:
        return self.evaluating.panel(self.desk.case)

    async def run(self) -> bool:
        """Until the report is in; False when nobody of the pool is left to sit."""
        kinds = self.evaluating.kinds
        while self._panel.members and (self._panel.is_short or not self._panel.is_heard):
            self.ask()
            answer = await self.desk.next_answer(kinds.declaration, kinds.opinion)
            assert answer is not None
            self._take(answer)
        if not self._panel.members:
            return False
        await self._report()
        return True

    async def _report(self) -> None:
        """Asked of all, so that it does not hang on one; the first that comes is that of the panel."""
        panel, kinds = self._panel, self.evaluating.kinds
        if not panel.shown:
            panel.shown = True
            effects = self.evaluating.heard(self.desk.case)
            self.desk.note(f"{kinds.opinion.key}.all_in", effects, self.evaluating.basis)
        for member in panel.members:
            self.desk.open(kinds.report, member.expert.audience)
        answer = await self.desk.next_answer(kinds.report)
        assert answer is not None
        self.desk.record(answer)
        self.desk.close_kind(kinds.report)
        self.evaluating.take_report(self.desk.case, answer)

    def ask(self) -> None:
        """Everybody on the panel for what they still owe; nobody who left it for anything."""
        kinds = self.evaluating.kinds
        sitting = {each.expert.audience for each in self._panel.members}
        keys = {kind.key for kind in kinds.all}
        for task in [each for each in self.desk.case.tasks if each.kind in keys and each.audience not in sitting]:
            self.desk.close(task)
        for member in self._panel.members:
            if member.opinion is None:
                kind = kinds.opinion if member.declared_on else kinds.declaration
                self.desk.open(kind, member.expert.audience)

    def _take(self, answer: Answer) -> None:
        self.desk.record(answer)
        own = answer.act.actor.organisation
        member = self._panel.member(own)
        assert member is not None
        if answer.task.kind == self.evaluating.kinds.opinion.key:
            self.evaluating.take_opinion(self.desk.case, member, answer)
        elif answer.act.action == RECUSE:
            self.evaluating.recuse(self.desk.case, member, answer)
            self._panel.replace(own, answer.form.relation)
        else:
            member.declared_on = local_date(answer.at)
