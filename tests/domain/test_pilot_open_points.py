"""What the plan leaves open and no other test is about: B1, B2, B7 and B9 of the table of readings, each both ways."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.dates import start_of
from domain.pilot import jointly
from domain.pilot.annex1_filing_form import FilingForm
from domain.pilot.calendar_of_case import aims
from domain.pilot.parts import Bureau
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import FIVE, is_of_the_level
from domain.pilot.sec2_1_cooperation import MECHANISM
from domain.pilot.sec5_4_half_year_report import due, period
from domain.refusal import Refusal
from tests.support.calendars import CALENDAR
from tests.support.pilot_cases import FILING, JIA, YI, a_project, launched

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
NEIGHBOUR = Bureau(organisation="city-ji", name="示例己市市场监督管理局", region="320500")
JIANGXI = Bureau(organisation="city-geng", name="示例庚市市场监督管理局", region="360100")


def refused(*members: Bureau, **policy: Any) -> Refusal | None:
    case = a_project(NOW, opened_by=members[0], policy=PilotPolicy.model_validate(policy))
    [action] = MECHANISM.actions
    data = {"members": [each.model_dump() for each in members], "lead": members[0].organisation}
    return action.check(case, action.form(**data, scope="仪器仪表行业", goals="提升质量水平"), NOW)


@pytest.mark.article("pilot:2(1)")
def test_a_pilot_need_not_cross_provinces_but_takes_two_bureaus() -> None:
    assert refused(JIA, NEIGHBOUR) is None, "both in 江苏"
    assert refused(JIA, YI) is None
    assert refused(JIA) is not None
    assert refused(JIA, minimum_participants=1) is None


@pytest.mark.article("pilot:5(1)")
@pytest.mark.parametrize(
    ("region", "level", "takes_part"),
    [
        ("320700", "prefecture", True),
        ("310114", "prefecture", True),
        ("320831", "prefecture", False),
        ("320831", "county", True),
    ],
)
def test_whose_bureaus_take_part_by_each_reading(region: str, level: Any, takes_part: bool) -> None:
    assert is_of_the_level(region, PilotPolicy(participant_level=level)) is takes_part


@pytest.mark.article("pilot:a1")
@pytest.mark.parametrize(
    "bodies", [["示例市人民政府"], ["示例仪表有限公司", "示例仪器仪表行业协会"], ["示例甲市市场监督管理局"]]
)
def test_who_builds_is_whoever_the_bureau_names(bodies: list[str]) -> None:
    assert FilingForm.model_validate(FILING | {"implementing_bodies": bodies}).implementing_bodies == bodies


@pytest.mark.article("pilot:5(1)", "pilot:5(2)")
def test_the_fifth_bureau_is_a_full_member_that_files_takes_part_and_signs_like_the_others() -> None:
    assert refused(JIANGXI, JIA) is None
    assert JIANGXI.province == FIVE[4]
    case = a_project(NOW, **launched(date(2025, 3, 2), (JIA, YI)))
    assert "prov-jx" in jointly.signatories(case).names, "whether or not it has a bureau of its own in the project"
    assert list(jointly.audiences(case)) == list(FIVE)


@pytest.mark.article("pilot:5(4)")
@pytest.mark.parametrize(
    ("mode", "roll", "last_day", "due_day"),
    [
        ("anchored", "next_workday", "2025-05-18", "2025-05-19"),
        ("anchored", "none", "2025-05-18", "2025-05-18"),
        ("calendar", "next_workday", "2024-12-31", "2024-12-31"),
        ("calendar", "none", "2024-12-31", "2024-12-31"),
    ],
)
def test_a_half_year_ends_on_its_day_and_only_the_due_day_moves(
    mode: Any, roll: Any, last_day: str, due_day: str
) -> None:
    """Launched on 18 November 2024; 18 May 2025 is a Sunday."""
    policy = PilotPolicy(half_year_mode=mode, half_year_roll=roll)
    launch = date(2024, 11, 18)
    found = due(launch, 1, policy, CALENDAR)
    assert (period(launch, 1, policy)[1].isoformat(), found.date.isoformat()) == (last_day, due_day)
    assert found.opens_at == start_of(date(2024, 11, 19)), "the half-year reported on begins the day after the launch"


@pytest.mark.article("pilot:2(3)")
@pytest.mark.parametrize(
    ("policy", "days"),
    [
        ({}, ["2025-12-31", "2026-11-18", "2027-11-18"]),
        ({"stage_results_years": (1, 2)}, ["2025-11-18", "2025-12-31", "2026-11-18"]),
        ({"five_year_plan_ends_on": "2030-12-31"}, ["2026-11-18", "2027-11-18", "2030-12-31"]),
    ],
)
def test_the_days_aimed_at_are_those_of_the_policy_and_close_nothing(policy: dict[str, Any], days: list[str]) -> None:
    case = a_project(NOW, policy=PilotPolicy.model_validate(policy), **launched(date(2024, 11, 18), (JIA, YI)))
    assert [each.date.isoformat() for each in aims(case)] == days
    assert {each.closes_at for each in aims(case)} == {None}
