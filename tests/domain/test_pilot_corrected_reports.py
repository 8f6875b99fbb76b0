"""五（四） A report corrected after it was received: kept version by version, received or returned, never late."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.orders import Effects
from domain.pilot import sec5_4_corrected_report as correction
from domain.pilot.calendar_of_case import places
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import HalfYearReport
from domain.pilot.policy import HalfYearReporter, PilotPolicy
from domain.pilot.sec5_4_half_year_report import due, period
from domain.pilot.sec5_4_reporting import REPORTING, reminders
from domain.procedure.reports import ACCEPT, SUBMIT
from domain.refusal import Refusal, RefusalKind
from domain.task import Act, Answer, Task
from tests.support.calendars import CALENDAR
from tests.support.pilot_cases import BING, JIA, REPORT, YI, a_project, launched, pilot_actor

LAUNCH = date(2025, 4, 9)
NOW = datetime(2025, 11, 10, 2, tzinfo=UTC)
CORRECTION = REPORT | {"k": 1, "correction": "合格率由九成八更正为九成六。"}
pytestmark = pytest.mark.article("pilot:5(4)")


def project(reporter: HalfYearReporter = "each", **facts: Any) -> PilotCase:
    """乙's first report is in by default, and received."""
    policy = PilotPolicy(half_year_reporter=reporter)
    before, over = period(LAUNCH, 1, policy)
    known: dict[str, Any] = {"submitted_on": date(2025, 9, 20), "accepted_on": date(2025, 9, 25), "version": 1} | facts
    report = HalfYearReport(
        bureau="city-yi" if reporter == "each" else "",
        k=1,
        period_from=before,
        period_to=over,
        due=due(LAUNCH, 1, policy, CALENDAR),
        **known,
    )
    return a_project(NOW, policy=policy, reports=[report], **launched(LAUNCH, (JIA, YI, BING)))


def refusal(case: PilotCase, account: str = "city-yi", **data: Any) -> Refusal | None:
    return correction.refuse(case, correction.Correction(**CORRECTION | data), pilot_actor(account))


def answer(account: str, kind: str, action: str, about: str = "", **data: Any) -> Answer:
    forms = {"pilot_report_correction": correction.CORRECTION.kind, "pilot_correction_receipt": correction.RECEIPT}
    found = forms[kind].action(action)
    assert found
    task = Task(id="t", kind=kind, audience=YI.audience, opened_at=NOW, about=about)
    return Answer(Act(task_id="t", action=action, actor=pilot_actor(account)), found.form(**data), task, NOW)


def hand_in(case: PilotCase, account: str = "city-yi") -> Effects:
    given = answer(account, "pilot_report_correction", SUBMIT, **CORRECTION)
    [action] = correction.CORRECTION.kind.actions
    effects = action.effects(case, given)
    correction.hand_in(case, given)
    return effects


def settle(case: PilotCase, action: str, version: int, **data: Any) -> Effects:
    given = answer("prov-zj", "pilot_correction_receipt", action, f"city-yi.1.{version}", **data)
    found = correction.RECEIPT.action(action)
    assert found
    effects = found.effects(case, given)
    correction.settle(case, given)
    return effects


def test_each_bureau_may_correct_while_the_project_is_under_construction_and_nobody_waits_for_it() -> None:
    matter = correction.CORRECTION
    assert (matter.kind.optional, matter.kind.standing) == (True, True)
    assert {each for each in PilotStage if matter.is_open(a_project(NOW, stage=each))} == {
        PilotStage.UNDER_CONSTRUCTION
    }
    assert list(matter.audiences(project())) == [JIA.audience, YI.audience, BING.audience]


def test_a_report_that_was_received_may_be_corrected() -> None:
    assert refusal(project()) is None


def test_one_not_yet_received_is_corrected_by_being_returned() -> None:
    found = refusal(project(accepted_on=None))
    assert found
    assert (found.kind, found.basis) == (RefusalKind.NOT_YET, ("pilot:5(4)",))
    assert found.text == "第1次建设情况报告尚未接收，不能更正。"
    assert "退回补正" in found.remedy


def test_one_never_handed_in_is_handed_in_first() -> None:
    found = refusal(project(accepted_on=None, submitted_on=None, version=0))
    assert found
    assert "提交示范试点建设情况报告" in found.remedy


