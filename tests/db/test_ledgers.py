"""Ledgers on both databases: every ledger and every line of one counts for itself."""

from datetime import date, timedelta

import pytest

from db.queries import ledgers
from db.session import Register
from domain.ledger import DeedForm
from domain.pilot.deliverable_ledger import LEDGER, Progress, ProgressForm
from tests.support.accounts import add_people
from tests.support.web import NOW

DAYS = (date(2025, 9, 30), date(2025, 10, 9), date(2025, 8, 31), date(2025, 9, 30))
"""In the order in which they are entered: a day may come in after later ones, and twice."""


@pytest.fixture
async def ledger(register: Register) -> Register:
    """Four entries of one deliverable and one of another, and one in the ledger of a case."""
    await add_people(register, NOW)
    async with register.write() as session:
        for on in DAYS:
            form = ProgressForm(on=on, what="形成初稿", progress=Progress.ONGOING)
            await ledgers.add(session, LEDGER, "evaluation_rules", form, None, "prov-js", NOW)
    async with register.write() as session:
        form = ProgressForm(on=DAYS[0], what="印发", progress=Progress.DELIVERED)
        await ledgers.add(session, LEDGER, "construction_guide", form, None, "prov-zj", NOW + timedelta(days=1))
        deed = DeedForm(on=DAYS[0], what="现场指导", rule="某号文件")
        await ledgers.add(session, "zone-js-1-case-1", "evaluation_rules", deed, None, "prov-js", NOW)
    return register


async def test_entries_are_numbered_within_their_deliverable_and_read_the_latest_day_first(ledger: Register) -> None:
    async with ledger.read() as session:
        found = await ledgers.entries(session, LEDGER, "evaluation_rules", None, 9)
        other = await ledgers.entries(session, LEDGER, "construction_guide", None, 9)
    assert [(each.on, each.number) for each in found] == [(DAYS[1], 2), (DAYS[0], 4), (DAYS[0], 1), (DAYS[2], 3)]
    assert [(each.number, each.what, each.office_id) for each in other] == [(1, "印发", "prov-zj")]


async def test_pages_join_also_within_one_day(ledger: Register) -> None:
    found, start = [], None
    async with ledger.read() as session:
        while rows := await ledgers.entries(session, LEDGER, "evaluation_rules", start, 1):
            found += [each.number for each in rows]
            start = (rows[-1].on, rows[-1].number)
    assert found == [2, 4, 1, 3]


async def test_how_each_stands_tells_the_latest_and_how_many_there_are(ledger: Register) -> None:
    async with ledger.read() as session:
        found = await ledgers.standings(session, LEDGER, 2)
    assert {key: (each.total, [row.number for row in each.latest]) for key, each in found.items()} == {
        "evaluation_rules": (4, [2, 4]),
        "construction_guide": (1, [1]),
    }


async def test_every_ledger_keeps_its_own_lines_and_what_it_asks_beside(ledger: Register) -> None:
    async with ledger.read() as session:
        ((key, found),) = (await ledgers.standings(session, "zone-js-1-case-1", 2)).items()
        of_the_five = await ledgers.entries(session, LEDGER, "construction_guide", None, 9)
    [row] = found.latest
    assert (key, found.total, row.number, row.details) == ("evaluation_rules", 1, 1, {"rule": "某号文件"})
    assert [each.details for each in of_the_five] == [{"progress": "delivered"}]
