"""第十八条: when the year of creation begins, and 总局's written exception to it."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer
    from domain.zone import art18_creation_period as art18
    from domain.zone import art18_exception as exception

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def request(host: "ZoneHost", answer: Answer) -> None:
    host.record(answer)
    host.case.exception_request = exception.requested(answer)


async def decide(host: "ZoneHost", answer: Answer) -> None:
    host.record(answer)
    host.case.exception_request = None
    if answer.act.action == exception.GRANT:
        host.case.exception = exception.granted(answer)


async def deliver(host: "ZoneHost", answer: Answer) -> None:
    """The year runs from here; the other of the two who can say so is not asked any more."""
    host.record(answer)
    host.case.creation_minimum = art18.minimum(exception.delivered_on(answer), host.case.policy).compact()


HANDLERS: dict[str, Handler] = {
    exception.REQUEST.kind.key: request,
    exception.DECISION.kind.key: decide,
    exception.RECEIPT.kind.key: deliver,
    exception.DELIVERY.kind.key: deliver,
}
