"""A worker's process that empties the outbox once, and is killed meanwhile: its arguments are those of ``main``."""

import asyncio
import sys
from datetime import datetime
from types import SimpleNamespace

from db.session import Register
from services.clock import SystemClock
from services.notifications.outward import Outward
from services.notifications.webhook import WebhookChannel
from tests.support.outboxes import Post


async def main(url: str, port: str, moment: str) -> None:
    mail = SimpleNamespace(port=int(port))
    others = {"webhook": WebhookChannel(Outward(inside=True), SystemClock())}
    await Post(Register(url), mail, others, datetime.fromisoformat(moment)).empty()  # type: ignore[arg-type]


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
