"""第三条 自愿申请: a park withdraws before it is recognised."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer
    from domain.zone import art03_withdrawal as art03
    from domain.zone.case import Stage

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def withdraw(host: "ZoneHost", answer: Answer) -> None:
    """The running stage is left where it stands; its questions and dates are taken back, and a notice that runs."""

    def apply() -> None:
        # A copy: the stage that still waits with the notice is left where it waits.
        host.case.proceeding = host.case.proceeding.model_copy(deep=True)
        notice = host.case.proceeding.notice
        if notice and notice.is_running:
            notice.withdrawn_at, notice.remark = answer.at, "园区撤回申请，公示终止。"
        host.enter(Stage.WITHDRAWN)

    await host.turn(answer, apply)


HANDLERS: dict[str, Handler] = {art03.WITHDRAWAL.kind.key: withdraw}
