"""第二十七条: a revocation review is opened, and closed while its decision is being signed."""

from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.task import Answer
    from domain.zone import art23_correction as art23
    from domain.zone import art27_revocation as art27
    from domain.zone.case import Stage
    from domain.zone.parts import Correction

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost


async def begin(host: "ZoneHost", answer: Answer) -> None:
    if not host.overtaken(answer, art27.refuse_opening(host.case)):
        host.record(answer)
        review(host, answer)


def review(host: "ZoneHost", answer: Answer) -> None:
    """The review begins; whoever opened it, by whichever way, does not sign it for 总局."""
    host.case.remember(art27.OPENING.kind.key, answer.act.actor.id)
    host.case.revocation = art27.begun(host.case, answer)
    if host.case.stage is Stage.EXPIRED_PENDING_RENEWAL:
        host.enter(Stage.EXPIRED_PENDING_REVOCATION)


async def close(host: "ZoneHost", answer: Answer) -> None:
    """Too late once the last signature is in: a decision taken is not closed."""
    await host.quiet()
    if host.overtaken(answer, art27.refuse_closing(host.case)):
        return
    host.record(answer)
    host.case.revocation = None
    host.review.again()


async def correct(host: "ZoneHost", answer: Answer) -> None:
    host.record(answer)
    host.case.correction = Correction(reasons=answer.form.reasons, opened_on=local_date(answer.at))


async def drop_correction(host: "ZoneHost", answer: Answer) -> None:
    await host.quiet()
    if host.overtaken(answer, art23.refuse_closing(host.case)):
        return
    host.record(answer)
    host.case.correction = None
    host.correction.again()


HANDLERS: dict[str, Handler] = {
    art27.OPENING.kind.key: begin,
    art27.CLOSING.kind.key: close,
    art23.OPENING.kind.key: correct,
    art23.CLOSING.kind.key: drop_correction,
}
