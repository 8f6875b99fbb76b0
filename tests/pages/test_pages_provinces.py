"""案件 and 办理 of the provincial regulation: the general pages show its cases, its tasks, and what an act causes."""

from datetime import date

import pytest

from api.pages.forms.shape import questions_of
from db.session import Register
from domain.case import next_task
from domain.dates import start_of
from domain.province import art30_campaign_runs as runs
from domain.province.calendar_of_case import asked
from domain.province.case import OPS, GovernmentCase, RegulationCase
from domain.province.clause import Level
from domain.province.kinds import TASK_KINDS
from domain.province.matters import GOVERNMENT_MATTERS, REGULATION_MATTERS
from domain.province.parts import ClauseDuty, TextVersion
from domain.province.policy import ProvincePolicy
from tests.support.accounts import actor, add_accounts
from tests.support.page_rows import visitor
from tests.support.province_cases import JA, OFFICES, WH, a_regulation
from tests.support.web import NOW, Web

SINCE = date(2025, 5, 15)


async def add_offices(register: Register) -> None:
    async with register.write() as session:
        await add_accounts(session, OFFICES, NOW)


async def a_draft(web: Web) -> RegulationCase:
    await add_offices(web.register)
    case = a_regulation(NOW, step=1)
    for each in REGULATION_MATTERS:
        if each.is_open(case):
            case.tasks.append(next_task(case, each.kind, OPS, NOW))
    await web.save(case)
    return case


async def a_city(web: Web) -> GovernmentCase:
    """With a campaign to be summed up, a day set for evidence, and evidence to be read."""
    await add_offices(web.register)
    text = TextVersion(
        document_number="示例公告第12号", issuer="示例", adopted_on=SINCE, effective_on=SINCE, recorded_by=actor("ops")
    )
    case = GovernmentCase(
        id=f"province-hb-gov-{WH}",
        regulation="hb",
        organisation=WH,
        name="武汉市人民政府",
        region="420100",
        level=Level.PREFECTURE,
        since=SINCE,
        policy=ProvincePolicy(effective_date=SINCE, regulation="2025-03-28"),
        stage_since=start_of(SINCE),
        versions=[text],
        step=1,
        duties={
            "H04-1-2": ClauseDuty(due_on=date(2025, 12, 31), due_set_at=NOW),
            "H18-1-1": ClauseDuty(handed_in=1, handed_in_on=SINCE, handed_in_by=WH),
        },
    )
    runs.plan(case, NOW)
    while passed := [each for each in runs.turns(case) if each.at <= NOW]:
        runs.turned(case, passed[0])
    for one in asked(case):
        task = next_task(case, one.kind, one.audience, NOW, about=one.about[0], about_label=one.about[1])
        case.tasks.append(task.model_copy(update={"due": one.due.date if one.due else None}))
    for each in GOVERNMENT_MATTERS:
        if each.is_open(case):
            case.tasks += [next_task(case, each.kind, who, NOW) for who in each.audiences(case)]
    await web.save(case)
    return case


@pytest.mark.parametrize("kind", TASK_KINDS.values(), ids=lambda kind: kind.key)
def test_every_form_of_the_regulation_can_be_asked_on_a_page(kind: object) -> None:
    for action in kind.actions:  # type: ignore[attr-defined]
        assert all(each.title for each in questions_of(action.form))


@pytest.mark.article("province:42")
async def test_the_case_of_a_draft_says_that_nothing_is_in_force_and_waits_for_nobody(web: Web) -> None:
    case = await a_draft(web)
    page = await (await visitor(web).login("ops")).get(f"/cases/{case.id}")
    assert "湖北省质量促进条例" in page.text
    assert "草案，未施行" in page.text
    assert "录入正式文本和施行日期" in page.text


@pytest.mark.article("province:42")
async def test_before_the_click_the_page_tells_that_entering_a_text_brings_it_into_force(web: Web) -> None:
    case = await a_draft(web)
    task = next(each for each in case.tasks if each.kind == "province_adoption")
    page = await (await visitor(web).login("ops")).get(f"/tasks/{task.id}")
    words = page.text.partition("办理后会怎样")[2]
    assert "文本版本和条款映射" in words
    assert "条例施行通知" in words


@pytest.mark.article("province:30.1", "province:40#1")
async def test_a_government_sees_its_dates_and_what_waits_for_it(web: Web) -> None:
    case = await a_city(web)
    page = await (await visitor(web).login(WH)).get(f"/cases/{case.id}")
    assert "世界标准日活动开始" in page.text
    assert "2025年10月14日（周二）" in page.text
    assert "提交佐证材料的期限" in page.text
    assert "系统策略" in page.text
    county = await (await visitor(web).login(JA)).get("/cases")
    assert case.subject_name not in county.text


@pytest.mark.article("province:40#1")
async def test_every_task_of_a_government_has_a_page_with_what_it_causes(web: Web) -> None:
    case = await a_city(web)
    browser = await visitor(web).login(WH)
    own = [each for each in case.tasks if each.audience.organisation == WH]
    assert len({each.kind for each in own}) == 9
    for task in own:
        words = (await browser.get(f"/tasks/{task.id}")).text
        assert TASK_KINDS[task.kind].label in words
        assert "会引起什么取决于填报的内容" not in words, task.kind


@pytest.mark.article("province:4.3")
async def test_a_clause_is_chosen_by_its_place_and_words(web: Web) -> None:
    case = await a_city(web)
    browser = await visitor(web).login(WH)
    task = next(each for each in case.tasks if each.kind == "province_evidence")
    page = await browser.get(f"/tasks/{task.id}/hand_in")
    assert "第四条第一款：应当将质量促进工作纳入国民经济和社会发展规划" in page.text
    initiative = next(each for each in case.tasks if each.kind == "province_initiative")
    page = await browser.get(f"/tasks/{initiative.id}/record")
    assert "第九条：鼓励公民、法人和其他组织积极参与质量促进活动" in page.text
