"""A stored case takes an act on paper: its workflow, its rules and what the register knows now, and no trace of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.foreseeing.paper_run import PaperJam, PaperRun
from contracts.activities import DateQuestion
from contracts.facts import FactQuestion
from contracts.instruments import EarlierVersions
from contracts.recalculation import RederiveQuestion
from contracts.step import Step
from db.models import Case
from db.queries.instruments import versions_before
from db.queries.releases import work_calendar
from db.session import Register
from domain.orders import DocumentOrder, Event, NoticeOrder
from domain.programmes import case_of, programme_of
from domain.task import Act
from services.counting import derived, derived_again
from services.fact_sources import SOURCES

_MOST_RUNS = 3
REFUSED = "signal.refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act led to, up to the next wait of the case."""

    before: Any
    after: Any
    """The case, of whatever programme."""
    at: datetime
    events: tuple[Event, ...]
    notices: tuple[NoticeOrder, ...]
    documents: tuple[DocumentOrder, ...]

    @property
    def refusal(self) -> Event | None:
        """What the record would say of an act that is turned away."""
        return next((event for event in self.events if event.kind == REFUSED), None)


async def taken_on_paper(
    register: Register, case: Case, act: Act, now: datetime, *, supposing: bool = False
) -> Outcome:
    """Let the case as last recorded take ``act`` at ``now``; nothing is written.

    ``supposing``: as if nothing stood against the act.
    Raises ``PaperJam`` where the workflow cannot go on from what it is given.
    """
    desk = _Desk(register)
    before = case_of(case.state)
    goes_on: tuple[str, Any] | None = (programme_of(before).workflow(before), case.state)
    acts = [act]
    for _ in range(_MOST_RUNS):
        if goes_on is None:
            break
        async with _run(*goes_on, case.workflow_id, now, desk, supposing) as run:
            await run.begin()
            for each in acts:
                desk.steps.clear()
                await run.take(each)
            acts, goes_on = [], run.goes_on
    if not desk.steps:
        raise PaperJam("nothing was recorded")
    return Outcome(
        before=before,
        at=now,
        after=case_of(desk.steps[-1].state),
        events=tuple(event for step in desk.steps for event in step.events),
        notices=tuple(order for step in desk.steps for order in step.notices),
        documents=tuple(order for step in desk.steps for order in step.documents),
    )


@asynccontextmanager
async def _run(
    name: str, argument: Any, workflow_id: str, now: datetime, desk: "_Desk", supposing: bool
) -> AsyncIterator[PaperRun]:
    run = PaperRun(name, argument, workflow_id, now, desk.answer, supposing)
    try:
        yield run
    finally:
        await run.end()


class _Desk:
    """Answers what a workflow asks of its local activities from the register, and keeps its steps to itself."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.steps: list[Step] = []

    async def answer(self, name: str, asked: Any) -> Any:
        if name == "record_step":
            self.steps.append(Step.model_validate(asked))
            return self.steps[-1].fingerprint
        async with self._register.read() as session:
            if name == "derive_dates":
                return derived(DateQuestion.model_validate(asked), await work_calendar(session))
            if name == "rederive_dates":
                return derived_again(RederiveQuestion.model_validate(asked), await work_calendar(session))
            if name == "look_up":
                question = FactQuestion.model_validate(asked)
                return await SOURCES[question.key](session, question)
            if name == "earlier_versions":
                versions = EarlierVersions.model_validate(asked)
                return await versions_before(session, versions.case_id, versions.first_day)
        raise PaperJam(f"nobody answers {name} on paper")
