"""Where a proceeding stands: what its stages need to go on from any point."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from domain.deadline import Deadline


class Stance(StrEnum):
    """What a department says when it is asked (征求意见): it binds nobody, and silence says nothing."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    COMMENTS = "comments"
    SILENT = "silent"

    @property
    def label(self) -> str:
        return {"agrees": "同意", "disagrees": "不同意", "comments": "提出意见", "silent": "逾期未反馈"}[self]


class Consultation(BaseModel):
    """One round of asking departments; ``replies`` by organisation id."""

    asked_on: date
    due: Deadline
    replies: dict[str, Stance] = Field(default_factory=dict)
    closed: bool = False


class ObjectionStatus(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UPHELD = "upheld"

    @property
    def label(self) -> str:
        return {"accepted": "已受理，待复核", "rejected": "异议不成立", "upheld": "异议成立"}[self]


class Objection(BaseModel):
    """What the case itself keeps of an objection: never who objected."""

    receipt_number: str
    received_at: datetime
    status: ObjectionStatus = ObjectionStatus.ACCEPTED


class Notice(BaseModel):
    """One public notice of one entry."""

    id: str
    published_at: datetime
    last_day: Deadline
    ended: bool = False
    objections: list[Objection] = Field(default_factory=list)

    @property
    def pending(self) -> list[Objection]:
        return [one for one in self.objections if one.status is ObjectionStatus.ACCEPTED]

    @property
    def upheld(self) -> bool:
        return any(one.status is ObjectionStatus.UPHELD for one in self.objections)


class Proceeding(BaseModel):
    """One pass of an application through its chain, consultation, evaluation, notice and joint act."""

    number: int = 1
    applied_on: date | None = None
    chain_position: int = 0
    consultation: Consultation | None = None
    panel: list[str] = Field(default_factory=list)
    panel_leader: str = ""
    conclusion: str = ""
    notice: Notice | None = None
    signatures: dict[str, date] = Field(default_factory=dict)
