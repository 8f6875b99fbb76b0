"""Requests as they should not be: malformed, repeated, misplaced, from elsewhere."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select

from api.app import create_app
from db.models import StoredFile
from tests.support.pages import PageClient
from tests.support.web import ON_BOTH_DATABASES, Web

EXPLAIN = "/api/v1/date-rules/zone-notice/explain"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "json_invalid"),
        (b"\xff", None),
        (b"[" * 100_000, None),
        (b"[]", "model_attributes_type"),
        (b"", "missing"),
        (b'{"anchor": "2025-10-09", "more": 1}', "extra_forbidden"),
        (b'{"anchor": "2025-10-09T00:00:00"}', "date_parsing"),
        (b'{"anchor": 20251009}', "date_type"),
        (b'{"anchor": "2025-02-30"}', "date_impossible"),
        (b'{"anchor": "0001-01-01"}', "greater_than_equal"),
        (b'{"anchor": "9999-12-31"}', "less_than_equal"),
        (b'{"anchor": "2025-10-09", "parameters": {"working_days": "5"}}', "int_type"),
        (b'{"anchor": "2025-10-09", "parameters": {"working_days": 5.0}}', "int_type"),
        (b'{"anchor": "2025-10-09", "parameters": {"working_days": NaN}}', None),
        (b'{"anchor": "2025-10-09", "parameters": {"\\u0000": 5}}', "nul"),
        (b'{"anchor": "2025-10-09", "parameters": {"\\ud800": 5}}', None),
        (b'{"anchor": "2025-10-09", "parameters": {"working_days": ' + b"9" * 5000 + b"}}", None),
    ],
)
async def test_malformed_input_is_422_in_chinese(web: Web, content: bytes, code: str | None) -> None:
    answer = await web.call("POST", EXPLAIN, content=content, headers=JSON)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["type"], problem["instance"]) == ("urn:zhicheng:problem:malformed", EXPLAIN)
    if code:
        assert code in {each["code"] for each in problem["errors"]}


async def test_a_body_that_is_not_json_is_malformed(web: Web) -> None:
    answer = await web.call("POST", EXPLAIN, content=b"anchor=2025-10-09", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/cases?q=%00", "/cases/%00", "/cases/a%00b/timeline", "/tasks/%00"])
async def test_nul_in_an_address_is_malformed(web: Web, path: str) -> None:
    answer = await web.get(path, "samr")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "nul")


async def test_an_unknown_path_and_a_wrong_method_are_told_apart(web: Web) -> None:
    assert (await web.get("/nothing")).status_code == 404
    wrong = await web.call("DELETE", "/api/v1/me")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")
    assert wrong.headers["content-type"] == "application/problem+json"


def break_at(web: Web, *paths: str) -> None:
    """An application with a bug on these routes."""

    async def broken() -> None:
        raise ZeroDivisionError("secret")

    web.app.application = create_app()
    routes = web.app.application.router.routes
    for path in paths:
        web.app.application.get(path)(broken)
        routes.insert(0, routes.pop())


async def test_an_unexpected_error_shows_a_number_and_nothing_else(web: Web) -> None:
    break_at(web, "/api/v1/broken")
    answer = await web.get("/broken")
    assert answer.status_code == 500
    assert "编号" in answer.json()["detail"]
    assert "secret" not in answer.text


KEY = {"Idempotency-Key": "key-1"}


def upload(name: str = "说明.txt", content: str = "说明") -> dict[str, Any]:
    return {"files": {"file": (name, content.encode())}, "headers": KEY}


@ON_BOTH_DATABASES
async def test_a_repeated_key_gets_the_first_answer_and_stores_nothing(web: Web) -> None:
    first = await web.post("/files", "samr", **upload())
    second = await web.post("/files", "samr", **upload())
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert second.headers["idempotency-replayed"] == "true"
    async with web.register.read() as session:
        assert await session.scalar(select(func.count()).select_from(StoredFile)) == 1


async def test_a_key_used_for_another_content_or_route_is_malformed(web: Web) -> None:
    await web.post("/files", "samr", **upload())
    other = await web.post("/files", "samr", **upload(content="另一份"))
    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "key_reused")
    elsewhere = await web.post("/cases", "samr", json={"programme": "zone"}, headers=KEY)
    assert elsewhere.status_code == 422


async def test_a_key_belongs_to_its_sender(web: Web) -> None:
    first = await web.post("/files", "samr", **upload())
    second = await web.post("/files", "samr-2", **upload())
    assert first.json()["id"] != second.json()["id"]


@pytest.mark.parametrize("key", ["", "a b", "键".encode().decode("latin-1"), "k" * 101])
async def test_a_key_is_short_and_printable(web: Web, key: str) -> None:
    request = upload() | {"headers": {"Idempotency-Key": key.encode("latin-1")}}
    answer = await web.post("/files", "samr", **request)
    assert answer.status_code == 422


CROSS_SITE = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://elsewhere.cn"}]


@pytest.mark.parametrize("headers", CROSS_SITE)
async def test_a_write_from_another_site_with_the_cookie_is_refused(web: Web, headers: dict[str, str]) -> None:
    cookie = {"Cookie": f"zhicheng_session={await web.token('samr')}"}
    request = {"files": {"file": ("a.txt", b"a")}}
    refused = await web.post("/files", headers={**cookie, **headers}, **request)
    assert (refused.status_code, refused.json()["title"]) == (403, "跨站请求已拒绝")
    for own in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}):
        assert (await web.post("/files", headers={**cookie, **own}, **request)).status_code == 201


@pytest.mark.parametrize("headers", CROSS_SITE)
async def test_a_bearer_token_is_no_cookie_and_passes(web: Web, headers: dict[str, str]) -> None:
    answer = await web.post("/files", "samr", headers=headers, files={"file": ("a.txt", b"a")})
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/date-rules", 200),
        ("/api/v1/nothing", 404),
        ("/api/v1/me", 401),
        ("/api/v1/broken", 500),
        ("/broken", 500),
        ("/nothing", 404),
        ("/", 303),
        ("/login", 200),
        ("/static/none", 404),
        ("/healthz", 200),
        ("/readyz", 503),
    ],
)
async def test_every_answer_carries_the_security_headers(web: Web, path: str, status: int) -> None:
    break_at(web, "/api/v1/broken", "/broken")
    answer = await web.call("GET", path)
    assert answer.status_code == status
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == ("max-age=3600" if path.startswith("/static/") else "no-store")


@pytest.mark.parametrize("site", ["cross-site", "same-origin"])
async def test_a_refused_write_carries_the_security_headers_too(web: Web, site: str) -> None:
    too_much = {"Content-Length": str(10**9), "Sec-Fetch-Site": site}
    answer = await web.call("POST", EXPLAIN, content=b"{}", headers=JSON | too_much)
    assert answer.status_code == (403 if site == "cross-site" else 413)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


async def test_an_error_page_shows_a_number_under_the_same_policy_as_every_page(web: Web) -> None:
    break_at(web, "/broken")
    page = await PageClient(web.app).get("/broken", 500)
    assert "编号" in page.text
    assert "secret" not in page.html


async def test_a_body_without_announced_length_is_cut_off_at_the_limit(web: Web) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(23):
            yield b" " * 1024 * 1024

    answer = await web.call("POST", EXPLAIN, content=endless(), headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
