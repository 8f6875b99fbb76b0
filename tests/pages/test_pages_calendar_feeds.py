"""日历订阅: the page on which one subscribes and revokes."""

from tests.support.page_rows import visitor
from tests.support.web import Web


async def test_an_address_is_made_shown_once_and_revoked(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await browser.get("/calendar")
    assert page.heading == "日历订阅"
    assert "还没有日历订阅。" in page.text
    form = page.form("/calendar").put({"label": "办公室电脑"})
    made = await browser.send(form, 200)
    (address,) = [each.text for each in made.root.all("code")]
    assert address.endswith(".ics")
    path = address.partition("://")[2].partition("/")[2]
    assert (await visitor(web).http.get(f"/{path}")).status_code == 200
    again = await browser.send(form, 200)
    assert "地址不再显示" in again.text
    assert again.root.all("code") == []
    feeds = await browser.get("/calendar")
    (revoke,) = [each.attrs["action"] for each in feeds.root.all("form") if each.attrs["action"].endswith("/revoke")]
    assert "已撤销" in (await browser.submit(feeds.form(revoke))).text
    assert (await visitor(web).get(f"/{path}", 404)).status == 404


async def test_a_subscription_wants_a_name(web: Web) -> None:
    browser = await visitor(web).login("samr")
    page = await browser.send((await browser.get("/calendar")).form("/calendar"), 422)
    assert "请填写名称" in page.error_summary


async def test_the_desk_shows_the_way_there(web: Web) -> None:
    browser = await visitor(web).login("samr")
    assert (await browser.get("/")).links()["日历订阅"] == "/calendar"
