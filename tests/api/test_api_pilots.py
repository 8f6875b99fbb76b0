"""Pilot projects over the API: a bureau starts one, the others and the provinces answer their tasks."""

from pathlib import Path

import pytest

from domain.pilot.provinces import NAMES
from domain.roles import Role
from tests.support import pilot_cases as pilots
from tests.support.accounts import add_accounts
from tests.support.pilot_cases import BUREAUS, CONTACT, FILING, JIA, PilotWorld
from tests.support.web import Caller, on_world
from tests.support.world import World

TITLE = "示例区域仪器仪表行业质量提升"


@pytest.fixture
async def caller(world: World, tmp_path: Path) -> Caller:
    pilot = PilotWorld(world.env, world.register, world.mail)
    await pilot.populate(await world.clock.now())
    return on_world(world, tmp_path)


async def act(caller: Caller, account: str, kind: str, action: str, **data: object) -> None:
    tasks = (await caller.get("/tasks", account)).json()["items"]
    task = next(each for each in tasks if each["kind"] == kind)
    answer = await caller.post(f"/tasks/{task['id']}/actions/{action}", account, json={"data": data})
    assert answer.status_code == 200, answer.text


@pytest.mark.article("pilot:2(1)")
async def test_a_bureau_opens_a_project_once_however_often_it_asks(caller: Caller) -> None:
    body, key = {"programme": "pilot", "title": TITLE}, {"Idempotency-Key": "one"}
    first = await caller.post("/cases", "city-jia", json=body, headers=key)
    again = await caller.post("/cases", "city-jia", json=body, headers=key)
    assert (first.status_code, first.json()) == (201, again.json())
    case = first.json()
    assert (case["programme"], case["subject"]["name"], case["state"]["key"]) == ("pilot", TITLE, "draft")
    assert [each["label"] for each in case["waiting_for"]] == ["地级市（区）市场监管局"]
    other = await caller.post("/cases", "city-jia", json=body)
    assert other.json()["id"] != case["id"]


@pytest.mark.article("pilot:2(1)", "pilot:5(1)")
async def test_nobody_but_a_bureau_of_a_city_in_the_five_provinces_opens_one(caller: Caller) -> None:
    refused = await caller.post("/cases", "prov-js", json={"programme": "pilot", "title": TITLE})
    assert (refused.status_code, refused.json()["basis"][0]["key"]) == (403, "pilot:2(1)")
    assert (await caller.post("/cases", "city-jia", json={"programme": "pilot"})).status_code == 422
    assert (await caller.post("/cases", "city-jia", json={"programme": "nothing"})).status_code == 422
    unstorable = {"programme": "pilot", "title": "空\u0000字"}
    assert (await caller.post("/cases", "city-jia", json=unstorable)).status_code == 422


@pytest.mark.article("pilot:6(1)")
async def test_two_of_the_five_let_county_bureaus_take_part(caller: Caller, world: World) -> None:
    """In practice they did; the plan speaks of 地级市（区）."""
    county = {"organisation": "county-ding", "name": "示例丁县市场监督管理局", "region": "320831"}
    async with world.register.write() as session:
        office = ("county-ding", county["name"], Role.CITY_REGULATOR, county["region"])
        await add_accounts(session, {"county-ding": office}, await world.clock.now())
    change = {"changes": {"participant_level": "county"}, "reason": "后续批次有县级市场监管局参与"}
    made = await caller.post("/policies/pilot/versions", "prov-js", json=change)
    assert made.status_code == 201, made.text
    path = f"/policies/pilot/versions/{made.json()['version']['version']}/approve"
    own = await caller.post(path, "prov-js", json={"comment": ""})
    assert (own.status_code, own.json()["basis"][0]["key"]) == (403, "pilot:6(1)")
    assert (await caller.post(path, "samr", json={"comment": ""})).status_code == 403
    assert (await caller.post(path, "prov-ah", json={"comment": ""})).status_code == 200
    await caller.post("/cases", "city-jia", json={"programme": "pilot", "title": TITLE})
    await act(
        caller,
        "city-jia",
        "pilot_cooperation",
        "establish",
        members=[JIA.model_dump(), county],
        lead=JIA.organisation,
        scope="仪器仪表行业",
        goals="提升质量水平",
    )


