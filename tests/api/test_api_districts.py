"""District plans over the API: operations load one, start it, and the units file their ledgers."""

import asyncio
from pathlib import Path

import pytest

from tests.support.district_cases import PREPARATION, TITLE, DistrictWorld, row
from tests.support.web import Caller, on_world
from tests.support.world import World

BODY = {"programme": "district", "region": "441602"}


@pytest.fixture
async def caller(world: World, tmp_path: Path) -> Caller:
    await DistrictWorld(world.env, world.register, world.mail).populate()
    return on_world(world, tmp_path)


async def act(caller: Caller, account: str, kind: str, action: str, **data: object) -> None:
    for _ in range(100):
        tasks = (await caller.get("/tasks", account)).json()["items"]
        found = [each for each in tasks if each["kind"] == kind]
        if found:
            answer = await caller.post(f"/tasks/{found[0]['id']}/actions/{action}", account, json={"data": data})
            assert answer.status_code == 200, answer.text
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{account} was never asked for {kind}")


@pytest.mark.article("district:s4(3)#2")
async def test_operations_load_a_plan_once_and_nobody_else_does(caller: Caller) -> None:
    refused = await caller.post("/cases", "yc-office", json=BODY)
    assert (refused.status_code, refused.json()["basis"][0]["key"]) == (403, "district:s4(3)#2")
    key = {"Idempotency-Key": "one"}
    first = await caller.post("/cases", "ops", json=BODY, headers=key)
    again = await caller.post("/cases", "ops", json=BODY, headers=key)
    assert (first.status_code, first.json()) == (201, again.json())
    case = first.json()
    assert (case["id"], case["subject"]["name"], case["state"]["key"]) == ("district-441602-1", TITLE, "loaded")
    other = await caller.post("/cases", "ops", json=BODY)
    assert other.status_code == 409
    assert "正在实施" in other.json()["detail"]
    nowhere = await caller.post("/cases", "ops", json=BODY | {"region": "441603"})
    assert (nowhere.status_code, "没有登记行政区划代码为441603" in nowhere.json()["detail"]) == (409, True)


@pytest.mark.article("district:s4(3)#2")
async def test_a_unit_files_its_ledger_and_sees_its_own_alone(caller: Caller) -> None:
    await caller.post("/cases", "ops", json=BODY)
    await act(caller, "ops", "plan_preparation", "prepare", **PREPARATION)
    await act(caller, "yc-tax", "ledger_filing", "file", rows=[row("8")])
    own = (await caller.get("/cases", "yc-tax")).json()["items"]
    assert [each["id"] for each in own] == ["district-441602-1-ledger-yc-tax"]
    of_the_office = (await caller.get("/cases", "yc-office")).json()
    assert of_the_office["count"]["number"] == 20
    assert (await caller.get("/cases/district-441602-1-ledger-yc-market", "yc-tax")).status_code == 404
