"""``python -m rehearsal FOLDER PARENT``: play the order that lies in the folder.

The story is written into the folder again and again while it grows. The process ends after ``LIMIT_SECONDS`` in any
case, and with its parent: then nobody asks any more, and the folder goes, too.
"""

import asyncio
import logging
import os
import shutil
import sys
import time
from datetime import datetime
from pathlib import Path

from contracts.rehearsal import LIMIT_SECONDS, ORDER, STORY, Order, Story
from db.queries import rehearsing
from rehearsal.cast import fill_offices
from rehearsal.play import Play
from rehearsal.stage import Stage, a_stage
from rehearsal.telling import story_of

_log = logging.getLogger(__name__)
_EVERY_SECONDS = 2.0


def write(folder: Path, story: Story) -> None:
    """The whole story or the one before: whoever reads it meets no half of it."""
    draft = folder / f"{STORY}.part"
    draft.write_text(story.model_dump_json(), encoding="utf-8")
    draft.replace(folder / STORY)


async def rehearse(folder: Path) -> None:
    """Play the order in ``folder`` to its end, or to the end of the time allowed."""
    order = Order.model_validate_json((folder / ORDER).read_text(encoding="utf-8"))
    try:
        async with asyncio.timeout(LIMIT_SECONDS), a_stage(order, folder) as stage:
            await _played(stage, folder)
    except Exception as error:
        _log.exception("rehearsal %s failed", order.id)
        late = isinstance(error, TimeoutError)
        why = f"推演{'用时超过上限' if late else '中断'}，以下是已经推演的部分。"
        so_far = _so_far(folder)
        ended = {"ended_at": so_far.reached or order.starts_at, "why": why, "failed": True}
        write(folder, so_far.model_copy(update=ended))


def _so_far(folder: Path) -> Story:
    told = folder / STORY
    return Story.model_validate_json(told.read_text(encoding="utf-8")) if told.exists() else Story()


async def _played(stage: Stage, folder: Path) -> None:
    async with stage.register.write() as session:
        await fill_offices(session, await rehearsing.organisations(session), stage.order.starts_at)
    written = 0.0

    async def report(play: Play, now: datetime) -> None:
        nonlocal written
        if time.monotonic() - written > _EVERY_SECONDS:
            write(folder, await story_of(stage, folder, now, play.obstacles.values()))
            written = time.monotonic()

    play = Play(stage, report)
    why = await play.run()
    now = await stage.clock.now()
    story = await story_of(stage, folder, now, play.obstacles.values())
    write(folder, story.model_copy(update={"ended_at": now, "why": why}))


async def _while_the_parent_lives(parent: int, folder: Path) -> None:
    while os.getppid() == parent:  # noqa: ASYNC110 — nobody tells us, so we ask
        await asyncio.sleep(1)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


async def main(folder: Path, parent: int) -> None:
    watching = asyncio.create_task(_while_the_parent_lives(parent, folder))
    await rehearse(folder)
    watching.cancel()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
