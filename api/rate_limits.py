"""How often: failed log-ins to an account and from an address, and what one address may do without a log-in.

What changes something is counted in the register, so that several web processes count together and a restart forgets
nothing; what only reads is counted in each process, because nobody's question may cost a write. See docs/adr/0033.
"""

import math
import re
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import Storage
from limits.aio.strategies import FixedWindowRateLimiter
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.deps import Services
from api.errors import ProblemPage, WebError, problem_response
from api.whence import subscriber, whence
from contracts.clock import Clock
from db.queries import rate_counts
from db.session import Register

log = structlog.get_logger("api")

_KIND = "too_many"


class Limit(StrEnum):
    """What is counted; the value is the name of its setting."""

    SIGN_IN_ACCOUNT = "limit_sign_in_account"
    SIGN_IN_ADDRESS = "limit_sign_in_address"
    PUBLIC_WRITE = "limit_public_write"
    PUBLIC_READ = "limit_public_read"


_TOO_MANY = {
    Limit.SIGN_IN_ACCOUNT: "该用户名登录未成功的次数过多。",
    Limit.SIGN_IN_ADDRESS: "从您的网络登录未成功的次数过多。",
    Limit.PUBLIC_WRITE: "从您的网络提交的次数过多，本次没有提交。",
    Limit.PUBLIC_READ: "从您的网络查询的次数过多。",
}
_PUBLIC = (
    (Limit.PUBLIC_WRITE, re.compile(r"POST (/notices/|/objections/|/api/v1/public/(files|notices|objections)\b)")),
    (Limit.PUBLIC_READ, re.compile(r"\w+ (/verify\b|/api/v1/public/(documents|objections)/|/api/v1/feeds/)")),
    (Limit.PUBLIC_READ, re.compile(r"\w+ /calendar/[^/]+\.ics$")),
    (Limit.PUBLIC_READ, re.compile(r"GET /objections$")),
)
"""What is open without a log-in and could be asked for without end, or guessed at."""


class RegisterStorage(Storage):
    """Counts in fixed windows, kept in the register under the hash of their key."""

    STORAGE_SCHEME = None

    def __init__(self, register: Register, clock: Clock) -> None:
        super().__init__()
        self._register, self._clock = register, clock

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = await self._clock.now()
        async with self._register.write() as session:
            return await rate_counts.add(session, _hashed(key), amount, now, now + timedelta(seconds=expiry))

    async def get(self, key: str) -> int:
        now = await self._clock.now()
        async with self._register.read() as session:
            found = await rate_counts.running(session, _hashed(key), now)
        return found.count if found else 0

    async def get_expiry(self, key: str) -> float:
        """Seconds since 1970, as the library counts: now, when no window runs."""
        now = await self._clock.now()
        async with self._register.read() as session:
            found = await rate_counts.running(session, _hashed(key), now)
        return (found.expires_at if found else now).timestamp()

    async def clear(self, key: str) -> None:
        async with self._register.write() as session:
            await rate_counts.clear(session, _hashed(key))

    async def check(self) -> bool:
        return True

    async def reset(self) -> int | None:
        async with self._register.write() as session:
            return await rate_counts.clear_all(session)


async def take(services: Services, limit: Limit, who: str) -> None:
    """Count one more try of ``who``. Raises 429 with ``Retry-After`` once there were too many."""
    limiter, item = _limiter(services, limit), _item(services, limit)
    if await limiter.test(item, limit, who) and await limiter.hit(item, limit, who):
        return
    raise await _too_many(services, limit, who)


async def give_back(services: Services, limit: Limit, who: str) -> None:
    """The try that was taken was none to be counted."""
    await _limiter(services, limit).hit(_item(services, limit), limit, who, cost=-1)


async def forget(services: Services, limit: Limit, who: str) -> None:
    """Begin anew."""
    await _limiter(services, limit).clear(_item(services, limit), limit, who)


class RateLimits:
    """ASGI middleware around what is open without a log-in: refuses before the body is read."""

    def __init__(self, app: ASGIApp, page: ProblemPage) -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = _limit_of(f"{scope['method']} {scope['path']}") if scope["type"] == "http" else None
        if limit is not None:
            request = Request(scope, receive)
            services: Services = request.state.services
            try:
                await take(services, limit, subscriber(whence(request, services.settings.trusted_proxies).address))
            except SQLAlchemyError as error:  # the route below says, better than we can, that the register is silent
                log.warning("not_counted", path=scope["path"], error=str(error))
            except WebError as error:
                response = await problem_response(request, error.problem, self._page)
                response.headers.update(error.headers)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _limit_of(asked: str) -> Limit | None:
    return next((limit for limit, pattern in _PUBLIC if pattern.match(asked)), None)


def _limiter(services: Services, limit: Limit) -> FixedWindowRateLimiter:
    if limit is Limit.PUBLIC_READ:
        return FixedWindowRateLimiter(services.counts)
    return FixedWindowRateLimiter(RegisterStorage(services.register, services.session_clock))


def _item(services: Services, limit: Limit) -> RateLimitItem:
    return parse(getattr(services.settings, limit))


async def _too_many(services: Services, limit: Limit, who: str) -> WebError:
    item = _item(services, limit)
    window = await _limiter(services, limit).get_window_stats(item, limit, who)
    left = window.reset_time - (await services.session_clock.now()).timestamp()
    seconds = max(1, min(math.ceil(left), item.get_expiry()))
    error = WebError(_KIND, headers={"Retry-After": str(seconds)})
    error.problem.detail = _TOO_MANY[limit]
    error.problem.remedy = f"请在{_span(seconds)}以后再试；次数由系统策略设定，用于防止猜测密码和滥用。"
    return error


def _span(seconds: int) -> str:
    return f"{seconds}秒" if seconds < 60 else f"{math.ceil(seconds / 60)}分钟"


def _hashed(key: str) -> str:
    return sha256(key.encode()).hexdigest()
