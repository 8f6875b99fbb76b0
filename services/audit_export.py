"""The audit log as a file that speaks for itself: JSON Lines, to be checked by ``verifier.audit``."""

from collections.abc import AsyncIterator

from db.chain import exported, header
from db.queries import audit
from db.queries.audit import Head
from db.session import Register

_CHUNK = 500
"""Entries read at once: none of them ever changes, so a file need not be written within one transaction."""


async def head_of(register: Register) -> Head:
    async with register.read() as session:
        return await audit.head(session)


async def lines(register: Register, head: Head) -> AsyncIterator[bytes]:
    """The header, then every entry up to ``head``, some hundred lines at a time."""
    yield header(head.sequence, head.hash)
    done = 0
    while done < head.sequence:
        async with register.read() as session:
            rows = await audit.between(session, done, head.sequence, _CHUNK)
        if not rows:  # only in a register that somebody has tampered with; the check says so
            return
        done = rows[-1].sequence
        yield b"".join(map(exported, rows))
