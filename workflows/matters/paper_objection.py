"""第二十二条: objections on paper, objections that come late, and what 总局 decides when all is over."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.procedure import objections
    from domain.procedure.state import Objection, ObjectionStatus
    from domain.roles import SAMR
    from domain.task import Answer
    from domain.zone import art22_paper_objection as art22
    from domain.zone.art22_notice_changes import at_notice, objection_basis_of, reexamination_of
    from domain.zone.art22_public_notice import SUPPLEMENT_RULE

from workflows.matter_host import Handler
from workflows.matters.notices import back_to_notice
from workflows.stages.public_notice import supplement_until

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def register(host: "ZoneHost", answer: Answer) -> None:
    """On paper, by the dates it bears."""
    await _taken(host, answer, art22.taken(host.case, answer))


async def late(host: "ZoneHost", answer: Answer) -> None:
    """From the public, after the notice: recorded, or taken until the decision (``objection_late``)."""
    number = answer.form.receipt_number
    status = objections.status_at(host.case, answer.form, answer.at)
    await _taken(host, answer, Objection(receipt_number=number, received_at=answer.at, status=status))


async def _taken(host: "ZoneHost", answer: Answer, found: Objection) -> None:
    """What holds the entry leads it back to its notice, however far its recognition has come."""
    notice = host.case.current.notice
    assert notice is not None
    if found.status is ObjectionStatus.INCOMPLETE and notice.supplement_until is None:
        await supplement_until(host, notice, SUPPLEMENT_RULE, objection_basis_of(host.case))
    if art22.blocks(host.case, found):

        def apply() -> None:
            notice.objections.append(found)
            back_to_notice(host)

        if not await host.turn(answer, apply):
            return
    else:
        host.record(answer)
        notice.objections.append(found)
        _ask(host)
    if found.status is ObjectionStatus.INCOMPLETE:
        assert notice.supplement_until is not None
        basis = objection_basis_of(host.case)
        effects = objections.incomplete(host.case, basis, found.receipt_number, notice.supplement_until)
        host.note("objection.incomplete", effects, basis)


def _ask(host: "ZoneHost") -> None:
    """Where the entry stands at its notice, the re-examination may begin."""
    notice = host.case.current.notice
    if notice and notice.pending and at_notice(host.case):
        host.open(reexamination_of(host.case), SAMR)


async def decide(host: "ZoneHost", answer: Answer) -> None:
    """After the recognition was published: the choice is recorded, and changes nothing by itself."""
    host.record(answer)
    for one in art22.undecided(host.case):
        if one.receipt_number == answer.form.receipt_number:
            one.status = ObjectionStatus.REFERRED


HANDLERS: dict[str, Handler] = {
    art22.PAPER_OBJECTION.kind.key: register,
    art22.LATE_OBJECTION.kind.key: late,
    art22.LATE_FINDING.kind.key: decide,
}
