"""What a park's case remembers beside its stages: facts of 第七条, exceptions, events, revocation, former names."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from domain.deadline import Deadline
from domain.procedure.state import Proceeding


class Determination(StrEnum):
    """Whether an official body has said that something was 重大 or 严重 (第七条第二句)."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    DENIED = "denied"

    @property
    def label(self) -> str:
        return {"pending": "待有关机关认定", "confirmed": "已认定", "denied": "认定不属于"}[self]


class FactOrigin(BaseModel):
    """Where a fact was first recorded: in a case, or between cases in the register of parks."""

    model_config = ConfigDict(frozen=True)

    case_id: str = ""
    """Empty: in the register of parks."""
    park_id: str
    park: str
    """What the park was called then."""
    number: int
    """Of the fact in that case, or among those the register holds of that park."""

    @property
    def key(self) -> str:
        """The same wherever the fact has been carried since; fit for a URL."""
        return f"{self.case_id or self.park_id}-fact-{self.number}"

    @property
    def words(self) -> str:
        """For people: 原记于案件zone-js-1-case-1第1项，当时园区名称为示例一号园区."""
        where = f"案件{self.case_id}" if self.case_id else "园区登记（案件之外）"
        return f"原记于{where}第{self.number}项，当时园区名称为{self.park}"


class NegativeFact(BaseModel):
    """One thing that may go against 第七条, as officials recorded it."""

    number: int
    """Counts up within the case."""
    item: str
    """N1 to N10."""
    what: str
    occurred_on: date
    removed_on: date | None = None
    """Of a listing (N8): when the entry was taken off."""
    determination: Determination = Determination.PENDING
    determined_on: date | None = None
    authority: str = ""
    legal_basis: str = ""
    """依法确定: the law and its article; or 由相关部门另行确定: the department and its document."""
    where: str = ""
    """Place or firm within the park."""
    evidence: tuple[str, ...] = ()
    """Ids of files."""
    recorded_at: datetime
    changed_at: datetime | None = None
    """When a determination or a delisting was last entered."""
    origin: FactOrigin | None = None
    """None: first recorded in this case."""

    @property
    def stands_since(self) -> tuple[datetime, bool]:
        """Since when it stands as it does, and whether by a change: of two records of one fact the later one holds."""
        return self.changed_at or self.recorded_at, self.changed_at is not None


class ExceptionRequest(BaseModel):
    """A park asks 总局 to let it apply for acceptance before the year of 第十八条 is over."""

    requested_on: date
    reasons: str


class CreationException(BaseModel):
    """总局's written exception to the year of 第十八条."""

    granted_on: date
    document_number: str
    reasons: str


class MaterialEvent(BaseModel):
    """重大事项 (第二十七条第一句), as reported and as 总局 took it."""

    number: int
    kind: str
    what: str
    occurred_at: datetime
    alert_at: Deadline | None = None
    reported_at: datetime | None = None
    """When the zone reported it; None as long as only officials know of it."""
    triage: str = ""
    item: str = ""
    """N1 to N10, of a 第七条情形."""
    recorded_at: datetime | None = None
    """When 总局, which learned of it by itself, wrote it down."""

    @property
    def overdue(self) -> bool:
        """Reported later than the hours of 系统策略: a mark, and nothing follows from it."""
        closes = self.alert_at.closes_at if self.alert_at else None
        return closes is not None and self.reported_at is not None and self.reported_at > closes


class RevocationStage(StrEnum):
    """Where a revocation review stands, beside the running term (第二十七条)."""

    REVIEW = "revocation_review"
    HEARING = "revocation_hearing"
    DECISION = "revocation_decision"
    PUBLICATION = "revocation_publication"
    AFTER_EXPIRY = "revocation_after_expiry"

    @property
    def label(self) -> str:
        return {
            "revocation_review": "撤销审查",
            "revocation_hearing": "听取陈述申辩",
            "revocation_decision": "会同作出撤销决定",
            "revocation_publication": "撤销决定待公布",
            "revocation_after_expiry": "示范期届满，待决定是否继续审查",
        }[self]


class Revocation(BaseModel):
    """One revocation review and, once decided, the revocation with its bar."""

    stage: RevocationStage = RevocationStage.REVIEW
    ground: str
    facts: str
    opened_on: date
    proceeding: Proceeding = Field(default_factory=Proceeding)
    decided_on: date | None = None
    published_on: date | None = None
    delivered_on: date | None = None
    body: str = ""
    """Id of the creating body when it was decided, where another has taken its place since."""
    bar: Deadline | None = None
    evidence: list[str] = Field(default_factory=list)
    findings: str = ""
    """What 总局 found in its review; stands in the decision."""
    statement: str = ""
    """What the park said in its own case."""
    continued: bool = False
    """总局 has decided to go on though the term is over (or opened the review after it was)."""
    resumes: RevocationStage | None = None
    """Of a review held by the end of the term: where it goes on."""

    @property
    def is_open(self) -> bool:
        return self.decided_on is None


class Renunciation(BaseModel):
    """The zone has asked to give up its title; 总局 has still to decide (reading R-3-3)."""

    asked_on: date
    reasons: str


class Correction(BaseModel):
    """A wrong decision being withdrawn by the bodies that took it (reading R-23-3)."""

    reasons: str
    opened_on: date
    proceeding: Proceeding = Field(default_factory=Proceeding)


class FormerIdentity(BaseModel):
    """What a park was called, and who its creating body was, until ``until`` (the last day of the old)."""

    model_config = ConfigDict(frozen=True)

    name: str
    creating_body: str
    organisation: str = ""
    """Id of the creating body; empty in what was written before ids were kept."""
    until: date
    basis: str


class IdentityChange(BaseModel):
    """A change of name or creating body that 总局 has still to settle: what stood before, and the approval's number."""

    model_config = ConfigDict(frozen=True)

    former: str
    former_body: str
    approval: str
    organisation: str = ""
    """Id of the body that takes the place of the creating body when 总局 settles it; empty where none does."""
