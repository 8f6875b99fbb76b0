"""The regulation over the API: operations load its draft once and enter its text; governments see their own."""

from pathlib import Path

import pytest

from tests.support.accounts import add_accounts
from tests.support.province_cases import OFFICES, SHIFTED, WH, adoption
from tests.support.web import Caller, on_world
from tests.support.world import World

BODY = {"programme": "province"}
pytestmark = [pytest.mark.article("province:42"), pytest.mark.starts_at("2025-06-01T09:00")]


@pytest.fixture
async def caller(world: World, tmp_path: Path) -> Caller:
    async with world.register.write() as session:
        await add_accounts(session, OFFICES, await world.clock.now())
    return on_world(world, tmp_path)


async def test_the_draft_is_loaded_once_however_often_it_is_asked(caller: Caller) -> None:
    first = await caller.post("/cases", "ops", json=BODY, headers={"Idempotency-Key": "one"})
    again = await caller.post("/cases", "ops", json=BODY, headers={"Idempotency-Key": "one"})
    assert (first.status_code, first.json()) == (201, again.json())
    assert first.json()["state"] == {"key": "regulation_draft", "label": "草案，未施行"}
    assert first.json()["waiting_for"] == []
    another = await caller.post("/cases", "ops", json=BODY)
    assert (another.status_code, another.json()["basis"][0]["key"]) == (409, "province:42")


async def test_nobody_but_operations_loads_it(caller: Caller) -> None:
    answer = await caller.post("/cases", WH, json=BODY)
    assert (answer.status_code, answer.json()["detail"]) == (403, "条例的文本由技术运维载入。")


async def test_operations_enter_the_text_and_a_government_finds_its_own_case(caller: Caller) -> None:
    await caller.post("/cases", "ops", json=BODY)
    tasks = (await caller.get("/cases/province-hb", "ops")).json()["matters"]
    task = next(each for each in tasks if each["kind"] == "province_adoption")
    path = f"/tasks/{task['task_id']}/actions/promulgate"
    answer = await caller.post(path, "ops", json={"data": adoption(effective_on="2025-06-01")})
    assert answer.status_code == 200, answer.text
    own = {each["id"] for each in (await caller.get("/cases", WH)).json()["items"]}
    assert own == {"province-hb-gov-gov-wh", "province-hb-gov-gov-ja"}
    case = (await caller.get("/cases/province-hb-gov-gov-wh", WH)).json()
    assert case["milestones"][0]["label"].startswith("世界认可日活动开始")
    assert case["milestones"][0]["explanation"][0]["citation"]["key"] == "province:42"


async def test_after_the_promulgation_people_read_the_adopted_title_and_numbers_and_the_key_stays(
    caller: Caller,
) -> None:
    await caller.post("/cases", "ops", json=BODY)
    before = (await caller.get("/cases/province-hb", "ops")).json()["matters"]
    task = next(each for each in before if each["kind"] == "province_adoption")
    assert task["basis"][0]["words"] == "《湖北省质量促进条例（草案）》第四十二条"
    adopted = adoption(effective_on="2025-06-01", renumbered=SHIFTED, title="湖北省质量促进条例（示例）")
    await caller.post(f"/tasks/{task['task_id']}/actions/promulgate", "ops", json={"data": adopted})
    case = (await caller.get("/cases/province-hb", "ops")).json()
    assert case["subject"]["name"] == "湖北省质量促进条例（示例）"
    read = {"key": "province:42", "place": "第四十四条", "words": "《湖北省质量促进条例（示例）》第四十四条"}
    change = next(each for each in case["matters"] if each["kind"] == "province_repeal")
    assert change["basis"] == [read]
    own = (await caller.get("/cases/province-hb-gov-gov-wh", WH)).json()
    assert own["milestones"][0]["explanation"][0]["citation"] == read
    assert own["milestones"][0]["explanation"][0]["text"].startswith("第四十四条（草案第四十二条）：“本条例自")
    listed = (await caller.get("/cases", WH)).json()["items"]
    found = next(each for each in listed if each["id"] == own["id"])
    assert found["milestones"][0]["basis"][0]["place"] == "第三十二条第一款"
    repeal = {"document_number": "示例公告第30号", "on": "2025-05-01", "reasons": "示例"}
    answer = await caller.post(f"/tasks/{change['task_id']}/actions/repeal", "ops", json={"data": repeal})
    assert (answer.status_code, answer.json()["basis"]) == (409, [read])
