"""Acting through pages, on real workflows in a sandbox: errors, refusals, a last look, receipts, the clock bar."""

from pathlib import Path

import pytest_asyncio
from sqlalchemy import func, select, update

from api.deps import Services
from api.pages.forms.shape import questions_of
from api.pages.forms.typed import typed
from config import Environment, Settings
from db.models import Account, CaseEvent, SavedDraft
from domain.dates import in_words, local_date
from domain.task import Form
from domain.zone.case import Stage
from domain.zone.kinds import TASK_KINDS
from services.documents.store import DocumentStore
from tests.support import forms
from tests.support.accounts import password_hash
from tests.support.pages import Filling, Page, PageClient
from tests.support.stories import DEPARTMENTS
from tests.support.web import OnServices
from tests.support.world import World


class Portal:
    """The portal of a small world: one browser per person."""

    def __init__(self, world: World, tmp_path: Path) -> None:
        self.world = world
        settings = Settings(env=Environment.SANDBOX, data_dir=tmp_path)
        store = DocumentStore((tmp_path / "documents").as_uri())
        self.app = OnServices(Services(world.register, world.client, world.clock, store, settings))

    async def sign_in(self, account: str) -> PageClient:
        return await PageClient(self.app).login(account)

    async def events(self) -> int:
        async with self.world.register.read() as session:
            return await session.scalar(select(func.count()).select_from(CaseEvent)) or 0


@pytest_asyncio.fixture
async def portal(world: World, tmp_path: Path) -> Portal:
    async with world.register.write() as session:
        await session.execute(update(Account).values(password_hash=password_hash()))
    return Portal(world, tmp_path)


def form_of(kind: str, action: str) -> type[Form]:
    found = TASK_KINDS[kind].action(action)
    assert found is not None
    return found.form


def write(page: Page, kind: str, action: str, data: dict[str, object]) -> Filling:
    """The form of an answer, filled in with this data."""
    return page.form(page.path).put(typed(questions_of(form_of(kind, action)), data))


async def to_form(browser: PageClient, page: Page, label: str, action: str) -> Page:
    """From a page with a link to a task to the form of one answer to it."""
    task = await browser.get(next(href for text, href in page.links().items() if text.startswith(label)))
    return await browser.submit(task.form(task.path).put({"action": action}))


async def test_a_park_starts_its_case_corrects_its_application_and_gets_a_receipt(portal: Portal) -> None:
    browser = await portal.sign_in("park-js-1")
    desk = await browser.get("/")
    task = await browser.submit(desk.form("/cases"))
    assert task.heading == "提出创建申请"
    page = await browser.submit(task.form(task.path).put({"action": "apply"}))

    more = await browser.send(page.form(page.path).put({"industry": "仪器"}).press("再加三行"), 200)
    assert more.form(page.path).values["industry"] == ["仪器"]
    assert "goals.5.target" in more.form(page.path).names

    empty = await browser.send(more.form(page.path), 422, files={"_files": ("方案.txt", "创建方案".encode())})
    assert "请填写“创建目标”" in empty.error_summary
    assert "请选择“重大质量事故：近三年来是否发生”" in empty.error_summary
    assert len(empty.form(page.path).values["_attachment"]) == 1

    occurred = {**forms.CHECK_LIST, "items": [dict(each) for each in forms.CHECK_LIST["items"]]}
    occurred["items"][1]["occurred"] = "yes"
    wrong = write(empty, "creation_application", "apply", {**forms.APPLICATION, "check_list": occurred})
    refused = await browser.send(wrong.put({"_comment": "说明\n两行"}), 409)
    assert "重大安全事故" in refused.error_summary
    assert "第七条" in refused.error_summary
    assert "怎么办" in refused.error_summary
    again = refused.form(page.path)
    assert again.values["plan_summary"] == [forms.APPLICATION["plan_summary"]]
    assert again.values["_comment"] == ["说明\n两行"]
    assert again.values["_attachment"] == empty.form(page.path).values["_attachment"]

    right = again.put({"check_list.items.1.occurred": "no"})
    receipt = await browser.submit(right)
    before = await portal.events()
    assert "示例一号园区提出创建申请。" in receipt.text
    assert "省级论证推荐" in receipt.text
    assert "省级市场监管部门：可行性论证和遴选" in receipt.text
    second = await browser.submit(right)
    assert second.path == receipt.path, "a double click is one act"
    assert await portal.events() == before
    async with portal.world.register.read() as session:
        assert not (await session.scalars(select(SavedDraft))).all(), "what is sent is no draft any more"
    case = await browser.get(receipt.links()["查看案件"])
    assert "说明：说明 两行" in case.text
    assert "方案.txt" in case.links()


