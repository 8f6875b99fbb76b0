"""A mailbox for everybody: takes every mail of the one-box platform and keeps it as a file.

``python -m onebox.mail_catcher`` listens on ``ZHICHENG_SMTP_PORT`` and writes ``mail/<Message-ID>.eml`` in the
data folder. A mail delivered twice stands there twice (``.2.eml``), so that doubles are seen. Two domains
show what failure looks like: ``refuse.example`` is refused for good, ``defer.example`` for now.
"""

import asyncio
import hashlib
import os
import re
import signal
import tempfile
from email import message_from_bytes
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from config import settings

_ANSWERS = {
    "refuse.example": "550 5.1.1 收件人不存在 (recipient refused)",
    "defer.example": "451 4.2.1 邮箱暂时不可用 (try again later)",
}


class Mailbox:
    """aiosmtpd's handler: one folder for all recipients."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        domain = address.rpartition("@")[2].lower()
        if refusal := _ANSWERS.get(domain):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        stored = await asyncio.to_thread(store, self._folder, content)
        return f"250 OK {stored.name}"


def store(folder: Path, content: bytes) -> Path:
    """Write one mail (RFC 5322 bytes, unchanged) into ``folder``, whole or not at all; never overwrites."""
    descriptor, draft = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return _link(Path(draft), folder, file_stem(content))
    finally:
        os.unlink(draft)


def file_stem(content: bytes) -> str:
    """The Message-ID as a file name; of a mail without one, its SHA-256."""
    identity = str(message_from_bytes(content).get("Message-ID", "")).strip().strip("<>")
    digest = hashlib.sha256(identity.encode() or content).hexdigest()
    safe = re.sub(r"[^A-Za-z0-9@+=._-]", "_", identity).lstrip(".")[:150]
    if not safe:
        return digest
    return safe if safe == identity else f"{safe}-{digest[:8]}"


def _link(draft: Path, folder: Path, stem: str) -> Path:
    for number in count(1):
        target = folder / (f"{stem}.eml" if number == 1 else f"{stem}.{number}.eml")
        try:
            os.link(draft, target)
        except FileExistsError:
            continue
        return target
    raise AssertionError("count() never ends")


async def serve(host: str, port: int, folder: Path) -> None:
    """Take mails until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    mailbox = Mailbox(folder)
    async with await loop.create_server(lambda: SMTP(mailbox, enable_SMTPUTF8=True), host, port):
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve("127.0.0.1", settings().smtp_port, settings().data_dir / "mail"))
