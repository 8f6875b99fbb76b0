"""统计 as the API and the pages show it."""

from datetime import date

from pydantic import BaseModel

from api.views import SubjectView


class NumberView(BaseModel):
    """``query`` names the list of exactly these; ``standing`` is one of ``db.queries.statistics.STANDINGS``."""

    standing: str
    label: str
    number: int
    query: dict[str, str]


class StepLine(BaseModel):
    """A step, a unit, or both (the other one is empty), and how its tasks stand; in the order of ``STANDINGS``."""

    programme: str
    step: str
    unit: str
    numbers: list[NumberView]


class StockLine(BaseModel):
    """How many cases stand at a stage."""

    programme: str
    programme_label: str
    stage: str
    stage_label: str
    number: int


class ExpiryLine(BaseModel):
    """``month``: 2026-12, or later for all that come after the months told one by one."""

    month: str
    label: str
    number: int


class StatisticsView(BaseModel):
    """``as_of``: the day in Asia/Shanghai; expiries are not narrowed down by ``year``."""

    as_of: date
    by_step: list[StepLine]
    by_unit: list[StepLine]
    by_both: list[StepLine]
    stock: list[StockLine]
    expiries: list[ExpiryLine]


class CountedTask(BaseModel):
    """A task behind a number. ``closed_on``: the day in Asia/Shanghai, null while it is open."""

    id: str
    label: str
    unit: str
    case_id: str
    subject: SubjectView
    state_label: str
    due: date | None
    due_provisional: bool
    closed_on: date | None


class ExpiringCase(BaseModel):
    """``last_day`` of the term, with its words."""

    case_id: str
    subject: str
    region_name: str
    last_day: date
    words: str
    provisional: bool
