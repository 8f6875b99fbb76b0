"""``make run`` shows the pilot that ``make demo`` tells from its filing to its closing, half-way through it."""

from datetime import UTC, datetime

import pytest

from domain.pilot.case import PilotStage
from domain.pilot.policy import PilotPolicy
from domain.pilot.sec2_3_results import stage_results
from onebox.demo_pilot import JINHU, TIANCHANG, TITLE
from onebox.people import BODIES, POOL
from onebox.seed_pilot import running_project
from tests.support.calendars import CALENDAR

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


def test_the_planted_project_is_that_of_the_demonstration() -> None:
    case = running_project(PilotPolicy(), CALENDAR, NOW)
    assert case.title == f"{TITLE}（示例）"
    assert [each.model_dump() for each in case.members] == [JINHU, TIANCHANG]
    assert case.lead.organisation == "city-jinhu"
    names = {body.id: body.name for body in BODIES}
    assert [names[each.organisation] for each in case.members] == [each.name for each in case.members]


@pytest.mark.article("pilot:5(4)", "pilot:2(3)")
def test_it_is_half_way_with_two_half_years_reported_by_each_and_the_first_aim_ahead() -> None:
    case = running_project(PilotPolicy(), CALENDAR, NOW)
    assert case.stage is PilotStage.UNDER_CONSTRUCTION
    assert [(each.bureau, each.k) for each in case.reports if each.accepted_on] == [
        (bureau, k) for k in (1, 2) for bureau in ("city-jinhu", "city-tianchang")
    ]
    assert case.launched_on
    aim = stage_results(case.launched_on, PilotPolicy().stage_results_years[0], case.policy)
    assert case.launched_on < NOW.date() < aim.date


@pytest.mark.article("pilot:5(5)")
def test_its_panel_can_be_drawn_from_the_pool_without_its_own_people() -> None:
    own = {each.name for each in running_project(PilotPolicy(), CALENDAR, NOW).members}
    assert len([each for each, _ in POOL if each.employer not in own]) > PilotPolicy().panel_size
