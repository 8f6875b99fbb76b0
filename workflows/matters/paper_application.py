"""第十六条: a creation application that came on paper, entered by the province."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer
    from domain.zone import art16_application as art16
    from domain.zone.case import Stage

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def enter(host: "ZoneHost", answer: Answer) -> None:
    """The park is not asked any more: its application is there."""

    def apply() -> None:
        art16.take(host.case, answer)
        host.enter(Stage.NOMINATION)

    await host.turn(answer, apply)


HANDLERS: dict[str, Handler] = {art16.PAPER.kind.key: enter}
