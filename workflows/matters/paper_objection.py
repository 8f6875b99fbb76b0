"""第二十二条: objections on paper, objections that come late, and what 总局 decides when all is over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.procedure import objections
    from domain.procedure.state import Objection, ObjectionStatus
    from domain.roles import SAMR
    from domain.task import Answer
    from domain.zone import art22_paper_objection as art22
    from domain.zone import art28_objections as art28
    from domain.zone.art22_notice_changes import at_notice, reexamination_of
    from domain.zone.art22_public_notice import SUPPLEMENT_RULE
    from domain.zone.art22_shown import Shown, shown

from workflows.matter_host import Handler
from workflows.matters.notices import back_to_notice, turn_at_notice
from workflows.stages.public_notice import supplement_until

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def register(host: "ZoneHost", answer: Answer) -> None:
    """On paper, by the dates it bears."""
    to = art22.belongs_to(host.case, answer.form)
    await _taken(host, answer, to, lambda: art22.taken(host.case, answer))


async def late(host: "ZoneHost", answer: Answer) -> None:
    """From the public, after the notice: recorded, or taken until the decision (``objection_late``)."""

    def found() -> Objection:
        status = objections.status_at(host.case, answer.form, answer.at)
        return Objection(receipt_number=answer.form.receipt_number, received_at=answer.at, status=status)

    await _taken(host, answer, shown(host.case)[0], found)


async def _taken(host: "ZoneHost", answer: Answer, to: Shown, read: Callable[[], Objection]) -> None:
    """What holds the entry leads it back to its notice, however far its decision has come. ``read``: the objection, as
    the case takes it now."""
    found, notice = read(), to.notice
    if found.status is ObjectionStatus.INCOMPLETE and notice.supplement_until is None:
        await supplement_until(host, notice, SUPPLEMENT_RULE, to.basis)
    if found.is_open and to.may_return:
        if not await _returned(host, answer, to, read):
            return
    else:
        host.record(answer)
        notice.objections.append(found)
        _ask(host)
    if found.status is ObjectionStatus.INCOMPLETE:
        assert notice.supplement_until is not None
        effects = objections.incomplete(host.case, to.basis, found.receipt_number, notice.supplement_until)
        host.note("objection.incomplete", effects, to.basis)


async def _returned(host: "ZoneHost", answer: Answer, to: Shown, read: Callable[[], Objection]) -> bool:
    """A renewal turns alone, and may have been published while it waited for its turn."""

    def apply() -> None:
        to.notice.objections.append(read())
        if any(each.notice is to.notice and each.may_return for each in shown(host.case)):
            back_to_notice(host)

    return await turn_at_notice(host, answer, apply)


def _ask(host: "ZoneHost") -> None:
    """Where the entry stands at its notice, the re-examination may begin."""
    notice = host.case.current.notice
    if notice and notice.pending and at_notice(host.case):
        host.open(reexamination_of(host.case), SAMR)


async def decide(host: "ZoneHost", answer: Answer) -> None:
    """After the decision was published: the choice is recorded, and changes nothing by itself."""
    host.record(answer)
    of_renewal = answer.task.kind == art28.LATE_FINDING.kind.key
    for one in art22.undecided(host.case, of_renewal=of_renewal):
        if one.receipt_number == answer.form.receipt_number:
            one.status = ObjectionStatus.REFERRED


HANDLERS: dict[str, Handler] = {
    art22.PAPER_OBJECTION.kind.key: register,
    art22.LATE_OBJECTION.kind.key: late,
    art22.LATE_FINDING.kind.key: decide,
    art28.LATE_OBJECTION.kind.key: late,
    art28.LATE_FINDING.kind.key: decide,
}
