"""第二十一条: an expert asks to be let go, 总局 replaces one; the report is asked of whoever leads the panel then."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer
    from domain.zone import art21_panel_changes as changes
    from domain.zone.art21_evaluation import EVALUATION_REPORT
    from domain.zone.art21_panel import expert

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def recuse(host: "ZoneHost", answer: Answer) -> None:
    host.record(answer)
    changes.take_recusal(host.case, answer)


async def replace(host: "ZoneHost", answer: Answer) -> None:
    """A report that came in just before is that of the panel as it was."""
    if any(each.task.kind == EVALUATION_REPORT.key for each in host.waiting_answers()):
        host.lose(answer, changes.REPORT_IN, changes.BASIS)
        return
    host.record(answer)
    changes.take_replacement(host.case, answer)
    leader = expert(host.case.proceeding.panel_leader)
    if host.case.open_task(EVALUATION_REPORT, leader) is None:
        host.close_kind(EVALUATION_REPORT)
        host.open(EVALUATION_REPORT, leader)


HANDLERS: dict[str, Handler] = {
    changes.RECUSAL.kind.key: recuse,
    changes.REPLACEMENT.kind.key: replace,
}
