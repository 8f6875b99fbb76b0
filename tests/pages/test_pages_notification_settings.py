"""通知设置 and 通知未送达 on the portal."""

from tests.support.page_rows import add_history, visitor
from tests.support.undelivered import TASK, add_undelivered
from tests.support.web import Web

SETTINGS = "/notification-settings"
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-0ec2"
DAY = {"told_on.year": "2025", "told_on.month": "10", "told_on.day": "9"}
TOLD = {"means": "telephone", "told_by": "处长张三", "told_whom": "园区李四"} | DAY


async def test_a_person_chooses_channels_and_enters_an_address(web: Web) -> None:
    browser = await visitor(web).login("prov-js")
    page = await browser.get((await browser.get("/inbox")).links()["通知设置"])
    assert "以下均属系统策略" in page.text
    assert "站内消息和邮件不能关闭" in page.text
    entered = await browser.submit(page.form(f"{SETTINGS}/endpoints").put({"channel": "chat", "address": ROBOT}))
    assert "企业微信群机器人（尾号0ec2）" in entered.text
    assert ROBOT not in entered.html
    chosen = await browser.submit(entered.form(SETTINGS).put({"reminder": ["chat"], "digest": "true"}))
    form = chosen.form(SETTINGS).values
    assert (form["reminder"], form["digest"], form["quiet_from"]) == (["chat"], ["true"], ["21"])
    removed = await browser.submit(chosen.form(f"{SETTINGS}/endpoints/chat/remove"))
    assert "除邮件外没有登记接收地址" in removed.text


async def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(web: Web) -> None:
    browser = await visitor(web).login("prov-js")
    page = await browser.get(SETTINGS)
    late = await browser.send(page.form(SETTINGS).put({"quiet_from": "24", "digest": "true"}), 422)
    assert "“免打扰开始（0至23时）”不能大于23" in late.error_summary
    assert late.form(SETTINGS).values["digest"] == ["true"]
    wrong = page.form(f"{SETTINGS}/endpoints").put({"channel": "webhook", "address": "https://127.0.0.1/"})
    refused = await browser.send(wrong.put({"secret": "whsec_" + "A" * 32}), 422)
    assert "“接收地址”：地址指向内部网络" in refused.error_summary
    assert refused.form(f"{SETTINGS}/endpoints").values["address"] == ["https://127.0.0.1/"]


async def test_without_a_gateway_no_text_messages_are_offered(web: Web) -> None:
    page = await (await visitor(web).login("prov-js")).get(SETTINGS)
    form = page.form(f"{SETTINGS}/endpoints").form
    offered = {each.attrs["value"] for each in form.all("input") if each.attrs["name"] == "channel"}
    assert offered == {"chat", "webhook"}


async def test_the_province_finds_on_its_desk_whom_nothing_reached_and_says_that_they_were_told(web: Web) -> None:
    await add_undelivered(web)
    browser = await visitor(web).login("prov-js")
    desk = await browser.get("/")
    assert "通知未送达，请另行通知（1）" in desk.text
    page = await browser.get(f"/delivery-tasks/{TASK}")
    assert "5.1.1 No such user" in page.text
    missing = await browser.send(page.form(f"/delivery-tasks/{TASK}"), 422)
    assert "请填写“由谁通知（姓名、职务）”" in missing.error_summary
    closed = await browser.submit(missing.form(f"/delivery-tasks/{TASK}").put(TOLD))
    assert "已另行通知：2025年10月9日（周四）由处长张三以电话通知园区李四" in closed.text
    assert "通知未送达，请另行通知" not in (await browser.get("/")).text


async def test_who_is_not_asked_finds_nothing(web: Web) -> None:
    await add_undelivered(web)
    browser = await visitor(web).login("prov-zj")
    assert "通知未送达" not in (await browser.get("/")).text
    await browser.get(f"/delivery-tasks/{TASK}", 404)


async def test_to_open_the_inbox_is_to_have_been_told(web: Web) -> None:
    await add_undelivered(web)
    await (await visitor(web).login("park-js-1")).get("/inbox")
    page = await (await visitor(web).login("prov-js")).get(f"/delivery-tasks/{TASK}")
    assert "收件单位已在站内阅读" in page.text


async def test_a_mail_that_a_server_took_is_said_to_be_with_the_server_and_no_more(web: Web) -> None:
    await add_history(web, await web.add_case())
    page = await (await visitor(web).login("samr")).get("/cases/zone-js-1-case-1")
    rows = [each.text for each in page.root.all("tr")]
    assert [row for row in rows if "邮件服务器已接收" in row]
    assert all("站内消息" in row for row in rows if "已送达" in row)
