"""View models of instruments (第十五条, 第十九条)."""

from datetime import date

from pydantic import BaseModel

from api.errors import BasisView
from api.views import StateView


class InstrumentView(BaseModel):
    """A work plan or a version of the indicators. Days are in Asia/Shanghai, both ends of a round included.

    ``case_id`` leads to its signatures and documents; null for one taken over. ``classes`` is empty for every sector.
    """

    id: str
    kind: str
    kind_label: str
    number: str
    title: str
    state: StateView
    first_day: date
    closes_on: date | None
    classes: list[str]
    case_id: str | None
    basis: list[BasisView]