@pytest.mark.parametrize(("account", "k", "remedy"), [("city-yi", 2, "可以更正第1次。"), ("city-jia", 1, "接收以后")])
def test_nobody_corrects_a_report_it_does_not_have(account: str, k: int, remedy: str) -> None:
    found = refusal(project(), account, k=k)
    assert found
    assert (found.kind, found.basis, found.text) == (
        RefusalKind.RULE,
        ("pilot:5(4)",),
        f"本单位没有第{k}次建设情况报告。",
    )
    assert remedy in found.remedy


def test_where_the_lead_reports_for_all_it_alone_corrects_and_every_province_is_told() -> None:
    case = project("lead")
    assert refusal(case, "city-jia") is None
    assert refusal(case, "city-yi") is not None
    [told] = hand_in(case, "city-jia").notices
    assert list(told.audience) == [JIA.province, YI.province, BING.province, JIA.audience]


def test_both_versions_are_kept_and_the_new_one_counts_from_its_receipt() -> None:
    case = project()
    [report] = case.reports
    effects = hand_in(case)
    assert (report.latest, report.standing) == (2, 1)
    [paper] = effects.documents
    assert (paper.kind, paper.data["version"], paper.recipients) == ("pilot_half_year_report", 2, (YI.province,))
    received = settle(case, ACCEPT, 2)
    assert (report.latest, report.standing, report.version, report.accepted_on) == (2, 2, 1, date(2025, 9, 25))
    assert "此前各版仍予保存" in received.text


def test_a_new_version_that_is_returned_leaves_the_one_before_it_standing() -> None:
    case = project()
    [report] = case.reports
    hand_in(case)
    effects = settle(case, "return", 2, reasons="没有附表")
    assert (report.latest, report.standing) == (2, 1)
    [told] = effects.notices
    assert (told.kind, told.audience, told.data["standing"]) == ("pilot_correction_returned", (YI.audience,), 1)
    hand_in(case)
    settle(case, ACCEPT, 3)
    assert (report.latest, report.standing) == (3, 3)


@pytest.mark.parametrize("overdue", [False, True])
def test_whether_a_report_was_late_is_settled_by_its_first_version(overdue: bool) -> None:
    case = project(overdue=overdue)
    hand_in(case)
    settle(case, ACCEPT, 2)
    assert case.reports[0].overdue is overdue


@pytest.mark.parametrize(
    ("version", "overdue", "counts"), [(0, False, True), (0, True, True), (1, True, True), (1, False, False)]
)
def test_the_day_counts_against_a_returned_report_only_where_nothing_came_in_time(
    version: int, overdue: bool, counts: bool
) -> None:
    case = project(submitted_on=None, accepted_on=None, version=version, overdue=overdue)
    [report] = case.reports
    assert REPORTING.is_due(report) is counts
    assert any(each.key.startswith("d+") for each in reminders(case, report, CALENDAR)) is counts
    assert any(each.key.startswith("d-") for each in reminders(case, report, CALENDAR))
    [place] = places(case)
    assert bool(place.tasks) is counts, "a date that moves is written on no task that says none"


@pytest.mark.parametrize(("on", "k"), [("2025-04-09", 1), ("2024-08-31", 1), ("2024-02-29", 1), ("2025-04-09", 2)])
def test_the_period_is_the_six_months_before_its_end_and_follows_the_one_before_it_without_a_gap(
    on: str, k: int
) -> None:
    launch = date.fromisoformat(on)
    before, over = period(launch, k, PilotPolicy())
    first_days = {("2025-04-09", 1): date(2025, 4, 10), ("2024-08-31", 1): date(2024, 9, 1)}
    first_days |= {("2024-02-29", 1): date(2024, 3, 1), ("2025-04-09", 2): date(2025, 10, 10)}
    last_days = {("2025-04-09", 1): date(2025, 10, 9), ("2024-08-31", 1): date(2025, 2, 28)}
    last_days |= {("2024-02-29", 1): date(2024, 8, 29), ("2025-04-09", 2): date(2026, 4, 9)}
    assert (before + timedelta(days=1), over) == (first_days[on, k], last_days[on, k])
    assert period(launch, k + 1, PilotPolicy())[0] == over
