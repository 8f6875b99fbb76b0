"""The table of duties of the provincial regulation: clauses × governments, as JSON answers it and pages draw it."""

from collections.abc import Iterator
from datetime import date, datetime

from pydantic import BaseModel

from api.errors import BasisView


class DutyCell(BaseModel):
    """How a clause stands with one government. ``bodies``: who does its work; of a clause that names nobody none, until
    one is named. ``due_on``: a day somebody set, and ``is_overdue`` whether it has passed."""

    government: str
    government_name: str
    state: str
    state_label: str
    bodies: list[str]
    handed_in: int
    handed_in_on: date | None
    due_on: date | None
    is_overdue: bool


class DutyClause(BaseModel):
    """A clause under its number in the text now in force. ``state``: how it stands with all governments alike, empty
    where each has a cell of its own, and before the text is in force. ``basis`` is its place in the draft."""

    id: str
    chapter: str
    article: int | None
    place: str
    quote: str
    modality: str
    modality_label: str
    responsible: list[str]
    levels: list[str]
    state: str
    state_label: str
    basis: BasisView
    cells: list[DutyCell]


class DutyGovernment(BaseModel):
    """``below``: how many governments are right below it, of those the reader sees."""

    organisation: str
    name: str
    level: str
    level_label: str
    region: str
    below: int
    case_id: str


class DutyCount(BaseModel):
    """How often what a reader may choose among stands so: as filtered, but for the filters by standing and overdue."""

    state: str
    label: str
    number: int


class DutyTableView(BaseModel):
    """``is_in_force``: before that, and after a repeal, nothing stands in any way and there are no columns. ``under``:
    the government whose own column and those right below it are shown. ``case_id``: of the text, null where the reader
    may not open it. ``document_number``, ``effective_on``: of the text by whose numbers the clauses are called, empty
    of the draft. ``changed_at``: when a case shown last changed. ``total``: cells shown, and clauses that stand
    alike with all; ``overdue`` counts as ``counts`` do."""

    key: str
    title: str
    case_id: str | None
    stage: str
    stage_label: str
    is_draft: bool
    is_in_force: bool
    document_number: str
    effective_on: date | None
    as_of: datetime
    changed_at: datetime
    under: str
    total: int
    overdue: int
    counts: list[DutyCount]
    articles: list[int]
    all_governments: list[DutyGovernment]
    governments: list[DutyGovernment]
    clauses: list[DutyClause]

    @property
    def cells(self) -> Iterator[DutyCell]:
        return (cell for clause in self.clauses for cell in clause.cells)
