"""四（一） 近三年: back from the filing, and looked at again up to the selection; the paper shows one period."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.dates import in_words
from domain.orders import DocumentOrder
from domain.pilot import sec5_2_selection as sec5_2
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Filing
from domain.pilot.policy import PilotPolicy
from tests.support.pilot_cases import ASSESSMENT, FILING, JIA, YI, a_project, launched

pytestmark = pytest.mark.article("pilot:4(1)", "pilot:5(2)")
SELECTED_ON = date(2025, 3, 20)


def filed(*days: date, **policy: Any) -> PilotCase:
    """Two bureaus, each with the day of its filing on file."""
    facts = launched(days[0], (JIA, YI)) | {"stage": PilotStage.UNDER_ASSESSMENT, "launched_on": None}
    facts["filings"] = {
        each.organisation: Filing(**FILING, filed_on=day) for each, day in zip((JIA, YI), days, strict=True)
    }
    now = datetime(2025, 3, 1, 2, tzinfo=UTC)
    return a_project(
        now,
        policy=PilotPolicy(**policy),
        **facts,
    )


def paper(case: PilotCase) -> DocumentOrder:
    return next(each for each in sec5_2.completed(case, SELECTED_ON).documents if each.kind == "pilot_assessment")


def assess(case: PilotCase) -> PilotCase:
    case.assessment = sec5_2.assessed(case, sec5_2.AssessmentForm(**ASSESSMENT))
    return case


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ((date(2025, 1, 10), date(2025, 1, 10)), date(2022, 1, 10)),
        ((date(2025, 2, 5), date(2025, 1, 10)), date(2022, 1, 10)),
        ((date(2024, 2, 29), date(2024, 3, 1)), date(2021, 2, 28)),
    ],
)
def test_the_three_years_end_with_the_first_filing_on_file_and_the_paper_shows_them_once(
    days: tuple[date, date], first: date
) -> None:
    case = assess(filed(*days))
    assert case.assessment is not None
    assert case.assessment.looked_back_from == first
    order = paper(case)
    [period] = order.deadlines
    assert (period.date, period.anchor, period.anchor_label) == (first, min(days), "备案之日")
    assert (order.data["assessment"]["looked_back_from"], order.data["looked_back_to"]) == (
        first.isoformat(),
        SELECTED_ON.isoformat(),
    )
    told = [line.text for line in period.lines]
    assert told[-1] == f"遴选时再次核查，自{in_words(first)}至遴选之日{in_words(SELECTED_ON)}，首尾两日均计入。"


def test_a_filing_completed_after_its_return_counts_by_the_day_it_was_filed_anew() -> None:
    case = filed(date(2025, 1, 10), date(2025, 1, 12))
    case.filings["city-jia"] = Filing(**FILING, filed_on=date(2025, 2, 3), version=2)
    assert paper(assess(case)).deadlines[0].date == date(2022, 1, 12)


def test_of_a_policy_changed_after_the_draft_the_paper_shows_one_period_all_the_same() -> None:
    case = assess(filed(date(2025, 1, 10), date(2025, 1, 10)))
    case.policy = PilotPolicy(look_back_event_years=2)
    order = paper(case)
    assert order.deadlines[0].date == date(2023, 1, 10)
    assert order.data["assessment"]["looked_back_from"] == "2023-01-10"
