"""A mail server that takes everything and notes when it came: ``python -m bench.mail_sink PORT FILE``.

One line a mail, ``Message-ID seconds`` (of the epoch), as soon as it is taken.
"""

import asyncio
import re
import signal
import sys
import time
from pathlib import Path
from typing import TextIO

from aiosmtpd.smtp import SMTP, Envelope, Session

_MESSAGE_ID = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE | re.IGNORECASE)
"""Read by hand: what the mail server of a storm spends on a parser is missing where the mails are made."""


class Sink:
    """aiosmtpd's handler."""

    def __init__(self, notes: TextIO) -> None:
        self._notes = notes

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        found = _MESSAGE_ID.search(content)
        if found is None:
            return "554 5.6.0 no Message-ID"
        self._notes.write(f"{found[1].decode()} {time.time()}\n")
        self._notes.flush()
        return "250 2.0.0 OK"


async def serve(port: int, file: Path) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    with file.open("w", encoding="utf-8") as notes:
        sink = Sink(notes)
        async with await loop.create_server(lambda: SMTP(sink, enable_SMTPUTF8=True), "127.0.0.1", port):
            await stop.wait()


def arrivals(file: Path) -> list[tuple[str, float]]:
    """(Message-ID, seconds of the epoch) of every mail so far, in the order of arrival."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [(id_, float(at)) for id_, at in (line.split() for line in lines if line.count(" ") == 1)]


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
