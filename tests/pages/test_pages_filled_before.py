"""A form that comes back, or changes what was said, begins with what the case has: nothing is typed a second time."""

from datetime import date

import pytest

from api.pages.forms.shape import questions_of
from api.pages.forms.typed import typed
from domain.case import next_task
from domain.pilot.case import PilotStage
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.parts import Filing, FormalDefect
from domain.pilot.sec5_1_filing import FILING as FILING_KIND
from domain.zone.art16_application import CreationApplication
from tests.support import forms
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.pilot_cases import BUREAUS, FILING, JIA
from tests.support.pilot_rows import add_project
from tests.support.web import NOW, Web, a_case

NOTE = "已带入本案件中上次填报的内容，请逐项核对、修改后再提交。"
APPLICATION = ("creation_application", a_case("js-1", 1, NOW).applicant)


async def of_jia(web: Web, kind: str, action: str, **facts: object) -> Page:
    """A form on the desk of 甲, as it is first shown."""
    case = await add_project(web, **facts)
    task = next_task(case, TASK_KINDS[kind], JIA.audience, NOW)
    case.tasks.append(task)
    await web.save(case)
    return await (await visitor(web).login(JIA.organisation)).get(f"/tasks/{task.id}/{action}")


@pytest.mark.article("zone:17")
async def test_an_application_sent_back_to_be_completed_comes_with_what_was_applied(web: Web) -> None:
    applied = CreationApplication.model_validate(forms.APPLICATION).model_dump(mode="json")
    case = await web.add_case(asks=(APPLICATION,), application=applied)
    page = await (await visitor(web).login("park-js-1")).get(f"/tasks/{case.tasks[0].id}/apply")
    assert NOTE in page.text
    stands = page.form(page.path).values
    for name, texts in typed(questions_of(CreationApplication), applied).items():
        assert stands[name] == texts, name


@pytest.mark.article("zone:16")
async def test_a_first_application_begins_empty(web: Web) -> None:
    case = await web.add_case(asks=(APPLICATION,))
    page = await (await visitor(web).login("park-js-1")).get(f"/tasks/{case.tasks[0].id}/apply")
    assert NOTE not in page.text
    assert page.form(page.path).values["industry"] == [""]


@pytest.mark.article("pilot:5(1)")
async def test_a_filing_sent_back_comes_with_the_own_filing_but_for_its_seal_and_its_contact(pilots: Web) -> None:
    mine = Filing(**FILING, filed_on=date(2025, 3, 4), defects=[FormalDefect.NO_SEAL])
    other = Filing(**{**FILING, "goals": "乙市的目标。"}, filed_on=date(2025, 3, 4))
    filings = {"city-jia": mine, "city-yi": other}
    stage = PilotStage.RETURNED_FOR_COMPLETION
    page = await of_jia(pilots, FILING_KIND.key, "file", stage=stage, launched_on=None, filings=filings)
    assert NOTE in page.text
    stands = page.form(page.path).values
    assert stands["goals"] == [FILING["goals"]]
    assert stands["implementing_bodies"] == FILING["implementing_bodies"]
    assert "sealed" not in stands or stands["sealed"] == []
    assert stands["contact_person"] == [""]


@pytest.mark.article("pilot:2(1)")
async def test_a_change_begins_with_the_cooperation_as_it_is(pilots: Web) -> None:
    page = await of_jia(pilots, "pilot_change", "propose", scope="仪器仪表行业")
    assert NOTE in page.text
    stands = page.form(page.path).values
    assert [stands[f"members.{place}.organisation"] for place in range(3)] == [[each] for each in BUREAUS]
    assert stands["lead"] == [JIA.organisation]
    assert stands["scope"] == ["仪器仪表行业"]
    assert stands["reasons"] == [""]
