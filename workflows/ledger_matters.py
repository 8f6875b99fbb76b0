"""What follows in a ledger from each act that may be done at any time."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.district import measure03_indicators as measure03
    from domain.district import sec4_2_budget as budget
    from domain.district import sec4_3_closeout as closeout
    from domain.district import sec4_3_dispute as dispute
    from domain.district import sec4_3_instruction as instruction
    from domain.district import sec4_3_progress as progress
    from domain.district import sec4_3_supervision as supervision
    from domain.district.ledger_case import LedgerStage
    from domain.task import Answer

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.unit_ledger import UnitLedger


async def _enter_indicators(host: "UnitLedger", answer: Answer) -> None:
    host.record(answer)
    measure03.enter(host.case, answer)


async def _enter_budget(host: "UnitLedger", answer: Answer) -> None:
    host.record(answer)
    budget.enter(host.case, answer)


async def _enter_progress(host: "UnitLedger", answer: Answer) -> None:
    """Of two entries at once the second meets what the first has done."""
    if not host.overtaken(answer, progress.refuse_progress(host.case, answer.form, answer.at)):
        host.record(answer)
        progress.take_progress(host.case, answer)


async def _move_day(host: "UnitLedger", answer: Answer) -> None:
    due = await host.derived([answer.form.day])
    if not host.overtaken(answer, progress.refuse_move(host.case, answer.form, answer.at)):
        host.record(answer)
        progress.move(host.case, answer, due[answer.form.day])


async def _propose_closeout(host: "UnitLedger", answer: Answer) -> None:
    if not host.overtaken(answer, closeout.refuse(host.case, answer.form, answer.at)):
        host.record(answer)
        closeout.propose(host.case, answer)
        host.show_settling()


async def _reopen(host: "UnitLedger", answer: Answer) -> None:
    if not host.overtaken(answer, closeout.refuse_reopening(host.case, answer.form, answer.at)):
        host.record(answer)
        closeout.reopen(host.case, answer)


async def _raise_dispute(host: "UnitLedger", answer: Answer) -> None:
    if not host.overtaken(answer, dispute.refuse_raising(host.case, answer.form, answer.at)):
        host.record(answer)
        dispute.raise_dispute(host.case, answer)
        host.show_settling()


async def _decline(host: "UnitLedger", answer: Answer) -> None:
    if not host.overtaken(answer, dispute.refuse_declining(host.case, answer.form, answer.at)):
        host.record(answer)
        dispute.decline(host.case, answer)
        host.show_settling()


async def _order(host: "UnitLedger", answer: Answer) -> None:
    host.record(answer)
    supervision.issue(host.case, answer)


async def _take_instruction(host: "UnitLedger", answer: Answer) -> None:
    if answer.act.action == instruction.CLOSE:
        await host.turn(answer, lambda: host.enter(LedgerStage.CLOSED))
        return
    host.record(answer)
    instruction.apply(host.case, answer)
    host.show_settling()
    if host.case.review is None:
        host.end_input()


HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys((each.kind.key for each in measure03.ENTERING), _enter_indicators),
    **dict.fromkeys((each.kind.key for each in budget.ENTERING), _enter_budget),
    **dict.fromkeys((each.kind.key for each in progress.PROGRESS), _enter_progress),
    **dict.fromkeys((each.kind.key for each in progress.MOVING), _move_day),
    **dict.fromkeys((each.kind.key for each in closeout.PROPOSING), _propose_closeout),
    **dict.fromkeys((each.kind.key for each in dispute.RAISING), _raise_dispute),
    **dict.fromkeys((each.kind.key for each in dispute.DECLINING), _decline),
    closeout.REOPENING.kind.key: _reopen,
    supervision.ORDERING.kind.key: _order,
    instruction.INSTRUCTING.kind.key: _take_instruction,
}
