"""What is said of a text by hand: only what the code cannot say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.citation import TITLES


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its key. Its places are named by theirs (``zone:27#2``)."""

    key: str
    reasons: Mapping[str, str]
    """Place → why nothing runs of it."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Place → what else is to be said of what runs."""
    in_ledger: frozenset[str] = frozenset()
    """Places of which a ledger of the case alone runs: what cites the whole article does not mean them."""

    worked_at: Mapping[str, str] = field(default_factory=dict)
    """A table of domain/, or a folder of them → the place at which its rows are worked through, whose steps, tasks and
    pages are theirs."""

    @property
    def title(self) -> str:
        return f"《{TITLES[self.key]}》"
