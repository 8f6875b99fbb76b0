"""统一身份认证: whose answer is taken, and what it opens. The provider answers on a real port."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from sqlalchemy import func, select, update

from api import accounts
from api.oidc import unpacked
from config import Environment
from db.models import Account, AuditEntry, Session
from tests.support.identity_provider import CLIENT, SECRET, IdentityProvider, identity_provider
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.web import Web

CALLBACK = "http://127.0.0.1:8000/login/oidc/callback"
FAILED = "统一身份认证没有完成，没有登录"


@dataclass
class Office:
    web: Web
    provider: IdentityProvider

    def set(self, **settings: Any) -> None:
        found = self.web.app.services
        self.web.app.services = replace(found, settings=found.settings.model_copy(update=settings))

    async def goes(self, next_path: str = "/cases") -> tuple[PageClient, dict[str, str]]:
        """A browser at the provider, signed in there: what it brings back."""
        browser = visitor(self.web)
        answer = await browser.http.get(f"/login/oidc?next={next_path}")
        assert answer.status_code == 303, answer.text
        return browser, await self.provider.authorize(answer.headers["location"])

    async def sessions(self) -> int:
        async with self.web.register.read() as session:
            return await session.scalar(select(func.count()).select_from(Session)) or 0


async def back(browser: PageClient, told: dict[str, str]) -> httpx2.Response:
    return await browser.http.get("/login/oidc/callback", params=told)


@pytest_asyncio.fixture
async def office(web: Web) -> AsyncIterator[Office]:
    """A platform with a provider, where E-1001 is the account prov-js."""
    await accounts.link(web.services, "prov-js", "E-1001")
    async with identity_provider(CALLBACK, web.sessions) as provider:
        found = Office(web, provider)
        found.set(oidc_issuer=provider.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET)
        yield found


async def test_without_a_provider_there_is_no_such_log_in(web: Web) -> None:
    browser = visitor(web)
    assert "/login/oidc" not in (await browser.get("/login")).html
    for path in ("/login/oidc", "/login/oidc/callback?code=x&state=y"):
        assert (await browser.http.get(path)).status_code == 404


async def test_who_is_linked_signs_in_as_the_account_and_goes_on_to_where_they_wanted(office: Office) -> None:
    assert "用统一身份认证登录" in (await visitor(office.web).get("/login?next=%2Fcases")).html
    browser, told = await office.goes()
    answer = await back(browser, told)
    assert (answer.status_code, answer.headers["location"]) == (303, "/cases")
    assert "江苏省市场监督管理局" in (await browser.get("/cases")).html
    assert "（统一身份认证）" in (await browser.get("/sessions")).html
    async with office.web.register.read() as session:
        entry = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "session.open"))).one()
    assert (entry.actor_id, entry.detail) == ("prov-js", "经统一身份认证登录网页")


async def test_what_the_browser_carries_meanwhile_is_closed_to_scripts_and_used_once(office: Office) -> None:
    browser = visitor(office.web)
    cookie = (await browser.http.get("/login/oidc")).headers["set-cookie"].lower()
    assert {"httponly", "samesite=lax", "path=/", "max-age=600"} <= {each.strip() for each in cookie.split(";")}
    browser, told = await office.goes()
    await back(browser, told)
    assert "zhicheng_oidc" not in browser.http.cookies
    assert (await back(browser, told)).status_code == 403, "the same answer again"


async def test_nobody_gets_an_account_by_signing_in_there(office: Office) -> None:
    office.provider.subject = "E-9999"
    office.provider.claims = {"email": "prov-js@example.gov.cn", "preferred_username": "prov-js", "role": "samr"}
    browser, told = await office.goes()
    page = await browser.get(f"/login/oidc/callback?{httpx2.QueryParams(told)}", 403)
    assert "没有与您关联的账号" in page.html
    assert await office.sessions() == 0
    async with office.web.register.read() as session:
        assert await session.scalar(select(func.count()).select_from(Account).where(Account.id == "E-9999")) == 0


async def test_the_claim_that_counts_is_the_one_of_the_settings(office: Office) -> None:
    office.set(oidc_claim="employee_number")
    browser, told = await office.goes()
    assert (await back(browser, told)).status_code == 403, "sub is another claim"
    office.provider.claims = {"employee_number": "E-1001"}
    browser, told = await office.goes()
    assert (await back(browser, told)).status_code == 303


@pytest.mark.parametrize("values", [{"disabled_at": True}, {"external_id": None}])
async def test_a_disabled_or_unlinked_account_is_not_opened(office: Office, values: dict[str, Any]) -> None:
    found = {name: office.web.clock.instant if value else value for name, value in values.items()}
    async with office.web.register.write() as session:
        await session.execute(update(Account).where(Account.id == "prov-js").values(**found))
    browser, told = await office.goes()
    assert (await back(browser, told)).status_code == 403
    assert await office.sessions() == 0


LATER, EARLIER = 10**10, 10**9
WRONG_TOKENS: dict[str, dict[str, Any]] = {
    "of another issuer": {"iss": "https://elsewhere.example"},
    "for another client": {"aud": "another"},
    "for several, to another": {"aud": [CLIENT, "another"], "azp": "another"},
    "for another question": {"nonce": "another"},
    "without the question": {"nonce": None},
    "run out": {"exp": EARLIER},
    "without an end": {"exp": None},
    "of the future": {"iat": LATER, "nbf": LATER},
    "of nobody": {"sub": None},
}


@pytest.mark.parametrize("claims", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
async def test_a_token_that_is_not_for_us_now_opens_nothing(office: Office, claims: dict[str, Any]) -> None:
    office.provider.claims = claims
    browser, told = await office.goes()
    answer = await back(browser, told)
    assert answer.status_code == 403
    assert FAILED in answer.text
    assert await office.sessions() == 0


async def test_a_token_signed_by_somebody_else_opens_nothing(office: Office) -> None:
    office.provider.forged = True
    browser, told = await office.goes()
    assert (await back(browser, told)).status_code == 403
    assert await office.sessions() == 0


WRONG_ANSWERS: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "another state": lambda told: told | {"state": "another"},
    "no state": lambda told: {name: value for name, value in told.items() if name != "state"},
    "another issuer": lambda told: told | {"iss": "https://elsewhere.example"},
    "no issuer, though it always names itself": lambda told: {k: v for k, v in told.items() if k != "iss"},
    "an error": lambda told: told | {"error": "access_denied"},
    "another code": lambda told: told | {"code": "made-up"},
    "no code": lambda told: {name: value for name, value in told.items() if name != "code"},
}


@pytest.mark.parametrize("change", WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
async def test_an_answer_that_is_not_to_this_question_opens_nothing(
    office: Office, change: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    browser, told = await office.goes()
    answer = await back(browser, change(told))
    assert answer.status_code == 403
    assert FAILED in answer.text
    assert await office.sessions() == 0


async def test_an_answer_brought_by_another_browser_opens_nothing_in_it(office: Office) -> None:
    _, told = await office.goes()
    other, _ = await office.goes()
    for browser in (visitor(office.web), other):
        assert (await back(browser, told)).status_code == 403
    assert await office.sessions() == 0


async def test_a_code_is_worth_nothing_without_the_verifier_of_its_browser(office: Office) -> None:
    mine, told = await office.goes()
    _, stolen = await office.goes()
    assert (await back(mine, told | {"code": stolen["code"]})).status_code == 403


@pytest.mark.parametrize("next_path", ["//evil.example", "https://evil.example"])
async def test_the_way_back_never_leads_to_another_site(office: Office, next_path: str) -> None:
    browser, told = await office.goes(next_path)
    assert (await back(browser, told)).headers["location"] == "/"


async def test_a_provider_that_does_not_answer_or_is_another_says_so(office: Office) -> None:
    office.provider.document = {"issuer": "https://elsewhere.example"}
    browser = visitor(office.web)
    page = await browser.get("/login/oidc", 503)
    assert "统一身份认证没有应答，没有登录" in page.html
    office.set(oidc_issuer="http://127.0.0.1:1")
    await browser.get("/login/oidc", 503)


async def test_in_production_only_an_encrypted_provider_is_asked(office: Office) -> None:
    office.set(env=Environment.PRODUCTION)
    await visitor(office.web).get("/login/oidc", 503)
    assert office.provider.asked == []


async def test_who_signs_in_there_need_not_choose_a_password_here(office: Office) -> None:
    async with office.web.register.write() as session:
        await session.execute(update(Account).where(Account.id == "prov-js").values(has_initial_password=True))
    browser, told = await office.goes()
    await back(browser, told)
    await browser.get("/cases")


@pytest.mark.parametrize("cookie", ["", "nonsense", "bnVsbA==", "e30=", "W10=", "\u00ff"])
def test_a_cookie_that_nobody_gave_is_no_flow(cookie: str) -> None:
    assert unpacked(cookie) is None
