"""View models of parks."""

from datetime import date, datetime

from pydantic import BaseModel

from api.views import CaseSummary, FileView


class NamedView(BaseModel):
    """A park or an organisation by its id, with its present name."""

    id: str
    name: str


class ParkSummary(BaseModel):
    id: str
    name: str
    sector: str
    form: str
    industry: str
    region: str
    region_name: str
    creating_body: str
    is_synthetic: bool


class IdentityView(BaseModel):
    """What the park was called and whose it was, from ``from_day`` (null: not known) to ``until_day`` (null: now)."""

    name: str
    creating_body: str
    region: str
    from_day: date | None
    until_day: date | None
    change: str
    document_number: str
    file: FileView | None


class SuccessionView(BaseModel):
    id: str
    kind: str
    kind_label: str
    predecessor: NamedView
    successor: NamedView
    on: date
    words: str
    document_number: str
    file: FileView
    entered_by: str
    """Name of the account."""
    entered_at: datetime


class ParkView(ParkSummary):
    """A park with its history. ``lineage``: what it came from, a line for each ancestor; ``title_note``: what no
    succession does. ``cases`` are those the reader may see."""

    boundary: str
    bodies: list[NamedView]
    identities: list[IdentityView]
    successions: list[SuccessionView]
    lineage: list[str]
    title_note: str
    cases: list[CaseSummary]
