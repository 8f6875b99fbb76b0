"""The whole of one case: a park from its application through creation and recognition to the end of its terms."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.case import CaseState
from domain.citation import Basis, Citation
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.procedure.reports import OwedReport
from domain.procedure.state import Proceeding
from domain.roles import Audience, Role
from domain.zone.parts import (
    Correction,
    CreationException,
    ExceptionRequest,
    FormerIdentity,
    IdentityChange,
    MaterialEvent,
    NegativeFact,
    Renunciation,
    Revocation,
)


class Stage(StrEnum):
    """Where a case stands, in the order of the articles."""

    APPLICATION = "application"
    NOMINATION = "nomination"
    APPROVAL = "approval"
    CREATION = "creation"
    ACCEPTANCE = "acceptance"
    MATERIAL_REVIEW = "material_review"
    EVALUATION = "evaluation"
    PUBLIC_NOTICE = "public_notice"
    RECOGNITION = "recognition"
    ANNOUNCEMENT = "announcement"
    IN_TERM = "in_term"
    EXPIRED_PENDING_RENEWAL = "expired_pending_renewal"
    EXPIRED_PENDING_REVOCATION = "expired_pending_revocation"
    REVOKED = "revoked"
    LEADING_GROUP_DECLINED = "leading_group_declined"
    NOT_SHORTLISTED = "not_shortlisted"
    NOT_APPROVED = "not_approved"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NOT_RECOGNISED = "not_recognised"
    RENOUNCED = "renounced"
    BAR_ENDED = "bar_ended"
    ANNULLED = "annulled"

    @property
    def label(self) -> str:
        return STAGES[self][0]

    @property
    def basis(self) -> Basis:
        return STAGES[self][1]

    @property
    def is_final(self) -> bool:
        return self in FINAL


def _stage(label: str, *keys: str) -> tuple[str, Basis]:
    return label, tuple(Citation(key) for key in keys)


STAGES: dict[Stage, tuple[str, Basis]] = {
    Stage.APPLICATION: _stage("准备创建申请", "zone:16"),
    Stage.NOMINATION: _stage("省级论证推荐", "zone:17.1"),
    Stage.APPROVAL: _stage("总局征求意见和审核", "zone:17.2"),
    Stage.CREATION: _stage("创建中", "zone:18"),
    Stage.ACCEPTANCE: _stage("验收申请审核", "zone:20"),
    Stage.MATERIAL_REVIEW: _stage("总局审核验收材料", "zone:21"),
    Stage.EVALUATION: _stage("评估验收", "zone:21"),
    Stage.PUBLIC_NOTICE: _stage("公示", "zone:22"),
    Stage.RECOGNITION: _stage("会同认定", "zone:23"),
    Stage.ANNOUNCEMENT: _stage("已认定，待公布", "zone:23"),
    Stage.IN_TERM: _stage("示范期内", "zone:24"),
    Stage.EXPIRED_PENDING_RENEWAL: _stage("示范期已届满，复审未结", "zone:24", "zone:28"),
    Stage.NOT_SHORTLISTED: _stage("未列入创建名单", "zone:17.1"),
    Stage.NOT_APPROVED: _stage("未同意创建", "zone:17.2"),
    Stage.EXPIRED: _stage("示范期届满", "zone:24"),
    Stage.LEADING_GROUP_DECLINED: _stage("领导小组未同意，退回省级", "zone:17.1"),
    Stage.EXPIRED_PENDING_REVOCATION: _stage("示范期已届满，撤销审查未结", "zone:24", "zone:27#2"),
    Stage.REVOKED: _stage("已撤销认定，三年内不得再次申请", "zone:27#2", "zone:27#3"),
    Stage.WITHDRAWN: _stage("已撤回申请", "zone:3#2"),
    Stage.NOT_RECOGNISED: _stage("未予认定", "zone:23"),
    Stage.RENOUNCED: _stage("已放弃示范区称号", "zone:3#2"),
    Stage.BAR_ENDED: _stage("撤销认定，限制期已满", "zone:27#3"),
    Stage.ANNULLED: _stage("认定已撤回", "zone:23"),
}
FINAL = frozenset(
    {
        Stage.NOT_SHORTLISTED,
        Stage.NOT_APPROVED,
        Stage.EXPIRED,
        Stage.WITHDRAWN,
        Stage.NOT_RECOGNISED,
        Stage.RENOUNCED,
        Stage.BAR_ENDED,
        Stage.ANNULLED,
    }
)
BEFORE_RECOGNITION = frozenset(
    {
        Stage.APPLICATION,
        Stage.NOMINATION,
        Stage.LEADING_GROUP_DECLINED,
        Stage.APPROVAL,
        Stage.CREATION,
        Stage.ACCEPTANCE,
        Stage.MATERIAL_REVIEW,
        Stage.EVALUATION,
        Stage.PUBLIC_NOTICE,
        Stage.RECOGNITION,
    }
)
RECOGNISED = frozenset({Stage.ANNOUNCEMENT, Stage.IN_TERM, Stage.EXPIRED_PENDING_RENEWAL})
HELD = frozenset({Stage.EXPIRED_PENDING_RENEWAL, Stage.EXPIRED_PENDING_REVOCATION})
"""The last day has passed, and what was pending then is not settled: the title is neither running nor over."""
TITLE = RECOGNISED | HELD
"""While a park holds its title, or its end is not yet settled."""


class RenewalStage(StrEnum):
    """Where a renewal stands, beside the running term (第二十八条)."""

    EXAMINATION = "renewal_examination"
    CONSULTATION = "renewal_consultation"
    EVALUATION = "renewal_evaluation"
    PUBLIC_NOTICE = "renewal_notice"
    DECISION = "renewal_decision"
    ANNOUNCEMENT = "renewal_announcement"
    GRANTED = "renewal_granted"

    @property
    def label(self) -> str:
        return RENEWAL_LABELS[self]


RENEWAL_LABELS = {
    RenewalStage.EXAMINATION: "复审申请审核",
    RenewalStage.CONSULTATION: "复审征求意见",
    RenewalStage.EVALUATION: "复审综合评估",
    RenewalStage.PUBLIC_NOTICE: "复审公示",
    RenewalStage.DECISION: "会同继续认定",
    RenewalStage.ANNOUNCEMENT: "已继续认定，待公布",
    RenewalStage.GRANTED: "已继续认定",
}


class Park(BaseModel):
    """园区: exists before and after it is a zone."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    region: str
    """GB/T 2260 code of its seat."""
    region_name: str
    organisation: str
    """Organisation id of the creating body (创建主体)."""
    creating_body: str


