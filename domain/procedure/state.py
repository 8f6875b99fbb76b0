"""Where a proceeding stands: what its stages need to go on from any point."""

from collections.abc import Iterable
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
    replied_on: dict[str, date] = Field(default_factory=dict)
    opinions: dict[str, str] = Field(default_factory=dict)
    """What they wrote beside it, until the summary is drawn up."""
    closed: bool = False
    departments: tuple[str, ...] = ()
    """Organisation ids of those 总局 named when it asked; empty: all of 第五条."""

    def asked(self, every: Iterable[str]) -> tuple[str, ...]:
        """Whom it asked, of ``every`` department there is, in their order."""
        return tuple(each for each in every if not self.departments or each in self.departments)


class ObjectionStatus(StrEnum):
    INCOMPLETE = "incomplete"
    ACCEPTED = "accepted"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    UPHELD = "upheld"
    CLOSED_WITHOUT_EVIDENCE = "closed_without_evidence"
    REFERRED = "referred"

    @property
    def label(self) -> str:
        return _STATUSES[self]


_STATUSES = {
    ObjectionStatus.INCOMPLETE: "待补正书面举证材料",
    ObjectionStatus.ACCEPTED: "已受理，待复核",
    ObjectionStatus.LATE: "公示期满后收到，作为反映情况记录",
    ObjectionStatus.WITHDRAWN: "已由异议人撤回",
    ObjectionStatus.REJECTED: "异议不成立",
    ObjectionStatus.UPHELD: "异议成立",
    ObjectionStatus.CLOSED_WITHOUT_EVIDENCE: "未提供书面举证材料，不予受理",
    ObjectionStatus.REFERRED: "认定公布后登记，由市场监管总局另行处理",
}


class Objection(BaseModel):
    """What the case itself keeps of an objection: never who objected."""

    receipt_number: str
    received_at: datetime
    """UTC. Of a paper objection, when it was entered; by which day it counts say the two dates below."""
    status: ObjectionStatus = ObjectionStatus.ACCEPTED
    stamped_on: date | None = None
    """Of a paper objection: the day of the stamp of receipt (收文日期)."""
    postmarked_on: date | None = None
    """Of a paper objection that came by post: the day of its postmark."""
    scans: tuple[str, ...] = ()
    """Of a paper objection: ids of the files; only those who re-examine may open them."""

    @property
    def is_open(self) -> bool:
        """It holds its entry: to be completed or to be re-examined."""
        return self.status in {ObjectionStatus.ACCEPTED, ObjectionStatus.INCOMPLETE}


class Notice(BaseModel):
    """One public notice of one entry."""

    id: str
    published_at: datetime
    last_day: Deadline
    ended: bool = False
    objections: list[Objection] = Field(default_factory=list)
    working_days: int = 5
    channel: str = ""
    url: str = ""
    """Where the page stands as it was published."""
    remark: str = ""
    """What the public is told of a correction or of a withdrawal."""
    supplement_until: Deadline | None = None
    """Until when missing evidence may be supplied; counted from the last day."""
    superseded_at: datetime | None = None
    """UTC instant at which a correction took its place."""
    withdrawn_at: datetime | None = None

    @property
    def pending(self) -> list[Objection]:
        return [one for one in self.objections if one.status is ObjectionStatus.ACCEPTED]

    @property
    def incomplete(self) -> list[Objection]:
        return [one for one in self.objections if one.status is ObjectionStatus.INCOMPLETE]

    @property
    def is_held(self) -> bool:
        """Some objection still holds the entry."""
        return any(one.is_open for one in self.objections)

    @property
    def is_running(self) -> bool:
        return not (self.ended or self.withdrawn_at or self.superseded_at)

    @property
    def upheld(self) -> bool:
        return any(one.status is ObjectionStatus.UPHELD for one in self.objections)

    def objection(self, receipt_number: str) -> Objection | None:
        return next((one for one in self.objections if one.receipt_number == receipt_number), None)


class VoidSignature(BaseModel):
    """A signature that was given, and counts no more: the draft was edited, or the body took it back."""

    organisation: str
    signed_on: date
    draft_number: int


class Proceeding(BaseModel):
    """One pass of an application through its chain, consultation, evaluation, notice and joint act."""

    number: int = 1
    applied_on: date | None = None
    chain_position: int = 0
    consented_on: date | None = None
    """When the leading group consented, in this pass."""
    indicator_version: str = ""
    """Of 第十九条, by which this application is evaluated."""
    consultation: Consultation | None = None
    panel: list[str] = Field(default_factory=list)
    panel_leader: str = ""
    recused: list[str] = Field(default_factory=list)
    """Of the panel, those who asked to go and are not replaced yet."""
    conclusion: str = ""
    notice: Notice | None = None
    former_notices: list[Notice] = Field(default_factory=list)
    """Corrected, withdrawn or superseded by a new evaluation, oldest first: they stay readable."""
    evaluated_at: datetime | None = None
    """UTC instant from which there is a result to publish."""
    signatures: dict[str, date] = Field(default_factory=dict)
    signers: dict[str, str] = Field(default_factory=dict)
    """Organisation → who signed for it (``Actor.holder``); nobody for signatures older than this field."""
    draft_number: int = 1
    draft: str = ""
    """The text of the joint decision as it was last edited; empty as long as it stands as composed."""
    stated_start: date | None = None
    """From when what the decision grants runs, where its draft says so."""
    void_signatures: list[VoidSignature] = Field(default_factory=list)