@pytest.mark.article("pilot:5(1)", "pilot:5(2)", "pilot:5(3)", "pilot:5(4)")
async def test_a_project_goes_from_its_filing_to_its_construction_over_the_api(caller: Caller) -> None:
    case_id = (await caller.post("/cases", "city-jia", json={"programme": "pilot", "title": TITLE})).json()["id"]
    members = [each.model_dump() for each in BUREAUS.values()]
    await act(
        caller,
        "city-jia",
        "pilot_cooperation",
        "establish",
        members=members,
        lead=JIA.organisation,
        scope="仪器仪表行业",
        goals="提升质量水平",
    )
    assert (await caller.get(f"/cases/{case_id}", "city-yi")).status_code == 200
    assert (await caller.get(f"/cases/{case_id}", "prov-ah")).status_code == 404, "nothing is asked of it yet"
    for each in BUREAUS:
        await act(caller, each, "pilot_filing", "file", **FILING, **CONTACT)
    tasks = (await caller.get("/tasks", "prov-zj")).json()["items"]
    assert "核对备案材料（示例乙市市场监督管理局）" in {each["label"] for each in tasks}
    await act(caller, "prov-sh", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    for each in NAMES:
        await act(caller, each, "pilot_selection_signature", "sign")
    for each in NAMES:
        await act(caller, each, "pilot_publication_signature", "sign")
    case = (await caller.get(f"/cases/{case_id}", "city-bing")).json()
    assert case["state"]["key"] == "under_construction"
    assert {each["key"] for each in case["milestones"]} >= {"pilot-half-year-report", "pilot-milestone"}
    documents = (await caller.get(f"/cases/{case_id}/documents", "prov-jx")).json()["items"]
    kinds = [each["kind"] for each in documents]
    assert (kinds.count("pilot_filing"), kinds[-1]) == (3, "pilot_list")


@pytest.mark.article("pilot:5(1)", "pilot:a1")
async def test_a_province_cannot_receive_a_form_without_its_seal(caller: Caller) -> None:
    await caller.post("/cases", "city-jia", json={"programme": "pilot", "title": TITLE})
    members = [each.model_dump() for each in BUREAUS.values()]
    mechanism = {"members": members, "lead": JIA.organisation, "scope": "仪器仪表行业", "goals": "提升质量水平"}
    await act(caller, "city-jia", "pilot_cooperation", "establish", **mechanism)
    await act(caller, "city-yi", "pilot_filing", "file", **FILING | {"sealed": False}, **CONTACT)
    tasks = (await caller.get("/tasks", "prov-zj")).json()["items"]
    path = f"/tasks/{tasks[0]['id']}/actions/receive"
    refused = await caller.post(path, "prov-zj", json={"data": {}})
    assert refused.status_code == 409
    assert [each["key"] for each in refused.json()["basis"]] == ["pilot:5(1)", "pilot:a1"]
    assert "未盖章" in refused.json()["detail"]
    assert refused.json()["remedy"] == "请退回补正。"
    await act(caller, "prov-zj", "pilot_filing_check", "return", defects=["no_seal"])


@pytest.mark.article("pilot:2(1)")
async def test_nobody_takes_part_under_the_name_and_seat_somebody_else_wrote_down(caller: Caller) -> None:
    await caller.post("/cases", "city-jia", json={"programme": "pilot", "title": TITLE})
    tasks = (await caller.get("/tasks", "city-jia")).json()["items"]
    moved = BUREAUS["city-bing"].model_dump() | {"name": "示例丙市市场监督管理局", "region": "320800"}
    mechanism = {"members": [JIA.model_dump(), moved], "lead": JIA.organisation, "scope": "行业", "goals": "提升"}
    path = f"/tasks/{tasks[0]['id']}/actions/establish"
    refused = await caller.post(path, "city-jia", json={"data": mechanism})
    assert (refused.status_code, [each["key"] for each in refused.json()["basis"]]) == (409, ["pilot:2(1)"])
    assert refused.json()["remedy"] == "city-bing登记为示例丙区市场监督管理局，行政区划代码310114。"
