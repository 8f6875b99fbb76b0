"""One fact in two cases: each record may name the other case, and neither depends on the other."""

from typing import Annotated

from pydantic import Field

from domain.citation import Basis
from domain.refusal import Refusal, RefusalKind

CaseNumber = Annotated[str, Field(max_length=100)]
"""Id of a case of another programme; empty where there is none."""


def refuse_reference(number: str, programme: str, basis: Basis) -> Refusal | None:
    """``programme``: key of the one the case is to be of. Whether there is such a case is not asked."""
    if not number or number.startswith(f"{programme}-"):
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"“{number}”不是该类案件的编号（以{programme}-开头）。",
        basis=basis,
        remedy="请核对另一案件页面上的案件编号；没有另行记载的，不填。",
    )


def same_fact(number: str, label: str) -> str:
    """For the record; empty where nothing is named."""
    return f"同一事件另见{label}案件{number}。" if number else ""
