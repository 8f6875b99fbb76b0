"""View models of how people are told: their choices, and the tasks of those whom nothing reached."""

from datetime import date, datetime

from pydantic import BaseModel

from api.errors import BasisView
from api.views import FileView
from domain.notification_choice import Preferences


class ChannelView(BaseModel):
    key: str
    label: str


class EndpointView(BaseModel):
    """How one is reached on a channel of one's own. ``hint``: as much of it as is ever shown again."""

    channel: str
    channel_label: str
    hint: str
    entered_at: datetime


class SettingsView(BaseModel):
    """``mail`` is the account's. ``offered``: channels for which an address may be entered here."""

    mail: str
    chosen: Preferences
    endpoints: list[EndpointView]
    offered: list[ChannelView]


class AttemptView(BaseModel):
    """One way by which it was tried to reach somebody, and what came of it."""

    recipient: str
    channel: str
    channel_label: str
    state: str
    at: datetime | None
    failure: str | None


class DeliveryTaskView(BaseModel):
    """通知未送达. What was done is null while it is open; ``outcome`` is ``told`` or ``read``."""

    id: str
    organisation: str
    case_id: str | None
    subject: str
    basis: list[BasisView]
    opened_at: datetime
    attempts: list[AttemptView]
    text: str
    """What they are to be told."""
    may_close: bool
    closed_at: datetime | None
    outcome: str | None
    means: str | None
    told_on: date | None
    told_by: str | None
    told_whom: str | None
    remarks: str | None
    file: FileView | None
