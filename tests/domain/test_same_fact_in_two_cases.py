"""四（一）, 第二十七条 One incident of a park that is 示范区 and in a pilot: recorded in both cases, by reference."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.pilot.sec4_1_incident import INCIDENT, Incident
from domain.refusal import Refusal
from domain.roles import SAMR
from domain.task import Act, Answer, Task
from domain.zone.art27_material_event import EVENT, EventReport
from tests.support.dated_cases import in_term
from tests.support.pilot_cases import JIA, YI, a_project, launched, pilot_actor

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
CASE = a_project(NOW, **launched(date(2025, 3, 2), (JIA, YI)))
INCIDENT_DATA: dict[str, Any] = {"what": "抽检不合格，已召回。", "where": "示例园区", "occurred_on": "2026-11-01"}
EVENT_DATA: dict[str, Any] = {
    "kind": "other",
    "what": "抽检不合格，已召回。",
    "occurred_on": "2026-11-01",
    "occurred_time": "09:00",
}


def incident(number: str) -> Incident:
    return Incident.model_validate(INCIDENT_DATA | {"zone_case": number})


def checked(number: str) -> Refusal | None:
    [action] = INCIDENT.kind.actions
    return action.check(CASE, incident(number), NOW)


@pytest.mark.article("pilot:4(1)")
def test_an_incident_may_name_the_case_of_the_zone_and_says_so_in_the_record() -> None:
    [action] = INCIDENT.kind.actions
    assert checked("zone-js-1-case-1") is None
    task = Task(id="t", kind=INCIDENT.kind.key, audience=JIA.audience, opened_at=NOW)
    act = Act(task_id="t", action=action.name, actor=pilot_actor("city-yi"))
    effects = action.effects(CASE, Answer(act, incident("zone-js-1-case-1"), task, NOW))
    assert effects.text.endswith("同一事件另见示范区案件zone-js-1-case-1。")
    [told] = effects.notices
    assert told.data["same"] == "同一事件另见示范区案件zone-js-1-case-1。"
    alone = action.effects(CASE, Answer(act, incident(""), task, NOW))
    assert "同一事件" not in alone.text


@pytest.mark.article("pilot:4(1)")
def test_what_is_no_case_of_a_zone_is_refused() -> None:
    refusal = checked("pilot-p1")
    assert refusal
    assert refusal.basis == ("pilot:4(1)",)
    assert "不填" in refusal.remedy
    assert checked("") is None


@pytest.mark.article("zone:27#1")
@pytest.mark.parametrize(("number", "taken"), [("", True), ("pilot-p1", True), ("zone-js-1-case-1", False)])
def test_a_material_event_of_the_zone_may_name_the_case_of_the_pilot(number: str, taken: bool) -> None:
    case = in_term()
    form = EventReport.model_validate(EVENT_DATA | {"pilot_case": number})
    [action] = EVENT.kind.actions
    refusal = action.check(case, form, NOW)
    assert (refusal is None) is taken
    if refusal:
        assert refusal.basis == EVENT.kind.basis
        return
    task = Task(id="t", kind=EVENT.kind.key, audience=SAMR, opened_at=NOW)
    act = Act(task_id="t", action=action.name, actor=pilot_actor("city-yi"))
    text = action.effects(case, Answer(act, form, task, NOW)).text
    assert text.endswith("同一事件另见示范试点案件pilot-p1。") is bool(number)
