"""五（四） Until when half-years are reported on, and by whom to whom, by each reading (R-P-5, R-P-7)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.pilot.case import PilotCase
from domain.pilot.parts import HalfYearReport
from domain.pilot.policy import HalfYearReporter, PilotPolicy
from domain.pilot.sec5_4_half_year_report import due, period
from domain.pilot.sec5_4_reporting import REPORT, REPORTING, reminders
from domain.task import Act, Answer, Task
from tests.support.calendars import CALENDAR
from tests.support.pilot_cases import BING, JIA, YI, a_project, launched, pilot_actor
from tests.support.pilot_cases import REPORT as WORDS

FAR = datetime(2040, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.article("pilot:5(4)")


def project(on: str, **policy: Any) -> PilotCase:
    return a_project(
        FAR,
        policy=PilotPolicy.model_validate(policy),
        **launched(date.fromisoformat(on), (JIA, YI, BING)),
    )


def first_report(case: PilotCase, bureau: str) -> HalfYearReport:
    assert case.launched_on
    before, over = period(case.launched_on, 1, case.policy)
    owed = due(case.launched_on, 1, case.policy, CALENDAR)
    return HalfYearReport(bureau=bureau, k=1, period_from=before, period_to=over, due=owed)


@pytest.mark.parametrize(
    ("on", "policy", "last"),
    [
        pytest.param("2020-11-18", {"half_year_end": "36_months"}, 6, id="36 months"),
        pytest.param("2024-02-29", {"half_year_end": "36_months"}, 6, id="36 months from a leap day"),
        pytest.param("2021-08-31", {"half_year_end": "36_months"}, 6, id="36 months from the end of a month"),
        pytest.param(
            "2024-03-20",
            {"half_year_end": "36_months", "half_year_mode": "calendar"},
            7,
            id="36 months by the calendar: the half-year that has begun is reported on",
        ),
        pytest.param("2020-11-18", {"half_year_end": "five_year_plan"}, 11, id="to the end of 2025"),
        pytest.param("2024-12-29", {"half_year_end": "five_year_plan"}, 3, id="begins two days before the last"),
        pytest.param("2024-12-30", {"half_year_end": "five_year_plan"}, 3, id="begins on the last day of the plan"),
        pytest.param("2024-12-31", {"half_year_end": "five_year_plan"}, 2, id="begins the day after it"),
        pytest.param("2025-12-31", {"half_year_end": "five_year_plan"}, 0, id="launched on its last day"),
        pytest.param("2026-03-02", {"half_year_end": "five_year_plan"}, 0, id="launched after it"),
    ],
)
def test_by_the_other_readings_no_half_year_begins_after_the_end(on: str, policy: dict[str, Any], last: int) -> None:
    case = project(on, **policy)
    assert [each["k"] for each in REPORTING.planned_since(case, FAR)] == list(range(1, last + 1))
    assert REPORTING.next_period(case, FAR) is None, "no more comes"


def test_by_default_they_go_on_until_the_project_is_closed() -> None:
    case = project("2020-11-18")
    assert len(list(REPORTING.planned_since(case, FAR))) > 36
    assert REPORTING.next_period(case, FAR)


@pytest.mark.parametrize(("reporter", "owing"), [("each", ["city-jia", "city-yi", "city-bing"]), ("lead", [""])])
def test_each_bureau_owes_a_report_or_the_lead_one_for_all(reporter: HalfYearReporter, owing: list[str]) -> None:
    case = project("2020-11-18", half_year_reporter=reporter)
    assert case.launched_on
    REPORTING.take(case, {"k": 1}, due(case.launched_on, 1, case.policy, CALENDAR))
    assert [each.bureau for each in case.reports] == owing
    assert REPORTING.debtor(case, case.reports[0]) == JIA.audience


@pytest.mark.parametrize(
    ("reporter", "bureau", "provinces"),
    [("each", "city-jia", [JIA.province]), ("lead", "", [JIA.province, YI.province, BING.province])],
)
def test_a_report_goes_to_the_province_of_its_bureau_and_one_for_all_to_the_province_of_each(
    reporter: HalfYearReporter, bureau: str, provinces: list[Any]
) -> None:
    case = project("2020-11-18", half_year_reporter=reporter)
    case.reports = [first_report(case, bureau)]
    [action] = REPORT.actions
    act = Act(task_id="t", action=action.name, actor=pilot_actor("city-jia"))
    task = Task(id="t", kind=REPORT.key, audience=JIA.audience, opened_at=FAR)
    effects = action.effects(case, Answer(act, action.form(**WORDS), task, FAR))
    [document], [told] = effects.documents, effects.notices
    assert list(document.recipients) == provinces
    assert list(told.audience) == [*provinces, JIA.audience]
    assert ("上海市市场监督管理局" in effects.text) is (reporter == "lead")
    late = [each for each in reminders(case, case.reports[0], CALENDAR) if each.key.startswith("d+")]
    assert late
    assert {each.copies for each in late} == {tuple(provinces)}
    assert REPORTING.reader(case, case.reports[0]) == JIA.province


@pytest.mark.parametrize(
    ("reporter", "words"),
    [
        ("each", "由各参与的市场监管局向所在省级市场监管局提交。"),
        ("lead", "由牵头单位汇总各参与单位的情况，向各参与单位所在省级市场监管局提交。"),
    ],
)
def test_the_derivation_says_who_reports_to_whom_and_that_this_is_policy(
    reporter: HalfYearReporter, words: str
) -> None:
    deadline = due(date(2020, 11, 18), 1, PilotPolicy(half_year_reporter=reporter), CALENDAR)
    [line] = [each for each in deadline.lines if each.text.startswith("报告期间为")]
    assert line.text.endswith(words)
    assert (line.source, line.decided_by) == ("系统策略", ("half_year_reporter",))
