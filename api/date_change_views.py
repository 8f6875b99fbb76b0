"""View models of the dates of a case that run, and of what may be done to them."""

from pydantic import BaseModel

from api.views import MilestoneView


class ChangeView(BaseModel):
    """What may be done to a date: ``name`` is that of the route."""

    name: str
    label: str


class CaseDateView(BaseModel):
    """A running date of a case by its place, and what the one who asks may do to it now. ``decided_by``: the role that
    may."""

    path: str
    date: MilestoneView
    decided_by: str
    changes: list[ChangeView]


class DateChangePreview(BaseModel):
    """What a change would do: nothing has been changed. ``told`` are organisations, ``documents`` titles."""

    text: str
    before: MilestoneView
    after: MilestoneView
    told: list[str]
    documents: list[str]
