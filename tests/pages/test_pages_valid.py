"""Every page and every state: valid HTML, one heading, labels, a title of its own, and light over the wire.

What holds of a single page (one h1, no id twice, every input labelled, zh-CN) is checked with every fetched page of
these tests (``tests.support.pages.check``); here every page of the portal is fetched once.
"""

import gzip
from pathlib import Path

import html5lib
import pytest
import pytest_asyncio
from html5lib.html5parser import ParseError

from api.app import STATIC, app
from tests.support.page_shots import Shot, shots
from tests.support.page_states import NO_PAGES, STATES, forms
from tests.support.routes import addresses

pytestmark = pytest.mark.asyncio(loop_scope="module")

MOST_BYTES = 100_000
"""Of a page with its style sheets and scripts, compressed, without the bundle of the charts."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def every_page(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Shot]:
    return await shots((*STATES, *forms()), migrated_sqlite, tmp_path_factory.mktemp("pages"))


async def test_every_route_that_answers_with_a_page_stands_in_a_line() -> None:
    routes = {each.removeprefix("GET ") for each in addresses(app) if each.startswith("GET ")}
    pages = {each for each in routes if not each.startswith(("/api/", "/codec/"))} - set(NO_PAGES)
    assert pages - {each.route for each in STATES} == set()
    assert set(NO_PAGES) <= routes


async def test_every_state_has_a_name_of_its_own() -> None:
    names = [each.name for each in (*STATES, *forms())]
    assert len(names) == len(set(names))


async def test_every_page_is_valid_html(every_page: list[Shot]) -> None:
    wrong = {each.state.name: error for each in every_page if (error := _parse_error(each.page.html))}
    assert wrong == {}


def _parse_error(text: str) -> str:
    try:
        html5lib.HTMLParser(strict=True).parse(text)
    except ParseError as error:
        return str(error)
    return ""


async def test_pages_of_different_routes_have_different_titles(every_page: list[Shot]) -> None:
    routes: dict[str, set[str]] = {}
    for each in every_page:
        if each.page.status < 400:
            routes.setdefault(_title(each), set()).add(each.state.route)
    assert {title: found for title, found in routes.items() if len(found) > 1} == {}


def _title(shot: Shot) -> str:
    return next(each.text for each in shot.page.root.all("title") if not each.within("svg"))


async def test_every_page_with_all_it_loads_is_light(every_page: list[Shot]) -> None:
    weights = {each.state.name: _weight(each) for each in every_page}
    print("heaviest:", sorted(weights.items(), key=lambda each: -each[1])[:5])  # noqa: T201
    assert {name: weight for name, weight in weights.items() if weight >= MOST_BYTES} == {}


def _weight(shot: Shot) -> int:
    """Compressed bytes of the page and of every style sheet and script it names."""
    loaded = {each.attrs.get("href") or each.attrs["src"] for each in shot.page.root.all("link", "script")}
    files = [STATIC / each.removeprefix("/static/") for each in loaded]
    return sum(len(gzip.compress(each)) for each in (shot.page.html.encode(), *(one.read_bytes() for one in files)))
