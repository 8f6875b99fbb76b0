"""Activity signatures. Workflows call these stubs; activities/ registers the bodies under the same names."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from temporalio import activity

from contracts.facts import FactQuestion
from contracts.instruments import EarlierVersions
from contracts.lists import EntryResult, ListEntryOrder, ListOutcome
from contracts.recalculation import RederiveQuestion
from contracts.step import Step
from domain.errand import Errand, ErrandOutcome


class DateQuestion(BaseModel):
    """A date rule with its anchor, once for each of ``parameters``: what a workflow asks about working days."""

    rule: str
    anchor: date
    parameters: tuple[dict[str, int], ...]
    policy: dict[str, Any]
    """As JSON; its programme is that of the rule."""


class Served(BaseModel):
    """What a pass of one of the platform's own clocks did, and when the next one is due."""

    done: int = 0
    next_due: datetime | None = None
    """UTC; None when nothing is planned."""


@activity.defn
async def record_step(step: Step) -> str:
    """Write one step of a case in one transaction; (workflow id, number) written twice counts once.

    A local activity: its input costs no history. Answers the step's fingerprint, which the history keeps:
    what the step orders leaves the house only when the history shows it.
    """
    raise NotImplementedError


@activity.defn
async def derive_dates(question: DateQuestion) -> list[dict[str, Any]]:
    """The deadlines by the calendar releases now in the register, packed (``contracts.dates``). Local activity."""
    raise NotImplementedError


@activity.defn
async def rederive_dates(question: RederiveQuestion) -> dict[str, dict[str, Any]]:
    """Those of the deadlines that the releases now in the register make another, as JSON without defaults.

    Local activity. A pause or an extension of a deadline is counted again with it.
    """
    raise NotImplementedError


@activity.defn
async def look_up(question: FactQuestion) -> dict[str, Any]:
    """What the register knows that an act depends on, as JSON. Local activity."""
    raise NotImplementedError


@activity.defn
async def earlier_versions(question: EarlierVersions) -> list[str]:
    """Workflow ids of the versions of the indicators that a new one may replace. Local activity."""
    raise NotImplementedError


@activity.defn
async def act_on_entry(order: ListEntryOrder) -> EntryResult:
    """Send the act to the case of one entry, until it has answered; asked twice, it answers the same."""
    raise NotImplementedError


@activity.defn
async def record_list_act(outcome: ListOutcome) -> None:
    """Write that the act was asked, then what became of every entry and the list on paper where the act sends it out.

    Local activity; written twice, it counts once.
    """
    raise NotImplementedError


@activity.defn
async def run_errand(errand: Errand) -> ErrandOutcome:
    """Begin another case, or act in it, until it has answered; asked twice, it answers the same."""
    raise NotImplementedError


@activity.defn
async def recalculate_cases() -> Served:
    """Have every running case count its dates again, until the register holds none that would change."""
    raise NotImplementedError


@activity.defn
async def take_over_cases() -> Served:
    """Begin the case of every confirmed row of a sheet of running cases, each once."""
    raise NotImplementedError


@activity.defn
async def claim_due_rungs() -> Served:
    """Turn every reminder rung due by now into outbox rows, in order, each once."""
    raise NotImplementedError


@activity.defn
async def deliver_outbox() -> Served:
    """Send every outbox row whose step its workflow confirms."""
    raise NotImplementedError


@activity.defn
async def print_documents() -> Served:
    """Write, number, hash and store every ordered document whose step its workflow confirms."""
    raise NotImplementedError
