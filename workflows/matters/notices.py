"""What the matters of a notice share: counting it again, and going back to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.deadline import Deadline
    from domain.task import Answer
    from domain.zone import art22_notice_changes as changes
    from domain.zone.case import RenewalStage, Stage

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
    """The entry, or its renewal, is at its notice again. Signatures given are void; the record keeps them."""
    host.case.current.signatures = {}
    if host.case.renewal:
        host.case.renewal.stage = RenewalStage.PUBLIC_NOTICE
        return
    host.case.recognised_on = None
    host.enter(Stage.PUBLIC_NOTICE)


async def turn_at_notice(host: "ZoneHost", answer: Answer, apply: Callable[[], None]) -> bool:
    """As ``CaseHost.turn``; of a renewal that alone, since the term runs on beside it."""
    return await (host.renewal.turn(answer, apply) if host.case.renewal else host.turn(answer, apply))
