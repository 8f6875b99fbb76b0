"""What a pilot project's case keeps of its filings, its assessment and its reports."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from domain.pilot.annex2_evaluation_guide import IndicatorFinding
from domain.pilot.provinces import audience_over
from domain.procedure.expert_evaluation import Panel
from domain.procedure.reports import OwedReport
from domain.procedure.state import Proceeding
from domain.roles import Audience, Role


class Bureau(BaseModel):
    """市场监管局 of a city or district. ``region``: GB/T 2260 code of its seat."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    name: str
    region: str

    @property
    def audience(self) -> Audience:
        return Audience(role=Role.CITY_REGULATOR, organisation=self.organisation)

    @property
    def province(self) -> Audience:
        """The provincial bureau it files with and reports to."""
        return audience_over(self.region)


class FormalDefect(StrEnum):
    """What a filing may be returned for: its form, never its merit."""

    NO_SEAL = "no_seal"
    BLANK = "blank"
    NO_PLAN = "no_plan"
    UNREADABLE = "unreadable"
    WRONG_PROVINCE = "wrong_province"

    @property
    def label(self) -> str:
        return {
            "no_seal": "未盖章",
            "blank": "备案表有应填未填的栏目",
            "no_plan": "缺少试点建设工作方案",
            "unreadable": "附件无法辨认",
            "wrong_province": "备案单位或者所在省份填写有误",
        }[self]


class Filing(BaseModel):
    """附件1 as one bureau filed it, without the personal data of its contact (reading R-P-9)."""

    implementing_bodies: list[str]
    goals: str
    work_plan: str
    features: str
    remarks: str = ""
    sealed: bool
    filed_on: date
    version: int = 1
    received_on: date | None = None
    """When its province found it complete."""
    amends: bool = False
    """变更备案: filed anew after the launch."""
    defects: list[FormalDefect] = Field(default_factory=list)
    """Why its province returned it; empty again with the next version."""
    superseded: bool = False
    """The cooperation changed while it was reviewed: it is to be filed anew."""

    @property
    def is_returned(self) -> bool:
        return bool(self.defects)

    @property
    def is_wanted_anew(self) -> bool:
        return self.is_returned or self.superseded


class PlanAmendment(BaseModel):
    """A small amendment of the work plan that a bureau made known to its own province (reading R-P-30)."""

    organisation: str
    amended_on: date
    amended: str
    reasons: str


class ResultsSummary(BaseModel):
    """阶段性成效小结: which aims had passed when the lead handed it in, and what it says (reading R-P-31)."""

    number: int
    handed_in_by: str
    """Organisation id."""
    handed_in_on: date
    results: str


class Assessment(BaseModel):
    """评审意见 on the four conditions of 四 and on what 五（二） looks for."""

    safety: str
    safety_met: bool
    policy_support: str
    policy_support_met: bool
    industry: str
    industry_met: bool
    foundation: str
    foundation_met: bool
    merit: str
    """先进性、典型性、示范性."""
    selected: bool
    looked_back_from: date
    """The first day of the three years that end with the filing."""


class CorrectedReport(BaseModel):
    """A version handed in after an earlier one was received (reading R-P-29)."""

    version: int
    submitted_on: date
    received_on: date | None = None
    returned_on: date | None = None

    @property
    def is_unread(self) -> bool:
        return self.received_on is None and self.returned_on is None


class HalfYearReport(OwedReport):
    """The ``k``-th report of one bureau to its own province (五（四）)."""

    bureau: str
    """Organisation id."""
    k: int
    period_from: date
    """The day after which the half-year reported on begins."""
    period_to: date
    corrections: list[CorrectedReport] = Field(default_factory=list)
    """The versions after the one received first, oldest first."""

    @property
    def latest(self) -> int:
        """The version handed in last, received or not."""
        return self.corrections[-1].version if self.corrections else self.version

    @property
    def standing(self) -> int:
        """The version that counts: the latest its province has received; 0 while there is none."""
        if self.accepted_on is None:
            return 0
        return max((each.version for each in self.corrections if each.received_on), default=self.version)


class EvaluationOccasion(StrEnum):
    """定期或不定期 (五（五）)."""

    PERIODIC = "periodic"
    AD_HOC = "ad_hoc"

    @property
    def label(self) -> str:
        return {"periodic": "定期", "ad_hoc": "不定期"}[self]


class Evaluation(BaseModel):
    """One evaluation by experts. ``guide``: the version of annex 2 it follows."""

    number: int
    occasion: EvaluationOccasion
    purpose: str
    opened_by: str
    """Organisation id of the provincial bureau."""
    opened_on: date
    guide: str
    panel: Panel
    findings: list[IndicatorFinding] = Field(default_factory=list)
    recommendation: str = ""
    dated: list[str] = Field(default_factory=list)
    """The days the report gives for indicators 2, 8 and 12, for people."""
    closed_on: date | None = None


class Change(BaseModel):
    """A change of lead, participants, scope or goals that somebody has proposed: what it is to be."""

    proposed_by: str
    """Organisation id."""
    proposed_on: date
    reasons: str
    members: list[Bureau]
    lead: str
    scope: str
    goals: str
    agreed: dict[str, date] = Field(default_factory=dict)
    """Organisation → when it agreed."""
    filings: dict[str, Filing] = Field(default_factory=dict)
    """The amended filings, by organisation; the latest version of each."""

    @property
    def asked(self) -> list[Bureau]:
        """Who has not yet agreed: all who take part afterwards, but for whoever proposed it."""
        return [each for each in self.members if each.organisation not in {self.proposed_by, *self.agreed}]


class DecisionKind(StrEnum):
    """What the five may decide about a published project; the plan names no end and no correction (reading R-P-14)."""

    CLOSE = "close"
    REMOVE = "remove"
    CORRECT = "correct"
    EVALUATE = "evaluate"

    @property
    def label(self) -> str:
        return {"close": "结项", "remove": "移出项目清单", "correct": "更正项目清单", "evaluate": "联合组织评估"}[self]

    def applied_to(self, title: str) -> str:
        """对…予以结项, with the title of a project."""
        return {
            "close": f"对{title}予以结项",
            "remove": f"将{title}移出项目清单",
            "correct": f"更正项目清单中的{title}",
            "evaluate": f"联合组织对{title}的评估",
        }[self]


class Decision(BaseModel):
    """A joint decision under way. ``title`` and ``scope``: of a corrected list. ``awards``: the title at closing."""

    kind: DecisionKind
    reasons: str
    opened_by: str
    """Organisation id."""
    opened_on: date
    title: str = ""
    scope: str = ""
    awards: bool = False
    proceeding: Proceeding = Field(default_factory=Proceeding)


class Incentive(BaseModel):
    """One 激励 (五（六）): which of its forms, by whom, when."""

    forms: list[str]
    granted_by: str
    granted_on: date
