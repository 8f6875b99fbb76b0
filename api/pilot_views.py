"""View models of a pilot project: the parts of its case, and the list of projects as the public sees it."""

from datetime import date

from pydantic import BaseModel


class ParticipantView(BaseModel):
    """A bureau and the days it takes part, both included; ``left_on`` is null while it does. ``province``: the
    provincial bureau it files with and reports to."""

    organisation: str
    name: str
    province: str
    joined_on: date
    left_on: date | None


class LeadView(BaseModel):
    """牵头单位 from a day on, until the next one takes over."""

    name: str
    from_day: date


class FilingView(BaseModel):
    """附件1 of one bureau, in its latest version; ``version`` 0 while none came. Its contact is never part of it.

    ``received_on``: when the province found it complete; ``returned_for``: what the province returned it for.
    """

    bureau: str
    province: str
    version: int
    filed_on: date | None
    received_on: date | None
    returned_for: list[str]


class HalfYearReportView(BaseModel):
    """The ``k``-th report of one bureau, on ``first_day`` to ``last_day``. ``words`` say the due day with what is
    provisional about it, ``status`` where the report stands."""

    k: int
    bureau: str
    first_day: date
    last_day: date
    due: date
    words: str
    submitted_on: date | None
    accepted_on: date | None
    version: int
    overdue: bool
    status: str


class PanelSeatView(BaseModel):
    """An expert on a panel: whether their opinion is in, never what it says."""

    name: str
    declared_on: date | None
    has_handed_in: bool


class IndicatorFindingView(BaseModel):
    """One line of annex 2; exactly one of ``finding`` and ``not_applicable`` is filled."""

    number: int
    group: str
    indicator: str
    finding: str
    not_applicable: str


class EvaluationView(BaseModel):
    """One evaluation. ``findings``, ``recommendation`` and ``dated`` (the days given for indicators 2, 8 and 12, in
    words) are of the report, and empty before it."""

    number: int
    occasion: str
    purpose: str
    opened_by: str
    opened_on: date
    guide: str
    panel: list[PanelSeatView]
    findings: list[IndicatorFindingView]
    recommendation: str
    dated: list[str]
    closed_on: date | None


class PlanAmendmentView(BaseModel):
    """A small amendment of the work plan, as its bureau made it known."""

    bureau: str
    amended_on: date
    amended: str
    reasons: str


class ResultsSummaryView(BaseModel):
    """阶段性成效小结 of the lead."""

    number: int
    lead: str
    handed_in_on: date
    results: str


class IncentiveView(BaseModel):
    forms: list[str]
    granted_by: str
    granted_on: date


class ConsentView(BaseModel):
    """Who agreed to something or signed it, and when."""

    name: str
    on: date


class CooperationChangeView(BaseModel):
    """A change under way. ``missing``: who is still to agree; ``filings``: those to be amended, once all have agreed
    to a change after the launch."""

    proposed_by: str
    proposed_on: date
    what: list[str]
    reasons: str
    agreed: list[ConsentView]
    missing: list[str]
    filings: list[FilingView]


class JointActView(BaseModel):
    """What the five sign now. ``proposed_by``, ``proposed_on`` and ``reasons`` are empty for selection and publication,
    which nobody proposes. ``signed`` counts for draft ``draft_number`` alone; ``missing`` are those asked who have not
    signed it, and ``needed`` is how many of them still must."""

    matter: str
    proposed_by: str
    proposed_on: date | None
    reasons: str
    draft_number: int
    signed: list[ConsentView]
    missing: list[str]
    needed: int


class PilotView(BaseModel):
    """The parts of a project. ``participants`` is empty before the cooperation; ``leads`` are oldest first.

    ``evaluation`` is the one under way, ``evaluations`` those that ended with a report.
    """

    opened_by: str
    scope: str
    goals: str
    launched_on: date | None
    ended_on: date | None
    participants: list[ParticipantView]
    leads: list[LeadView]
    filings: list[FilingView]
    amendments: list[PlanAmendmentView]
    summaries: list[ResultsSummaryView]
    reports: list[HalfYearReportView]
    evaluation: EvaluationView | None
    evaluations: list[EvaluationView]
    incentives: list[IncentiveView]
    change: CooperationChangeView | None
    joint_act: JointActView | None


class PublishedProject(BaseModel):
    """What the public is shown of a project on the list. ``award``: the title granted at its closing, or empty."""

    title: str
    lead: str
    members: list[str]
    scope: str
    launched_on: date
    closed_on: date | None
    award: str


class PublishedList(BaseModel):
    """项目清单 of one day: what the five published on it, as it stands today."""

    published_on: date
    projects: list[PublishedProject]
