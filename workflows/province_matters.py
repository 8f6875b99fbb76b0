"""The handlers of what may be done at any time under the provincial regulation."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.province import (
        art04_assignment,
        art04_governments,
        art09_initiatives,
        art30_campaign_papers,
        art40_duty_dates,
        art40_evidence,
        art42_adoption,
        art42_in_governments,
        art42_versions,
    )
    from domain.province.case import RegulationStage
    from domain.task import Answer

from workflows.matter_host import Handler

if TYPE_CHECKING:
    from workflows.government_duties import GovernmentDuties
    from workflows.province_regulation import ProvinceRegulation


def _regulation(take: Callable[[Any, Answer], None]) -> Handler:
    async def handle(host: "ProvinceRegulation", answer: Answer) -> None:
        host.record(answer)
        take(host.case, answer)

    return handle


def _government(take: Callable[[Any, Answer], None]) -> Handler:
    """What is asked of whom may be another then."""

    async def handle(host: "GovernmentDuties", answer: Answer) -> None:
        host.record(answer)
        take(host.case, answer)
        host.put_questions()

    return handle


async def _promulgate(host: "ProvinceRegulation", answer: Answer) -> None:
    host.record(answer)
    art42_adoption.promulgated(host.case, answer)
    host.enter(RegulationStage.PROMULGATED)


async def _withdraw(host: "ProvinceRegulation", answer: Answer) -> None:
    host.record(answer)
    host.enter(RegulationStage.WITHDRAWN)


async def _end(host: "GovernmentDuties", answer: Answer) -> None:
    await host.turn(answer, lambda: _stop(host, answer))


def _stop(host: "GovernmentDuties", answer: Answer) -> None:
    host.case.stage, host.case.stage_since = art42_in_governments.stage_after(answer), answer.at


def _amend(case: Any, answer: Answer) -> None:
    case.versions.append(art42_adoption.text_of(answer))


def _count(case: Any, answer: Answer) -> None:
    case.initiatives += 1


REGULATION_HANDLERS: Mapping[str, Handler] = {
    art04_governments.CHANGING.kind.key: _regulation(art04_governments.change),
    art42_adoption.PROMULGATING.kind.key: _promulgate,
    art42_versions.RESCHEDULING.kind.key: _regulation(art42_versions.rescheduled),
    art42_versions.WITHDRAWAL.kind.key: _withdraw,
    art42_versions.AMENDMENT.kind.key: _regulation(_amend),
    art42_versions.REPEALING.kind.key: _regulation(art42_versions.to_be_repealed),
}
GOVERNMENT_HANDLERS: Mapping[str, Handler] = {
    art04_assignment.ASSIGNING.kind.key: _government(art04_assignment.assign),
    art04_assignment.NAMING.kind.key: _government(art04_assignment.assign),
    art09_initiatives.BY_GOVERNMENT.kind.key: _government(_count),
    art09_initiatives.BY_CONGRESS.kind.key: _government(_count),
    art30_campaign_papers.RECORDING.kind.key: _government(art30_campaign_papers.take),
    art40_duty_dates.BY_GOVERNMENT.kind.key: _government(art40_duty_dates.take),
    art40_duty_dates.BY_OPERATIONS.kind.key: _government(art40_duty_dates.take),
    art40_evidence.BY_GOVERNMENT.kind.key: _government(art40_evidence.take),
    art40_evidence.BY_DEPARTMENT.kind.key: _government(art40_evidence.take),
    art42_in_governments.TAKING.kind.key: _government(art42_in_governments.take),
    art42_in_governments.ENDING.kind.key: _end,
}
