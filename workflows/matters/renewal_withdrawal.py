"""第二十八条 自愿申请复审: a zone takes its application back before the continuation is decided."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer
    from domain.zone import art28_renewal_withdrawal as art28

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def withdraw(host: "ZoneHost", answer: Answer) -> None:
    """The term runs on; what was asked in the renewal is taken back."""
    await host.renewal.turn(answer, lambda: art28.take_back(host.case, answer.at))


HANDLERS: dict[str, Handler] = {art28.WITHDRAWAL.kind.key: withdraw}
