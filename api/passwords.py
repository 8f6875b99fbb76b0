"""密码: what one may choose, and choosing another.

What makes a password good is that it is long and that nobody guesses it first; it need not hold a digit or a sign, and
it does not grow old. The rules are ours (系统策略).
"""

import secrets
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, rate_limits
from api.deps import Body, Services
from api.errors import FieldError, malformed
from api.identity import Identity, digest, fits, hasher
from api.rate_limits import Limit
from api.sessions import EndedView
from db.models import Account
from db.queries import identity as queries
from domain.refusal import Refusal, RefusalKind

SHORTEST, LONGEST = 10, 200
_COMMON = Path(__file__).with_name("common_passwords.txt")
_FEWEST_DIFFERENT = 3
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is taken for another: an initial password is read aloud or copied from paper."""
_INITIAL_LENGTH = 16


class PasswordChange(Body):
    """``old`` is the password in use."""

    old: Annotated[str, Field(title="原密码", min_length=1, max_length=LONGEST)]
    new: Annotated[str, Field(title="新密码", min_length=1, max_length=LONGEST)]


def fault(password: str, account: Account, organisation: str) -> str | None:
    """Why somebody may not choose this password, in words; None when they may. ``organisation``: its name."""
    if len(password) < SHORTEST:
        return f"密码至少{SHORTEST}个字符，可以是一句话，不要求含有数字或者符号"
    plain = password.casefold()
    names = {account.id, account.display_name, organisation, account.email.partition("@")[0]}
    if any(plain.strip() == name.casefold() or name.casefold() in plain for name in names if len(name) > 3):
        return "密码不能含有您的用户名、姓名或者单位名称"
    if plain.strip() in _common() or len(set(plain)) < _FEWEST_DIFFERENT or _is_a_run(plain):
        return "这个密码很多人在用，容易被猜到，请另选一个"
    return None


async def change(services: Services, me: Identity, form: PasswordChange) -> EndedView:
    """Take the new password and end every other session of the account; repeated, it finds nothing to do.

    Raises 422 with what is wrong with which field, and 429 after too many wrong old passwords.
    """
    account = me.account
    await rate_limits.take(services, Limit.SIGN_IN_ACCOUNT, account.id)
    is_new_already, is_old = await fits(form.new, account.password_hash), await fits(form.old, account.password_hash)
    if not is_old and not is_new_already:
        await _wrong(services, me)
        raise _refused("old", "原密码不正确")
    await rate_limits.forget(services, Limit.SIGN_IN_ACCOUNT, account.id)
    if not is_old:
        return EndedView(ended=0)
    if is_new_already:
        raise _refused("new", "新密码不能与原密码相同")
    if text := fault(form.new, account, me.organisation.name):
        raise _refused("new", text)
    now, at = await services.session_clock.now(), await services.clock.now()
    stored = hasher.hash(form.new)
    async with services.register.write() as session:
        ended = await store(session, account.id, stored, now, is_initial=False, keep=digest(me.token))
        await audit.add(session, at, me.actor, "password.change", account.id, detail="更改密码")
    return EndedView(ended=ended)


async def store(
    session: AsyncSession, account_id: str, password_hash: str, now: datetime, *, is_initial: bool, keep: str = ""
) -> int:
    """Keep the hash of a password and end the sessions opened with the one before, but ``keep``; how many."""
    row = await queries.account(session, account_id)
    assert row is not None
    row.password_hash, row.has_initial_password = password_hash, is_initial
    return await queries.revoke_all(session, account_id, now, keep)


def initial() -> str:
    """A password for somebody else to begin with: 79 bits, easily read."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_INITIAL_LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, _INITIAL_LENGTH, 4))


async def _wrong(services: Services, me: Identity) -> None:
    refusal = Refusal(kind=RefusalKind.WRONG_ACTOR, text="更改密码未成功：原密码不正确。")
    await audit.record(services, me.actor, "password.change", me.account.id, refusal=refusal)


def _refused(field: str, text: str) -> Exception:
    return malformed(f"{text}。", FieldError(loc=["body", field], code="password", message=text))


def _is_a_run(text: str) -> bool:
    """1234567890, zyxwvutsrq: every character follows the one before by the same step of one."""
    steps = {ord(after) - ord(before) for before, after in zip(text, text[1:], strict=False)}
    return len(steps) == 1 and abs(steps.pop()) <= 1


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())
