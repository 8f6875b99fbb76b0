"""第二十七条 重大事项及时上报: reported by the zone or recorded by officials, then taken by 总局."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer
    from domain.zone import art27_material_event as art27
    from domain.zone import art27_material_event_triage as art27_triage
    from domain.zone.art27_revocation import refuse_opening

from workflows.matter_host import Handler
from workflows.matters.revocation import review

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def report(host: "ZoneHost", answer: Answer) -> None:
    number = answer.form.number
    if host.overtaken(answer, art27.refuse_number(host.case, number)):
        return
    event = art27.reported(host.case, answer)
    host.record(answer)
    host.case.events = [*(one for one in host.case.events if one.number != event.number), event]
    host.case.events.sort(key=lambda one: one.number)


async def write_down(host: "ZoneHost", answer: Answer) -> None:
    event = art27.written_down(host.case, answer)
    host.record(answer)
    host.case.events = [*host.case.events, event]


async def triage(host: "ZoneHost", answer: Answer) -> None:
    action = answer.act.action
    if action == art27_triage.OPEN_REVIEW and host.overtaken(answer, refuse_opening(host.case)):
        return
    event = art27_triage.triaged(host.case)
    host.record(answer)
    if action == art27_triage.ASSESS:
        host.case.negative_facts = [*host.case.negative_facts, art27_triage.to_be_determined(host.case, answer)]
    event.triage = action
    if action == art27_triage.OPEN_REVIEW:
        review(host, answer)


HANDLERS: dict[str, Handler] = {
    art27.EVENT.kind.key: report,
    art27.RECORDING.kind.key: write_down,
    art27_triage.TRIAGE.kind.key: triage,
}
