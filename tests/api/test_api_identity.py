"""Signing in, sessions, and who gets in where."""

import dataclasses

import pytest
from sqlalchemy import select

from config import Environment, Settings
from db.models import Session
from tests.support.accounts import ORGANISATIONS, PASSWORD
from tests.support.web import ON_BOTH_DATABASES, Web


async def test_a_right_password_opens_a_session_of_which_only_the_hash_is_kept(web: Web) -> None:
    token = await web.token("samr")
    async with web.register.read() as session:
        stored = list(await session.scalars(select(Session)))
    assert [row.account_id for row in stored] == ["samr"]
    assert token not in stored[0].token_hash
    assert len(stored[0].token_hash) == 64


@pytest.mark.parametrize(("name", "password"), [("samr", "wrong"), ("nobody", PASSWORD), ("nobody", "wrong")])
async def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(web: Web, name: str, password: str) -> None:
    answer = await web.post("/token", data={"username": name, "password": password})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "用户名或密码不正确。"


async def test_me_tells_role_organisation_and_jurisdiction(web: Web) -> None:
    answer = await web.get("/me", "prov-js")
    assert answer.json() == {
        "actor": "prov-js",
        "display_name": "江苏省市场监督管理局",
        "roles": ["provincial_regulator"],
        "organisation": {"id": "prov-js", "name": "江苏省市场监督管理局"},
        "jurisdiction": "320000",
    }


async def test_colleagues_share_an_organisation_and_keep_their_names(web: Web) -> None:
    answer = (await web.get("/me", "samr-2")).json()
    assert (answer["actor"], answer["organisation"]["id"]) == ("samr-2", "samr")


@ON_BOTH_DATABASES
async def test_a_session_ends_after_twelve_hours_of_real_time(web: Web) -> None:
    headers = {"Authorization": f"Bearer {await web.token('samr')}"}
    web.clock.forward(days=400)
    web.sessions.forward(hours=11, minutes=59)
    assert (await web.get("/me", headers=headers)).status_code == 200
    web.sessions.forward(minutes=1)
    assert (await web.get("/me", headers=headers)).status_code == 401


@ON_BOTH_DATABASES
async def test_a_revoked_session_opens_nothing(web: Web) -> None:
    from api.identity import sign_out

    token = await web.token("samr")
    other = await web.token("samr")
    await sign_out(web.services, token)
    assert (await web.get("/me", headers={"Authorization": f"Bearer {token}"})).status_code == 401
    assert (await web.get("/me", headers={"Authorization": f"Bearer {other}"})).status_code == 200


async def test_a_cookie_opens_what_a_token_opens(web: Web) -> None:
    token = await web.token("samr")
    answer = await web.get("/me", headers={"Cookie": f"zhicheng_session={token}"})
    assert answer.json()["actor"] == "samr"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}])
async def test_without_a_valid_token_the_answer_says_to_sign_in(web: Web, headers: dict[str, str]) -> None:
    answer = await web.get("/me", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:zhicheng:problem:unauthenticated"


PRIVATE = ["/me", "/cases", "/cases/zone-js-1-case-1", "/cases/zone-js-1-case-1/timeline",
    "/cases/zone-js-1-case-1/documents", "/cases/zone-js-1-case-1/notifications",
    "/cases/zone-js-1-case-1/audit", "/cases/zone-js-1-case-1/objections", "/tasks",
    "/tasks/zone-js-1-case-1-task-1", "/files/x", "/documents/x", "/sandbox/clock"]  # fmt: skip
PUBLIC = ["/date-rules", "/calendar-releases", "/public/notices"]


@pytest.mark.parametrize("path", PRIVATE)
async def test_nobody_reads_a_private_route_without_signing_in(web: Web, path: str) -> None:
    assert (await web.get(path)).status_code == 401


@pytest.mark.parametrize("path", PUBLIC)
async def test_anyone_reads_a_public_route(web: Web, path: str) -> None:
    assert (await web.get(path)).status_code == 200


EVERYONE = frozenset(ORGANISATIONS)
OF_JIANGSU = frozenset({"park-js-1", "prov-js", "lsg-js", "samr", "supervisor", "ops"})
MATRIX = {
    "": OF_JIANGSU,
    "/timeline": OF_JIANGSU,
    "/documents": OF_JIANGSU,
    "/notifications": OF_JIANGSU,
    "/audit": frozenset({"samr", "supervisor", "ops"}),
    "/objections": frozenset({"samr", "supervisor"}),
}


async def test_every_account_reads_of_a_case_what_its_role_allows(web: Web) -> None:
    case = await web.add_case()
    for part, allowed in MATRIX.items():
        seen = {account: (await web.get(f"/cases/{case.id}{part}", account)).status_code for account in EVERYONE}
        assert seen == {
            account: 200 if account in allowed else 403 if account in OF_JIANGSU else 404 for account in EVERYONE
        }, part


async def test_a_demonstration_account_opens_nothing_in_production(web: Web) -> None:
    token = await web.token("samr")
    production = dataclasses.replace(web.services, settings=Settings(env=Environment.PRODUCTION))
    web.app.services = production
    refused = await web.client.post("/api/v1/token", data={"username": "samr", "password": PASSWORD})
    assert refused.status_code == 401
    known = await web.client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert known.status_code == 401, "nor does a session it opened before"
