"""What is recorded of work that the text sets no day for: what has been done, and never what is still to come."""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.citation import Basis
from domain.dates import in_words
from domain.refusal import Refusal, RefusalKind

Deed = Annotated[str, Field(min_length=1, max_length=1000)]
"""What was done, in words that stand in a line of the record."""


def refuse_ahead(day: date, today: date, basis: Basis) -> Refusal | None:
    """``day``: on which it is said to have been done; both in Asia/Shanghai."""
    if day <= today:
        return None
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"只记载已经做的：{in_words(day)}尚未到来。",
        basis=basis,
        remedy="请在做了之后记载。",
    )
