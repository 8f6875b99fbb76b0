"""Recording an event over the API: who may, under which text, and that intake is never held up."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.models import Case
from domain.province.case import RegulationStage
from domain.roles import Role
from tests.support.accounts import add_accounts
from tests.support.duty_tables import a_text
from tests.support.event_files import EventWorld
from tests.support.province_cases import WH, ProvinceWorld, adoption
from tests.support.web import Caller, on_world
from tests.support.world import World

INTERVIEW = {"programme": "district-event", "kind": "district_interview", "subject": "plan", "title": "示例电器厂问题"}
ACCIDENT = {"programme": "province-event", "kind": "province_accident", "subject": "quality", "title": "示例厂锅炉事故"}


@pytest.fixture
async def caller(world: World, tmp_path: Path) -> Caller:
    await EventWorld(world.env, world.register, world.mail).populate()
    return on_world(world, tmp_path)


async def enter_into_force(world: World, stage: str = RegulationStage.IN_FORCE, key: str = "quality") -> None:
    """The regulation's own case says so."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    facts: dict[str, Any] = {
        "programme": "province",
        "subject_id": key,
        "subject_name": "条例",
        "region": "420000",
    }
    texts = {"versions": [a_text().model_dump(mode="json")], "texts_begun": int(RegulationStage(stage).is_in_force)}
    facts |= {"state": {"programme": "province", "answers": {}, **texts}, "step": 1}
    facts |= {"stage": stage, "stage_label": stage}
    facts |= {"workflow_id": f"province/{key}", "opened_at": now, "updated_at": now, "milestones": []}
    facts |= {"schema_version": 2, "policy_version": "2026-1"}
    async with world.register.write() as session:
        session.add(Case(id=f"province-{key}", **facts))


@pytest.mark.article("district:2")
@pytest.mark.starts_at("2026-07-04T23:50")
async def test_a_unit_of_the_measure_records_an_event_of_which_hardly_anything_is_known_on_a_saturday_night(
    caller: Caller,
) -> None:
    key = {"Idempotency-Key": "one"}
    first = await caller.post("/cases", "yc-market", json=INTERVIEW, headers=key)
    assert first.status_code == 201, first.text
    case = first.json()
    assert (case["id"], case["programme"]) == ("district-plan-event-1", "district-event")
    assert case["state"] == {"key": "open", "label": "重大质量问题约谈：待约谈通知"}
    assert {each["organisation"] for each in case["waiting_for"]} == {
        "区市场监管局",
        "区工商信局",
        "区住建局",
        "市公安局源城分局",
    }
    assert [each["due"] for each in case["waiting_for"]] == [None] * 4
    again = await caller.post("/cases", "yc-market", json=INTERVIEW, headers=key)
    assert again.json()["id"] == case["id"]
    other = await caller.post("/cases", "yc-police", json=INTERVIEW)
    assert other.json()["id"] == "district-plan-event-2"
    assert (await caller.get(f"/cases/{case['id']}", "yc-office")).status_code == 200
    assert (await caller.get(f"/cases/{case['id']}", "wh-market")).status_code == 404


@pytest.mark.article("district:2")
async def test_a_unit_the_measure_does_not_name_is_told_which_it_names(caller: Caller) -> None:
    answer = await caller.post("/cases", "yc-personnel", json=INTERVIEW)
    assert (answer.status_code, answer.json()["basis"][0]["key"]) == (403, "district:2")
    assert "区市场监管局、区工商信局、区住建局、市公安局源城分局" in answer.json()["detail"]
    assert (await caller.post("/cases", "yc-office", json=INTERVIEW)).status_code == 201, "on behalf of a unit"
    unknown = await caller.post("/cases", "yc-market", json=INTERVIEW | {"kind": "province_accident"})
    assert unknown.status_code == 422


@pytest.mark.article("district:2")
async def test_a_unit_of_another_district_neither_records_nor_is_asked_though_it_has_the_same_name(
    caller: Caller, world: World
) -> None:
    neighbours = {
        "zz-market": ("zz-market", "区市场监管局", Role.DISTRICT_UNIT, "441621"),
        "zz-office": ("zz-office", "区质量强区工作领导小组办公室", Role.LEADING_GROUP_OFFICE, "441621"),
    }
    async with world.register.write() as session:
        await add_accounts(session, neighbours, datetime(2026, 1, 1, tzinfo=UTC))
    for account in neighbours:
        answer = await caller.post("/cases", account, json=INTERVIEW)
        assert (answer.status_code, answer.json()["basis"][0]["key"]) == (403, "district:2")
        assert "由实施方案所在区的单位记录" in answer.json()["detail"]
        assert answer.json()["remedy"] == "请由该区的责任单位或者区质量强区工作领导小组办公室记录。"
    case = (await caller.post("/cases", "yc-market", json=INTERVIEW)).json()
    assert (await caller.get("/tasks", "zz-market")).json()["items"] == []
    assert len((await caller.get("/tasks", "yc-market")).json()["items"]) == 1
    assert (await caller.get(f"/cases/{case['id']}", "zz-office")).status_code == 404


@pytest.mark.article("district:6")
async def test_what_has_not_happened_is_not_recorded(caller: Caller) -> None:
    ahead = INTERVIEW | {"kind": "district_accident", "occurred_on": "2099-01-01"}
    answer = await caller.post("/cases", "yc-market", json=ahead)
    assert (answer.status_code, answer.json()["basis"][0]["key"]) == (409, "district:6")


