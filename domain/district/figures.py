"""What the register knows of the ledgers of a plan: counted for a summary, and the items one ledger takes from
another.
"""

from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, Field

from domain.district.ledger_case import LedgerCase
from domain.district.measures import MEASURES
from domain.district.parts import Item, ItemStatus


class UnitFigures(BaseModel):
    """One ledger as last recorded. ``counts``: status → items; ``handed_in``: numbers of the reviews it answered."""

    unit: str
    name: str
    counts: dict[ItemStatus, int]
    handed_in: list[int]
    open_items: list[str]
    """Labels of the items still to be done, in the order of the plan."""
    measures_open: list[str]
    """Keys of the measures still to be done."""


class LedgerFigures(BaseModel):
    """The answer of the register to ``district_ledgers``."""

    units: list[UnitFigures] = Field(default_factory=list)

    @property
    def counts(self) -> Counter[ItemStatus]:
        return sum((Counter(each.counts) for each in self.units), Counter[ItemStatus]())

    @property
    def lines(self) -> list[str]:
        """62项：已销号55项，…, for documents; a status without items is left out."""
        counts = self.counts
        return [f"{status.label}{counts[status]}项" for status in ItemStatus if counts[status]]

    @property
    def total(self) -> int:
        """The items the units answer for; what was handed over is counted where it is now."""
        return sum(number for status, number in self.counts.items() if status is not ItemStatus.REASSIGNED)

    @property
    def closed(self) -> int:
        return self.counts[ItemStatus.DONE] + self.counts[ItemStatus.CONTINUOUS]

    @property
    def done_measures(self) -> int:
        """How many of the measures no unit has anything left to do for."""
        still = {key for each in self.units for key in each.measures_open}
        return len([each for each in MEASURES if each.key not in still])

    def silent(self, number: int) -> list[str]:
        """The units without an input for a review."""
        return [each.name for each in self.units if number not in each.handed_in]

    @property
    def carry_over(self) -> list[str]:
        """市公安局源城分局：第2项措施…, the items a successor takes over."""
        return [f"{each.name}：{'、'.join(each.open_items)}" for each in self.units if each.open_items]


class CarriedItems(BaseModel):
    """The answer to ``district_items``: items as the ledger that gives them up has them."""

    items: list[Item] = Field(default_factory=list)


def figures_of(ledgers: Iterable[LedgerCase]) -> LedgerFigures:
    return LedgerFigures(units=[_unit(each) for each in ledgers])


def _unit(ledger: LedgerCase) -> UnitFigures:
    still = [each for each in ledger.items if each.is_open]
    return UnitFigures(
        unit=ledger.unit.id,
        name=ledger.unit.name,
        counts=dict(Counter(ledger.status(each) for each in ledger.items)),
        handed_in=[each.number for each in ledger.reviews if each.handed_in_on],
        open_items=[each.label for each in still],
        measures_open=[each.key for each in still if not each.key.startswith("s")],
    )
