"""The ledger of the five bureaus on both databases."""

from datetime import date, timedelta

import pytest

from db.queries import deliverables
from db.session import Register
from domain.pilot.deliverable_ledger import Progress, ProgressForm
from tests.support.accounts import add_people
from tests.support.web import NOW

DAYS = (date(2025, 9, 30), date(2025, 10, 9), date(2025, 8, 31), date(2025, 9, 30))
"""In the order in which they are entered: a day may come in after later ones, and twice."""


@pytest.fixture
async def ledger(register: Register) -> Register:
    """Four entries of one deliverable and one of another."""
    await add_people(register, NOW)
    async with register.write() as session:
        for on in DAYS:
            form = ProgressForm(on=on, what="形成初稿", progress=Progress.ONGOING)
            await deliverables.add(session, "evaluation_rules", form, None, "prov-js", NOW)
    async with register.write() as session:
        form = ProgressForm(on=DAYS[0], what="印发", progress=Progress.DELIVERED)
        await deliverables.add(session, "construction_guide", form, None, "prov-zj", NOW + timedelta(days=1))
    return register


async def test_entries_are_numbered_within_their_deliverable_and_read_the_latest_day_first(ledger: Register) -> None:
    async with ledger.read() as session:
        found = await deliverables.entries(session, "evaluation_rules", None, 9)
        other = await deliverables.entries(session, "construction_guide", None, 9)
    assert [(each.on, each.number) for each in found] == [(DAYS[1], 2), (DAYS[0], 4), (DAYS[0], 1), (DAYS[2], 3)]
    assert [(each.number, each.what, each.bureau_id) for each in other] == [(1, "印发", "prov-zj")]


async def test_pages_join_also_within_one_day(ledger: Register) -> None:
    found, start = [], None
    async with ledger.read() as session:
        while rows := await deliverables.entries(session, "evaluation_rules", start, 1):
            found += [each.number for each in rows]
            start = (rows[-1].on, rows[-1].number)
    assert found == [2, 4, 1, 3]


async def test_how_each_stands_tells_the_latest_and_how_many_there_are(ledger: Register) -> None:
    async with ledger.read() as session:
        found = await deliverables.standings(session, 2)
    assert {key: (each.total, [row.number for row in each.latest]) for key, each in found.items()} == {
        "evaluation_rules": (4, [2, 4]),
        "construction_guide": (1, [1]),
    }
