"""记录事件 in the portal: the kinds a body may record, the form of each, and the case it ends on."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from domain.district.case import PlanStage
from domain.province.case import RegulationStage
from tests.api.test_api_event_files import enter_into_force
from tests.support.district_cases import a_plan
from tests.support.duty_tables import a_text
from tests.support.event_files import EventWorld, add_offices_of_events
from tests.support.page_rows import visitor
from tests.support.pages import Page, PageClient
from tests.support.plan_walls import add_wall
from tests.support.province_cases import a_regulation
from tests.support.web import NOW, Web, on_world
from tests.support.world import World

NEW = "/events/new"
INTERVIEW = f"{NEW}/district_interview"
ACCIDENT = f"{NEW}/province_accident"
ASSESSMENT = f"{NEW}/province_assessment"
TOMORROW = {"occurred_on.year": "2025", "occurred_on.month": "10", "occurred_on.day": "10"}


@pytest_asyncio.fixture
async def events(web: Web) -> Web:
    await add_offices_of_events(web.register)
    return web


async def in_force(web: Web, moves: dict[str, str] | None = None) -> None:
    versions = [a_text(moves=moves or {})]
    await web.save(a_regulation(NOW, stage=RegulationStage.IN_FORCE, step=1, versions=versions, texts_begun=1))


async def of(web: Web, account: str) -> PageClient:
    return await visitor(web).login(account)


def offered(page: Page) -> set[str]:
    return {words for words, path in page.links().items() if path.startswith(f"{NEW}/")}


@pytest.mark.article("district:2")
async def test_a_body_is_offered_the_kinds_its_measures_name_it_for_and_no_others(events: Web) -> None:
    page = await (await of(events, "yc-police")).get(NEW)
    assert "重大质量问题约谈" in offered(page)
    assert not {"质量安全事故报告", "质量月等宣传推介活动", "质量安全事故"} & offered(page)
    assert "记录重大质量问题；办理环节：约谈通知、约谈记录" in page.text
    assert "依据：第2项措施" in page.text
    assert len(offered(await (await of(events, "yc-office")).get(NEW))) == 10, "on behalf of any unit"
    for account in ("samr", "prov-js", "park-js-1", "ops", "expert-1"):
        assert "没有由本单位记录的事件" in (await (await of(events, account)).get(NEW)).text


async def test_whoever_may_record_an_event_finds_it_on_the_desk_the_list_and_the_wall(events: Web) -> None:
    await add_wall(events)
    market = await of(events, "yc-market")
    for path in ("/", "/cases", "/plans/441602-1"):
        assert (await market.get(path)).links()["记录事件"] == NEW, path
    for account in ("samr", "ops", "yc-gov"):
        browser = await of(events, account)
        for path in ("/", "/cases"):
            assert "记录事件" not in (await browser.get(path)).links(), account


@pytest.mark.article("province:42")
async def test_a_kind_is_called_by_its_number_in_the_text_in_force(events: Web) -> None:
    await in_force(events, {"36": "38"})
    browser = await of(events, "gov-wh")
    kinds, form = await browser.get(NEW), await browser.get(ACCIDENT)
    assert "湖北省质量促进条例" in kinds.text
    assert "强制报告和调查处理" in form.text
    for page in (kinds, form):
        assert "依据：第三十八条第一款" in page.text
        assert "依据：第三十六条" not in page.text


@pytest.mark.article("province:42")
async def test_a_kind_of_a_text_not_in_force_is_named_and_says_so(events: Web) -> None:
    browser = await of(events, "wh-market")
    page = await browser.get(NEW)
    assert offered(page) == set()
    assert "质量安全事故 未施行" in page.text
    assert "请依照现行有效的法律、行政法规报告和处理" in page.text
    refused = await browser.get(ACCIDENT, 409)
    assert "尚未施行" in refused.text
    await in_force(events)
    assert "质量安全事故" in offered(await browser.get(NEW))
    assert "还涉及哪些地方" in (await browser.get(ACCIDENT)).text


@pytest.mark.article("district:2")
async def test_a_unit_records_an_event_though_no_plan_is_on_the_platform_however_often_it_sends_the_page(
    world: World, tmp_path: Path
) -> None:
    await EventWorld(world.env, world.register, world.mail).populate()
    browser = await PageClient(on_world(world, tmp_path).app).login("yc-market")
    kinds = await browser.get((await browser.get("/")).links()["记录事件"])
    page = await browser.get(kinds.links()["重大质量问题约谈"])
    assert "依据：第2项措施" in page.text
    form = page.form(INTERVIEW).put({"title": "示例电器厂问题", "what": "多起投诉"})
    case = await browser.submit(form)
    assert (case.path, case.heading) == ("/cases/district-441602-1-event-1", "示例电器厂问题")
    assert "待约谈通知" in case.text
    assert (await browser.submit(form)).path == case.path
    await browser.submit((await browser.get(INTERVIEW)).form(INTERVIEW).put({"title": "示例玩具厂问题"}))


@pytest.mark.article("district:2")
async def test_what_lies_ahead_is_refused_at_its_question_and_nothing_typed_is_lost(events: Web) -> None:
    browser = await of(events, "yc-market")
    typed = {"title": "示例电器厂问题", "what": "多起投诉", **TOMORROW}
    refused = await browser.send((await browser.get(INTERVIEW)).form(INTERVIEW).put(typed), 409)
    assert "重大质量问题的发生日期不能晚于今天" in refused.error_summary
    assert "依据：第2项措施" in refused.error_summary
    assert "不能晚于今天" in refused.by_id("occurred_on-error").text
    assert {name: refused.form(INTERVIEW).values[name] for name in typed} == {k: [v] for k, v in typed.items()}
    for title in ("", "短", "长" * 101):
        wrong = await browser.send(refused.form(INTERVIEW).put({"title": title}), 422)
        assert "事件名称" in wrong.error_summary
    today = {"title": "示例电器厂问题", "occurred_on.day": "9"}
    silent = await browser.send(refused.form(INTERVIEW).put(today), 503)
    assert "已填写的内容不会丢失" in silent.error_summary, "the day itself is taken, and the engine is silent"


@pytest.mark.article("district:2", "province:36.1")
async def test_whom_the_place_does_not_name_and_an_unknown_kind_get_no_form(events: Web) -> None:
    refused = await (await of(events, "yc-personnel")).get(INTERVIEW, 403)
    assert "由本项措施的责任单位（区市场监管局" in refused.text
    assert "重大质量问题由本项" in (await (await of(events, "samr")).get(INTERVIEW, 403)).text
    await (await of(events, "yc-market")).get(f"{NEW}/district_unknown", 404)
    assert await visitor(events).redirect(INTERVIEW) == "/login?next=%2Fevents%2Fnew%2Fdistrict_interview"


@pytest.mark.article("district:s4(3)")
async def test_of_several_plans_the_running_one_comes_first_and_one_is_chosen(events: Web) -> None:
    await add_wall(events)
    browser = await of(events, "yc-market")
    page = await browser.get(INTERVIEW)
    assert page.form(INTERVIEW).values["subject"] == ["441602-1"]
    assert "依据的方案" not in page.text
    await add_a_successor(events)
    two = await browser.get(INTERVIEW)
    assert "依据的方案" in two.text
    assert [each.attrs["value"] for each in two.root.all("input") if each.attrs.get("name") == "subject"] == [
        "441602-2",
        "441602-1",
    ]
    wrong = await browser.send(two.form(INTERVIEW).put({"title": "示例问题"}), 422)
    assert "依据的方案" in wrong.error_summary


async def add_a_successor(web: Web) -> None:
    later = datetime(2025, 10, 9, 3, tzinfo=UTC)
    await web.save(a_plan(later, id="district-441602-2", plan_id="441602-2", stage=PlanStage.LOADED, step=1))


@pytest.mark.article("province:36.1")
async def test_other_places_are_picked_by_the_names_of_their_governments(events: Web) -> None:
    await in_force(events)
    page = await (await of(events, "ja-market")).get(ACCIDENT)
    headings = [each.attrs["label"] for each in page.root.all("optgroup")]
    assert headings[:2] == ["武汉市人民政府", "宜昌市人民政府"]
    names = {each.text for each in page.root.all("option")}
    assert {"江汉区人民政府", "宜昌市人民政府"} <= names
    assert not {"江岸区人民政府", "湖北省人民政府", "420103"} & names, "its own place, the whole province, a code"


@pytest.mark.article("province:40")
async def test_a_government_assesses_those_next_below_it_alone(events: Web) -> None:
    await in_force(events)
    wuhan = await (await of(events, "gov-wh")).get(ASSESSMENT)
    names = [each.text for each in wuhan.root.all("option")]
    assert names == ["请选择", "江岸区人民政府", "江汉区人民政府"]
    province = await (await of(events, "gov-hb")).get(ASSESSMENT)
    assert {each.text for each in province.root.all("option")} == {"请选择", "武汉市人民政府", "宜昌市人民政府"}
    missing = await (await of(events, "gov-wh")).send(wuhan.form(ASSESSMENT).put({"title": "年度考核"}), 422)
    assert "被考核的人民政府" in missing.error_summary


@pytest.mark.article("province:36.1", "province:40")
async def test_an_accident_in_two_counties_and_an_assessment_are_recorded_by_names_alone(
    world: World, tmp_path: Path
) -> None:
    await EventWorld(world.env, world.register, world.mail).populate()
    await enter_into_force(world, key="hb")
    app = on_world(world, tmp_path).app
    county = await PageClient(app).login("ja-market")
    form = (await county.get(ACCIDENT)).form(ACCIDENT).put({"title": "示例锅炉事故", "places.0.region": "420103"})
    case = await county.submit(form)
    assert case.path == "/cases/province-hb-event-1"
    assert "武汉市人民政府" in case.text
    wuhan = await PageClient(app).login("gov-wh")
    form = (await wuhan.get(ASSESSMENT)).form(ASSESSMENT).put({"title": "年度考核", "assessed": "420102"})
    assert (await wuhan.submit(form)).heading == "年度考核"
