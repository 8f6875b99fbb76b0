"""Extending, suspending and resuming a date through the API: real workflows."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio

from domain.zone.case import Stage
from tests.support.changed_dates import change as change_date
from tests.support.web import ON_BOTH_DATABASES, Caller, Web, on_world
from tests.support.world import World
from tests.support.zone_cases import settle_in, start_creation, until_open

CASE = f"/cases/{World.case_id}"
CONSULTATION = f"{CASE}/dates/proceeding.consultation.due"
WHY = {"reason": "核实情况", "document": "市监质函〔2027〕3号"}


@pytest_asyncio.fixture
async def portal(world: World, tmp_path: Path) -> AsyncIterator[Caller]:
    """A consultation runs."""
    caller = on_world(world, tmp_path)
    await settle_in(world)
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    await world.act("samr", "creation_consultation", "consult")
    await until_open(world, "creation_opinion")
    async with caller.client:
        yield caller


async def dates(portal: Caller, account: str = "samr") -> list[dict[str, Any]]:
    answer = await portal.get(f"{CASE}/dates", account)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def change(portal: Caller, what: str, account: str = "samr", key: str = "", **body: Any) -> httpx2.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return await portal.post(f"{CONSULTATION}/{what}", account, json=WHY | body, headers=headers)


async def test_a_date_is_extended_stands_still_and_goes_on(portal: Caller, world: World) -> None:
    [before] = await dates(portal)
    assert before["path"] == "proceeding.consultation.due"
    assert [each["label"] for each in before["changes"]] == ["延长", "中止"]

    extended = await change(portal, "extend", key="extend", working_days=3)
    assert extended.status_code == 200, extended.text
    [milestone] = extended.json()["case"]["milestones"]
    assert milestone["date"] > before["date"]["date"]
    [old] = milestone["superseded"]
    assert (old["date"], old["actor"]) == (before["date"]["date"], "市场监管总局")
    assert old["reason"] == "延长3个工作日（核实情况；依据文件：市监质函〔2027〕3号）"
    assert any("决定延长3个工作日" in line["text"] for line in milestone["explanation"])
    again = await change(portal, "extend", key="extend", working_days=3)
    assert (again.json(), again.headers["idempotency-replayed"]) == (extended.json(), "true")

    await world.forward(days=1)
    paused = (await change(portal, "pause")).json()["case"]
    [milestone] = paused["milestones"]
    assert (milestone["words"], milestone["closes_at"]) == ("中止中，尚余13个工作日", None)
    assert milestone["suspension"]["remaining"] == "13个工作日"
    assert (milestone["suspension"]["reason"], milestone["suspension"]["document"]) == tuple(WHY.values())
    assert {each["due"] for each in paused["waiting_for"]} == {None}
    assert (await portal.get(f"{CASE}/timeline", "samr")).json()["planned"] == []
    [standing] = await dates(portal)
    assert [each["name"] for each in standing["changes"]] == ["resume"]

    resumed = (await change(portal, "resume")).json()["case"]
    assert resumed["milestones"][0]["suspension"] is None
    assert {each["due"] for each in resumed["waiting_for"]} == {resumed["milestones"][0]["date"]}
    acts = [each for each in (await portal.get(f"{CASE}/audit", "samr")).json()["items"] if "date." in each["action"]]
    assert [(each["action"], each["outcome"]) for each in acts] == [
        ("date.extend", "done"),
        ("date.pause", "done"),
        ("date.resume", "done"),
    ]
    assert acts[0]["detail"] == "延长期限（理由：核实情况；依据文件：市监质函〔2027〕3号）"
    assert [each["key"] for each in acts[0]["basis"]] == ["zone:29"]


async def test_a_dry_run_says_what_would_come_and_changes_nothing(portal: Caller) -> None:
    before = await dates(portal)
    answer = await change(portal, "extend?dry_run=true", working_days=3)
    assert answer.status_code == 200, answer.text
    preview = answer.json()
    assert preview["before"]["date"] == before[0]["date"]["date"] < preview["after"]["date"]
    assert preview["after"]["words"] in preview["text"]
    assert sorted(preview["told"]) == ["cnipa", "mara", "mct", "mofcom", "samr"]
    assert preview["documents"] == []
    assert await dates(portal) == before
    assert [each["action"] for each in (await portal.get(f"{CASE}/audit", "samr")).json()["items"]] == []
    assert (await change(portal, "resume?dry_run=true")).status_code == 409


async def test_only_samr_may_and_the_refusal_names_its_basis_and_is_kept(portal: Caller) -> None:
    for account in ("park-js-1", "prov-js", "ops"):
        for what in ("extend", "extend?dry_run=true"):
            answer = await change(portal, what, account, working_days=3)
            assert answer.status_code == 403
            assert answer.json()["detail"] == "期限的延长、中止和恢复计算由市场监管总局决定。"
            assert [each["key"] for each in answer.json()["basis"]] == ["zone:29"]
        assert [each["changes"] for each in await dates(portal, account)] == [[]]
    assert (await change(portal, "extend", "prov-zj", working_days=3)).status_code == 404
    acts = (await portal.get(f"{CASE}/audit", "samr")).json()["items"]
    assert {each["outcome"] for each in acts} == {"refused"}
    assert len(acts) == 6


async def test_refusals_by_rule_name_their_article(portal: Caller) -> None:
    answer = await change(portal, "resume")
    assert (answer.status_code, answer.json()["detail"]) == (409, "征求意见反馈期限没有中止，不能恢复计算。")
    assert [each["key"] for each in answer.json()["basis"]] == ["zone:17.2"]
    nowhere = await portal.post(f"{CASE}/dates/term.last_day/extend", "samr", json=WHY | {"months": 1})
    assert nowhere.status_code == 404


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"working_days": 3, "reason": "", "document": "甲"}, "reason"),
        ({"working_days": 3, "reason": "甲"}, "document"),
        (WHY | {"working_days": "3"}, "working_days"),
        (WHY | {"working_days": 0}, "working_days"),
        (WHY | {"working_days": 61}, "working_days"),
        (WHY | {"days": 3}, "days"),
        (WHY | {"working_days": 3, "reason": "\x00"}, None),
        (WHY | {"working_days": 3, "months": 1}, None),
        (WHY, None),
    ],
)
async def test_what_is_malformed_says_where(web: Web, body: dict[str, Any], where: str | None) -> None:
    case = await web.add_notice()
    answer = await web.post(f"/cases/{case.id}/dates/proceeding.notice.last_day/extend?dry_run=1", "samr", json=body)
    assert answer.status_code == 422, answer.text
    assert where is None or answer.json()["errors"][0]["loc"] == ["body", where]


@ON_BOTH_DATABASES
async def test_a_notice_that_stands_still_is_shown_so_to_the_public(web: Web) -> None:
    case = await web.add_notice()
    path = f"/cases/{case.id}/dates/proceeding.notice.last_day"
    web.clock.forward(days=2)
    preview = (await web.post(f"{path}/pause?dry_run=1", "samr", json=WHY)).json()
    assert preview["documents"] == ["公示期限更正公告"]
    assert preview["told"] == ["示例一号园区管理委员会", "江苏省市场监督管理局", "市场监管总局"]
    change_date(case, "proceeding.notice.last_day", "pause", await web.clock.now())
    await web.save(case)
    [row] = (await web.get("/public/notices")).json()["items"]
    assert (row["words"], row["closes_at"], row["state"]) == ("中止中，尚余4个工作日", None, "running")
    notice = (await web.get(f"/public/notices/{row['id']}")).json()
    assert notice["open_for_objections"] is True
    assert notice["deadline"]["suspension"]["since"] == "2025-10-11"
    assert "尚余4个工作日；中止期间没有截止日期" in notice["deadline"]["explanation"][-2]["text"]
