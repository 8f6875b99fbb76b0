"""责任分工 and the tree of governments on their pages: bodies and clauses are picked by name, nobody types an id."""

from pathlib import Path

import pytest

from domain.case import next_task
from domain.event_kinds import EVENT_KINDS
from domain.province.case import OPS, RegulationStage
from domain.province.kinds import TASK_KINDS
from tests.support.accounts import ORGANISATIONS, add_accounts
from tests.support.duty_tables import add_table
from tests.support.event_files import BODIES, an_event
from tests.support.page_rows import visitor
from tests.support.pages import Page, PageClient
from tests.support.province_cases import HB, JA, WH, ProvinceWorld, adoption
from tests.support.province_rows import a_city, a_draft, add_offices_of_the_province
from tests.support.web import NOW, Web, on_world
from tests.support.world import World

CITY = ["武汉市人民政府", "武汉市财政局", "武汉市市场监督管理局"]
PROVINCE = ["湖北省人民政府", "湖北省市场监督管理局"]


def offered(page: Page, name: str) -> dict[str, list[str]]:
    """Heading → what is offered under it."""
    [select] = [each for each in page.root.all("select") if each.attrs["name"] == name]
    return {group.attrs["label"]: [each.text for each in group.all("option")] for group in select.all("optgroup")}


async def form_of(web: Web, account: str, case: object, kind: str, action: str) -> tuple[PageClient, Page, str]:
    task = next(each for each in case.tasks if each.kind == kind)  # type: ignore[attr-defined]
    path = f"/tasks/{task.id}/{action}"
    browser = await visitor(web).login(account)
    return browser, await browser.get(path), path


@pytest.mark.article("province:4.3")
async def test_work_is_given_to_governments_and_departments_whose_jurisdiction_covers_the_place(web: Web) -> None:
    await add_offices_of_the_province(web)
    browser, page, path = await form_of(web, WH, await a_city(web), "province_assignment", "assign")
    bodies = offered(page, "rows.0.organisation")
    assert {heading: sorted(names) for heading, names in bodies.items()} == {
        "湖北省人民政府和有关部门": sorted(PROVINCE),
        "武汉市人民政府和有关部门": sorted(CITY),
    }
    clauses = offered(page, "rows.0.clause")
    assert list(clauses)[0] == "第一章 总则"
    assert "第四条第一款：统筹安排质量促进工作经费" in clauses["第一章 总则"]
    assert not [each for names in clauses.values() for each in names if each.startswith("第十五条第二款")]
    assert "账号" not in page.by_id("main-content").text
    chosen = {"rows.0.clause": "H04-1-2", "rows.0.organisation": "dep-wh-finance", "rows.1.clause": "H04-1-1"}
    wrong = await browser.send(page.form(path).put(chosen), 422)
    assert wrong.links()["请选择“第2行：责任单位”"] == "#rows-1-organisation"
    kept = wrong.form(path).values
    assert [kept[name] for name in chosen] == [[value] for value in chosen.values()]


@pytest.mark.article("province:15.2")
async def test_operations_name_a_body_for_the_clauses_alone_that_name_nobody(web: Web) -> None:
    _, page, _ = await form_of(web, "ops", await a_city(web), "province_naming", "name")
    clauses = [each for names in offered(page, "rows.0.clause").values() for each in names]
    assert [each for each in clauses if each.startswith("第十五条第二款")]
    assert not [each for each in clauses if each.startswith("第四条")]


@pytest.mark.article("province:4.1", "province:42")
async def test_the_governments_of_an_adopted_text_are_picked_with_what_the_register_knows(web: Web) -> None:
    await add_offices_of_the_province(web)
    _, page, path = await form_of(web, "ops", await a_draft(web), "province_adoption", "promulgate")
    rows = offered(page, "governments.0.organisation")
    assert [each for names in rows.values() for each in names] == [
        "湖北省人民政府",
        "武汉市人民政府",
        "江岸区人民政府",
        "示例新区人民政府",
    ], "none of another province"
    assert not page.form(path).names & {"governments.0.name", "governments.0.region"}


@pytest.mark.article("province:4.1")
async def test_a_change_of_the_tree_ends_those_of_it_and_brings_others(web: Web) -> None:
    case = await add_table(web, stage=RegulationStage.PROMULGATED)
    case.tasks.append(next_task(case, TASK_KINDS["province_tree"], OPS, NOW))
    await web.save(case)
    _, page, _ = await form_of(web, "ops", case, "province_tree", "change")
    ending = [each for each in page.root.all("input") if each.attrs.get("name") == "ending"]
    assert [each.attrs["value"] for each in ending] == [HB, WH, JA]
    rows = offered(page, "created.0.organisation")
    assert [each for names in rows.values() for each in names] == ["示例新区人民政府"]
    assert "单位账号" not in page.text


@pytest.mark.article("province:32.1")
async def test_the_departments_of_a_joint_document_are_picked(web: Web) -> None:
    offices = {
        id_: (id_, each.name, each.role, each.region) for id_, each in BODIES.items() if id_ not in ORGANISATIONS
    }
    async with web.register.write() as session:
        await add_accounts(session, offices, NOW)
    case = an_event("province_joint_system", "", NOW, step=1)
    kind = EVENT_KINDS["province_joint_system"].tasks["text"]
    case.tasks.append(next_task(case, kind, case.handler.audience, NOW))
    await web.save(case)
    _, page, _ = await form_of(web, case.handler.organisation, case, kind.key, "draft")
    for name in ("development", "industry", "market", "financial"):
        assert [each for names in offered(page, name).values() for each in names if "市场监督管理局" in each], name
    assert "单位编号" not in page.text


@pytest.mark.article("province:4.3", "province:42")
@pytest.mark.starts_at("2025-05-16T09:00")
async def test_what_is_picked_is_taken_by_the_case(world: World, tmp_path: Path) -> None:
    province = ProvinceWorld(world.env, world.register, world.mail)
    await province.begin()
    browser = await PageClient(on_world(world, tmp_path).app).login("ops")
    task = await province.task("province_adoption", "ops")
    path = f"/tasks/{task.id}/promulgate"
    text = adoption()
    typed = {
        "document_number": text["document_number"],
        "issuer": text["issuer"],
        **{f"{name}.{part}": value for name in ("adopted_on", "effective_on")
           for part, value in zip(("year", "month", "day"), text[name].split("-"), strict=True)},
        "governments.0.organisation": WH,
        "governments.0.level": "prefecture_level",
    }  # fmt: skip
    look = await browser.send((await browser.get(path)).form(path).put(typed).press("核对"), 200)
    assert "人民政府：武汉市人民政府；层级（开发区、林区、直管市按实际确定）：市（州）级" in look.text
    await browser.submit(look.form(path).press("确认录入正式文本"))
    [government] = (await province.regulation()).governments
    assert (government.name, government.region) == ("武汉市人民政府", "420100")
    city = await province.of(WH)
    task = await city.task("province_assignment", WH)
    browser = await PageClient(on_world(world, tmp_path).app).login(WH)
    path = f"/tasks/{task.id}/assign"
    page = await browser.get(path)
    await browser.submit(page.form(path).put({"rows.0.clause": "H04-1-2", "rows.0.organisation": "dep-wh-finance"}))
    assert [each.name for each in (await city.duties()).duty("H04-1-2").bodies] == ["武汉市财政局"]
