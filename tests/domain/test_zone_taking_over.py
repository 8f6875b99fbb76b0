"""A running case is taken over as it stands: what must be told of it, and what it becomes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.policy import ZonePolicy
from domain.working_days import WorkCalendar
from domain.zone.case import Stage
from domain.zone.taking_over import Handover, faults, taken_over
from services.calendar_seed import past_releases
from tests.support.web import NOW, a_case

TODAY = date(2026, 6, 1)
CREATION = {"stage": Stage.CREATION, "approved_on": date(2026, 3, 2)}
TERM = {"stage": Stage.IN_TERM, "recognised_on": date(2024, 6, 3)}


def wrong(**told: Any) -> list[str]:
    return [f"{field}: {text}" for field, text in faults(Handover(**told), ZonePolicy(), TODAY)]


def test_each_stage_says_what_it_needs_and_what_must_stay_empty() -> None:
    assert wrong(**CREATION) == []
    assert wrong(**TERM, reports={2024: date(2025, 1, 20)}) == []
    assert wrong(stage=Stage.CREATION) == ["approved_on: “创建中”的案件须填写"]
    assert wrong(**CREATION, recognised_on=TODAY) == ["recognised_on: “创建中”的案件还没有这一日期，应当留空"]
    assert wrong(**CREATION, reports={2025: TODAY}) == ["reports: “创建中”的案件还没有年度工作报告，应当留空"]
    assert wrong(stage=Stage.PUBLIC_NOTICE) == [
        "stage: “公示”的案件不能批量接入，只接入：创建中、验收申请审核、示范期内"
    ]


def test_days_stand_in_order_and_none_lies_ahead() -> None:
    assert wrong(stage=Stage.CREATION, approved_on=TODAY) == []
    assert wrong(stage=Stage.CREATION, approved_on=date(2026, 6, 2)) == ["approved_on: 不能晚于今天"]
    early = {"stage": Stage.ACCEPTANCE, "approved_on": date(2025, 3, 2), "applied_on": date(2025, 3, 1)}
    assert wrong(**early) == ["applied_on: 不能早于同意创建日期"]


@pytest.mark.article("zone:24")
def test_a_term_that_is_over_is_not_taken_over_and_one_on_its_last_day_is() -> None:
    for recognised, told in (
        (date(2023, 5, 31), ["recognised_on: 示范期已于2026年5月31日（周日）届满；经复审继续认定的，不能批量接入"]),
        (date(2023, 6, 1), []),
    ):
        assert wrong(stage=Stage.IN_TERM, recognised_on=recognised) == told


def test_a_report_is_of_a_year_of_the_term_and_received_in_its_time() -> None:
    assert wrong(**TERM, reports={2023: date(2024, 1, 20)}) == ["reports: 2023年不在示范期内"]
    assert wrong(**TERM, reports={2025: date(2026, 6, 2)}) == [
        "reports: 2025年度报告的接收日期应在2025年1月1日以后，且不晚于今天"
    ]


@pytest.mark.article("zone:27#1")
def test_every_report_of_the_term_is_planned_and_those_received_are_settled() -> None:
    told = Handover(**TERM, reports={2024: date(2025, 1, 20)})
    park, now = a_case("js-1", 1, NOW).park, datetime(2026, 6, 1, tzinfo=UTC)
    case = taken_over(told, "zone-js-1-case-1", park, ZonePolicy(), WorkCalendar(past_releases()), now, "r")
    assert case.term is not None
    assert case.taken_over
    assert case.answers == {"r": 1}
    assert [(each.year, each.accepted_on) for each in case.term.reports] == [
        (2024, date(2025, 1, 20)),
        (2025, None),
        (2026, None),
    ]
