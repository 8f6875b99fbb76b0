"""公示: publish, count the days, take objections to the last instant, have each re-examined."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.procedure import notice_changes, objections, public_notice
    from domain.procedure.reexamination import OUTCOMES
    from domain.procedure.state import Notice, Objection, ObjectionStatus, Proceeding
    from domain.roles import EVERYONE, SAMR
    from domain.task import Answer, TaskKind

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk


async def supplement_until(desk: CaseDesk[Any], notice: Notice, rule: str, basis: Basis) -> None:
    """Count until when missing evidence may come, from the last day as it now stands."""
    [until] = await desk.derive(rule, notice.last_day.date, {})
    notice.supplement_until = until.compact().model_copy(update={"basis": basis})


class PublicNoticeStage:
    """Beside it 总局 may correct or withdraw the notice and enter paper objections (``workflows.matters``): they change
    the notice in place, and the stage finds it changed.
    """

    def __init__(
        self,
        desk: CaseDesk[Any],
        *,
        rule: str,
        supplement_rule: str,
        publication: TaskKind,
        objection: TaskKind | None,
        reexamination: TaskKind,
        matter: str,
        procedure: str,
        basis: Basis,
        moved: Callable[[], None],
        is_held: Callable[[], bool] = lambda: False,
    ) -> None:
        """``objection``: None where the public is not invited. ``moved`` is called when the notice begins or ends;
        ``is_held`` says that something beside the objections keeps the entry from passing."""
        self.desk = desk
        self.rule = rule
        self.supplement_rule = supplement_rule
        self.publication = publication
        self.objection = objection
        self.reexamination = reexamination
        self.matter = matter
        self.procedure = procedure
        self.basis = basis
        self.moved = moved
        self.is_held = is_held

    async def run(self, proceeding: Proceeding) -> bool:
        """True when the notice ends with no objection upheld. A withdrawn notice is published anew."""
        while not await self._until_closed(proceeding):
            notice_changes.laid_aside(proceeding)
            self.desk.close_kind(*self._kinds)
            self.moved()
        notice = proceeding.notice
        assert notice is not None
        await self._until_settled(notice)
        self.desk.close_kind(*self._kinds)
        effects = public_notice.ended(self.desk.case, self.basis, self.matter, notice)
        outcome = "not_passed" if notice.upheld else "passed"
        self.desk.note(f"{self.publication.key}.{outcome}", effects, self.basis)
        return not notice.upheld

    @property
    def _kinds(self) -> tuple[TaskKind, ...]:
        return (self.objection, self.reexamination) if self.objection else (self.reexamination,)

    @property
    def _objection_basis(self) -> Basis:
        return self.objection.basis if self.objection else self.basis

    async def _publish(self, proceeding: Proceeding) -> Notice:
        proceeding.evaluated_at = proceeding.evaluated_at or workflow.now()
        answer = await self.desk.ask(self.publication, SAMR)
        form, published_at = answer.form, answer.form.published_at(answer.at)
        [last_day] = await self.desk.derive(self.rule, local_date(published_at), {"working_days": form.working_days})
        number = "".join(f"-{len(proceeding.former_notices) + 1}" for _ in proceeding.former_notices[:1])
        notice = Notice(
            id=f"{answer.task.id}-notice{number}",
            published_at=published_at,
            last_day=last_day.compact(),
            working_days=form.working_days,
            channel=form.channel,
            url=form.url,
            objections=notice_changes.carried_over(proceeding),
        )
        proceeding.notice = notice
        self.desk.record(answer)
        effects = public_notice.started(
            self.desk.case,
            self.basis,
            self.matter,
            notice,
            last_day,
            procedure=self.procedure,
            is_open=self.objection is not None,
        )
        self.desk.note(f"{self.publication.key}.started", effects, self.basis)
        self.moved()
        return notice

    async def _until_closed(self, proceeding: Proceeding) -> bool:
        """Until 24:00 of the last day; False when the notice is withdrawn before.

        Re-examination may begin earlier; the notice still runs its time.
        """
        notice = proceeding.notice or await self._publish(proceeding)
        with Alarm(lambda: notice.withdrawn_at or notice.last_day.closes_at, "公示期届满") as closing:
            while not notice.ended:
                self.show(notice)
                answer = await self.desk.next_answer(*self._kinds, until=closing)
                if answer is not None:
                    await self._take(notice, answer)
                elif notice.withdrawn_at:
                    return False
                else:
                    notice.ended = True
                    self.desk.changed()
                    self.moved()
        return True

    async def _until_settled(self, notice: Notice) -> None:
        """An open objection holds the entry, without limit: the text knows none. What lacks evidence does so until
        the time to supply it is over."""
        if notice.incomplete:
            await supplement_until(self.desk, notice, self.supplement_rule, self._objection_basis)
            self.desk.changed()
        with Alarm(lambda: self._next_moment(notice), "补正期限届满") as alarm:
            while True:
                self.show(notice)
                answer = await self.desk.next_answer(*self._kinds, until=alarm)
                if answer is not None:
                    await self._take(notice, answer)
                elif self._holds(notice):
                    self._close_without_evidence(notice)
                else:
                    return

    def _holds(self, notice: Notice) -> bool:
        return notice.is_held or self.is_held()

    def _next_moment(self, notice: Notice) -> datetime | None:
        """When to look again: at once when nothing holds the entry any more."""
        if not self._holds(notice):
            return notice.published_at
        return notice.supplement_until.closes_at if notice.incomplete and notice.supplement_until else None

    def _close_without_evidence(self, notice: Notice) -> None:
        effects = objections.closed_without_evidence(self.desk.case, self._objection_basis, notice)
        for one in notice.incomplete:
            one.status = ObjectionStatus.CLOSED_WITHOUT_EVIDENCE
        self.desk.note("objection.closed_without_evidence", effects, self._objection_basis)

    def show(self, notice: Notice) -> None:
        """Open to everyone what they may do now: a withdrawn objection may be taken up again while the notice runs."""
        if self.objection:
            self.desk.open(self.objection, EVERYONE)
        withdrawn = any(one.status is ObjectionStatus.WITHDRAWN for one in notice.objections)
        if notice.pending or (withdrawn and not notice.ended):
            self.desk.open(self.reexamination, SAMR)
        else:
            self.desk.close_kind(self.reexamination)

    async def _take(self, notice: Notice, answer: Answer) -> None:
        number, action = answer.form.receipt_number, answer.act.action
        known = notice.objection(number)
        if action == objections.OBJECT:
            await self._received(notice, answer)
            return
        self.desk.record(answer)
        assert known is not None
        if action == objections.SUPPLEMENT:
            known.status = ObjectionStatus.ACCEPTED
        elif action == objections.WITHDRAW:
            known.status = ObjectionStatus.WITHDRAWN
        else:
            known.status = OUTCOMES[action]

    async def _received(self, notice: Notice, answer: Answer) -> None:
        number, case = answer.form.receipt_number, self.desk.case
        status = objections.status_at(case, answer.form, answer.at)
        if status is ObjectionStatus.INCOMPLETE and notice.supplement_until is None:
            await supplement_until(self.desk, notice, self.supplement_rule, self._objection_basis)
        self.desk.record(answer)
        notice.objections.append(Objection(receipt_number=number, received_at=answer.at, status=status))
        if status is ObjectionStatus.INCOMPLETE:
            assert notice.supplement_until is not None
            effects = objections.incomplete(case, self._objection_basis, number, notice.supplement_until)
            self.desk.note("objection.incomplete", effects, self._objection_basis)
