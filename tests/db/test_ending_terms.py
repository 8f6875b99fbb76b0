"""The last days of terms are read out of the register one by one: no more of a case is read than its number needs."""

from datetime import date
from pathlib import Path

import pytest

from db.queries.statistics import ending, ends_by_month
from db.session import Register
from domain.roles import Actor, Role
from domain.zone.calendar_of_case import milestones
from tests.support.situations import in_term
from tests.support.web import a_web

SAMR = Actor(id="samr", role=Role.SAMR, organisation="samr", jurisdiction="000000")


@pytest.mark.article("zone:24")
async def test_terms_are_counted_by_month_and_listed_by_day_on_both_databases(
    register: Register, register_url: str, tmp_path: Path
) -> None:
    async with a_web(register, register_url, tmp_path) as web:
        case = await web.add_case(number=1)
        ends = in_term(date(2023, 3, 5))
        case.stage, case.term = ends.stage, ends.term
        await web.save(case)
        await web.add_case("zj-1")
    assert case.term is not None
    last = case.term.last_day.date
    async with register.read() as session:
        assert await ends_by_month(session, SAMR, None) == [(f"{last:%Y-%m}", 1)]
        assert await ends_by_month(session, SAMR, "330000") == []
        (found,) = await ending(session, SAMR, None, last, None)
        assert (found.id, found.last_day) == (case.id, last.isoformat())
        assert await ending(session, SAMR, None, date(2020, 1, 1), last) == []


@pytest.mark.article("zone:24")
def test_the_term_comes_first_among_the_dates_of_a_case_in_its_term() -> None:
    assert milestones(in_term(date(2023, 3, 5)))[0].key == "zone-term"
