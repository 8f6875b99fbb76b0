"""可疑办理: what supervision looks at twice. Every limit is 系统策略; the texts know no such list."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain import oversight
from domain.date_change_kinds import KINDS as CHANGES
from domain.date_rules import derive
from domain.kinds import TASK_KINDS
from domain.oversight import BACK_DATED, DATED, EDITS, EXTENSION, HASTY
from domain.policy import ZonePolicy
from domain.procedure import paper
from domain.working_days import WorkCalendar
from domain.zone.art27_paper_report import PaperReport

AT = datetime(2025, 10, 9, 2, tzinfo=UTC)


def told(days: int) -> str:
    """How an act names the day it gives, entered on 9 October 2025."""
    form = PaperReport.model_construct(received_on=date(2025, 10, 9) - timedelta(days=days))
    return f"示例一号园区报送2024年度工作报告{paper.in_brackets(form, AT)}。"


@pytest.mark.parametrize(("days", "listed"), [(0, False), (6, False), (7, False), (8, True), (400, True)])
def test_what_is_entered_more_than_seven_days_after_the_day_it_gives_is_listed(days: int, listed: bool) -> None:
    assert timedelta(days=7) == BACK_DATED
    assert bool(oversight.back_dating(told(days), AT)) is listed


def test_the_reason_names_both_days_and_how_far_they_are_apart() -> None:
    words = oversight.back_dating(told(8), AT)
    assert words == "2025年10月9日（周四）录入，所填日期为2025年10月1日（周三），相距8日"


def test_words_that_name_no_day_are_not_listed() -> None:
    assert oversight.back_dating("录入。", AT) == ""


@pytest.mark.parametrize(("seconds", "listed"), [(0, True), (59.9, True), (60, False), (61, False)])
def test_what_is_decided_within_a_minute_of_being_asked_for_is_listed(seconds: float, listed: bool) -> None:
    assert timedelta(seconds=60) == HASTY
    assert bool(oversight.haste(AT - timedelta(seconds=seconds), AT)) is listed


@pytest.mark.parametrize(("late_by", "listed"), [(-1, False), (0, True), (1, True)])
def test_an_extension_recorded_when_the_date_had_closed_is_listed(late_by: int, listed: bool) -> None:
    before = derive("zone-term", date(2022, 10, 9), {}, ZonePolicy(), WorkCalendar(()))
    assert before.closes_at
    at = before.closes_at + timedelta(seconds=late_by)
    kept = {"deadline": before.compact().model_dump(mode="json"), "at": at.isoformat(), "actor": "", "reason": ""}
    state = {"term": {"reports": [{"due": {"superseded": [kept]}}]}}
    assert bool(oversight.late_extension(state, at)) is listed
    assert oversight.late_extension(state, at + timedelta(days=1)) == ""


def test_every_act_that_is_looked_for_exists() -> None:
    acts = {f"{kind.key}.{action.name}" for kind in TASK_KINDS.values() for action in kind.actions}
    acts |= {f"date.{name}" for name in CHANGES} | {"ledger.enter", "deliverable.enter", "park.succession"}
    assert {*DATED, *EDITS, EXTENSION} <= acts
