"""统一身份认证: signing in through an identity provider (OpenID Connect, code flow with PKCE), where one is set.

It only says who somebody is. Which account is theirs, operations have entered beforehand (``accounts.external_id``);
what the provider says of roles or offices is not read, and nobody gets an account by signing in there.
"""

import base64
import binascii
import hmac
import json
from dataclasses import asdict, dataclass
from typing import Any, cast

import httpx2
import structlog
from authlib.common.security import generate_token
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from pydantic import BaseModel, ValidationError

from api import audit, rate_limits
from api.deps import Services
from api.errors import WebError, not_found, unavailable
from api.identity import is_admitted, open_session
from api.rate_limits import Limit
from api.whence import Whence, subscriber
from config import Environment
from db.models import Account
from db.queries import identity as queries
from domain.refusal import Refusal, RefusalKind
from domain.roles import ANYONE

log = structlog.get_logger("api")

CALLBACK = "/login/oidc/callback"
FLOW_SECONDS = 600
"""How long somebody may take to sign in over there."""
_PATIENCE = 10.0
_LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
_ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]
"""Those that only the provider can sign with: neither ``none`` nor one with a shared secret."""
_FAILED = "统一身份认证没有完成，没有登录。请重新登录；仍不成功的，请联系技术运维。"
_UNLINKED = "已通过统一身份认证，但是没有与您关联的账号，或者账号不得在此使用。请联系技术运维关联账号。"


