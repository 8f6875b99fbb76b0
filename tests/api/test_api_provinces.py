"""The regulation over the API: operations load its draft once and enter its text; governments see their own."""

from pathlib import Path

import pytest

from tests.support.accounts import add_accounts
from tests.support.province_cases import OFFICES, WH, adoption
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
