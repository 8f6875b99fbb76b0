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


class ParkFactView(BaseModel):
    """Of 第七条, as it stands by its latest record. ``key`` is the same wherever the fact was carried; ``origin`` says
    where it was first recorded, ``held_by`` which running case holds it now (null: none, it is changed at its park)."""

    key: str
    park: str
    """Id of the park it was first recorded of."""
    item: str
    item_label: str
    words: str
    occurred_on: date
    removed_on: date | None
    determination: str
    determination_label: str
    determined_on: date | None
    authority: str
    legal_basis: str
    origin: str
    held_by: str | None


class ParkView(ParkSummary):
    """A park with its history. ``lineage``: what it came from, a line for each ancestor; ``title_note``: what no
    succession does. ``cases`` are those the reader may see; ``facts`` (第七条) are for the park, its province, 总局 and
    supervisors, and empty for everyone else. ``running_case``: id of the case in which facts are recorded now, for the
    same readers; empty where there is none."""

    boundary: str
    bodies: list[NamedView]
    identities: list[IdentityView]
    successions: list[SuccessionView]
    lineage: list[str]
    title_note: str
    cases: list[CaseSummary]
    facts: list[ParkFactView]
    running_case: str
