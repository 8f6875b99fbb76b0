"""The parameters of a pilot: what the plan of the five provincial bureaus fixes, and what it leaves to us."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.interpretation import PolicyBase
from domain.parameter import ROLLS, ClockTime, Count, Parameter, PeriodMode, ReminderShift, chosen, fixed

JointAct = Literal["all_five", "concerned", "majority"]
"""共同, 联合: all five sign, those with a bureau of their own in the project, or more than half of the five."""
HalfYearMode = Literal["anchored", "calendar"]
"""每半年: counted from the joint publication, or the halves of the calendar year (30 June, 31 December)."""
Months = Annotated[int, Field(ge=0, le=120)]
"""0: never."""
ParticipantLevel = Literal["prefecture", "county"]
"""Whose bureau takes part: of a prefecture-level city or district (地级市（区）), or of a county too."""
HalfYearReporter = Literal["each", "lead"]
"""Every bureau reports to its own province, or the lead for all of them."""
HalfYearEnd = Literal["closing", "36_months", "five_year_plan"]
"""Half-years begin until the project is closed, for 36 months, or until the five-year plan ends."""
Indicator9Values = Literal["four", "three"]
"""连续3年: three changes from year to year, or three yearly values."""
EvaluationStarter = Literal["concerned", "any", "joint"]
"""Who may have a project evaluated: a province with a bureau of its own in it, any of the five, or all jointly."""
RollMode = Literal["none", "next_workday"]
"""Whether a due day that is a day off moves."""


class PilotPolicy(PolicyBase):
    """Policy of the pilots. ``regulation`` is the plan by its date of issue."""

    regulation: str = "2020-08-18"
    look_back_event_years: Count = 3
    half_year_months: Count = 6
    half_year_mode: HalfYearMode = "anchored"
    half_year_roll: RollMode = "next_workday"
    half_year_ladder_before: tuple[Count, ...] = (30, 7, 1)
    half_year_ladder_after: tuple[Count, ...] = (1, 7, 30)
    stage_results_years: tuple[Count, Count] = (2, 3)
    five_year_plan_ends_on: date = date(2025, 12, 31)
    reminder_time: ClockTime = "09:00"
    reminder_shift: ReminderShift = "none"
    period_mode: PeriodMode = "corresponding"
    separation_of_duties: bool = True
    participant_level: ParticipantLevel = "prefecture"
    minimum_participants: Count = 2
    joint_act: JointAct = "all_five"
    half_year_reporter: HalfYearReporter = "each"
    half_year_end: HalfYearEnd = "closing"
    evaluation_starter: EvaluationStarter = "concerned"
    evaluation_months: Months = 0
    panel_size: Count = 3
    expert_conflict_years: Count = 3
    indicator_9_values: Indicator9Values = "four"
    award_title: bool = False
    contact_kept_months: Count = 12


PARAMETERS: dict[str, Parameter] = {
    "look_back_event_years": fixed(
        "pilot:4(1)",
        "Y-LOOKBACK",
        "回溯年数",
        "近三年未发生过",
        "自备案之日（各单位备案日期不同的，自最早的备案之日）回溯，首尾两日均计入；遴选时再次核查，至遴选之日。",
    ),
    "half_year_months": fixed(
        "pilot:5(4)", "Y-HALFYEAR", "情况报告的间隔月数", "每半年向相应省级市场监管局提交示范试点建设情况报告"
    ),
    "half_year_mode": chosen(
        "pilot:5(4)",
        "Y-HALFYEAR-MODE",
        "“每半年”的计算方式",
        note="方案没有写明从何时起算。",
        values={"anchored": "自联合发布之日起算", "calendar": "自然半年，至6月30日和12月31日"},
    ),
    "half_year_roll": chosen(
        "pilot:5(4)", "Y-HALFYEAR-ROLL", "报告期限遇休息日是否顺延", note="方案没有规定。", values=ROLLS
    ),
    "half_year_ladder_before": chosen("pilot:5(4)", "Y-REPORT-LADDER", "情况报告到期前提醒天数"),
    "half_year_ladder_after": chosen("pilot:5(4)", "Y-REPORT-LADDER", "情况报告逾期后提醒天数"),
    "participant_level": chosen(
        "pilot:5(1)",
        "Y-PARTICIPANT-LEVEL",
        "参与单位的层级",
        "相关地级市(区)市场监管局",
        "后续批次有县级市场监管局参与。",
        values={"prefecture": "地级市（区）", "county": "县级也可以参与"},
    ),
    "minimum_participants": chosen(
        "pilot:2(1)", "Y-MIN-PARTICIPANTS", "合作机制至少有几个单位", "建立合作机制，明确牵头单位"
    ),
    "joint_act": chosen(
        "pilot:5(3)",
        "Y-JOINT",
        "共同、联合的决定由谁签署",
        "长三角各省级市场监管局联合发布",
        values={
            "all_five": "五个省级市场监管局全部签署",
            "concerned": "有本省参与单位的省级市场监管局签署",
            "majority": "五个省级市场监管局过半数签署",
        },
    ),
    "half_year_reporter": chosen(
        "pilot:5(4)",
        "Y-HALFYEAR-REPORTER",
        "情况报告由谁提交",
        "相应省级市场监管局",
        values={"each": "各单位分别提交", "lead": "牵头单位汇总提交"},
    ),
    "half_year_end": chosen(
        "pilot:5(4)",
        "Y-HALFYEAR-END",
        "情况报告提交到何时为止",
        note="方案没有规定。",
        values={"closing": "至结项", "36_months": "至联合发布满36个月", "five_year_plan": "至“十四五”期末"},
    ),
    "evaluation_starter": chosen(
        "pilot:5(5)",
        "Y-EVAL-INITIATOR",
        "由谁组织评估",
        "长三角各省级市场监管局定期或不定期组织专家",
        values={
            "concerned": "有本省参与单位的省级市场监管局",
            "any": "五个省级市场监管局中的任何一个",
            "joint": "各省级市场监管局联合：提出后会签，由提出的单位抽取专家",
        },
    ),
    "evaluation_months": chosen(
        "pilot:5(5)", "Y-EVAL-CADENCE", "定期评估的间隔月数（0为不定期）", "定期或不定期", "方案没有写明间隔。"
    ),
    "panel_size": chosen("pilot:5(5)", "Y-PANEL-SIZE", "每次评估抽取的专家人数", "组织专家", "方案没有写明人数。"),
    "expert_conflict_years": chosen(
        "pilot:5(5)", "Y-EXPERT-TIES", "曾在参与单位工作的专家回避的年数", note="方案没有规定回避。"
    ),
    "indicator_9_values": chosen(
        "pilot:a2(9)",
        "Y-IND9-YEARS",
        "“连续3年”需要几个年度的数值",
        "连续3年不断提高",
        values={"four": "四个年度（三次比较）", "three": "三个年度（两次比较）"},
    ),
    "award_title": chosen(
        "pilot:5(3)",
        "Y-AWARD-TITLE",
        "结项时授予“长三角质量提升示范”称号",
        note="方案没有规定；后续批次有此做法。",
    ),
    "contact_kept_months": chosen(
        "pilot:a1", "Y-CONTACT-KEPT", "结项后保留备案表联系人信息的月数", note="方案没有规定，期满删除。"
    ),
    "stage_results_years": fixed(
        "pilot:2(3)", "Y-MILESTONES", "取得阶段性成效的年数", "力求在2-3年内取得阶段性成效", "自联合发布之日起算。"
    ),
    "five_year_plan_ends_on": chosen(
        "pilot:2(3)",
        "Y-MILESTONES",
        "“十四五”期末",
        "期末取得明显成效",
        "“十四五”为2021年至2025年，方案没有写明日期。",
    ),
}
"""Every field of its own that carries a choice or a number of the text."""