class _Provider(BaseModel):
    """What it says of itself (OpenID Connect Discovery)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    authorization_response_iss_parameter_supported: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """One log-in under way. It lies in a cookie of the browser that began it, so only that browser can end it."""

    state: str
    nonce: str
    verifier: str
    next: str

    def packed(self) -> str:
        return base64.urlsafe_b64encode(json.dumps(asdict(self)).encode()).decode()


def unpacked(cookie: str | None) -> Flow | None:
    """The flow of a cookie; None for what is none."""
    try:
        found = json.loads(base64.urlsafe_b64decode(cookie or ""))
        return Flow(**{name: str(found[name]) for name in ("state", "nonce", "verifier", "next")})
    except (ValueError, TypeError, KeyError, binascii.Error):
        return None


def is_offered(services: Services) -> bool:
    return bool(services.settings.oidc_issuer)


async def begin(services: Services, next_path: str) -> tuple[str, Flow]:
    """Where to send the browser, and what it has to bring back. Raises 404 where no provider is set, and 503."""
    provider = await _provider(services)
    flow = Flow(generate_token(43), generate_token(43), generate_token(64), next_path)
    address = prepare_grant_uri(
        provider.authorization_endpoint,
        services.settings.oidc_client_id,
        "code",
        redirect_uri=_callback(services),
        scope="openid profile",
        state=flow.state,
        nonce=flow.nonce,
        code_challenge=create_s256_code_challenge(flow.verifier),
        code_challenge_method="S256",
    )
    return str(address), flow


async def finish(services: Services, flow: Flow | None, answer: dict[str, str], whence: Whence) -> str:
    """The token of a new session, for what the provider sent the browser back with.

    Raises 403 for an answer that is not the one to this browser's question, or that names nobody here; 429; 503.
    """
    address = subscriber(whence.address)
    await rate_limits.take(services, Limit.SIGN_IN_ADDRESS, address)
    provider = await _provider(services)
    if flow is None or (wrong := _mismatch(provider, flow, answer)):
        raise await _refused(services, "no flow" if flow is None else wrong, _FAILED)
    claims = await _claims(services, provider, flow, answer["code"])
    name = claims.get(services.settings.oidc_claim)
    async with services.register.read() as session:
        found = await queries.linked(session, name) if isinstance(name, str) and name else None
    if found is None or not is_admitted(services, found[0]):
        raise await _refused(services, "unlinked", _UNLINKED, found[0] if found else None)
    await rate_limits.give_back(services, Limit.SIGN_IN_ADDRESS, address)
    detail = f"经{services.settings.oidc_label}登录网页"
    return await open_session(services, *found, "cookie", whence, detail, is_external=True)


def _mismatch(provider: _Provider, flow: Flow, answer: dict[str, str]) -> str:
    """What shows that this is no answer of this provider to what this browser asked; empty when it may be."""
    if not hmac.compare_digest(flow.state.encode(), answer.get("state", "").encode()):
        return "state"
    named = answer.get("iss")
    if named is None and provider.authorization_response_iss_parameter_supported:
        return "no issuer"
    if named is not None and named != provider.issuer:
        return "issuer"
    return answer.get("error", "") or ("" if answer.get("code") else "no code")


async def _claims(services: Services, provider: _Provider, flow: Flow, code: str) -> CodeIDToken:
    """What the provider says of the person, signed by it, for us, in answer to this question, and still good."""
    settings = services.settings
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _callback(services),
        "code_verifier": flow.verifier,
    }
    auth = (settings.oidc_client_id, settings.oidc_client_secret)
    told = await _asked("POST", provider.token_endpoint, data=form, auth=auth)
    keys = await _asked("GET", provider.jwks_uri)
    now = int((await services.session_clock.now()).timestamp())
    try:
        token = jwt.decode(
            str(told["id_token"]), KeySet.import_key_set(cast(KeySetSerialization, keys)), algorithms=_ALGORITHMS
        )
        claims = CodeIDToken(
            token.claims,
            token.header,
            {"iss": {"essential": True, "value": provider.issuer}, "aud": {"essential": True, "value": auth[0]}},
            {"nonce": flow.nonce, "client_id": auth[0], "access_token": told.get("access_token")},
        )
        claims.validate(now=now, leeway=_LEEWAY)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise await _refused(services, f"{type(error).__name__}: {error}", _FAILED) from error
    return claims


async def _provider(services: Services) -> _Provider:
    """Asked each time: whoever changes its addresses or keys need not tell us. Raises 404 and 503."""
    issuer = services.settings.oidc_issuer
    if not issuer:
        raise not_found("统一身份认证")
    if services.settings.env is Environment.PRODUCTION and not issuer.startswith("https:"):
        log.error("oidc_issuer_not_encrypted", issuer=issuer)
        raise _silent()
    told = await _asked("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    try:
        found = _Provider.model_validate(told)
    except ValidationError as error:
        log.error("oidc_discovery", error=str(error))
        raise _silent() from error
    if found.issuer != issuer:
        log.error("oidc_other_issuer", told=found.issuer)
        raise _silent()
    return found


async def _asked(method: str, address: str, **request: Any) -> dict[str, Any]:
    """Its JSON; what it refuses (400, 401) is an answer without the token. Raises 503 when there is none."""
    try:
        async with httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=_PATIENCE) as client:
            answer = await client.request(method, address, **request)
        found = answer.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        log.warning("oidc_silent", error=f"{type(error).__name__}: {error}")
        raise _silent() from error
    if answer.is_server_error or not isinstance(found, dict):
        log.warning("oidc_silent", status=answer.status_code)
        raise _silent()
    return found


def _callback(services: Services) -> str:
    """The one address the provider may send browsers back to; it is entered there letter by letter."""
    return f"{services.settings.base_url.rstrip('/')}{CALLBACK}"


async def _refused(services: Services, reason: str, text: str, account: Account | None = None) -> WebError:
    """The reason is for the log: it would help whoever tries to forge an answer."""
    log.warning("oidc_refused", reason=reason)
    refusal = Refusal(kind=RefusalKind.WRONG_ACTOR, text=text)
    await audit.record(services, ANYONE, "session.open", account.id if account else "unknown", refusal=refusal)
    return WebError("not_signed_in", text)


def _silent() -> WebError:
    return unavailable("统一身份认证没有应答，没有登录。请稍后重试，或者用用户名和密码登录。")
