"""A mail server that misbehaves: refuses some recipients for good, others for now, and drops connections anywhere.

What it does is drawn from one ``random.Random``; what it took, and what it said to whom, it writes down.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from enum import StrEnum
from random import Random

from aiosmtpd.smtp import SMTP, Envelope, Session

_TOOK = "250 2.0.0 queued"
_DROPPED = "421 never heard: the connection is gone"


class Moment(StrEnum):
    """Where a connection breaks."""

    GREETING = "at the greeting"
    SENDER = "at the sender"
    RECIPIENT = "at the recipient, before the content"
    CONTENT = "at the content, not taken"
    ANSWER = "after the content was taken, before the answer"


@dataclass(frozen=True, slots=True)
class Temper:
    """How the server treats a recipient: it defers this many times, then refuses for good or takes."""

    deferrals: int = 0
    refuses: bool = False
    at_content: bool = False
    """Says so of the content, not of the recipient."""

    def answer(self, asked: int, name: str) -> str:
        """``asked``: how often it was asked before."""
        if asked < self.deferrals:
            return f"451 4.2.1 mailbox of {name} busy, try {asked + 1}"
        return f"550 5.1.1 no mailbox {name} here" if self.refuses else ""


@dataclass
class Hostile:
    """aiosmtpd's handler. ``drops``: how many connections it still breaks, so that there is an end."""

    random: Random
    tempers: dict[str, Temper]
    drops: int
    on_step: Callable[[], None] = lambda: None
    """Called with every command."""
    took: list[tuple[str, str]] = field(default_factory=list)
    """(recipient, Message-ID) in the order of arrival."""
    refusals: dict[str, str] = field(default_factory=dict)
    """Recipient → the last words of a final refusal."""
    figures: Counter[str] = field(default_factory=Counter)
    _asked: Counter[str] = field(default_factory=Counter)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self._drops(server, Moment.GREETING)
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._drops(server, Moment.SENDER):
            return _DROPPED
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._drops(server, Moment.RECIPIENT):
            return _DROPPED
        if not self.tempers[address].at_content and (answer := self._answer(address)):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        (address,) = envelope.rcpt_tos
        if self._drops(server, Moment.CONTENT):
            return _DROPPED
        if self.tempers[address].at_content and (answer := self._answer(address)):
            return answer
        content = envelope.content or b""
        message = message_from_bytes(content if isinstance(content, bytes) else content.encode())
        self.took.append((address, str(message["Message-ID"])))
        return _DROPPED if self._drops(server, Moment.ANSWER) else _TOOK

    def _answer(self, address: str) -> str:
        answer = self.tempers[address].answer(self._asked[address], address.partition("@")[0])
        self._asked[address] += 1
        if answer:
            self.figures["refused" if answer.startswith("5") else "deferred"] += 1
        if answer.startswith("5"):
            self.refusals[address] = answer.partition(" ")[2]
        return answer

    def _drops(self, server: SMTP, moment: Moment) -> bool:
        self.on_step()
        if not self.drops or self.random.random() > 0.06:
            return False
        self.drops -= 1
        self.figures[f"connections dropped {moment}"] += 1
        cut(server)
        return True


def cut(session: SMTP) -> None:
    """Break a connection without a word."""
    if isinstance(session.transport, asyncio.Transport):
        session.transport.abort()


@asynccontextmanager
async def serving(current: Callable[[], Hostile]) -> AsyncIterator[int]:
    """A server on a free port, which it answers; every new connection is treated as ``current`` says then."""
    sessions: list[SMTP] = []
    loop = asyncio.get_running_loop()

    def session() -> SMTP:
        sessions.append(SMTP(current(), hostname="mx.example.gov.cn", loop=loop))
        return sessions[-1]

    listening = await loop.create_server(session, "127.0.0.1", 0)
    try:
        yield int(listening.sockets[0].getsockname()[1])
    finally:
        listening.close()
        for each in sessions:
            cut(each)
        await listening.wait_closed()
        tasks = [each._handler_coroutine for each in sessions if each._handler_coroutine is not None]
        await asyncio.gather(*tasks, return_exceptions=True)
