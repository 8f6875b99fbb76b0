"""What an act causes: a line in the record, notifications, documents. Rules order; services carry out."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Field

from domain.citation import Basis
from domain.deadline import Deadline
from domain.edition import Edition
from domain.roles import Actor, Audience


class Event(BaseModel):
    """A line of the case's record: an act, a refusal by signal, or a legal moment that passed."""

    kind: str
    """What happened, e.g. ``public_notice.publish`` or ``provincial_appraisal.recommend``."""
    text: str
    """One Chinese sentence."""
    basis: Basis = ()
    actor: Actor | None = None
    """None for a legal moment (a timer)."""
    request_id: str = ""
    comment: str = ""
    attachments: tuple[str, ...] = ()


class NoticeOrder(BaseModel):
    """A notification to be sent once to everyone in the audience, on each of their channels."""

    kind: str
    """Key of the wording in services/notifications."""
    audience: tuple[Audience, ...]
    data: dict[str, Any] = Field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    """The dates it states; it tells their derivation, in the lines they have when the step is recorded."""
    basis: Basis = ()


class DocumentOrder(BaseModel):
    """A document to be written, numbered, hashed and stored once."""

    kind: str
    """Key of the wording in services/documents."""
    issuers: tuple[str, ...]
    """Organisation ids of the signing bodies, in signing order."""
    recipients: tuple[Audience, ...] = ()
    """主送机关."""
    data: dict[str, Any] = Field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    """The dates it states; their derivation is annexed (期限说明)."""
    basis: Basis = ()
    edition: Edition | None = None
    """How the text was called and numbered when it was ordered, where that is not what the text kept here is."""
    substitutes: tuple[Actor, ...] = ()
    """Who acted in an issuer's stead, when a substitute's act ordered it: the signature block says 代."""


class Effects(BaseModel):
    """Everything one act or one legal moment causes outside the case itself."""

    text: str
    """One Chinese sentence for the record."""
    notices: tuple[NoticeOrder, ...] = ()
    documents: tuple[DocumentOrder, ...] = ()
    erase_contacts: bool = False
    """Nobody needs the personal data any more that the register keeps beside the case: it goes with this record."""


EffectsOf = Callable[..., Effects]
