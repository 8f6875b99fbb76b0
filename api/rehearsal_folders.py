"""The folders of rehearsals: each is locked by the process that plays it, for as long as that lives.

So anybody sees which are under way, after kill -9 and after a new start, too. A folder stays for a day; one that was
cut off before its end goes at once.
"""

import asyncio
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from api.deps import Services
from contracts.rehearsal import ORDER, STORY, Order, Story

KEPT = timedelta(days=1)


def home(services: Services) -> Path:
    return services.settings.data_dir.absolute() / "rehearsals"


@contextmanager
def claimed(folder: Path) -> Iterator[int]:
    """Make the folder and lock it; the descriptor given holds the lock, here and in every process that inherits it."""
    with _turn(folder.parent):
        folder.mkdir(mode=0o700)
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def under_way(place: Path) -> list[Path]:
    """The folders of those that are being played, by whichever process."""
    with _turn(place):
        return [folder for folder in _folders(place) if _is_locked(folder)]


def order(place: Path, rehearsal_id: str) -> Order | None:
    """What was asked for under this id."""
    with _turn(place):
        asked = {folder.name: folder / ORDER for folder in _folders(place)}.get(rehearsal_id)
        return _order(asked) if asked and asked.exists() else None


def story(folder: Path) -> Story:
    """What has been told so far."""
    told = folder / STORY
    return Story.model_validate_json(told.read_text(encoding="utf-8")) if told.exists() else Story()


async def tidy(services: Services) -> None:
    """Drop what was asked for more than a day ago, and what was cut off before its end."""
    await asyncio.to_thread(_tidy, home(services), await services.session_clock.now())


def _tidy(place: Path, now: datetime) -> None:
    if not place.exists():
        return
    with _turn(place):
        for folder in _folders(place):
            if not _is_locked(folder) and _is_done_with(folder, now):
                shutil.rmtree(folder, ignore_errors=True)


def _is_done_with(folder: Path, now: datetime) -> bool:
    """Of a folder that nobody plays in."""
    asked = folder / ORDER
    if not asked.exists() or story(folder).ended_at is None:
        return True
    return now - _order(asked).asked_at > KEPT


def _order(asked: Path) -> Order:
    return Order.model_validate_json(asked.read_text(encoding="utf-8"))


def _folders(place: Path) -> list[Path]:
    return sorted(each for each in place.iterdir() if each.is_dir())


def _is_locked(folder: Path) -> bool:
    with _opened(folder) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def _turn(place: Path) -> Iterator[None]:
    """One at a time makes folders or drops them."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened(place) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
