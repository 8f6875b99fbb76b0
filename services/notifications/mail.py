"""The way by mail: one connection for a batch, a result for every recipient.

A mail may leave twice when a connection breaks before the server's answer; its Message-ID, derived from the
notification's id, is then the same, so that the recipient's system recognises it.
"""

import asyncio
import re
from collections.abc import Sequence
from email.base64mime import body_encode
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime
from functools import lru_cache, partial
from urllib.parse import quote
from zlib import crc32

import aiosmtplib

from domain.dates import CHINA
from domain.delivery import DeliveryState
from services.notifications.channel import TIMEOUT_SECONDS, DeliveryResult, Dispatch, Queues, Told, nobody

CONNECTIONS = 4
"""At once to the server, so that it and we work at the same time."""
ENOUGH_FOR_ONE = 50
"""Mails for which another connection is not worth its opening."""
_ADDRESS = re.compile(r"[!-;=?A-~]+@[!-;=?A-~]+")
_ANY_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+")
_LINE_END = "\r\n"
_BOUNDARY = "=_part"
"""No line of base64 begins like it."""
_PEOPLE_REMEMBERED = 4096
_TEXT_KEPT = 300
_IN_A_MESSAGE_ID = "!#$&'*+-/=?^_`{|}~."


class MailChannel:
    """An SMTP server and the name under which the platform writes. TLS is used when the server offers it.

    ``domain`` is the right side of every Message-ID. Raises ``ValueError`` for a ``sender`` that is no address.
    """

    def __init__(self, host: str, port: int, sender: str, domain: str) -> None:
        self._host = host
        self._port = port
        self._sender = Address("质程", addr_spec=sender)
        self._domain = domain

    async def deliver(self, mails: Sequence[Dispatch], told: Told = nobody) -> list[DeliveryResult]:
        """Hand every mail to the server; the results are in the order of ``mails``.

        Many go over several connections at once, all of one recipient over the same. ``told`` learns each result as
        soon as it is known. Never raises for the server or the network: when a connection fails, what was accepted
        stays delivered and everything from there on is deferred.
        """
        lanes: list[list[Dispatch]] = [[] for _ in range(min(CONNECTIONS, -(-len(mails) // ENOUGH_FOR_ONE)))]
        for mail in mails:
            lanes[crc32(mail.address.encode()) % len(lanes)].append(mail)
        async with asyncio.TaskGroup() as connections:
            found = [connections.create_task(self._over_one(lane, told)) for lane in lanes if lane]
        results = {each.id: each for lane in found for each in lane.result()}
        return [results[mail.id] for mail in mails]

    async def _over_one(self, mails: Sequence[Dispatch], told: Told) -> list[DeliveryResult]:
        results: list[DeliveryResult] = []
        try:
            async with self._connection() as smtp:
                queues, deliver = Queues(), partial(self._deliver_one, smtp)
                for mail in mails:
                    results.append(await queues.next(mail, deliver))
                    await told(results[-1])
        except (aiosmtplib.SMTPException, OSError) as trouble:
            for mail in mails[len(results) :]:
                results.append(_result(mail, DeliveryState.DEFERRED, _in_words(trouble)))
                await told(results[-1])
        return results

    def message_id(self, notification_id: str) -> str:
        """The Message-ID of a notification, the same at every attempt."""
        return f"<{quote(notification_id, safe=_IN_A_MESSAGE_ID)}@{self._domain}>"

    def _connection(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self._host, port=self._port, local_hostname=self._domain, timeout=TIMEOUT_SECONDS
        )

    async def _deliver_one(self, smtp: aiosmtplib.SMTP, mail: Dispatch) -> DeliveryResult:
        """Raises ``SMTPException`` or ``OSError`` when the connection is of no more use."""
        try:
            _, reply = await smtp.sendmail(self._sender.addr_spec, [mail.address], self._message(mail))
        except (ValueError, MessageError):
            return _result(mail, DeliveryState.REFUSED, "邮件地址格式不正确")
        except aiosmtplib.SMTPRecipientsRefused as refused:
            return _verdict(mail, refused.recipients[0])
        except aiosmtplib.SMTPDataError as refused:
            return _verdict(mail, refused)
        except aiosmtplib.SMTPResponseException as refused:
            # Our sender or our way of asking displeases: no fault of the recipient, so it is tried again.
            return _result(mail, DeliveryState.DEFERRED, refused.message, refused.code)
        return _result(mail, DeliveryState.DELIVERED, reply, aiosmtplib.SMTPStatus.completed)

    def _message(self, mail: Dispatch) -> bytes:
        """Raises ``ValueError`` or ``MessageError`` for an address that is none.

        Its parts are encoded by the standard library and joined here, without its generator: thousands leave at 09:00.
        """
        if not _ADDRESS.fullmatch(mail.address):
            raise ValueError("not an address")
        thread = self.message_id(f"case/{mail.case_id}")
        lines = [
            f"From: {_mailbox(self._sender.display_name, self._sender.addr_spec)}",
            f"To: {_mailbox(mail.recipient, mail.address)}",
            f"Subject: {_encoded(Header(' '.join(mail.subject.split()), 'utf-8', header_name='Subject'))}",
            f"Date: {format_datetime(mail.at.astimezone(CHINA))}",
            f"Message-ID: {self.message_id(mail.id)}",
            f"In-Reply-To: {thread}",
            f"References: {thread}",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            f'Content-Type: multipart/alternative; boundary="{_BOUNDARY}"',
            "",
            *_part("plain", mail.text),
            *_part("html", mail.html),
            f"--{_BOUNDARY}--",
            "",
        ]
        return _LINE_END.join(lines).encode("ascii")


def _part(kind: str, text: str) -> tuple[str, ...]:
    """In base64, which passes every server, also one without 8BITMIME."""
    content = body_encode(text.replace("\n", _LINE_END).encode(), eol=_LINE_END)
    return (
        f"--{_BOUNDARY}",
        f'Content-Type: text/{kind}; charset="utf-8"',
        "Content-Transfer-Encoding: base64",
        "",
        content,
    )


@lru_cache(_PEOPLE_REMEMBERED)
def _mailbox(name: str, address: str) -> str:
    found = Header(" ".join(name.split()), "utf-8")
    found.append(f"<{Address(addr_spec=address).addr_spec}>", "us-ascii")
    return _encoded(found)


def _encoded(header: Header) -> str:
    return header.encode(linesep=_LINE_END)


def _verdict(mail: Dispatch, reply: aiosmtplib.SMTPResponseException) -> DeliveryResult:
    """What the server said of this recipient or this mail."""
    state = DeliveryState.REFUSED if reply.code >= 500 else DeliveryState.DEFERRED
    return _result(mail, state, reply.message, reply.code)


def _result(mail: Dispatch, state: DeliveryState, text: str, code: int | None = None) -> DeliveryResult:
    return DeliveryResult(id=mail.id, state=state, code=code, text=_presentable(text, mail.address))


def _presentable(text: str, own: str) -> str:
    """A server's words fit for the register: one line, valid text, and nobody else's address."""
    valid = "".join(each if each.isprintable() else " " for each in text.encode("utf-8", "replace").decode("utf-8"))
    others_hidden = _ANY_ADDRESS.sub(lambda found: found[0] if found[0].lower() == own.lower() else "（地址略）", valid)
    return " ".join(others_hidden.split())[:_TEXT_KEPT]


def _in_words(trouble: Exception) -> str:
    """What is wrong with the connection, without the server's address."""
    match trouble:
        case aiosmtplib.SMTPConnectResponseError() | aiosmtplib.SMTPHeloError():
            return f"邮件服务器暂不提供服务（{trouble.code}）"
        case aiosmtplib.SMTPConnectError():
            return "无法连接邮件服务器"
        case aiosmtplib.SMTPServerDisconnected():
            return "与邮件服务器的连接中断"
        case TimeoutError():
            return "邮件服务器没有按时应答"
        case _:
            return f"与邮件服务器通信失败（{type(trouble).__name__}）"
