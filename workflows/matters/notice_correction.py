"""更正、撤回公示: the notice is changed in place, and the waiting stage finds it changed (系统策略)."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.procedure import notice_changes
    from domain.task import Answer
    from domain.zone import art22_notice_changes as changes

from workflows.matter_host import Handler
from workflows.matters.notices import counted_anew

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def change(host: "ZoneHost", answer: Answer) -> None:
    """A correction starts the count anew, or lets it go on (``notice_correction``); a withdrawal ends the notice."""
    if answer.act.action == notice_changes.WITHDRAW:
        notice = host.case.current.notice
        assert notice is not None
        notice.withdrawn_at, notice.remark = answer.at, answer.form.reasons
        host.record(answer)
        return
    again = await counted_anew(host, answer) if changes.restarts(host.case) else None
    if host.overtaken(answer, host.refusal_of(answer.act)):
        return
    notice = host.case.current.notice
    assert notice is not None
    host.record(answer)
    remark = notice_changes.in_words(answer.form)
    if again:
        notice_changes.replaced(host.case.current, again, answer.at, remark)
    else:
        notice.remark = "".join((notice.remark, remark))
    effects = changes.corrected(host.case, again or notice.last_day, restarted=again is not None)
    host.note("notice_correction.corrected", effects, changes.basis_of(host.case))


HANDLERS: dict[str, Handler] = {changes.NOTICE_CORRECTION.kind.key: change}
