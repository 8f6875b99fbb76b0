"""办理: every task and form as those see it whom it asks."""

from datetime import timedelta

import pytest

from domain.procedure.state import Objection, ObjectionStatus
from domain.roles import SAMR, Role
from domain.zone.kinds import TASK_KINDS
from tests.support.page_rows import ACCOUNTS, add_history, add_objection, add_task, visitor
from tests.support.web import NOW, Web


@pytest.mark.parametrize("kind", [key for key, kind in TASK_KINDS.items() if kind.role is not Role.PUBLIC])
async def test_every_task_and_every_form_of_it_is_shown_to_whom_it_asks(web: Web, kind: str) -> None:
    task_kind = TASK_KINDS[kind]
    case = await web.add_case()
    await add_history(web, case)
    task = await add_task(web, case, kind)
    browser = await visitor(web).login(ACCOUNTS[task_kind.role])
    path = f"/tasks/{task.id}"
    page = await browser.get(path)
    assert page.heading == task_kind.label
    nothing = await browser.send(page.form(path), 422)
    assert "请选择如何办理" in nothing.error_summary
    for action in task_kind.actions:
        form = await browser.submit(page.form(path).put({"action": action.name}))
        assert form.path == f"{path}/{action.name}"
        assert form.heading == action.label
        assert "依据：" in form.text
    await browser.get(f"{path}/nothing", 404)


async def test_a_task_of_somebody_else_is_refused_with_the_article_that_says_whose_it_is(web: Web) -> None:
    case = await web.add_case(asks=(("creation_decision", SAMR),))
    page = await (await visitor(web).login("prov-js")).get(f"/tasks/{case.tasks[0].id}", 403)
    assert "由本案件的市场监管总局办理" in page.text
    assert "第十七条第二款" in page.text
    assert "回到工作台" in page.text


async def test_a_closed_task_says_so_and_offers_nothing(web: Web) -> None:
    case = await web.add_case(asks=(("creation_decision", SAMR),))
    task = case.tasks.pop()
    await web.save(case)
    browser = await visitor(web).login("samr")
    assert "办结" in (await browser.get(f"/tasks/{task.id}")).text
    assert await browser.redirect(f"/tasks/{task.id}/approve") == f"/tasks/{task.id}"


async def test_whoever_reexamines_sees_the_objections_but_not_who_objected(web: Web) -> None:
    case = await web.add_notice()
    task = await add_task(web, case, "objection_reexamination")
    await add_objection(web, case, "accepted")
    page = await (await visitor(web).login("samr")).get(f"/tasks/{task.id}")
    assert "指标数据不实" in page.text
    assert "张三" not in page.html
    assert "13800000000" not in page.html


@pytest.mark.article("zone:22#3")
@pytest.mark.parametrize(("days", "words"), [(0, "已等候0天"), (1, "已等候1天"), (400, "已等候400天")])
async def test_the_days_an_objection_has_waited_are_shown_and_nothing_is_decided_by_them(
    web: Web, days: int, words: str
) -> None:
    """The text sets no limit for the re-examination."""
    case = await web.add_notice()
    assert case.proceeding.notice is not None
    received_at = NOW - timedelta(days=days)
    case.proceeding.notice.objections = [
        Objection(receipt_number="GS-1", received_at=received_at),
        Objection(receipt_number="GS-2", received_at=received_at, status=ObjectionStatus.REJECTED),
    ]
    await web.save(case)
    task = await add_task(web, case, "objection_reexamination")
    browser = await visitor(web).login("samr")
    for path in (f"/cases/{case.id}", f"/tasks/{task.id}"):
        page = await browser.get(path)
        assert "GS-1（已受理，待复核）" in page.text
        assert words in page.text
        assert "法规没有规定复核的期限" in page.text
        assert "GS-2（" not in page.text, "settled"


@pytest.mark.article("zone:22#3")
async def test_the_objection_ruled_upon_is_chosen_among_those_that_wait_and_a_withdrawn_one_is_named(web: Web) -> None:
    case = await web.add_notice()
    assert case.proceeding.notice is not None
    case.proceeding.notice.objections = [
        Objection(receipt_number=number, received_at=NOW, status=status)
        for number, status in (("GS-1", ObjectionStatus.ACCEPTED), ("GS-2", ObjectionStatus.WITHDRAWN))
    ]
    await web.save(case)
    task = await add_task(web, case, "objection_reexamination")
    browser = await visitor(web).login("samr")
    for action in ("reject", "uphold"):
        page = await browser.get(f"/tasks/{task.id}/{action}")
        assert "GS-1（已受理，待复核）" in page.text
        assert "GS-2" not in page.text
    address = f"/tasks/{task.id}/resume"
    assert (await browser.get(address)).form(address).put({"receipt_number": "GS-2"})


@pytest.mark.article("zone:3#2")
async def test_the_body_that_takes_over_is_chosen_among_those_the_register_knows(web: Web) -> None:
    case = await web.add_case()
    task = await add_task(web, case, "identity_change")
    browser = await visitor(web).login("park-js-1")
    address = f"/tasks/{task.id}/report"
    page = await browser.get(address)
    assert "不更换单位" in page.text
    chosen = page.form(address).put({"organisation": "park-zj-1", "approval_number": "苏政复〔2025〕3号"})
    day = {"effective_on.year": "2025", "effective_on.month": "10", "effective_on.day": "1"}
    look = await browser.send(chosen.put(day), 200)
    assert "示例二号园区管理委员会" in look.text
    assert look.heading == "请核对后确认：报告变更"
