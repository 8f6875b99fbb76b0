"""第七条: what may stand against a park is recorded and determined while its case goes on."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer
    from domain.zone import art07_facts

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def take(host: "ZoneHost", answer: Answer) -> None:
    """It ends no stage: the gates look at it when their turn comes."""
    host.record(answer)
    art07_facts.take(host.case, answer)


HANDLERS: dict[str, Handler] = {
    art07_facts.BY_SAMR.kind.key: take,
    art07_facts.BY_PROVINCE.kind.key: take,
}
