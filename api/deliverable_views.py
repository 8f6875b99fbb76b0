"""View models of the ledger of the five provincial bureaus' deliverables."""

from datetime import date, datetime

from pydantic import BaseModel

from api.errors import BasisView
from api.views import FileView


class NamedView(BaseModel):
    """A place of the plan that names the deliverable, and its words."""

    place: BasisView
    words: str


class DeliverableEntryView(BaseModel):
    """What was done on a day. ``progress``: ``ongoing`` or ``delivered``; ``number`` counts within the deliverable.

    ``bureau`` is the name of the provincial bureau that entered it; ``file`` the evidence, null where none was given.
    """

    number: int
    on: date
    what: str
    progress: str
    progress_label: str
    file: FileView | None
    bureau: str
    entered_at: datetime


class DeliverableView(BaseModel):
    """A deliverable as it stands: what its latest day says, null where nothing has been entered.

    The plan sets no day for any, so none has a due date. ``latest``: the newest of its ``total`` entries.
    """

    key: str
    name: str
    named: list[NamedView]
    progress: str | None
    progress_label: str
    total: int
    latest: list[DeliverableEntryView]
