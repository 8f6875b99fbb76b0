"""邮件收件箱: what the mail catcher of the one-box platform caught, as text. Not there in production."""

import asyncio
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import Services, Web
from api.errors import not_found
from api.identity import Visitor
from api.pages.rendering import is_demonstration, page

router = APIRouter()
_NAME = re.compile(r"[A-Za-z0-9@+=_-][A-Za-z0-9@+=._-]{0,199}\.eml")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Mail:
    name: str
    subject: str
    sender: str
    recipient: str
    date: datetime | None
    text: str


@router.get("/mail")
async def mailbox(request: Request, services: Web, visitor: Visitor) -> Response:
    mails = await asyncio.to_thread(_newest, _folder(services))
    return await page(request, services, visitor, "mailbox", "邮件收件箱", mails=mails)


@router.get("/mail/{name}")
async def one_mail(request: Request, services: Web, visitor: Visitor, name: str) -> Response:
    path = _folder(services) / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise not_found("该邮件")
    mail = await asyncio.to_thread(_read, path)
    return await page(request, services, visitor, "mail", mail.subject, mail=mail)


def _folder(services: Services) -> Path:
    if not is_demonstration(services):
        raise not_found("邮件收件箱")
    return services.settings.data_dir / "mail"


def _newest(folder: Path) -> list[Mail]:
    """The mails caught last, newest first."""
    paths = sorted(folder.glob("*.eml"), key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    return [_read(path) for path in paths[:_SHOWN]]


def _read(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    return Mail(
        name=path.name,
        subject=str(message["Subject"] or "（无主题）"),
        sender=_in_words(message, "From"),
        recipient=_in_words(message, "To"),
        date=message["Date"].datetime if message["Date"] else None,
        text=str(body.get_content()) if body else "",
    )


def _in_words(message: EmailMessage, header: str) -> str:
    """An address header for people. Read by the parser of addresses, a folded Chinese name has blanks in it."""
    raw = dict(message.raw_items()).get(header, "")
    whole = raw.encode(errors="surrogateescape").decode(errors="replace")  # others may send it unencoded
    return str(make_header(decode_header(whole)))
