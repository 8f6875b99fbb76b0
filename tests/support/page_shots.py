"""What every state of ``page_states`` answers with, fetched once and checked as every page is (``pages.check``)."""

import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from unittest.mock import patch

from api import acting
from db.session import Register
from tests.support.databases import sqlite_at
from tests.support.page_scenes import SCENES, Examples
from tests.support.page_state import State
from tests.support.pages import Page, PageClient
from tests.support.web import Web, a_web

_GENEROUS = "10000 per minute"


@dataclass(frozen=True, slots=True)
class Shot:
    state: State
    page: Page


async def shots(states: Iterable[State], migrated: Path, folder: Path) -> list[Shot]:
    """Each scene on a copy of the migrated register, in a folder of its own; the states in the order of the scenes.

    Fails for a state that answers with another status, or with a page on which anything is wrong.
    """
    found = []
    for name, asked in groupby(sorted(states, key=_scene), key=_scene):
        within = folder / name
        within.mkdir()
        url = sqlite_at(Path(shutil.copy(migrated, within / "register.db")))
        async with _register(url) as register, a_web(register, url, within) as web:
            _unlimited(web)
            examples = await SCENES[name](web)
            visitors: dict[str | None, PageClient] = {}
            with patch.object(acting, "send", _take) if name == "taken" else nullcontext():
                for state in asked:
                    found.append(Shot(state, await _page(web, visitors, state, examples)))
    return found


@asynccontextmanager
async def _register(url: str) -> AsyncIterator[Register]:
    register = Register(url)
    try:
        yield register
    finally:
        await register.dispose()


async def _take(*_: object) -> None:
    """An engine that takes whatever is said."""


def _scene(state: State) -> str:
    return state.scene


def _unlimited(web: Web) -> None:
    limits = {name: _GENEROUS for name in type(web.services.settings).model_fields if name.startswith("limit_")}
    object.__setattr__(web.services, "settings", web.services.settings.model_copy(update=limits))


async def _page(web: Web, visitors: dict[str | None, PageClient], state: State, examples: Examples) -> Page:
    if state.who not in visitors:
        visitor = PageClient(web.app)
        visitors[state.who] = await visitor.login(state.who) if state.who else visitor
    visitor = visitors[state.who]
    known = {**examples, **{name: examples.get(value, value) for name, value in state.own.items()}}
    path = state.path.format(**known)
    if state.sent is None:
        return await visitor.get(path, state.status)
    action = path.partition("?")[0]
    form = (await visitor.get(path)).forms(action)[0].put(state.sent)
    return await visitor.send(form.press(state.pressed) if state.pressed else form, state.status)
