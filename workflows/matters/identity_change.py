"""A park is renamed, or its creating body changes, while its case runs; 总局 says what follows for its notice."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.procedure import notice_changes
    from domain.task import Answer
    from domain.zone import art03_identity_change as art03
    from domain.zone import art22_notice_changes as changes

from workflows.matter_host import Handler
from workflows.matters.notices import back_to_notice, counted_anew, turn_at_notice

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def report(host: "ZoneHost", answer: Answer) -> None:
    """The park bears its new name from now on. A decision that is being signed waits for the choice of 总局."""
    if not art03.is_being_signed(host.case):
        host.record(answer)
        art03.changed(host.case, answer)
        return

    def apply() -> None:
        signed = art03.is_being_signed(host.case)
        art03.changed(host.case, answer)
        if signed:
            back_to_notice(host)

    await turn_at_notice(host, answer, apply)


async def decide(host: "ZoneHost", answer: Answer) -> None:
    if answer.act.action != art03.CORRECT:
        host.record(answer)
        art03.settled(host.case)
        return
    change = host.case.identity
    assert change is not None
    last_day = await counted_anew(host, answer)
    park = host.case.park
    before, after = f"{change.former}（{change.former_body}）", f"{park.name}（{park.creating_body}）"
    remark = f"更正：原公示“{before}”，更正为“{after}”。"

    def apply() -> None:
        notice_changes.replaced(host.case.current, last_day, answer.at, remark)
        art03.settled(host.case)
        back_to_notice(host)
        effects = changes.corrected(host.case, last_day, restarted=True)
        host.note("notice_correction.corrected", effects, changes.basis_of(host.case))

    await turn_at_notice(host, answer, apply)


HANDLERS: dict[str, Handler] = {
    art03.IDENTITY_CHANGE.kind.key: report,
    art03.IDENTITY_DECISION.kind.key: decide,
}