@pytest.mark.article("province:42")
@pytest.mark.parametrize("stage", ["", *(each.value for each in RegulationStage if not each.is_in_force)])
async def test_before_the_regulation_is_in_force_nothing_of_it_runs_not_even_a_report(
    caller: Caller, world: World, stage: str
) -> None:
    if stage:
        await enter_into_force(world, stage)
    answer = await caller.post("/cases", "wh-market", json=ACCIDENT)
    assert (answer.status_code, answer.json()["basis"][0]["key"]) == (409, "province:42")
    assert "尚未施行" in answer.json()["detail"]
    assert "现行有效的法律、行政法规" in answer.json()["remedy"]


@pytest.mark.article("province:36.1")
async def test_an_accident_in_several_counties_is_one_file_led_by_the_government_above_them(
    caller: Caller, world: World
) -> None:
    await enter_into_force(world)
    both = ACCIDENT | {"regions": ["420102", "420103"]}
    case = (await caller.post("/cases", "ja-market", json=both)).json()
    assert [each["organisation"] for each in case["waiting_for"]] == ["武汉市人民政府"]
    for account in ("gov-ja", "gov-jh", "ja-market", "gov-wh"):
        assert (await caller.get(f"/cases/{case['id']}", account)).status_code == 200, account
    across = ACCIDENT | {"regions": ["420500"]}
    case = (await caller.post("/cases", "ja-market", json=across)).json()
    assert [each["organisation"] for each in case["waiting_for"]] == ["湖北省人民政府"]
    own = (await caller.post("/cases", "wh-market", json=both)).json()
    assert [each["organisation"] for each in own["waiting_for"]] == ["武汉市市场监督管理局"], "it covers both"


@pytest.mark.article("province:37")
async def test_a_recall_learnt_of_in_a_county_is_forwarded_to_the_province(caller: Caller, world: World) -> None:
    await enter_into_force(world)
    recall = ACCIDENT | {"kind": "province_recall", "title": "示例电热水壶"}
    case = (await caller.post("/cases", "ja-market", json=recall)).json()
    assert [each["label"] for each in case["waiting_for"]] == ["省级市场监管部门"]
    events = (await caller.get(f"/cases/{case['id']}/timeline", "prov-hb")).json()["events"]
    assert "已转送" in events[0]["text"]
    [task] = (await caller.get("/tasks", "prov-hb")).json()["items"]
    found = {"product": "示例电热水壶", "producer": "示例厂", "information": "温控失灵。"}
    done = await caller.post(f"/tasks/{task['id']}/actions/collect", "prov-hb", json={"data": found})
    assert done.status_code == 200, done.text
    events = (await caller.get(f"/cases/{case['id']}/timeline", "ja-market")).json()["events"]
    assert events[-1]["text"].startswith("湖北省市场监督管理局办理示例电热水壶的“缺陷信息采集”")
    assert (await caller.post("/cases", "prov-js", json=recall)).status_code == 403


@pytest.mark.article("province:40")
async def test_a_government_is_assessed_by_the_one_next_above_it(caller: Caller, world: World) -> None:
    await enter_into_force(world)
    assessment = ACCIDENT | {"kind": "province_assessment", "title": "江岸区质量工作考核", "regions": ["420102"]}
    too_high = await caller.post("/cases", "gov-hb", json=assessment)
    assert (too_high.status_code, too_high.json()["basis"][0]["key"]) == (403, "province:40")
    assert "江岸区人民政府的上一级人民政府是武汉市人民政府" in too_high.json()["detail"]
    assert (await caller.post("/cases", "gov-ja", json=assessment)).status_code == 403
    assert (await caller.post("/cases", "gov-wh", json=assessment | {"regions": []})).status_code == 403
    assert (await caller.post("/cases", "gov-wh", json=assessment)).status_code == 201


@pytest.mark.article("province:41")
async def test_supervision_is_recorded_by_the_standing_committee_alone(caller: Caller, world: World) -> None:
    await enter_into_force(world)
    supervision = ACCIDENT | {"kind": "province_supervision", "title": "质量促进工作"}
    refused = await caller.post("/cases", "gov-wh", json=supervision)
    assert (refused.status_code, refused.json()["basis"][0]["key"]) == (403, "province:41")
    case = (await caller.post("/cases", "npc-wh", json=supervision)).json()
    assert case["waiting_for"] == []
    assert "记录监督情况" in [each["label"] for each in case["matters"]]


@pytest.mark.article("province:42", "province:36.1")
@pytest.mark.starts_at("2025-05-01T09:00")
async def test_an_event_is_recorded_from_the_first_instant_of_the_day_of_entry_into_force(
    world: World, tmp_path: Path
) -> None:
    """By the regulation's own case, on the real workflow."""
    province = ProvinceWorld(world.env, world.register, world.mail)
    await province.begin()
    caller = on_world(world, tmp_path)
    accident = ACCIDENT | {"subject": "hb"}
    await province.act("ops", "province_adoption", "promulgate", **adoption())
    for moment, status in (((2025, 5, 14, 23, 59), 409), ((2025, 5, 15, 0, 1), 201), ((2025, 5, 16), 201)):
        await province.to(*moment)
        if status == 201:
            await province.of(WH)
        answer = await caller.post("/cases", "dep-wh-market", json=accident)
        assert answer.status_code == status, answer.text
    assert answer.json()["id"] == "province-hb-event-2"
    assert (await caller.get(f"/cases/{answer.json()['id']}", "gov-wh")).status_code == 200
    assert (await caller.get(f"/cases/{answer.json()['id']}", "dep-yc-finance")).status_code == 404
