"""A real SMTP server on a free port of this machine, which can be told to misbehave."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import AnyStr, cast

from aiosmtpd.smtp import SMTP, Envelope, Session


class _Session(SMTP):
    """A session whose replies may hold Chinese, as those of real servers here do."""

    async def push(self, status: AnyStr) -> None:
        line = status if isinstance(status, bytes) else status.encode(self.event_handler.charset)
        assert self._writer is not None
        self._writer.write(line + b"\r\n")
        await self._writer.drain()


class SmtpServer:
    """What the server took, and how it is to answer."""

    def __init__(self) -> None:
        self.port = 0
        self.accepted: list[tuple[str, EmailMessage]] = []
        """(envelope recipient, mail as a mail client reads it), in the order of arrival."""
        self.connections = 0
        self.answers: dict[str, str] = {}
        """Envelope recipient → reply to RCPT instead of 250."""
        self.sender_answer = ""
        """Reply to every MAIL FROM instead of 250."""
        self.content_answer = ""
        """Reply to every mail's content instead of 250."""
        self.charset = "utf-8"
        """In which replies are written."""
        self.drop_after: int | None = None
        """Cut the connection, without an answer, at the content after this many accepted mails."""
        self._sessions: list[SMTP] = []
        self._listening: asyncio.Server | None = None

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.accepted]

    @property
    def mails(self) -> list[EmailMessage]:
        return [mail for _, mail in self.accepted]

    async def start(self) -> None:
        """Listen; after a stop, on the same port again."""
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(self._session, "127.0.0.1", self.port)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        assert self._listening is not None
        self._listening.close()
        for session in self._sessions:
            _cut(session)
        await self._listening.wait_closed()
        # A cut connection ends its session's task in the next turns of the loop.
        tasks = [each._handler_coroutine for each in self._sessions if each._handler_coroutine is not None]
        await asyncio.gather(*tasks, return_exceptions=True)
        self._sessions.clear()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.drop_after is not None and len(self.accepted) >= self.drop_after:
            _cut(server)
            return "250 never heard"
        if self.content_answer:
            return self.content_answer
        mail = message_from_bytes(cast(bytes, envelope.content), policy=default)
        self.accepted += [(recipient, mail) for recipient in envelope.rcpt_tos]
        return f"250 2.0.0 queued as {len(self.accepted)}"

    def _session(self) -> SMTP:
        self.connections += 1
        session = _Session(self, hostname="mx.example.gov.cn", loop=asyncio.get_running_loop())
        self._sessions.append(session)
        return session


def _cut(session: SMTP) -> None:
    if isinstance(session.transport, asyncio.Transport):
        session.transport.abort()


@asynccontextmanager
async def smtp_server() -> AsyncIterator[SmtpServer]:
    """A listening server; stopped at the end, unless the test has stopped it."""
    server = SmtpServer()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
