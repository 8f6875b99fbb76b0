"""名单、工作方案和指标体系 on the portal: each act is offered to whoever may do it, and every result is told."""

from datetime import date
from pathlib import Path

import pytest

from db.models import InstrumentRow
from domain.zone.case import Stage
from tests.support import forms
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
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
    caller = await on_world(world, tmp_path)
    province = await PageClient(caller.app).login("prov-js")
    page = await province.get("/lists")
    missing = await province.send(page.form("/lists"), 422)
    assert "请填写“名单标题”" in missing.error_summary
    made = await province.submit(missing.form("/lists").put({"title": "第1轮名单", f"rank:{world.case_id}": "1"}))
    assert "第1轮名单" in made.text
    form = await province.get(made.links()["可行性论证和遴选：不列入创建名单"])
    wrong = await province.send(form.form(form.path), 422)
    assert "理由" in wrong.error_summary
    done = await province.submit(wrong.form(form.path).put(forms.REASONS))
    assert "已办理" in done.text
    assert "未列入创建名单" in done.text
