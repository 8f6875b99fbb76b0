"""密码: which may be chosen, and what a change does to the sessions of the account."""

import pytest
from sqlalchemy import update

from api.passwords import fault, initial
from db.models import Account
from tests.support.accounts import PASSWORD
from tests.support.web import NOW, ON_BOTH_DATABASES, Web

GOOD = "雨后 山前 七八个星"


def someone() -> Account:
    return Account(id="prov-js", display_name="张小三丰", email="zhang.sanfeng@example.gov.cn", created_at=NOW)


@pytest.mark.parametrize(
    ("password", "text"),
    [
        ("九个字的密码不够长", "密码至少10个字符"),
        ("MY-prov-js-2026", "密码不能含有您的用户名"),
        ("江苏省市场监督管理局123", "密码不能含有您的用户名、姓名或者单位名称"),
        ("zhang.sanfeng1", "密码不能含有您的用户名"),
        ("1qaz2wsx3edc", "这个密码很多人在用"),
        ("Zhicheng-Demo", "这个密码很多人在用"),
        ("ababababab", "这个密码很多人在用"),
        ("cdefghijklm", "这个密码很多人在用"),
        ("9876543210", "这个密码很多人在用"),
    ],
)
def test_a_password_that_is_short_or_easily_guessed_is_refused_and_told_why(password: str, text: str) -> None:
    assert (fault(password, someone(), "江苏省市场监督管理局") or "").startswith(text)


@pytest.mark.parametrize("password", [GOOD + "天外", "aaaa bbbb cccc", "correct horse battery", "55u7-9ybq-6kf4-nhmc"])
def test_a_long_password_needs_neither_digits_nor_signs(password: str) -> None:
    assert fault(password, someone(), "江苏省市场监督管理局") is None


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def body(old: str = PASSWORD, new: str = GOOD + "天外") -> dict[str, str]:
    return {"old": old, "new": new}


async def enters(web: Web, password: str) -> bool:
    answer = await web.post("/token", data={"username": "samr", "password": password})
    return answer.status_code == 200


def test_an_initial_password_may_be_chosen_and_is_another_each_time() -> None:
    found = {initial() for _ in range(20)}
    assert len(found) == 20
    assert [fault(each, someone(), "江苏省市场监督管理局") for each in found] == [None] * 20


@ON_BOTH_DATABASES
async def test_a_change_ends_every_other_session_and_the_old_password(web: Web) -> None:
    me, other = bearer(await web.token("samr")), bearer(await web.token("samr"))
    assert (await web.post("/me/password", headers=me, json=body())).json() == {"ended": 1}
    assert (await web.get("/me", headers=me)).status_code == 200
    assert (await web.get("/me", headers=other)).status_code == 401
    assert (await enters(web, PASSWORD), await enters(web, GOOD + "天外")) == (False, True)
    again = await web.post("/me/password", headers=me, json=body())
    assert (again.status_code, again.json()) == (200, {"ended": 0}), "a repeated request finds nothing to do"


@pytest.mark.parametrize(
    ("sent", "field", "text"),
    [
        (body(old="记错了的密码"), "old", "原密码不正确"),
        (body(new=PASSWORD), "new", "新密码不能与原密码相同"),
        (body(new="太短"), "new", "密码至少10个字符，可以是一句话，不要求含有数字或者符号"),
    ],
)
async def test_a_refused_change_changes_nothing_and_says_at_which_field(
    web: Web, sent: dict[str, str], field: str, text: str
) -> None:
    me, other = bearer(await web.token("samr")), bearer(await web.token("samr"))
    answer = await web.post("/me/password", headers=me, json=sent)
    assert answer.status_code == 422
    assert [(each["loc"][-1], each["message"]) for each in answer.json()["errors"]] == [(field, text)]
    assert (await web.get("/me", headers=other)).status_code == 200
    assert await enters(web, PASSWORD)


async def test_the_old_password_cannot_be_guessed_through_the_change_either(web: Web) -> None:
    me = bearer(await web.token("samr"))
    answers = [await web.post("/me/password", headers=me, json=body(old=f"猜测{number}")) for number in range(11)]
    assert [each.status_code for each in answers] == [422] * 10 + [429]


async def test_an_initial_password_opens_nothing_but_choosing_an_own_one(web: Web) -> None:
    async with web.register.write() as session:
        await session.execute(update(Account).where(Account.id == "samr").values(has_initial_password=True))
    me = bearer(await web.token("samr"))
    answer = await web.get("/cases", headers=me)
    assert (answer.status_code, answer.json()["detail"]) == (
        403,
        "您的密码是别人设置的，请先更改为只有自己知道的密码。",
    )
    assert (await web.post("/me/password", headers=me, json=body())).status_code == 200
    assert (await web.get("/cases", headers=me)).status_code == 200