class Report(OwedReport):
    """The annual report of one calendar year of the term (第二十七条第一句); ``forwarded_on``: by the province
    (``annual_report_route``)."""

    year: int


class Term(BaseModel):
    """One demonstration term (示范期). ``anchor`` is the first publication, kept over renewals against drift."""

    number: int = 1
    anchor: date
    passed: int = 0
    """Terms that had passed when the anchor was set anew (``renewal_new_term``: from the publication)."""
    starts_on: date
    last_day: Deadline
    window: Deadline
    window_opened: bool = False
    reports: list[Report] = Field(default_factory=list)


class Renewal(BaseModel):
    """One renewal application within a term."""

    stage: RenewalStage = RenewalStage.EXAMINATION
    proceeding: Proceeding = Field(default_factory=Proceeding)
    published_on: date | None = None
    """When the renewal was published."""


class ZoneCase(CaseState):
    """One park's case. ``stage_since`` is the instant the present stage began."""

    programme: Literal["zone"] = "zone"
    park: Park
    policy: ZonePolicy
    stage: Stage = Stage.APPLICATION
    stage_since: datetime
    taken_over: bool = False
    """Taken over in the middle of its life: what fell due before was somebody else's and is not sent again."""
    proceeding: Proceeding = Field(default_factory=Proceeding)
    approved_on: date | None = None
    creation_minimum: Deadline | None = None
    returns: int = 0
    recognised_on: date | None = None
    term: Term | None = None
    renewal: Renewal | None = None
    renewals_failed: int = 0
    round: str = ""
    """Number of the round (第十五条) the application was made in."""
    negative_facts: list[NegativeFact] = Field(default_factory=list)
    exception: CreationException | None = None
    exception_request: ExceptionRequest | None = None
    """Asked of 总局 and not yet decided."""
    application: dict[str, Any] = Field(default_factory=dict)
    """The creation application as it was filled in, while the province may still have it completed (补正)."""
    events: list[MaterialEvent] = Field(default_factory=list)
    revocation: Revocation | None = None
    renunciation: Renunciation | None = None
    correction: Correction | None = None
    fallen_renewal: Renewal | None = None
    """The renewal that fell with the title; a granted one stands again when the revocation is withdrawn."""
    past_renewals: list[Renewal] = Field(default_factory=list)
    """Those over whose notice was shown: the one that granted the present term, and any taken back since."""
    former: list[FormerIdentity] = Field(default_factory=list)
    identity: IdentityChange | None = None
    """The latest change of name or creating body, as long as 总局 has not settled it."""

    @property
    def subject_id(self) -> str:
        return self.park.id

    @property
    def subject_name(self) -> str:
        return self.park.name

    @property
    def region(self) -> str:
        return self.park.region

    @property
    def applicant(self) -> Audience:
        """The creating body (创建主体) of the park."""
        return Audience(role=Role.CREATING_BODY, organisation=self.park.organisation)

    @property
    def province(self) -> Audience:
        return Audience(role=Role.PROVINCIAL_REGULATOR, region=self.park.region)

    @property
    def leading_group(self) -> Audience:
        return Audience(role=Role.PROVINCIAL_LEADING_GROUP, region=self.park.region)

    @property
    def concerned(self) -> tuple[Audience, ...]:
        return (self.applicant, self.province, self.leading_group)

    @property
    def recipients(self) -> tuple[Audience, ...]:
        return (self.applicant, self.province)

    def carried(self) -> dict[str, Any]:
        """With the policy spelled out: its values must not follow a later change of our defaults."""
        return super().carried() | {"policy": self.policy.model_dump(mode="json")}

    @property
    def current(self) -> Proceeding:
        """The proceeding a shared stage works on: the renewal's while one runs, else the creation's."""
        return self.renewal.proceeding if self.renewal else self.proceeding

    @property
    def renewals_over(self) -> int:
        """How many renewals of the present term came to nothing: they failed, or were taken back."""
        return self.renewals_failed + sum(each.stage is not RenewalStage.GRANTED for each in self.past_renewals)

    @property
    def label(self) -> str:
        """Where the case stands, for people."""
        beside = [self.renewal.stage.label] if self.renewal else []
        beside += [self.revocation.stage.label] if self.revocation and self.revocation.is_open else []
        return f"{self.stage.label}（{'，'.join(beside)}）" if beside else self.stage.label
