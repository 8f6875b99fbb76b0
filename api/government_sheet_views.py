"""What the provincial regulation asks of one government, on one sheet."""

from datetime import date, datetime

from pydantic import BaseModel

from api.errors import BasisView


class SheetClause(BaseModel):
    """A clause it is asked, under its number in the text its case goes by. ``bodies``: who does its work, empty as long
    as the text names nobody and nobody was named; ``evidence``: what may be handed in (系统策略). ``basis``: its place
    in the draft."""

    id: str
    chapter: str
    place: str
    quote: str
    modality_label: str
    kind_label: str
    evidence: str
    owes_result: bool
    bodies: list[str]
    state: str
    state_label: str
    handed_in: int
    handed_in_on: date | None
    handed_in_by: str
    due_on: date | None
    is_overdue: bool
    basis: BasisView


class SheetCampaign(BaseModel):
    """A campaign of 第三十条 in one year. ``summary_due`` is 系统策略."""

    title: str
    first: date
    last: date
    state_label: str
    has_plan: bool
    records: int
    summary_due: date
    is_overdue: bool


class GovernmentSheetView(BaseModel):
    """``document_number``: of the text its case goes by. ``is_over``: nothing is asked any more. ``sees_table``:
    whether the reader sees the table of all governments too."""

    key: str
    case_id: str
    organisation: str
    name: str
    level_label: str
    since: date
    state_label: str
    is_over: bool
    document_number: str
    as_of: datetime
    changed_at: datetime
    sees_table: bool
    initiatives: int
    clauses: list[SheetClause]
    campaigns: list[SheetCampaign]
