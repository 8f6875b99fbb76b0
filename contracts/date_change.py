"""Changing a running date of a case: what 市场监管总局 sends."""

from typing import Any

from pydantic import BaseModel, Field

from domain.roles import Actor


class ChangeDate(BaseModel):
    """One decision on one date. The update carries its own id, which is the request id."""

    path: str
    """The place of the date in the case, e.g. ``proceeding.notice.last_day``."""
    action: str
    """``extend``, ``pause`` or ``resume`` (``domain.zone.date_change_kinds``)."""
    actor: Actor
    data: dict[str, Any] = Field(default_factory=dict)
    """The form of the action, as JSON."""
