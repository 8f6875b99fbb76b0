"""二（一） on its page: bureaus are picked by name from the register; nobody types an account or a code."""

from pathlib import Path

import pytest

from domain.case import next_task
from domain.pilot.case import PilotStage
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.policy import PilotPolicy
from tests.support.accounts import add_accounts
from tests.support.page_rows import visitor
from tests.support.pages import Filling, Page, PageClient
from tests.support.pilot_cases import BING, JIA, PILOT_PEOPLE, YI, PilotWorld
from tests.support.pilot_rows import COUNTY, OUTSIDE, TITLE, add_project
from tests.support.web import NOW, Web, on_world
from tests.support.world import World

NEW = "/pilot-projects/new"
NAMED = {"scope": "仪器仪表行业", "goals": "提升质量水平"}


async def the_form(web: Web, kind: str, action: str, **policy: str) -> tuple[PageClient, Page, str]:
    """Of a task that lies on the desk of 甲."""
    case = await add_project(web, policy=PilotPolicy.model_validate(policy))
    task = next_task(case, TASK_KINDS[kind], JIA.audience, NOW)
    case.tasks.append(task)
    await web.save(case)
    browser = await visitor(web).login(JIA.organisation)
    path = f"/tasks/{task.id}/{action}"
    return browser, await browser.get(path), path


def offered(page: Page, name: str) -> dict[str, list[str]]:
    """Province → the bureaus offered under it, by name."""
    [select] = [each for each in page.root.all("select") if each.attrs["name"] == name]
    return {group.attrs["label"]: [each.text for each in group.all("option")] for group in select.all("optgroup")}


@pytest.mark.article("pilot:2(1)", "pilot:5(1)")
@pytest.mark.parametrize(("kind", "action"), [("pilot_cooperation", "establish"), ("pilot_change", "propose")])
async def test_the_bureaus_that_may_take_part_are_offered_by_name_under_their_provinces(
    pilots: Web, kind: str, action: str
) -> None:
    _, page, path = await the_form(pilots, kind, action)
    every = {"上海市": [BING.name], "江苏省": [JIA.name], "浙江省": [YI.name]}
    assert offered(page, "members.0.organisation") == offered(page, "lead") == every
    assert not page.form(path).names & {"members.0.name", "members.0.region"}, "they follow from the register"
    assert "代码" not in page.text
    assert "账号" not in page.text


@pytest.mark.article("pilot:2(1)")
async def test_where_the_policy_lets_bureaus_of_counties_take_part_they_are_offered_too(pilots: Web) -> None:
    _, page, _ = await the_form(pilots, "pilot_cooperation", "establish", participant_level="county")
    assert offered(page, "lead")["江苏省"] == [JIA.name, "示例丁县市场监督管理局"]


@pytest.mark.article("pilot:2(1)")
async def test_a_bureau_the_register_does_not_know_is_refused_at_its_field_and_the_others_stay_picked(
    pilots: Web,
) -> None:
    browser, page, path = await the_form(pilots, "pilot_cooperation", "establish")
    for stranger in ("city-unknown", COUNTY, OUTSIDE, "prov-js"):
        picked = {"members.0.organisation": YI.organisation, "members.1.organisation": stranger}
        wrong = await browser.send(page.form(path).put(picked | NAMED | {"lead": JIA.organisation}), 422)
        told = "“第2行：参与单位”不在已登记而可以选择的单位之列，请从列表中选择"
        assert wrong.links()[told] == "#members-1-organisation"
        kept = chosen(wrong.form(path))
        assert kept == {"members.0.organisation": YI.organisation, "lead": JIA.organisation}


def chosen(form: Filling) -> dict[str, str]:
    found = {name: values[0] for name, values in form.values.items() if name == "lead" or name.startswith("members.")}
    return {name: value for name, value in found.items() if value}


async def test_a_form_without_a_bureau_says_what_is_missing(pilots: Web) -> None:
    browser, page, path = await the_form(pilots, "pilot_cooperation", "establish")
    wrong = await browser.send(page.form(path).put(NAMED), 422)
    assert "参与的市场监管局" in wrong.error_summary
    assert "请选择“牵头单位”" in wrong.error_summary


@pytest.mark.article("pilot:2(1)")
async def test_a_cooperation_is_established_with_the_names_and_seats_the_register_has(
    world: World, tmp_path: Path
) -> None:
    pilot = PilotWorld(world.env, world.register, world.mail)
    pilot.case_id, pilot.workflow_id = "pilot-city-jia-1", "pilot/city-jia-1"
    await pilot.populate(await world.clock.now())
    browser = await PageClient(on_world(world, tmp_path).app).login(JIA.organisation)
    await browser.submit((await browser.get(NEW)).form(NEW).put({"title": TITLE}))
    path = f"/tasks/{(await pilot.task('pilot_cooperation', JIA.organisation)).id}/establish"
    picked = {f"members.{row}.organisation": each.organisation for row, each in enumerate((JIA, YI, BING))}
    form = (await browser.get(path)).form(path).put(picked | NAMED | {"lead": YI.organisation})
    look = await browser.send(form.press("先看后果"), 200)
    assert f"参与单位：{JIA.name}" in look.text
    done = await browser.submit(look.form(path).press("确认建立合作机制"))
    assert done.heading == "已办理"
    project = await pilot.in_stage(PilotStage.FILING_PARTIAL)
    assert project.members == [JIA, YI, BING]
    assert project.lead.organisation == YI.organisation


async def test_the_page_stays_usable_with_hundreds_of_bureaus(pilots: Web) -> None:
    """The longest list there may be: every prefecture and county of the five, were they all let in."""
    async with pilots.register.write() as session:
        many = {
            f"city-{number}": (
                f"city-{number}",
                f"示例第{number}市市场监督管理局",
                PILOT_PEOPLE["city-jia"][0],
                "320500",
            )
            for number in range(400)
        }
        await add_accounts(session, many, NOW)
    _, page, _ = await the_form(pilots, "pilot_cooperation", "establish")
    assert len(offered(page, "lead")["江苏省"]) == 401
    assert len(page.html) < 400_000
