"""How often: too many failed log-ins, and too much asked for without a log-in. 429 says when to come again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import select
from starlette.requests import HTTPConnection

from api.deps import Services
from api.rate_limits import RegisterStorage
from api.whence import subscriber, whence
from db.models import RateCount
from tests.support.accounts import PASSWORD
from tests.support.page_rows import visitor
from tests.support.web import ON_BOTH_DATABASES, OnServices, Web, services_on


def tightened(web: Web, **settings: str) -> Services:
    """The services with other settings; they hold for what follows."""
    found = replace(web.services, settings=web.services.settings.model_copy(update=settings))
    web.app.services = found
    return found


async def tries(web: Web, username: str, password: str, count: int = 1, **request: Any) -> list[int]:
    form = {"username": username, "password": password}
    return [(await web.post("/token", data=form, **request)).status_code for _ in range(count)]


@ON_BOTH_DATABASES
async def test_after_ten_wrong_passwords_an_account_is_closed_for_a_quarter_of_an_hour(web: Web) -> None:
    assert await tries(web, "samr", "错", 10) == [401] * 10
    answer = await web.post("/token", data={"username": "samr", "password": PASSWORD})
    assert answer.status_code == 429, "even the right one"
    assert answer.headers["retry-after"] == "900"
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["title"], problem["detail"]) == ("次数过多", "该用户名登录未成功的次数过多。")
    assert problem["remedy"].startswith("请在15分钟以后再试；")
    assert await tries(web, "prov-js", PASSWORD) == [200], "others are not kept out"
    web.sessions.forward(minutes=14, seconds=59)
    assert await tries(web, "samr", PASSWORD) == [429]
    web.sessions.forward(seconds=1)
    assert await tries(web, "samr", PASSWORD) == [200]


@ON_BOTH_DATABASES
async def test_every_count_can_be_begun_anew(web: Web) -> None:
    assert await tries(web, "samr", "错", 11) == [401] * 10 + [429]
    async with web.register.read() as session:
        counted = len(list(await session.scalars(select(RateCount.key))))
    assert await RegisterStorage(web.register, web.services.clock).reset() == counted
    assert counted > 0
    assert await tries(web, "samr", PASSWORD) == [200]


async def test_a_right_password_begins_the_count_anew(web: Web) -> None:
    for _ in range(3):
        assert await tries(web, "samr", "错", 9) == [401] * 9
        assert await tries(web, "samr", PASSWORD) == [200]


async def test_a_name_that_is_no_accounts_is_counted_as_if_it_were_one_and_not_kept(web: Web) -> None:
    assert await tries(web, "没有这个人", "错", 11) == [401] * 10 + [429]
    async with web.register.read() as session:
        counted = list(await session.scalars(select(RateCount.key)))
    assert [len(each) for each in counted] == [64] * len(counted)


async def test_one_address_may_not_try_one_password_on_every_account(web: Web) -> None:
    tightened(web, limit_sign_in_address="3 per 15 minutes")
    assert [(await tries(web, f"account-{number}", "错"))[0] for number in range(5)] == [401] * 3 + [429] * 2
    answer = await web.post("/token", data={"username": "samr", "password": PASSWORD})
    assert answer.json()["detail"] == "从您的网络登录未成功的次数过多。"


async def test_who_signs_in_rightly_uses_up_nothing(web: Web) -> None:
    tightened(web, limit_sign_in_address="3 per 15 minutes")
    assert await tries(web, "samr", PASSWORD, 6) == [200] * 6


@ON_BOTH_DATABASES
async def test_two_web_processes_count_together_what_changes_something(web: Web, tmp_path: Path) -> None:
    url = web.services.settings.database_url
    second = await services_on(web.register, tmp_path, url, web.clock, web.sessions)
    transport = httpx2.ASGITransport(app=OnServices(second))
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as other:
        assert await tries(web, "samr", "错", 6) == [401] * 6
        form = {"username": "samr", "password": "错"}
        answers = [(await other.post("/api/v1/token", data=form)).status_code for _ in range(5)]
    assert answers == [401] * 4 + [429]


WRITING = ["/public/files", "/public/notices/x/objections", "/public/objections/x/evidence"]
READING = ["/public/documents/nonsense", "/public/objections/nonsense", "/feeds/nonsense.ics"]


@pytest.mark.parametrize("path", WRITING)
async def test_one_address_hands_in_only_so_much_an_hour_without_a_log_in(web: Web, path: str) -> None:
    tightened(web, limit_public_write="2 per hour")
    answers = [await web.post(path) for _ in range(3)]
    assert [each.status_code == 429 for each in answers] == [False, False, True]
    assert answers[-1].json()["detail"] == "从您的网络提交的次数过多，本次没有提交。"
    assert answers[-1].headers["retry-after"] == "3600"
    web.sessions.forward(hours=1)
    assert (await web.post(path)).status_code != 429


@pytest.mark.parametrize("path", READING)
async def test_one_address_asks_only_so_often_and_no_question_writes(web: Web, path: str) -> None:
    tightened(web, limit_public_read="2 per hour")
    answers = [await web.get(path) for _ in range(3)]
    assert [each.status_code for each in answers] == [404, 404, 429]
    async with web.register.read() as session:
        assert list(await session.scalars(select(RateCount))) == []


@pytest.mark.parametrize("path", ["/verify/nonsense", "/calendar/nonsense.ics", "/objections?receipt_number=x"])
async def test_the_pages_are_counted_too_and_the_answer_is_a_page(web: Web, path: str) -> None:
    tightened(web, limit_public_read="1 per hour")
    browser = visitor(web)
    assert (await browser.http.get(path)).status_code != 429
    page = await browser.get(path, 429)
    assert "从您的网络查询的次数过多" in page.html
    assert "分钟以后再试" in page.html
    assert (await browser.http.get(path)).headers["retry-after"]


async def test_a_log_in_page_that_was_tried_too_often_says_so_on_a_page(web: Web) -> None:
    browser = visitor(web)
    for _ in range(10):
        await browser.http.post("/login", data={"username": "samr", "password": "错"})
    form = (await browser.get("/login")).form("/login").put({"username": "samr", "password": PASSWORD})
    page = await browser.send(form, 429)
    assert "该用户名登录未成功的次数过多" in page.html
    assert "已经登录的不受影响" in page.html


def seen_from(peer: str, forwarded: str = "", trusted: str = "") -> str:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    connection = HTTPConnection({"type": "http", "client": (peer, 1), "headers": headers})
    return whence(connection, trusted).address


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "address"),
    [
        ("203.0.113.9", "", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "10.0.0.0/8", "203.0.113.9"),
        ("10.0.0.2", "198.51.100.1", "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1", "10.0.0.0/8", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1, 10.0.0.7", "10.0.0.0/8, fd00::/8", "198.51.100.1"),
        ("10.0.0.2", "nonsense", "10.0.0.0/8", "10.0.0.2"),
        ("::ffff:10.0.0.2", "198.51.100.1", "10.0.0.0/8", "198.51.100.1"),
    ],
)
def test_only_a_trusted_proxy_is_believed_where_a_request_comes_from(
    peer: str, forwarded: str, trusted: str, address: str
) -> None:
    assert seen_from(peer, forwarded, trusted) == address


def test_a_subscriber_of_ipv6_is_one_however_many_addresses_it_has() -> None:
    assert subscriber("2001:db8:1:2::1") == subscriber("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert subscriber("203.0.113.9") == "203.0.113.9"
