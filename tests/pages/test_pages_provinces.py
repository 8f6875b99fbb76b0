"""案件 and 办理 of the provincial regulation: the general pages show its cases, its tasks, and what an act causes."""

import pytest

from api.pages.forms.shape import questions_of
from domain.province.kinds import TASK_KINDS
from tests.support.accounts import add_accounts
from tests.support.page_rows import visitor
from tests.support.province_cases import JA, OFFICES, WH
from tests.support.province_rows import a_city, a_draft
from tests.support.web import NOW, Web


@pytest.fixture
async def province(web: Web) -> Web:
    async with web.register.write() as session:
        await add_accounts(session, OFFICES, NOW)
    return web


@pytest.mark.parametrize("kind", TASK_KINDS.values(), ids=lambda kind: kind.key)
def test_every_form_of_the_regulation_can_be_asked_on_a_page(kind: object) -> None:
    for action in kind.actions:  # type: ignore[attr-defined]
        assert all(each.title for each in questions_of(action.form))


@pytest.mark.article("province:42")
async def test_the_case_of_a_draft_says_that_nothing_is_in_force_and_waits_for_nobody(province: Web) -> None:
    case = await a_draft(province)
    page = await (await visitor(province).login("ops")).get(f"/cases/{case.id}")
    assert "湖北省质量促进条例" in page.text
    assert "草案，未施行" in page.text
    assert "录入正式文本和施行日期" in page.text


@pytest.mark.article("province:42")
async def test_before_the_click_the_page_tells_that_entering_a_text_brings_it_into_force(province: Web) -> None:
    case = await a_draft(province)
    task = next(each for each in case.tasks if each.kind == "province_adoption")
    page = await (await visitor(province).login("ops")).get(f"/tasks/{task.id}")
    words = page.text.partition("办理后会怎样")[2]
    assert "文本版本和条款映射" in words
    assert "条例施行通知" in words


@pytest.mark.article("province:30.1", "province:40#1")
async def test_a_government_sees_its_dates_and_what_waits_for_it(province: Web) -> None:
    case = await a_city(province)
    page = await (await visitor(province).login(WH)).get(f"/cases/{case.id}")
    assert "世界标准日活动开始" in page.text
    assert "2025年10月14日（周二）" in page.text
    assert "提交佐证材料的期限" in page.text
    assert "系统策略" in page.text
    county = await (await visitor(province).login(JA)).get("/cases")
    assert case.subject_name not in county.text


@pytest.mark.article("province:40#1")
async def test_every_task_of_a_government_has_a_page_with_what_it_causes(province: Web) -> None:
    case = await a_city(province)
    browser = await visitor(province).login(WH)
    own = [each for each in case.tasks if each.audience.organisation == WH]
    assert len({each.kind for each in own}) == 9
    for task in own:
        words = (await browser.get(f"/tasks/{task.id}")).text
        assert TASK_KINDS[task.kind].label in words
        assert "会引起什么取决于填报的内容" not in words, task.kind


@pytest.mark.article("province:4.3")
async def test_a_clause_is_chosen_by_its_place_and_words(province: Web) -> None:
    case = await a_city(province)
    browser = await visitor(province).login(WH)
    task = next(each for each in case.tasks if each.kind == "province_evidence")
    page = await browser.get(f"/tasks/{task.id}/hand_in")
    (clauses,) = page.root.all("select")
    assert "第四条第一款：应当将质量促进工作纳入国民经济和社会发展规划" in clauses.text
    assert [each.attrs["label"] for each in clauses.all("optgroup")][:3] == [
        "第一章 总则",
        "第二章 基础支撑",
        "第三章 创新驱动",
    ]
    initiative = next(each for each in case.tasks if each.kind == "province_initiative")
    page = await browser.get(f"/tasks/{initiative.id}/record")
    assert "第九条：鼓励公民、法人和其他组织积极参与质量促进活动" in page.text
