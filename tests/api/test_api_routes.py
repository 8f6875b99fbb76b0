"""Every address, asked by everybody: nobody gets in where the table does not say so, and no address is without a line.

The table says it for one story (``tests.support.retelling``), in whose case of the park js-1 those of Jiangsu have a
part and those of Zhejiang have none. Two smaller tables say of every address that names a case how it answers for a
ledger of the district plan and for the case of a government (``tests.support.other_texts``).
"""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml

from api.app import app
from db.session import Register
from tests.support.databases import sqlite_at
from tests.support.ledger_sheets import hand_in, ledger_sheet
from tests.support.other_texts import Kept, add_district, add_offices, add_province
from tests.support.retelling import Story
from tests.support.routes import addresses
from tests.support.walking import Answers, walk
from tests.support.web import NOW, HandClock, Web, a_web, services_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOBODY = "nobody"
Examples = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """``lines``: by address a word for each of the actors."""

    actors: list[str]
    lines: dict[str, list[str]]

    def column(self, actor: str) -> Answers:
        return {each: line[self.actors.index(actor)] for each, line in self.lines.items()}


def _table(read: dict[str, Any]) -> Table:
    return Table(read["actors"].split(), {each: line.split() for each, line in read["routes"].items()})


def _read(name: str) -> Any:
    return yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))


WHOLE = _table(_read("routes_table.yaml"))
OF_CASES = {text: _table(read) for text, read in _read("routes_of_cases.yaml").items()}
NAMES_A_CASE = (
    "{case_id}", "{task_id}", "{document_id}", "{file_id}", "{plan_id}", "/regulations/{key}", "/events/new/{kind}",
)  # fmt: skip
NOT_ENTERED = {
    "GET /live": "does not end",
    "POST /api/v1/cases/{case_id}/rehearsals": "starts a process",
    "POST /parks/{park_id}/rehearsal": "starts a process",
}
"""Asked only by whom the table refuses; why not by the others, whom other tests let in."""
GENEROUS = "10000 per minute"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Examples]]:
    """The folder of a register to which the story was told, and the examples of each text."""
    folder = tmp_path_factory.mktemp("routes")
    url = sqlite_at(Path(shutil.copy(migrated_sqlite, folder / "register.db")))
    register = Register(url)
    async with a_web(register, url, folder) as web:
        story, _ = await Story(web).tell()
        await add_offices(web)
        district, province = (await add_district(web))[0], (await add_province(web))[0]
        sheet = await hand_in(web, ledger_sheet(), "yc-market")
    await register.dispose()
    examples = {"zone": story.examples, "district": _of(district, "file"), "province": _of(province, "hand_in")}
    examples["district"] |= {"sheet_id": sheet, "path": "items.8.1.due", "kind": "district_interview"}
    examples["province"] |= {"key": "hb", "organisation": "gov-wh", "kind": "province_accident"}
    return folder, {text: story.examples | each for text, each in examples.items()}


def _of(kept: Kept, action: str) -> Examples:
    return kept.examples | {"name": action, "action_name": action}


@pytest_asyncio.fixture(loop_scope="module")
async def web(told: tuple[Path, dict[str, Examples]], tmp_path: Path) -> AsyncIterator[Web]:
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
    assert sorted(WHOLE.lines) == sorted(addresses(app))
    of_a_case = [each for each in addresses(app) if _names_a_case(each)]
    assert [sorted(table.lines) for table in OF_CASES.values()] == [sorted(of_a_case)] * 2
    for table in (WHOLE, *OF_CASES.values()):
        assert {len(line) for line in table.lines.values()} == {len(table.actors)}
        assert len(table.actors) == len(set(table.actors))


def _names_a_case(address: str) -> bool:
    return any(each in address for each in NAMES_A_CASE) and "/delivery-tasks/" not in address


async def test_every_role_asks() -> None:
    assert {NOBODY, "city-js", "expert-1", "ops", "supervisor", "mara", "samr", "lsg-js", "prov-js"} <= {*WHOLE.actors}
    assert {"yc-office", "yc-gov", "yc-market", "gov-wh", "dep-wh-market", "npc-hb"} <= {*WHOLE.actors}


@pytest.mark.parametrize("actor", WHOLE.actors)
async def test_nobody_gets_in_where_the_table_does_not_say_so(
    web: Web, told: tuple[Path, dict[str, Examples]], actor: str
) -> None:
    assert await _otherwise(web, WHOLE, actor, told[1]["zone"]) == {}


@pytest.mark.parametrize(("text", "actor"), [(text, each) for text, table in OF_CASES.items() for each in table.actors])
async def test_nor_into_a_case_of_another_text(
    web: Web, told: tuple[Path, dict[str, Examples]], text: str, actor: str
) -> None:
    assert await _otherwise(web, OF_CASES[text], actor, told[1][text]) == {}


async def _otherwise(web: Web, table: Table, actor: str, examples: Examples) -> Answers:
    """What is answered otherwise than the table says."""
    expected = table.column(actor)
    entered = {each for each in NOT_ENTERED if expected.get(each) == "可"}
    known = sorted((set(expected) & set(addresses(app))) - entered)
    found = await walk(web, known, None if actor == NOBODY else actor, examples)
    return {each: word for each, word in found.items() if word != expected[each]}


async def test_without_a_log_in_nothing_is_open_but_what_is_public() -> None:
    """What the table lets nobody into is said once more, in words that are hard to overlook."""
    beginnings = (
        "/api/v1/date-rules", "/api/v1/back-plan", "/api/v1/calendar-releases", "/api/v1/public/", "/api/v1/feeds/",
        "/api/v1/token", "/api/v1/delivery-receipts", "/calculator", "/calendar/{token}.ics", "/codec/", "/healthz",
        "/login", "/logout", "/mail", "/metrics", "/notices", "/objections", "/openapi.json", "/public/", "/readyz",
        "/rules", "/verify",
    )  # fmt: skip
    open_ = [each for each, word in WHOLE.column(NOBODY).items() if word not in "登禁"]
    assert [each for each in open_ if not each.partition(" ")[2].startswith(beginnings)] == []
