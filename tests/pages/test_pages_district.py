"""The generic pages show a district plan and a ledger properly, on rows written straight into the register."""

from datetime import date

import pytest

from domain.case import next_task
from domain.district.kinds import TASK_KINDS
from domain.district.matters import LEDGER_MATTERS, PLAN_MATTERS
from domain.district.parts import Item, ItemStatus, Step
from domain.district.sec4_3_establishing import FILING
from domain.district.sec4_3_instruction import INSTRUCTING
from domain.district.sec4_3_plan import OPS, PREPARATION
from domain.matter import open_matters
from tests.support.accounts import ORGANISATIONS, add_accounts
from tests.support.district_cases import DISTRICT_PEOPLE, NAMES, a_ledger, a_plan, due_on
from tests.support.page_rows import visitor
from tests.support.web import NOW, Web


@pytest.fixture
async def districts(web: Web) -> Web:
    async with web.register.write() as session:
        offices = {each: (each, NAMES[each], role, place) for each, (role, _, place) in DISTRICT_PEOPLE.items()}
        await add_accounts(session, {key: each for key, each in offices.items() if key not in ORGANISATIONS}, NOW)
    return web


@pytest.mark.article("district:s4(3)#2")
async def test_a_plan_and_the_task_that_starts_it_have_their_pages(districts: Web) -> None:
    plan = a_plan(NOW, step=1)
    task = next_task(plan, PREPARATION, OPS, NOW)
    plan.tasks.append(task)
    await districts.save(plan)
    page = await (await visitor(districts).login("ops")).get(f"/cases/{plan.id}")
    assert "待登记印发日期和单位名单" in page.text
    form = await (await visitor(districts).login("ops")).get(f"/tasks/{task.id}/prepare")
    assert "方案印发日期" in form.text


@pytest.mark.article("district:s4(3)#2", "district:s4(3)#3")
async def test_a_ledger_and_every_act_in_it_have_their_pages(districts: Web) -> None:
    steps = [Step(number=1, what="完成走访", due=due_on(date(2026, 4, 10)))]
    items = [
        Item(key="8", filed_on=date(2025, 3, 3), since=NOW, steps=steps),
        Item(key="3", filed_on=date(2025, 3, 3), closed_on=date(2025, 3, 4), outcome=ItemStatus.DONE),
        Item(key="2"),
    ]
    ledger = a_ledger("yc-tax", NOW, items=items, step=1)
    for kind, audience in [(FILING, ledger.debtor), *open_matters(LEDGER_MATTERS, ledger)]:
        ledger.tasks.append(next_task(ledger, kind, audience, NOW))
    await districts.save(ledger)
    unit, office = await visitor(districts).login("yc-tax"), await visitor(districts).login("yc-office")
    page = await unit.get(f"/cases/{ledger.id}")
    assert "区税务局质量强区工作台账" in page.text
    assert "台账时间进度到期日" in page.text
    shown = set()
    for task in ledger.tasks:
        if TASK_KINDS[task.kind].by_errand:
            continue
        client = office if task.audience.role.value == "leading_group_office" else unit
        text = (await client.get(f"/tasks/{task.id}")).text
        assert TASK_KINDS[task.kind].label in text
        shown.add(task.kind)
    assert {"ledger_filing", "ledger_progress", "ledger_declining", "ledger_supervision"} <= shown


@pytest.mark.article("district:s4(3)#3")
async def test_what_comes_in_by_an_errand_is_offered_to_nobody(districts: Web) -> None:
    ledger = a_ledger("yc-tax", NOW, items=[Item(key="8")], step=1)
    task = next_task(ledger, INSTRUCTING.kind, ledger.office_audience, NOW)
    ledger.tasks.append(task)
    await districts.save(ledger)
    office = await visitor(districts).login("yc-office")
    assert INSTRUCTING.kind.label not in (await office.get(f"/cases/{ledger.id}")).text
    for path in (f"/tasks/{task.id}", f"/tasks/{task.id}/close"):
        await office.get(path, 404)


def test_every_matter_has_a_chinese_label_and_actions_in_chinese() -> None:
    kinds = [each.kind for each in (*PLAN_MATTERS, *LEDGER_MATTERS)]
    assert all(not action.label.isascii() for kind in kinds for action in kind.actions)
