"""我的登录: what is listed, what ends a session and when, and who may end another's."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from api.whence import in_words
from db.models import Account, AuditEntry, Session
from tests.support.accounts import PASSWORD
from tests.support.web import ON_BOTH_DATABASES, Web

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36 Edg/138.0"


async def enter(web: Web, account: str = "samr", agent: str = EDGE) -> dict[str, str]:
    """The headers of a browser that has signed in."""
    form = {"username": account, "password": PASSWORD}
    answer = await web.client.post("/login", data=form, headers={"User-Agent": agent})
    assert answer.status_code == 303, answer.text
    web.client.cookies.clear()
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0]}


async def listed(web: Web, headers: dict[str, str]) -> list[dict[str, Any]]:
    answer = await web.get("/sessions", headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@ON_BOTH_DATABASES
async def test_one_sees_ones_own_open_sessions_and_nobody_elses(web: Web) -> None:
    await enter(web, "prov-js")
    first = await enter(web)
    web.sessions.forward(minutes=5)
    await enter(web, agent="curl/8.5")
    token = await web.token("samr")
    found = await listed(web, first)
    assert [(each["with_what"], each["is_this"]) for each in found[:2]] in (
        [("接口令牌", False), ("程序或者不能识别的浏览器", False)],
        [("程序或者不能识别的浏览器", False), ("接口令牌", False)],
    )
    assert (found[2]["with_what"], found[2]["is_this"], found[2]["address"]) == (
        "Windows电脑上的Edge",
        True,
        "127.0.0.1",
    )
    assert not any(token in str(each) for each in found)


@ON_BOTH_DATABASES
async def test_the_last_use_is_written_at_most_once_a_minute(web: Web) -> None:
    me = await enter(web)
    (before,) = await listed(web, me)
    for seconds, moved in ((59, False), (1, True), (59, False)):
        web.sessions.forward(seconds=seconds)
        await web.get("/me", headers=me)
        (now,) = await listed(web, me)
        assert (now["last_used_at"] != before["last_used_at"]) is moved
        before = now


async def test_a_browser_left_alone_for_an_hour_is_signed_out_and_one_in_use_is_not(web: Web) -> None:
    me, left = await enter(web), await enter(web)
    web.sessions.forward(minutes=59)
    assert (await web.get("/me", headers=me)).status_code == 200
    web.sessions.forward(minutes=1)
    assert (await web.get("/me", headers=left)).status_code == 401
    assert len(await listed(web, me)) == 1, "nor is it listed"


async def test_a_session_in_use_still_ends_after_twelve_hours(web: Web) -> None:
    me = await enter(web)
    for _ in range(23):
        web.sessions.forward(minutes=30)
        assert (await web.get("/me", headers=me)).status_code == 200
    web.sessions.forward(minutes=30)
    assert (await web.get("/me", headers=me)).status_code == 401


@ON_BOTH_DATABASES
async def test_an_ended_session_opens_nothing_at_once(web: Web) -> None:
    me, other, third = await enter(web), await enter(web), await enter(web)
    this = next(each["id"] for each in await listed(web, other) if each["is_this"])
    assert (await web.post(f"/sessions/{this}/end", headers=me)).json() == {"ended": 1}
    assert (await web.get("/me", headers=other)).status_code == 401
    assert (await web.post(f"/sessions/{this}/end", headers=me)).status_code == 404
    assert (await web.post("/sessions/end-others", headers=me)).json() == {"ended": 1}
    assert (await web.get("/me", headers=third)).status_code == 401
    assert (await web.get("/me", headers=me)).status_code == 200


async def test_nobody_ends_the_session_of_another_account_by_its_number(web: Web) -> None:
    me, other = await enter(web), await enter(web, "prov-js")
    (theirs,) = await listed(web, other)
    answer = await web.post(f"/sessions/{theirs['id']}/end", headers=me)
    assert (answer.status_code, answer.json()["detail"]) == (404, "该登录不存在，或者您无权查看。")
    assert (await web.get("/me", headers=other)).status_code == 200


async def test_operations_see_and_end_the_sessions_of_any_account_and_the_audit_log_says_so(web: Web) -> None:
    theirs = await enter(web, "prov-js")
    found = (await web.get("/accounts/prov-js/sessions", "ops")).json()["items"]
    assert [each["with_what"] for each in found] == ["Windows电脑上的Edge"]
    assert (await web.post("/accounts/prov-js/sessions/end", "ops")).json() == {"ended": 1}
    assert (await web.get("/me", headers=theirs)).status_code == 401
    async with web.register.read() as session:
        entries = (await session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc()).limit(2))).all()
    assert [each.detail for each in entries] == ["结束账号prov-js的全部登录", "查看账号prov-js的登录"]
    assert (await web.get("/accounts/nobody/sessions", "ops")).status_code == 404


@pytest.mark.parametrize("account", ["samr", "supervisor", "park-js-1"])
async def test_nobody_else_sees_or_ends_the_sessions_of_an_account(web: Web, account: str) -> None:
    for answer in (
        await web.get("/accounts/prov-js/sessions", account),
        await web.post("/accounts/prov-js/sessions/end", account),
    ):
        assert (answer.status_code, answer.json()["detail"]) == (403, "其他账号的登录由技术运维查看和结束。")
        assert answer.json()["basis"]


async def test_a_browser_that_signs_in_again_leaves_no_session_behind(web: Web) -> None:
    me = await enter(web)
    form = {"username": "prov-js", "password": PASSWORD}
    await web.client.post("/login", data=form, headers=me)
    assert (await web.get("/me", headers=me)).status_code == 401
    async with web.register.read() as session:
        running = select(func.count()).select_from(Session).where(Session.revoked_at.is_(None))
        assert await session.scalar(running) == 1


async def test_a_disabled_account_is_signed_out_and_stays_out(web: Web) -> None:
    me = await enter(web)
    async with web.register.write() as session:
        await session.execute(update(Account).where(Account.id == "samr").values(disabled_at=web.clock.instant))
    assert (await web.get("/me", headers=me)).status_code == 401
    answer = await web.post("/token", data={"username": "samr", "password": PASSWORD})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (EDGE, "Windows电脑上的Edge"),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/138 Mobile MicroMessenger/8.0.5",
            "安卓手机上的微信",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "iPhone上的Safari"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Linux电脑上的Firefox"),
        ("curl/8.5", "程序或者不能识别的浏览器"),
        ("", "程序或者不能识别的浏览器"),
    ],
)
def test_a_browser_is_told_in_plain_words(agent: str, words: str) -> None:
    assert in_words(agent) == words
