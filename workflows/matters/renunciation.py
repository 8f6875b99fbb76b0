"""第三条 自愿: a zone gives its title up, and 总局 records its decision."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.task import Answer
    from domain.zone import art03_renunciation as art03
    from domain.zone.art27_revoked import let_fall
    from domain.zone.case import Stage
    from domain.zone.parts import Renunciation

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def ask(host: "ZoneHost", answer: Answer) -> None:
    host.record(answer)
    host.case.renunciation = Renunciation(asked_on=local_date(answer.at), reasons=answer.form.reasons)


async def decide(host: "ZoneHost", answer: Answer) -> None:
    if answer.act.action == art03.DECLINE:
        host.record(answer)
        host.case.renunciation = None
        return

    def renounce() -> None:
        let_fall(host.case, workflow.now(), art03.RENOUNCED)
        host.case.renunciation = host.case.correction = None
        host.enter(Stage.RENOUNCED)

    await host.turn(answer, renounce)


HANDLERS: dict[str, Handler] = {art03.ASKING.kind.key: ask, art03.DECISION.kind.key: decide}
