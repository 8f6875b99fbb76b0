"""A date is changed from its case: a form, a last look at what would come of it, a receipt, and the day that was."""

from pathlib import Path

import pytest

from domain.dates import in_words
from domain.zone.case import Stage
from tests.support import forms
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.web import Web, on_world
from tests.support.world import World
from tests.support.zone_cases import settle_in, start_creation, until_open

WHY = {"reason": "核实情况", "document": "市监质函〔2027〕3号"}


@pytest.mark.article("zone:22#1")
async def test_a_notice_is_suspended_and_goes_on_from_its_case(world: World, tmp_path: Path) -> None:
    app = on_world(world, tmp_path).app
    await settle_in(world)
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    notice = (await world.state()).proceeding.notice
    assert notice is not None
    stood = in_words(notice.last_day.date)
    await world.forward(days=1)

    samr = await PageClient(app).login("samr")
    case = await samr.get(f"/cases/{world.case_id}")
    page = await samr.get(case.links()["中止公示期最后一日"])
    assert page.heading == "中止：公示期最后一日"
    assert stood in page.text
    empty = await samr.send(page.form(page.path), 422)
    assert "请填写“理由”" in empty.error_summary
    assert "请填写“依据文件”" in empty.error_summary
    look = await samr.send(empty.form(page.path).put(WHY), 200)
    assert look.heading == "请核对后确认：中止：公示期最后一日"
    assert "中止中，尚余5个工作日" in look.text
    assert "公示期限更正公告" in look.text
    assert "示例一号园区管理委员会" not in look.text, "the small world knows its people by their accounts"
    assert (await world.state()).proceeding.notice == notice, "nothing has happened yet"
    changed = await samr.send(look.form(page.path).press("返回修改"), 200)
    assert changed.form(page.path).values["reason"] == [WHY["reason"]]
    confirmed = look.form(page.path).press("确认中止")
    receipt = await samr.submit(confirmed)
    assert "中止公示期最后一日的计算，尚余5个工作日（理由：核实情况；依据文件：市监质函〔2027〕3号）" in receipt.text
    assert (await samr.submit(confirmed)).path == receipt.path, "a double click is one decision"

    case = await samr.get(f"/cases/{world.case_id}")
    assert "中止中，尚余5个工作日" in case.text
    assert f"此前为{stood}" in case.text
    assert "由市场监管总局中止（理由：核实情况；依据文件：市监质函〔2027〕3号）" in case.text
    board = await PageClient(app).get("/notices")
    assert "中止中，尚余5个工作日" in board.text
    public = await PageClient(app).get(board.links()["示例一号园区"])
    assert f"此前为{stood}" in public.text

    park = await PageClient(app).login("park-js-1")
    assert "恢复计算公示期最后一日" not in (await park.get(f"/cases/{world.case_id}")).links()
    page = await samr.get(case.links()["恢复计算公示期最后一日"])
    look = await samr.send(page.form(page.path).put(WHY), 200)
    assert "恢复公示期最后一日的计算" in (await samr.submit(look.form(page.path).press("确认恢复计算"))).text
    assert "中止中" not in (await PageClient(app).get("/notices")).text


async def test_a_date_that_was_extended_says_what_it_was_and_a_refusal_keeps_what_was_typed(web: Web) -> None:
    case = await web.add_notice()
    samr = await visitor(web).login("samr")
    page = await samr.get((await samr.get(f"/cases/{case.id}")).links()["延长公示期最后一日"])
    assert "工作日数和月数填写一项" in page.text
    both = await samr.send(page.form(page.path).put(WHY | {"working_days": "３", "months": "1"}), 422)
    assert "二者取一" in both.error_summary
    assert both.form(page.path).values["reason"] == [WHY["reason"]]
    look = await samr.send(both.form(page.path).put({"months": ""}), 200)
    assert "变更后2025年10月20日（周一）" in look.text
    web.clock.forward(days=7)
    late = await samr.send(look.form(page.path), 409)
    assert "届满后不能延长" in late.error_summary
    assert "第二十二条" in late.error_summary


@pytest.mark.parametrize("account", ["park-js-1", "prov-js", "ops"])
async def test_nobody_else_finds_a_form(web: Web, account: str) -> None:
    case = await web.add_notice()
    browser = await visitor(web).login(account)
    assert not [each for each in (await browser.get(f"/cases/{case.id}")).links().values() if "/dates/" in each]
    page = await browser.get(f"/cases/{case.id}/dates/proceeding.notice.last_day/extend", 403)
    assert "由市场监管总局决定" in page.text
    samr = await visitor(web).login("samr")
    await samr.get(f"/cases/{case.id}/dates/proceeding.notice.last_day/shorten", 404)
    await samr.get(f"/cases/{case.id}/dates/term.last_day/extend", 404)
