"""What the matters of a notice share: counting it again, and going back to it."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.deadline import Deadline
    from domain.task import Answer
    from domain.zone import art22_notice_changes as changes
    from domain.zone.case import Stage

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def counted_anew(host: "ZoneHost", answer: Answer) -> Deadline:
    """The last day of the notice if it is published again by ``answer``."""
    notice = host.case.current.notice
    assert notice is not None
    days = {"working_days": notice.working_days}
    [last_day] = await host.derive(changes.rule_of(host.case), local_date(answer.at), days)
    return last_day


def back_to_notice(host: "ZoneHost") -> None:
    """The entry is at its notice again. Signatures given are void; the record keeps them."""
    host.case.proceeding.signatures = {}
    host.case.recognised_on = None
    host.enter(Stage.PUBLIC_NOTICE)
