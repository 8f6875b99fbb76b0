"""名单、工作方案和指标体系 on the portal: each act is offered to whoever may do it, and every result is told."""

from datetime import date
from pathlib import Path

import pytest

from db.models import InstrumentRow
from domain.pilot.case import PilotStage
from domain.zone.case import Stage
from tests.support import forms
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.pilot_rows import add_project
from tests.support.projects import projects_on
from tests.support.web import Web, on_world
from tests.support.world import World, world
from tests.support.zone_cases import start_creation, until_open

__all__ = ["world"]


@pytest.mark.article("zone:15")
async def test_the_instruments_are_shown_to_everybody_and_drawn_up_by_the_administration(web: Web) -> None:
    async with web.register.write() as session:
        session.add(
            InstrumentRow(
                id="p", kind="work_plan", number="第1轮", title="创建工作方案", in_force_from=date(2024, 3, 14)
            )
        )
    park = await (await visitor(web).login("park-js-1")).get("/instruments")
    assert "创建工作方案" in park.text
    assert "起草" not in park.text
    samr = await visitor(web).login("samr")
    links = (await samr.get("/instruments")).links()
    for kind in ("工作方案", "评估指标体系"):
        page = await samr.get(links[f"起草{kind}"])
        wrong = await samr.send(page.form(page.path), 422)
        assert "请填写" in wrong.error_summary


@pytest.mark.article("zone:17.1")
async def test_a_list_is_made_and_handled_on_its_pages(world: World, tmp_path: Path) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal")
    caller = on_world(world, tmp_path)
    province = await PageClient(caller.app).login("prov-js")
    page = await province.get((await province.get("/lists")).links()["提出创建名单"])
    missing = await province.send(page.form(page.path), 422)
    assert "请填写“名单标题”" in missing.error_summary
    assert "请填写列入名单的园区的排序（1至100）" in missing.error_summary
    wrong = await province.send(missing.form(page.path).put({"title": "第1轮名单", f"rank:{world.case_id}": "一"}), 422)
    assert wrong.form(page.path).values["title"] == ["第1轮名单"]
    made = await province.submit(wrong.form(page.path).put({f"rank:{world.case_id}": "1"}))
    assert "第1轮名单" in made.text
    form = await province.get(made.links()["可行性论证和遴选：不列入创建名单"])
    wrong = await province.send(form.form(form.path), 422)
    assert "理由" in wrong.error_summary
    done = await province.submit(wrong.form(form.path).put(forms.REASONS))
    assert "已办理" in done.text
    assert "未列入创建名单" in done.text


@pytest.mark.article("zone:17.1", "pilot:5(2)", "pilot:5(3)")
async def test_a_province_of_the_five_is_offered_both_lists_and_everybody_else_what_they_make(pilots: Web) -> None:
    await pilots.add_case(stage=Stage.NOMINATION)
    await pilots.add_case("js-1", 2, stage=Stage.PUBLIC_NOTICE)
    await add_project(pilots)
    offered = {}
    for account in ("prov-js", "prov-zj", "samr", "city-jia", "park-js-1"):
        links = (await (await visitor(pilots).login(account)).get("/lists")).links()
        offered[account] = [label for label in links if label.startswith("提出")]
    assert offered == {
        "prov-js": ["提出创建名单", "提出项目清单"],
        "prov-zj": ["提出项目清单"],
        "samr": ["提出公示名单"],
        "city-jia": [],
        "park-js-1": [],
    }
    province = await visitor(pilots).login("prov-js")
    page = await province.get("/lists/new/projects")
    assert "依据：第五部分（二）、第五部分（三）" in page.text
    assert "示范试点建设中" in page.text
    for kind in ("notice", "parks"):
        await province.get(f"/lists/new/{kind}", 404)


@pytest.mark.article("pilot:5(3)")
async def test_a_list_of_projects_is_made_and_signed_on_its_pages(world: World, tmp_path: Path) -> None:
    three = await projects_on(world, tmp_path)
    await three.begin(PilotStage.SELECTED)
    province = await PageClient(three.web.app).login("prov-sh")
    new = await province.get("/lists/new/projects")
    entered = new.form(new.path).put({"title": "第一批", "rank:pilot-p2": "1", "rank:pilot-p3": "2"})
    made = await province.submit(entered)
    assert [each.text for each in made.root.all("th")][:3] == ["排序", "项目", "现状"]
    form = await province.get(made.links()["会签联合发布项目清单文件：会签同意"])
    assert "办理的项目" in form.text
    none = await province.send(form.form(form.path).put({"entry": []}), 422)
    assert "请选择要办理的项目" in none.error_summary
    done = await province.submit(none.form(form.path).put({"entry": ["pilot-p3"]}))
    assert done.row("2示例项目p3").endswith("已办理")
    assert done.row("1示例项目p2").endswith("—")
    assert done.links()["会签联合发布项目清单文件：会签同意"], "the other still waits"
