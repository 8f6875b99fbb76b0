"""The web answers the same on SQLite and on PostgreSQL: every list, every detail, and what people send.

One story is told to both, and each of its readers asks both the same.
"""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from api.app import app, openapi
from db.session import Register
from tests.support.databases import PostgreSQL, sqlite_at
from tests.support.retelling import Story, Told
from tests.support.web import Web, a_web

pytestmark = pytest.mark.asyncio(loop_scope="module")

READERS = ("samr", "prov-zj", "park-js-1", "mara")
"""One for each condition on what an actor may see: everything, a province's, their own, what they are asked."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(
    postgresql: PostgreSQL, migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Told, Told]]:
    """Told once for all tests of this file, which only read."""
    folder = tmp_path_factory.mktemp("both")
    urls = (sqlite_at(Path(shutil.copy(migrated_sqlite, folder))), postgresql.url(postgresql.create()))
    async with AsyncExitStack() as stack:
        told = []
        for number, url in enumerate(urls):
            register = Register(url)
            stack.push_async_callback(register.dispose)
            web = await stack.enter_async_context(a_web(register, url, folder / str(number)))
            told.append(await Story(web).tell())
        (first, answers), (second, same) = told
        assert answers == same
        assert {status for _, _, status, _ in answers} == {200, 201, 403, 404, 409, 422, 503}
        yield first, second


ASKED_WITH = {
    "/api/v1/back-plan": "?last_day=2028-10-15",
    "/api/v1/statistics/expiries": "?month=later",
}
"""What an address must be asked with."""


OF_THE_PROVINCE = {"key": "hb", "organisation": "gov-wh"}


def addresses(told: Told) -> Iterator[str]:
    """Every address that the description of the API says can be read, with the examples of the story."""
    examples = told.examples | OF_THE_PROVINCE
    for path, operations in openapi(app)["paths"].items():
        if "get" in operations:
            yield re.sub(r"\{(\w+)\}", lambda part: examples[part[1]], path) + ASKED_WITH.get(path, "")


QUERIES = (
    "/cases?q=示例二号",
    "/cases?q=ZONE-ZJ",
    "/cases?q=case-10",
    "/cases?q=%25",
    "/cases?q=_",
    "/cases?q=\\",
    "/cases?region=330000",
    "/cases?region=330100&stage=creation",
    "/cases?programme=zone&stage=public_notice",
    "/documents/document-failed",
)
UNKNOWN = (
    "/cases/none",
    "/tasks/none",
    "/files/none",
    "/documents/none",
    "/public/notices/none",
    "/public/objections/none",
)
NOT_HERE = (
    "/readyz",
    "/api/v1/sandbox/clock",
    "/api/v1/audit/export",
    "/api/v1/cases/zone-js-1-case-1/contacts",
    "/api/v1/accounts/samr-2/sessions",
    "/api/v1/rehearsals/none",
    "/api/v1/plans/441602-1/ledger",
    "/api/v1/plans/441602-1/ledger.xlsx",
    "/api/v1/regulations/hb/duties",
    "/api/v1/regulations/hb/duties.xlsx",
    "/api/v1/regulations/hb/governments/gov-wh",
    "/api/v1/ledger-sheets/zone-zj-1-case-1-task-1/template.xlsx",
    "/api/v1/ledger-sheets/zone-zj-1-case-1-task-1/files/SHEET/check",
    "/api/v1/ledger-sheets/zone-zj-1-case-1-task-1/files/SHEET/marked.xlsx",
)
"""Without an engine, outside a sandbox, for supervision or operations alone, in no pilot project, kept in no register,
in no plan, under no regulation."""


async def test_what_can_be_read_is_read_the_same_on_both_databases(both: tuple[Told, Told]) -> None:
    first, second = both
    for here, there in zip(addresses(first), addresses(second), strict=True):
        answers = [await first.answer(here, reader) for reader in READERS]
        assert answers == [await second.answer(there, reader) for reader in READERS], here
        assert (first.plainly(here) in NOT_HERE) == all(status != 200 for status, _ in answers), here


@pytest.mark.parametrize("reader", ["samr", "prov-zj"])
async def test_lists_are_filtered_and_cut_the_same_on_both_databases(both: tuple[Told, Told], reader: str) -> None:
    first, second = both
    for path in (f"/api/v1{each}" for each in (*QUERIES, *UNKNOWN)):
        assert await first.answer(path, reader) == await second.answer(path, reader), path
    for path in ("/cases", "/tasks"):
        assert await in_pages(first.web, path, reader) == await in_pages(second.web, path, reader), path


async def in_pages(web: Web, path: str, reader: str) -> list[str]:
    """The ids of a list, read two at a time."""
    found: list[str] = []
    after = ""
    while True:
        answer = (await web.get(f"{path}?limit=2{after}", reader)).json()
        found += [each["id"] for each in answer["items"]]
        if answer["next"] is None:
            assert len(found) == len(set(found))
            return found
        after = f"&after={answer['next']}"


PAGES = (
    "/",
    "/cases",
    "/cases?stage=creation&province=330000",
    "/cases/{case_id}",
    "/cases/{case_id}/receipts/1",
    "/cases/{case_id}/ledger/{line}",
    "/tasks/{task_id}",
    "/inbox",
    "/notices",
    "/notices/{notice_id}",
    "/objections?receipt_number={receipt_number}",
    "/rules",
    "/rules/policies/{programme}",
    "/rules/policies/{programme}/versions/{version}",
)


async def test_pages_show_the_same_on_both_databases(both: tuple[Told, Told]) -> None:
    first, second = both
    for reader in ("samr", "park-js-1"):
        here, there = await first.browser(reader), await second.browser(reader)
        for page in PAGES:
            shown = await first.shown(here, page)
            assert shown == await second.shown(there, page), page
            assert shown[0] == (404 if (reader, page) == ("park-js-1", "/tasks/{task_id}") else 200), page
