"""Keeping the ledger of what the five bureaus themselves are to bring about (三; 六（一）).

The plan sets no day for any of it, so nothing here is ever due or overdue. Reading R-P-20 (系统策略): any of the five
enters what was done, whichever of them did it; an entry is never changed or removed, and what the latest day says of an
item is how it stands.
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from domain.citation import Basis
from domain.ledger import EntryForm
from domain.pilot import registers
from domain.pilot.deliverables import BASIS
from domain.procedure.records import refuse_ahead
from domain.refusal import Refusal
from domain.roles import Actor

NAME = "五省级市场监管局共同工作台账"
LEDGER = "five_bureaus"
"""Its key among the ledgers; that of a case is the case's id."""


class Progress(StrEnum):
    ONGOING = "ongoing"
    DELIVERED = "delivered"

    @property
    def label(self) -> str:
        return {"ongoing": "仍在进行", "delivered": "已经完成"}[self]


class ProgressForm(EntryForm):
    progress: Progress = Field(title="进展")

    @property
    def details(self) -> dict[str, str]:
        return {"progress": self.progress.value}


def refuse_reading(actor: Actor) -> Refusal | None:
    return registers.refuse_reading(actor, NAME, BASIS)


def refuse_keeping(actor: Actor, basis: Basis) -> Refusal | None:
    """``basis``: of the deliverable."""
    return registers.refuse_keeping(actor, NAME, basis)


def refuse_entry(form: ProgressForm, basis: Basis, today: date) -> Refusal | None:
    return refuse_ahead(form.on, today, basis)
