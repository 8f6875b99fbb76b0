"""The wall chart of a plan (台账挂图): measures and safeguards × units, as JSON answers it and pages draw it."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel

from api.errors import BasisView


class Lateness(StrEnum):
    """By which a wall is filtered: anything late, or one of the three colours of 督办."""

    LATE = "late"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        words = {"blue": "蓝色（提醒）", "yellow": "黄色（逾期督办）", "red": "红色（重点督办）"}
        return words.get(self.value, "已逾期（黄色和红色）")


class WallCell(BaseModel):
    """One item of one unit. ``next_on``: the earliest day of its own not yet done with; ``colour`` of 督办 by that day,
    empty where nothing is near or late. ``case_id``: the unit's ledger, null where the reader may not open it or it has
    not begun."""

    measure: str
    unit: str
    unit_name: str
    status: str
    status_label: str
    is_lead: bool
    schedule_label: str
    next_on: date | None
    next_what: str
    colour: Literal["", "blue", "yellow", "red"]
    colour_label: str
    steps: int
    steps_done: int
    office: str
    measures: str
    case_id: str | None

    @property
    def is_late(self) -> bool:
        return self.colour in ("yellow", "red") or self.status == "overdue_supervision"

    @property
    def is_filed(self) -> bool:
        return bool(self.schedule_label)


class WallMeasure(BaseModel):
    """A measure or safeguard with its cells. ``flags``: what is missing, in words; nothing is guessed in its place."""

    key: str
    label: str
    title: str
    group: str
    basis: BasisView
    flags: list[str]
    cells: list[WallCell]


class WallUnit(BaseModel):
    id: str
    name: str
    kinds: list[str]


class WallCount(BaseModel):
    """How many items stand so, but for the filter by status itself."""

    status: str
    label: str
    number: int


class WallView(BaseModel):
    """``as_of``: when it was read; ``recorded_at``: when a ledger last changed. ``is_whole``: whether the reader sees
    every unit, or only its own items and those of the measures it leads. ``total`` and ``late`` count what is shown;
    ``all_units`` are those to filter by. ``case_id``: the plan, null where the reader may not open it."""

    plan_id: str
    title: str
    case_id: str | None
    is_whole: bool
    as_of: datetime
    recorded_at: datetime
    total: int
    late: int
    counts: list[WallCount]
    all_units: list[WallUnit]
    units: list[WallUnit]
    measures: list[WallMeasure]

    @property
    def cells(self) -> Iterator[WallCell]:
        return (cell for measure in self.measures for cell in measure.cells)
