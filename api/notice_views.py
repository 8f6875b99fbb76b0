"""View models of public notices and of objections to them."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from api.views import FileView, MilestoneView


class ObjectionView(BaseModel):
    """What 总局 re-examines. Who objected is not told."""

    receipt_number: str
    received_at: datetime
    grounds: str
    evidence: list[FileView]
    status: str
    conclusion: str | None


class NoticeSummary(BaseModel):
    """``entry`` holds what the public may know of the park, and no more.

    ``words`` say the last day, or that the notice stands still: then it does not close, and ``last_day`` is the day
    that stood before.
    """

    id: str
    matter: str
    entry: dict[str, str]
    published_at: datetime
    last_day: date
    words: str
    closes_at: datetime | None
    closing_hour: str
    """24时, or the hour of the policy; empty while the notice stands still."""
    state: str
    result: str | None
    channel: str
    url: str
    remark: str
    """What was corrected, or why it was withdrawn."""


class ListedNotice(BaseModel):
    """Another entry of the same announcement; ``id`` and ``state`` are null for a result shown without a notice."""

    park: str
    result: str
    id: str | None
    state: str | None
    last_day: date | None


class NoticeView(NoticeSummary):
    """With how its last day was counted, whether objections are taken now, and the list it was published with.

    ``listed`` is empty for a notice of its own; every entry of a list has its own clock and its own state. What decides
    on a notice without a channel and on the limit for evidence: ``channel_source`` and ``supplement_source``.
    """

    deadline: MilestoneView
    open_for_objections: bool
    channel_source: str
    supplement_source: str
    listed: list[ListedNotice] = Field(default_factory=list)


class ObjectionReceipt(BaseModel):
    """``code`` withdraws the objection; only the receipt tells it. ``supplement_until``: the last day for evidence.
    ``source``: where it comes from that evidence has a limit, or that a late objection is but recorded."""

    receipt_number: str
    received_at: datetime
    status: str
    status_label: str
    source: str
    supplement_until: date | None = None
    code: str = ""


class ObjectionDocument(BaseModel):
    """What was issued to whoever objected; ``reasons`` of a conclusion."""

    title: str
    number: str | None
    on: date
    reasons: str


class ObjectionStatusView(BaseModel):
    receipt_number: str
    status: str
    status_label: str
    source: str
    supplement_until: date | None = None
    documents: list[ObjectionDocument] = Field(default_factory=list)
