"""Who is told of what in a pilot project: every notice with its whole audience, as the rules order it.

Bureau 甲 (江苏) leads, 乙 (浙江) takes part; 上海, 安徽 and 江西 have no bureau in the project. Whatever a bureau does,
乙 does, so that the lead, the bureau and its own province are told apart. Drafts to be signed: test_pilot_joint_drafts.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.orders import Effects
from domain.pilot import calendar_of_case, sec2_3_results, sec5_2_selection, sec5_3_decisions, sec5_3_publication
from domain.pilot import sec5_5_evaluation as sec5_5
from domain.pilot.case import PilotCase
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.parts import Assessment, Decision, DecisionKind, HalfYearReport
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import FIVE, NAMES
from domain.pilot.sec5_4_half_year_report import due, period
from domain.procedure.expert_evaluation import draw
from domain.procedure.state import Proceeding
from domain.roles import Audience
from domain.task import Act, Answer, Task
from services.documents.samples.pilot_matters import POOL
from tests.support.calendars import CALENDAR
from tests.support.pilot_cases import ASSESSMENT, FILING, JIA, REPORT, YI, a_project, launched, pilot_actor
from tests.support.pilot_evaluations import ORDER, opened, opinion

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
TODAY = date(2027, 3, 2)
LEAD, BUREAU, OWN = JIA.audience, YI.audience, YI.province
ALL = {LEAD, BUREAU, *FIVE}
"""Who takes part, and the five."""
GRANT = {"forms": ["promotion"], "measures": "有力", "results": "突出", "experience": "典型"}
MECHANISM = {
    "members": [JIA.model_dump(), YI.model_dump()],
    "lead": "city-jia",
    "scope": "仪器仪表行业",
    "goals": "提升质量水平",
}


def project() -> PilotCase:
    """With everything in it that the rules below are about."""
    policy = PilotPolicy(evaluation_months=12)
    signed = Proceeding(signatures=dict.fromkeys(NAMES, TODAY))
    before, over = period(TODAY, 1, policy)
    panel = draw(POOL, 3, lambda each: None)
    assert panel is not None
    return a_project(
        NOW,
        policy=policy,
        assessment=Assessment(**ASSESSMENT, looked_back_from=date(2024, 3, 2)),
        proceeding=signed,
        reports=[
            HalfYearReport(
                bureau="city-yi", k=1, period_from=before, period_to=over, due=due(TODAY, 1, policy, CALENDAR)
            )
        ],
        evaluation=opened(panel, TODAY),
        decision=Decision(
            kind=DecisionKind.CLOSE, reasons="完成", opened_by="prov-sh", opened_on=TODAY, proceeding=signed
        ),
        **launched(TODAY, (JIA, YI)),
    )


def acted(kind: str, name: str, account: str, about: str = "", **data: Any) -> Callable[[PilotCase], Effects]:
    """What the rule orders when ``account`` does this."""

    def effects(case: PilotCase) -> Effects:
        action = TASK_KINDS[kind].action(name)
        assert action
        task = Task(id="t", kind=kind, audience=OWN, opened_at=NOW, about=about)
        act = Act(task_id="t", action=name, actor=pilot_actor(account))
        return action.effects(case, Answer(act, action.form(**data), task, NOW, facts=POOL))

    return effects


def aim_passed(case: PilotCase) -> Effects:
    aim = calendar_of_case.next_aim(case)
    assert aim
    return sec2_3_results.passed(case, aim)


def told(effects: Effects, kind: str) -> list[Audience]:
    return [who for each in effects.notices if each.kind == kind for who in each.audience]


def row(kind: str, place: str, audience: set[Audience], effects: Callable[[PilotCase], Effects]) -> Any:
    return pytest.param(kind, audience, effects, marks=pytest.mark.article(f"pilot:{place}"), id=kind)


@pytest.mark.parametrize(
    ("kind", "audience", "effects"),
    [
        row(
            "pilot_cooperation",
            "2(1)",
            {LEAD, BUREAU},
            acted("pilot_cooperation", "establish", "city-jia", **MECHANISM),
        ),
        row("pilot_aim_passed", "2(3)", {LEAD, *FIVE}, aim_passed),
        row("pilot_filed", "5(1)", {OWN, LEAD}, acted("pilot_filing", "file", "city-yi", **FILING)),
        row("pilot_filing_received", "5(1)", {BUREAU}, acted("pilot_filing_check", "receive", "prov-zj", "city-yi")),
        row(
            "pilot_filing_returned",
            "5(1)",
            {BUREAU, LEAD},
            acted("pilot_filing_check", "return", "prov-zj", "city-yi", defects=["no_seal"]),
        ),
        row("pilot_withdrawn", "5(1)", ALL, acted("pilot_withdrawal", "withdraw", "city-jia", reasons="另行安排")),
        row(
            "pilot_assessment_drafted",
            "5(2)",
            {LEAD, *FIVE},
            acted("pilot_assessment", "assess", "prov-sh", **ASSESSMENT),
        ),
        row("pilot_selected", "5(2)", ALL, lambda case: sec5_2_selection.completed(case, TODAY)),
        row("pilot_published", "5(3)", ALL, lambda case: sec5_3_publication.published(case, TODAY)),
        row(
            "pilot_decision_proposed",
            "5(3)",
            ALL,
            acted("pilot_remove_opening", "remove", "prov-jx", reasons="没有进展"),
        ),
        row(
            "pilot_decision_dropped",
            "5(3)",
            ALL,
            acted("pilot_decision_dropping", "drop", "prov-sh", reasons="已有改进"),
        ),
        row("pilot_decided", "5(3)", ALL, lambda case: sec5_3_decisions.decided(case, TODAY)),
        row("pilot_report_received", "5(4)", {OWN, BUREAU}, acted("pilot_report", "submit", "city-yi", **REPORT)),
        row(
            "pilot_report_returned",
            "5(4)",
            {BUREAU},
            acted("pilot_report_receipt", "return", "prov-zj", "city-yi.1", reasons="数据不全"),
        ),
        row(
            "pilot_plan_amendment",
            "5(1)",
            {OWN, LEAD},
            acted("pilot_plan_amendment", "amend", "city-yi", amended="增加比对", reasons="需要", is_small=True),
        ),
        row(
            "pilot_results_summary",
            "2(3)",
            {LEAD, *FIVE},
            acted("pilot_results_summary", "sum_up", "city-jia", results="提高"),
        ),
        row("pilot_evaluation_called", "5(5)", {JIA.province, OWN}, sec5_5.called),
        row("pilot_evaluation_opened", "5(5)", ALL, acted("pilot_evaluation_opening", "open", "prov-js", **ORDER)),
        row("pilot_evaluated", "5(5)", ALL, acted("pilot_evaluation_report", "report", "expert-1", **opinion())),
        row("pilot_incentive", "5(6)", ALL, acted("pilot_incentive", "grant", "prov-ah", **GRANT)),
    ],
)
def test_a_notice_goes_to_whom_it_concerns_once_and_to_nobody_else(
    kind: str, audience: set[Audience], effects: Callable[[PilotCase], Effects]
) -> None:
    found = told(effects(project()), kind)
    assert {*found} == audience
    assert len(found) == len(audience), "nobody is named twice"


@pytest.mark.article("pilot:5(5)")
def test_whoever_is_drawn_learns_of_it_and_so_does_no_other_expert() -> None:
    effects = acted("pilot_evaluation_opening", "open", "prov-js", **ORDER)(project())
    evaluation = project().evaluation
    assert evaluation
    assert told(effects, "pilot_expert_drawn") == [each.expert.audience for each in evaluation.panel.members]


@pytest.mark.article("pilot:5(5)")
def test_where_any_of_the_five_may_evaluate_all_of_them_are_called() -> None:
    case = project()
    case.policy = PilotPolicy(evaluation_months=12, evaluation_starter="any")
    assert told(sec5_5.called(case), "pilot_evaluation_called") == list(FIVE)
