"""推演: one that is cut off, by kill -9 too, leaves neither a process nor a folder behind."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from api import rehearsal_folders, rehearsals
from contracts.rehearsal import ORDER, STORY
from domain.zone.case import Stage
from tests.support.page_rows import visitor
from tests.support.processes import PATIENCE, started, wait_until_gone
from tests.support.rehearsed import asked_for, wished
from tests.support.web import NOW, Web

pytestmark = pytest.mark.timeout(120)
SERVER = "temporal-test-server"
Found = TypeVar("Found")


def home(web: Web) -> Path:
    return web.services.settings.data_dir / "rehearsals"


def child_of(parent: int, word: str) -> int | None:
    """The process that this one started and whose command line contains the word."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            its_parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it ended meanwhile
            continue
        if its_parent == parent and word in command and "tether.py" not in command:
            return int(entry.name)
    return None


async def until(look: Callable[[], Found | None]) -> Found:
    for _ in range(int(PATIENCE / 0.05)):
        if (found := look()) is not None:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come")


async def playing(parent: int, folder: Path) -> tuple[int, int]:
    """The process that plays and its engine, once something has been told."""
    await until(lambda: True if (folder / STORY).exists() else None)
    player = await until(lambda: child_of(parent, "rehearsal"))
    return player, await until(lambda: child_of(player, SERVER))


async def until_dropped(folder: Path) -> None:
    await until(lambda: None if folder.exists() else True)


async def begun(web: Web) -> Path:
    """A rehearsal that has just been asked for on its page; answers its folder."""
    case = await web.add_case(stage=Stage.CREATION)
    browser = await visitor(web).login("park-js-1")
    page = await browser.submit(await wished(browser, case.id, years="8"))
    return home(web) / page.path.rpartition("/")[2]


async def test_a_rehearsal_killed_with_kill_9_takes_its_engine_with_it_and_its_folder_goes(web: Web) -> None:
    folder = await begun(web)
    player, engine = await playing(os.getpid(), folder)
    os.kill(player, signal.SIGKILL)
    wait_until_gone(engine)
    await asyncio.gather(*rehearsals.WATCHES)
    assert not folder.exists()
    page = await (await visitor(web).login("park-js-1")).get(f"/rehearsals/{folder.name}", 404)
    assert "中途中断的随即删除" in page.text


async def test_an_api_killed_with_kill_9_takes_its_rehearsals_with_it(web: Web) -> None:
    case = await web.add_case(stage=Stage.CREATION)
    arguments = (web.services.settings.database, str(web.services.settings.data_dir), case.id)
    with started("-m", "tests.support.rehearsing_child", *arguments) as api:
        assert api.stdout is not None
        folder = home(web) / (await asyncio.to_thread(api.stdout.readline)).strip()
        player, engine = await playing(api.pid, folder)
        api.kill()
        await asyncio.to_thread(wait_until_gone, player)
        await asyncio.to_thread(wait_until_gone, engine)
    await until_dropped(folder)


async def test_one_that_outlives_its_time_is_ended_with_its_engine(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsals, "LIMIT_SECONDS", -30 + 10)
    folder = await begun(web)
    player, engine = await playing(os.getpid(), folder)
    os.kill(player, signal.SIGSTOP)  # it hangs: by itself it would end too soon
    await asyncio.gather(*rehearsals.WATCHES)
    wait_until_gone(engine)
    assert not folder.exists()


async def test_what_a_machine_that_went_down_left_is_dropped_at_the_next_start(web: Web) -> None:
    """Nobody holds the folder any more: no process is left that could tell its story to the end."""
    cut_off, done, running = (asked_for(web, "park-js-1", NOW, name) for name in ("cut-off", "done", "other"))
    (cut_off / STORY).unlink()
    (running / ORDER).unlink()
    half_dropped = home(web) / "half-dropped"
    half_dropped.mkdir()
    with rehearsal_folders.claimed(home(web) / "running"):
        await rehearsal_folders.tidy(web.services)
        assert {each.name for each in home(web).iterdir()} == {"done", "running"}
    await rehearsal_folders.tidy(web.services)
    assert list(home(web).iterdir()) == [done]
