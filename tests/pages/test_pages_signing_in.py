"""登录 and 退出, and what happens to those who are not signed in."""

from dataclasses import replace

import pytest

from tests.support.page_rows import credentials, visitor
from tests.support.web import Web


@pytest.mark.parametrize(
    "path", ["/", "/cases", "/inbox", "/cases/zone-js-1-case-1", "/tasks/x", "/cases?stage=creation"]
)
async def test_who_is_not_signed_in_goes_to_the_log_in_and_then_on_to_where_he_wanted(web: Web, path: str) -> None:
    await web.add_case()
    browser = visitor(web)
    sent_to = await browser.redirect(path)
    assert sent_to.startswith("/login?next=%2F")
    login = await browser.get(sent_to)
    form = login.form("/login").put(credentials("park-js-1"))
    answer = await browser.http.post("/login", data=form.values)
    assert answer.headers["location"] == path


async def test_a_wrong_password_keeps_the_name_and_says_nothing_about_which_is_wrong(web: Web) -> None:
    browser = visitor(web)
    form = (await browser.get("/login")).form("/login").put({"username": "samr", "password": "错误"})
    wrong = await browser.send(form, 422)
    assert "用户名或者密码不正确" in wrong.error_summary
    assert wrong.form("/login").values["username"] == ["samr"]
    assert wrong.form("/login").values["password"] == [""]
    assert "有误：登录" in wrong.html
    empty = await browser.send(form.put({"username": "", "password": ""}), 422)
    assert "请填写“用户名”" in empty.error_summary
    assert "请填写“密码”" in empty.error_summary


@pytest.mark.parametrize("next_", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
async def test_a_log_in_never_leads_to_another_site(web: Web, next_: str) -> None:
    answer = await visitor(web).http.post("/login", data={**credentials("samr"), "next": next_})
    assert answer.headers["location"] == "/"


async def test_the_session_cookie_is_closed_to_scripts_and_ends_with_the_log_out(web: Web) -> None:
    browser = visitor(web)
    answer = await browser.http.post("/login", data=credentials("samr"))
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    token = browser.http.cookies["zhicheng_session"]
    desk = await browser.get("/")
    await browser.submit(desk.form("/logout"))
    browser.http.cookies.set("zhicheng_session", token)
    assert (await browser.redirect("/")).startswith("/login")


async def test_behind_https_the_cookie_travels_only_encrypted(web: Web) -> None:
    settings = web.services.settings.model_copy(update={"public_url": "https://zhicheng.example.gov.cn"})
    web.app.services = replace(web.services, settings=settings)
    answer = await visitor(web).http.post("/login", data=credentials("samr"))
    assert "; secure" in answer.headers["set-cookie"].lower()


async def test_a_post_from_another_site_is_refused_on_a_page(web: Web) -> None:
    answer = await visitor(web).http.post("/login", data=credentials("samr"), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "跨站请求已拒绝" in answer.text
