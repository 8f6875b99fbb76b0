"""公示: publish, count the days, take objections to the last instant, have each re-examined."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.procedure import public_notice
    from domain.procedure.state import Notice, Objection, ObjectionStatus, Proceeding
    from domain.roles import EVERYONE, SAMR
    from domain.task import Answer, TaskKind

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk


class PublicNoticeStage:
    """Used by 第二十二条 and 第二十八条第三款."""

    def __init__(
        self,
        desk: CaseDesk[Any],
        *,
        rule: str,
        publication: TaskKind,
        objection: TaskKind,
        reexamination: TaskKind,
        matter: str,
        basis: Basis,
    ) -> None:
        self.desk = desk
        self.rule = rule
        self.publication = publication
        self.objection = objection
        self.reexamination = reexamination
        self.matter = matter
        self.basis = basis

    async def run(self, proceeding: Proceeding) -> bool:
        """True when the notice ends with no objection upheld."""
        if proceeding.notice is None:
            await self._publish(proceeding)
        notice = proceeding.notice
        assert notice is not None
        await self._until_closed(notice)
        await self._until_reexamined(notice)
        if not notice.upheld:
            effects = public_notice.ended(self.desk.case, self.basis, self.matter, notice)
            self.desk.note(f"{self.publication.key}.passed", effects, self.basis)
        return not notice.upheld

    async def _publish(self, proceeding: Proceeding) -> None:
        answer = await self.desk.ask(self.publication, SAMR)
        days = answer.form.working_days
        [last_day] = await self.desk.derive(self.rule, local_date(answer.at), {"working_days": days})
        proceeding.notice = Notice(id=f"{answer.task.id}-notice", published_at=answer.at, last_day=last_day.compact())
        self.desk.record(answer)
        effects = public_notice.started(self.desk.case, self.basis, self.matter, answer.form, last_day)
        self.desk.note(f"{self.publication.key}.started", effects, self.basis)

    async def _until_closed(self, notice: Notice) -> None:
        """Until 24:00 of the last day. Re-examination may begin earlier; the notice still runs its time."""
        with Alarm(lambda: notice.last_day.closes_at, "公示期届满") as closing:
            while not notice.ended:
                self.desk.open(self.objection, EVERYONE)
                self._ask_for_reexamination(notice)
                answer = await self.desk.next_answer(self.objection, self.reexamination, until=closing)
                if answer is None:
                    notice.ended = True
                    self.desk.close_kind(self.objection)
                else:
                    self._take(notice, answer)

    async def _until_reexamined(self, notice: Notice) -> None:
        """An open objection holds the entry, without limit: the text knows none."""
        while notice.pending:
            self._ask_for_reexamination(notice)
            answer = await self.desk.next_answer(self.reexamination)
            if answer is not None:
                self._take(notice, answer)
        self.desk.close_kind(self.reexamination)

    def _ask_for_reexamination(self, notice: Notice) -> None:
        if notice.pending:
            self.desk.open(self.reexamination, SAMR)
        else:
            self.desk.close_kind(self.reexamination)

    def _take(self, notice: Notice, answer: Answer) -> None:
        number = answer.form.receipt_number
        if answer.task.kind == self.objection.key:
            notice.objections.append(Objection(receipt_number=number, received_at=answer.at))
        else:
            ruling = ObjectionStatus.UPHELD if answer.act.action == public_notice.UPHOLD else ObjectionStatus.REJECTED
            objection = next(one for one in notice.pending if one.receipt_number == number)
            objection.status = ruling
        self.desk.record(answer)