async def test_what_cannot_be_taken_back_is_shown_once_more_and_can_be_changed_first(portal: Portal) -> None:
    await portal.world.start(stage=Stage.PUBLIC_NOTICE)
    await portal.world.task("public_notice")
    browser = await portal.sign_in("samr")
    page = await to_form(browser, await browser.get("/"), "公示评估验收结果", "publish")
    assert page.form(page.path).values["working_days"] == ["5"], "the default stands in the form"
    look = await browser.send(page.form(page.path).put({"working_days": "3", "_comment": "按程序"}), 200)
    assert look.heading == "请核对后确认：发布公示"
    assert "发布公示" not in (await browser.get(f"/cases/{portal.world.case_id}")).text, "nothing has happened yet"
    refused = await browser.send(look.form(page.path).press("确认发布公示"), 409)
    assert "公示期不少于5个工作日" in refused.error_summary
    assert "第二十二条" in refused.error_summary
    published = {"working_days": "７", "url": forms.PUBLICATION["url"]}
    look = await browser.send(refused.form(page.path).put(published), 200)
    changed = await browser.send(look.form(page.path).press("返回修改"), 200)
    assert changed.form(page.path).values["_comment"] == ["按程序"]
    look = await browser.send(changed.form(page.path), 200)
    receipt = await browser.submit(look.form(page.path).press("确认发布公示"))
    assert "公示期7个工作日" in receipt.text

    public = PageClient(portal.app)
    board = await public.get("/notices")
    notice = await public.get(board.links()["示例一号园区"])
    objection = notice.form(notice.path).put({"grounds": "指标数据不实", "name": "李四"})
    filed = await public.send(objection, 201)
    assert filed.heading == "异议已提交"
    assert "提出异议应当提供详实的书面举证材料（第二十二条）" in filed.text
    bare = await public.get(filed.links()["查询办理情况、补交材料或者撤回"])
    evidence = next(each for each in bare.root.all("form") if each.attrs["action"].endswith("/evidence"))
    status = await public.submit(Filling(evidence), files={"_files": ("证据.txt", "事实".encode())})
    assert "已受理，待复核" in status.text

    assert "复核异议" not in (await browser.get("/")).links(), "who published does not re-examine"
    other = await portal.sign_in("samr-2")
    task = await other.get((await other.get("/")).links()["复核异议"])
    assert "指标数据不实" in task.text
    assert "李四" not in task.html


async def test_departments_answer_once_each_and_are_told_what_comes_next(portal: Portal) -> None:
    await portal.world.start(stage=Stage.APPROVAL)
    await portal.world.act("samr", "creation_consultation", "consult")
    for number, department in enumerate(DEPARTMENTS):
        browser = await portal.sign_in(department)
        page = await to_form(browser, await browser.get("/"), "对创建申请反馈意见", "reply")
        receipt = await browser.submit(write(page, "creation_opinion", "reply", {"stance": "agrees", "opinion": ""}))
        assert ("市场监管总局：审核创建名单" in receipt.text) == (number == len(DEPARTMENTS) - 1)
        assert "目前没有待办" in (await browser.get("/")).text


async def test_the_clock_bar_moves_the_sandbox_and_comes_back_to_its_page(portal: Portal) -> None:
    await portal.world.start(stage=Stage.PUBLIC_NOTICE)
    await portal.world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    browser = await portal.sign_in("samr")
    page = await browser.get("/cases?stage=public_notice")
    today = local_date(await portal.world.clock.now())
    assert f"今天是{in_words(today)}" in page.text
    (tomorrow, coming, to_date) = [
        Filling(form) for form in page.root.all("form") if form.attrs["action"] == "/sandbox/clock"
    ]
    back = await browser.submit(tomorrow.press("+1天"))
    assert back.path == "/cases?stage=public_notice"
    assert (local_date(await portal.world.clock.now()) - today).days == 1
    coming.values["to"] = ["next"]
    assert (await browser.submit(coming)).status == 200
    wrong = await browser.send(to_date.put({"date": "明天"}).press("前往"), 422)
    assert "真实存在的日期" in wrong.text
    past = await browser.send(to_date.put({"date": "2001-01-01"}).press("前往"), 409)
    assert "只能向前拨动" in past.text
    year = today.year + 1
    await browser.submit(to_date.put({"date": f"{year}-01-01"}).press("前往"))
    assert local_date(await portal.world.clock.now()).year == year
    stranger = PageClient(portal.app)
    assert "沙盘" in (await stranger.get("/notices")).text
