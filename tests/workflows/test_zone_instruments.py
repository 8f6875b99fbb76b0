"""第十五条 工作方案, 第十九条 评估指标体系: joint acts of five above single cases."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models import Case, DocumentRow, Notification
from domain.dates import local_date
from tests.support.offices import Office
from tests.support.web import on_world
from tests.support.world import World, world

__all__ = ["world"]


@pytest.fixture
async def office(world: World, tmp_path: Path) -> Office:
    return Office(world, on_world(world, tmp_path))


async def _today(office: Office) -> date:
    return local_date(await office.world.clock.now())


@pytest.mark.article("zone:15")
async def test_a_round_opens_when_all_five_have_signed_and_closes_after_its_last_day(office: Office) -> None:
    today = await _today(office)
    opens_on, closes_on = today + timedelta(days=2), today + timedelta(days=9)
    case_id = await office.plan("2030年第1轮", opens_on=opens_on.isoformat(), closes_on=closes_on.isoformat())
    await office.sign(case_id, "work_plan", "samr-2", "mara", "mofcom", "mct")
    assert await office.in_force("2030年第1轮") is None, "nothing is in force before the last of five has signed"
    await office.sign(case_id, "work_plan", "cnipa")
    await office.until(case_id, "round_planned")
    row = await office.in_force("2030年第1轮")
    assert row is not None
    assert (row.in_force_from, row.closes_on) == (opens_on, closes_on)
    await office.world.to(opens_on.year, opens_on.month, opens_on.day, 0, 1)
    await office.until(case_id, "round_open")
    await office.world.to(closes_on.year, closes_on.month, closes_on.day, 23, 59)
    assert await office.stage(case_id) == "round_open", "the last day is included"
    await office.world.forward(minutes=2)
    await office.until(case_id, "round_closed")


@pytest.mark.article("zone:15")
async def test_every_province_is_told_of_the_work_plan_and_may_read_it(office: Office) -> None:
    today = (await _today(office)).isoformat()
    case_id = await office.plan("2030年第1轮", opens_on=today)
    assert (await office.web.get(f"/cases/{case_id}", "prov-zj")).status_code == 404, "a draft is not for everybody"
    await office.sign(case_id, "work_plan")
    await office.until(case_id, "round_open")
    async with office.world.register.read() as session:
        told = set(await session.scalars(select(Notification.account_id).where(Notification.kind == "round_deployed")))
        kinds = list(await session.scalars(select(DocumentRow.kind).where(DocumentRow.case_id == case_id)))
    assert told == {"prov-js", "prov-zj", "lsg-js"}
    assert kinds == ["work_plan"]
    assert (await office.web.get(f"/cases/{case_id}", "prov-zj")).status_code == 200
    row = await office.in_force("2030年第1轮")
    assert row is not None
    assert row.document_id


@pytest.mark.article("zone:15")
async def test_a_draft_and_what_is_in_force_stand_on_the_list_of_who_may_read_them(office: Office) -> None:
    today = (await _today(office)).isoformat()
    await office.plan("2030年第1轮", opens_on=today)
    for account, numbers in (("samr", {"2030年第1轮", "第1轮", "第1版"}), ("prov-zj", {"第1轮", "第1版"})):
        answer = await office.web.get("/instruments", account)
        assert answer.status_code == 200, answer.text
        assert {each["number"] for each in answer.json()["items"]} == numbers


@pytest.mark.article("zone:15")
async def test_an_edit_changes_the_whole_plan_and_voids_the_signatures(office: Office) -> None:
    today = await _today(office)
    case_id = await office.plan("2030年第1轮", opens_on=today.isoformat())
    await office.sign(case_id, "work_plan", "mara", "mofcom")
    later = today + timedelta(days=30)
    answer = await office.act(
        "samr",
        case_id,
        "work_plan_draft",
        "revise",
        title="修改后的方案",
        text="新正文。",
        opens_on=later.isoformat(),
        reasons="推迟。",
    )
    assert answer.status_code == 200, answer.text
    async with office.world.register.read() as session:
        state = (await session.get_one(Case, case_id)).state
    assert (state["starts_on"], state["title"], state["proceeding"]["draft"]) == (
        later.isoformat(),
        "修改后的方案",
        "新正文。",
    )
    assert state["proceeding"]["signatures"] == {}
    assert [each["organisation"] for each in state["proceeding"]["void_signatures"]] == ["mara", "mofcom"]


@pytest.mark.article("zone:5")
async def test_who_drafted_it_does_not_sign_it_for_the_administration(office: Office) -> None:
    case_id = await office.plan("2030年第1轮", opens_on=(await _today(office)).isoformat())
    answer = await office.act("samr", case_id, "work_plan_decision", "sign")
    assert answer.status_code == 403


@pytest.mark.article("zone:15")
async def test_a_round_signed_after_its_first_day_begins_on_the_day_of_the_last_signature(office: Office) -> None:
    today = await _today(office)
    case_id = await office.plan("2030年第1轮", opens_on=today.isoformat())
    await office.world.forward(days=3)
    await office.sign(case_id, "work_plan")
    await office.until(case_id, "round_open")
    row = await office.in_force("2030年第1轮")
    assert row is not None
    assert row.in_force_from == await _today(office)


@pytest.mark.article("zone:15")
async def test_a_round_without_a_last_day_is_open_until_the_administration_sets_one(office: Office) -> None:
    today = await _today(office)
    case_id = await office.plan("2030年第1轮", opens_on=today.isoformat())
    await office.sign(case_id, "work_plan")
    await office.until(case_id, "round_open")
    await office.world.forward(days=400)
    assert await office.stage(case_id) == "round_open"
    past = await office.act("samr", case_id, "round_closing", "close", closes_on=today.isoformat(), reasons="结束。")
    assert past.status_code == 409
    last = await _today(office)
    answer = await office.act(
        "samr", case_id, "round_closing", "close", closes_on=last.isoformat(), reasons="本轮工作完成。"
    )
    assert answer.status_code == 200, answer.text
    await office.world.forward(days=1)
    await office.until(case_id, "round_closed")


@pytest.mark.article("zone:19")
async def test_a_version_of_the_indicators_replaces_the_one_before_class_by_class(office: Office) -> None:
    today = await _today(office)
    first = await office.indicators("第2版", in_force_from=today.isoformat(), classes=["农业", "工业"])
    await office.sign(first, "indicators")
    await office.until(first, "in_force")
    second = await office.indicators("第3版", in_force_from=today.isoformat(), classes=["农业"])
    await office.sign(second, "indicators")
    await office.until(second, "in_force")
    await office.world.forward(minutes=1)
    assert await office.stage(first) == "in_force", "工业 still has the version before"
    third = await office.indicators("第4版", in_force_from=(today + timedelta(days=5)).isoformat())
    await office.sign(third, "indicators")
    await office.until(third, "pending")
    await office.world.forward(days=6)
    await office.until(third, "in_force")
    for each in (first, second):
        await office.until(each, "replaced")


@pytest.mark.article("zone:15")
async def test_only_the_administration_draws_up_an_instrument_and_each_number_is_used_once(office: Office) -> None:
    today = (await _today(office)).isoformat()
    data = {"number": "2030年第1轮", "title": "方案", "text": "正文。", "opens_on": today}
    assert (await office.draw_up("work_plan", "prov-js", **data)).status_code == 403
    assert (await office.draw_up("work_plan", **data)).status_code == 201
    assert (await office.draw_up("work_plan", **data)).status_code == 409
    assert (await office.draw_up("work_plan", **data | {"number": "第1轮"})).status_code == 409, "taken over"
    assert (await office.draw_up("work_plan", **data | {"number": "a/b"})).status_code == 422
    listed = (await office.web.get("/instruments", "prov-js")).json()["items"]
    assert [each["number"] for each in listed] == ["第1版", "第1轮"], "a draft is not shown to provinces"
