"""View models of ledgers: their lines, and what was entered in them."""

from datetime import date, datetime

from pydantic import BaseModel

from api.errors import BasisView
from api.views import FileView


class NamedView(BaseModel):
    """A place of the text that names what the line is about, and its words."""

    place: BasisView
    words: str


class EntryView(BaseModel):
    """What was done on a day. ``number`` counts within the line.

    ``office`` is the name of the organisation that entered it; ``file`` the evidence, null where none was given.
    """

    number: int
    on: date
    what: str
    file: FileView | None
    office: str
    entered_at: datetime


class DeedView(EntryView):
    """``rule``: what it rests on, where the entry says so."""

    rule: str


class LineView(BaseModel):
    """A line of a ledger. No text sets a day for it, so it has no due date; ``total`` entries in all."""

    key: str
    name: str
    named: list[NamedView]
    total: int


class CaseLineView(LineView):
    """A line of the ledger of a case. ``kept_by`` are the roles that enter, ``when`` says while what, in words.

    ``is_open``: whether the stage of the case allows an entry; ``may_enter``: to the one who asks, too. ``latest``: the
    newest of its entries.
    """

    kept_by: str
    when: str
    is_open: bool
    may_enter: bool
    latest: list[DeedView]
