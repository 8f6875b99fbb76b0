"""我的登录 and 更改密码, as people see them."""

from dataclasses import replace

from sqlalchemy import update

from db.models import Account
from tests.support.accounts import PASSWORD
from tests.support.page_rows import credentials, visitor
from tests.support.web import Web

NEW = "雨后 山前 七八个星天外"


async def test_one_ends_another_session_of_ones_own_and_it_is_gone_at_once(web: Web) -> None:
    here, there = await visitor(web).login("park-js-1"), await visitor(web).login("park-js-1")
    page = await here.get("/sessions")
    assert "本次登录" in page.html
    assert "浏览器60分钟没有使用的，也结束（系统策略）" in page.html
    (form,) = [each for each in page.forms("/sessions/end") if "session_id" in each.names]
    after = await here.submit(form.press("结束：程序或者不能识别的浏览器，2025年10月9日（周四）10:00登录"))
    assert [each for each in after.forms("/sessions/end")] == [], "nothing is left to end"
    assert (await there.redirect("/")).startswith("/login")


async def test_one_ends_all_other_sessions_together(web: Web) -> None:
    here, *others = [await visitor(web).login("park-js-1") for _ in range(3)]
    form = (await here.get("/sessions")).forms("/sessions/end")[-1]
    await here.submit(form.press("结束其他的全部登录"))
    assert [(await each.redirect("/"))[:6] for each in others] == ["/login", "/login"]


async def test_operations_look_up_an_account_and_end_its_sessions(web: Web) -> None:
    ops, theirs = await visitor(web).login("ops"), await visitor(web).login("park-js-1")
    assert "其他账号的登录" in (await ops.get("/sessions")).html
    page = await ops.get("/sessions?account=park-js-1")
    assert page.root.all("h1")[0].text == "账号park-js-1的登录"
    after = await ops.submit(page.form("/sessions/end").press("结束账号park-js-1的全部登录"))
    assert "没有尚未结束的登录" in after.html
    assert (await theirs.redirect("/")).startswith("/login")
    assert "其他账号的登录" not in (await (await visitor(web).login("park-js-1")).get("/sessions")).html
    await (await visitor(web).login("samr")).get("/sessions?account=park-js-1", 403)


async def test_a_password_is_changed_and_never_stands_in_the_page(web: Web) -> None:
    here = await visitor(web).login("park-js-1")
    form = (await here.get("/password")).form("/password")
    wrong = await here.send(form.put({"old": PASSWORD, "new": NEW, "again": NEW + "。"}), 422)
    assert "两次输入的新密码不一致" in wrong.error_summary
    assert NEW not in wrong.html
    empty = await here.send(form.put({"old": "", "new": "", "again": ""}), 422)
    assert "请填写“原密码”" in empty.error_summary
    short = await here.send(form.put({"old": PASSWORD, "new": "太短", "again": "太短"}), 422)
    assert "密码至少10个字符" in short.error_summary
    done = await here.submit(form.put({"old": PASSWORD, "new": NEW, "again": NEW}))
    assert "密码已经更改，其他的登录已经结束" in done.html


async def test_whoever_has_an_initial_password_is_led_to_choose_an_own_one(web: Web) -> None:
    async with web.register.write() as session:
        await session.execute(update(Account).where(Account.id == "park-js-1").values(has_initial_password=True))
    here = await visitor(web).login("park-js-1")
    for path in ("/", "/cases", "/sessions"):
        assert await here.redirect(path) == "/password"
    page = await here.get("/password")
    assert "您现在的密码是别人设置的" in page.html
    await here.submit(page.form("/password").put({"old": PASSWORD, "new": NEW, "again": NEW}))
    await here.get("/")


async def test_behind_https_the_cookie_is_of_this_host_alone(web: Web) -> None:
    settings = web.services.settings.model_copy(update={"public_url": "https://zhicheng.example.gov.cn"})
    web.app.services = replace(web.services, settings=settings)
    answer = await visitor(web).http.post("/login", data=credentials("samr"))
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-zhicheng_session=")
    assert {"secure", "httponly", "path=/"} <= {each.strip().lower() for each in cookie.split(";")}
    assert "domain" not in cookie.lower()
    token = cookie.partition(";")[0].partition("=")[2]
    known = await visitor(web).http.get("/api/v1/me", headers={"Cookie": f"__Host-zhicheng_session={token}"})
    planted = await visitor(web).http.get("/api/v1/me", headers={"Cookie": f"zhicheng_session={token}"})
    assert (known.status_code, planted.status_code) == (200, 401)
