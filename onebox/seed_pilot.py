"""The pilot a one-box platform starts with: half-way through its construction, taken over as it stands."""

from datetime import date, datetime, timedelta

from domain.dates import local_date, plus_months
from domain.pilot.case import Lead, Participant, PilotCase, PilotStage
from domain.pilot.parts import Bureau, Filing, HalfYearReport
from domain.pilot.policy import PilotPolicy
from domain.pilot.sec5_4_half_year_report import due, period
from domain.working_days import WorkCalendar

PROJECT_ID = "seed-1"
_BUREAUS = (
    Bureau(organisation="city-jinhu", name="金湖县市场监督管理局", region="320831"),
    Bureau(organisation="city-tianchang", name="天长市市场监督管理局", region="341181"),
)
_AGO = 17
"""Months since the launch: the third half-year ends in one."""
_SETTLED = 2


def running_project(policy: PilotPolicy, calendar: WorkCalendar, now: datetime) -> PilotCase:
    """区域仪器仪表行业质量提升 (金湖, 天长), a project of a later batch; what it has done is invented (示例)."""
    launched_on = plus_months(local_date(now), -_AGO)
    policy = policy.model_copy(update={"participant_level": "county"})
    return PilotCase(
        id=f"pilot-{PROJECT_ID}",
        project_id=PROJECT_ID,
        title="区域仪器仪表行业质量提升（示例）",
        opened_by=_BUREAUS[0],
        policy=policy,
        stage=PilotStage.UNDER_CONSTRUCTION,
        stage_since=now,
        scope="金湖、天长两地仪器仪表产业集聚区",
        goals="建成跨省质量基础设施一站式服务平台，监督抽查合格率达到98%。",
        participants=[Participant(bureau=each, joined_on=launched_on) for each in _BUREAUS],
        leads=[Lead(organisation=_BUREAUS[0].organisation, from_day=launched_on)],
        filings={each.organisation: _filing(launched_on) for each in _BUREAUS},
        launched_on=launched_on,
        reports=[report for k in range(1, _SETTLED + 1) for report in _settled(launched_on, k, policy, calendar)],
    )


def _filing(launched_on: date) -> Filing:
    filed_on = launched_on - timedelta(days=60)
    return Filing(
        implementing_bodies=["示例仪器仪表行业协会", "示例仪表龙头企业"],
        goals="建成跨省质量基础设施一站式服务平台，监督抽查合格率达到98%。",
        work_plan="建平台、立标准、强计量、育品牌，分三年实施。",
        features="两地仪器仪表产业链相互配套，跨省共建。",
        sealed=True,
        filed_on=filed_on,
        received_on=filed_on + timedelta(days=3),
    )


def _settled(launched_on: date, k: int, policy: PilotPolicy, calendar: WorkCalendar) -> list[HalfYearReport]:
    """The ``k``-th reports, handed in some days early and accepted."""
    before, over = period(launched_on, k, policy)
    owed = due(launched_on, k, policy, calendar).compact()
    handed_in = owed.date - timedelta(days=6)
    return [
        HalfYearReport(
            bureau=each.organisation,
            k=k,
            period_from=before,
            period_to=over,
            due=owed,
            submitted_on=handed_in,
            accepted_on=handed_in + timedelta(days=2),
            version=1,
        )
        for each in _BUREAUS
    ]
