"""Every address, asked by everybody: nobody gets in where the table does not say so, and no address is without a line.

The table says it for one story (``tests.support.retelling``), in whose case of the park js-1 those of Jiangsu have a
part and those of Zhejiang have none.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import yaml

from api.app import app
from db.session import Register
from domain.roles import Role
from tests.support.accounts import add_accounts
from tests.support.databases import sqlite_at
from tests.support.retelling import Story
from tests.support.routes import addresses
from tests.support.walking import Answers, walk
from tests.support.web import NOW, HandClock, Web, a_web, services_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

TABLE = yaml.safe_load(Path(__file__).with_name("routes_table.yaml").read_text(encoding="utf-8"))
ACTORS: list[str] = TABLE["actors"].split()
LINES: dict[str, list[str]] = {each: line.split() for each, line in TABLE["routes"].items()}
NOBODY = "nobody"
CITY = {"city-js": ("city-js", "苏州市市场监督管理局", Role.CITY_REGULATOR, "320500")}
NOT_ENTERED = {
    "GET /live": "does not end",
    "POST /api/v1/cases/{case_id}/rehearsals": "starts a process",
    "POST /parks/{park_id}/rehearsal": "starts a process",
}
"""Asked only by whom the table refuses; why not by the others, whom other tests let in."""
GENEROUS = "10000 per minute"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder of a register to which the story was told, and its examples."""
    folder = tmp_path_factory.mktemp("routes")
    url = sqlite_at(Path(shutil.copy(migrated_sqlite, folder / "register.db")))
    register = Register(url)
    async with a_web(register, url, folder) as web:
        story, _ = await Story(web).tell()
        async with register.write() as session:
            await add_accounts(session, CITY, NOW)
    await register.dispose()
    return folder, story.examples


@pytest_asyncio.fixture(loop_scope="module")
async def web(told: tuple[Path, dict[str, str]], tmp_path: Path) -> AsyncIterator[Web]:
    """The story, untouched by whoever asked before."""
    shutil.copytree(told[0], tmp_path, dirs_exist_ok=True)
    url = sqlite_at(tmp_path / "register.db")
    register, clock = Register(url), HandClock(NOW)
    services = await services_on(register, tmp_path, url, clock, clock)
    limits = {name: GENEROUS for name in type(services.settings).model_fields if name.startswith("limit_")}
    object.__setattr__(services, "settings", services.settings.model_copy(update=limits))
    web = Web(services, clock, clock)
    async with web.client:
        yield web
    await register.dispose()


async def test_every_address_has_a_line_and_every_line_an_address() -> None:
    assert sorted(LINES) == sorted(addresses(app))
    assert {len(line) for line in LINES.values()} == {len(ACTORS)}


async def test_every_role_asks() -> None:
    assert len(ACTORS) == len(set(ACTORS))
    assert {NOBODY, "city-js", "expert-1", "ops", "supervisor", "mara", "samr", "lsg-js", "prov-js"} <= set(ACTORS)


@pytest.mark.parametrize("actor", ACTORS)
async def test_nobody_gets_in_where_the_table_does_not_say_so(
    web: Web, told: tuple[Path, dict[str, str]], actor: str
) -> None:
    column = ACTORS.index(actor)
    entered = {each for each in NOT_ENTERED if LINES[each][column] == "可"}
    known = sorted((set(LINES) & set(addresses(app))) - entered)
    expected: Answers = {each: LINES[each][column] for each in known}
    found = await walk(web, known, None if actor == NOBODY else actor, told[1])
    assert {each: word for each, word in found.items() if word != expected[each]} == {}


async def test_without_a_log_in_nothing_is_open_but_what_is_public() -> None:
    """What the table lets nobody into is said once more, in words that are hard to overlook."""
    beginnings = (
        "/api/v1/date-rules", "/api/v1/back-plan", "/api/v1/calendar-releases", "/api/v1/public/", "/api/v1/feeds/",
        "/api/v1/token", "/api/v1/delivery-receipts", "/calculator", "/calendar/{token}.ics", "/codec/", "/healthz",
        "/login", "/logout", "/mail", "/metrics", "/notices", "/objections", "/openapi.json", "/public/", "/readyz",
        "/rules", "/verify",
    )  # fmt: skip
    open_ = [each for each, line in LINES.items() if line[ACTORS.index(NOBODY)] not in "登禁"]
    assert [each for each in open_ if not each.partition(" ")[2].startswith(beginnings)] == []
