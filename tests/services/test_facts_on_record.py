"""第七条 along the lineage of parks: what is on record of a park wherever it was recorded (reading R-7-6)."""

from datetime import date, timedelta
from typing import Any

import pytest

from activities.facts import Facts
from contracts.facts import FactQuestion
from db.models import ParkFact
from db.session import Register
from domain.policy import ZonePolicy
from domain.zone.art07_on_record import key_of
from domain.zone.art16_application import ApplicationFacts
from domain.zone.case import Stage
from domain.zone.parts import FactOrigin, FormerIdentity, NegativeFact
from services.facts_on_record import facts_on_record, holders, running_case
from tests.services.test_standing import SPLIT_ON, add_case, peopled, succeed
from tests.support.accounts import actor
from tests.support.web import NOW

__all__ = ["peopled"]
pytestmark = pytest.mark.article("zone:7")
ON = date(2028, 1, 1)


def fact(occurred_on: date = date(2026, 5, 8), **more: Any) -> NegativeFact:
    found = {"number": 1, "item": "N1", "what": "批量召回", "occurred_on": occurred_on, "recorded_at": NOW}
    return NegativeFact.model_validate(found | more)


async def on_record(register: Register, park: str, on: date = ON, asking: str = "") -> list[tuple[str, str]]:
    """Key and determination of each."""
    async with register.read() as session:
        found = await facts_on_record(session, park, on, asking)
    return [(key_of(each), each.determination.value) for each in found]


async def over(register: Register, park: str, *facts: NegativeFact, **more: Any) -> None:
    await add_case(register, park, Stage.NOT_APPROVED, closed=True, negative_facts=list(facts), **more)


async def test_a_case_that_is_over_is_still_on_record_of_its_park_and_not_for_itself(peopled: Register) -> None:
    await over(peopled, "js-1", fact())
    assert await on_record(peopled, "js-1") == [("zone-js-1-case-1-fact-1", "pending")]
    assert await on_record(peopled, "js-1", asking="zone-js-1-case-1") == []
    assert await on_record(peopled, "zj-1") == []


async def test_a_renamed_park_keeps_its_facts_with_the_name_of_then(peopled: Register) -> None:
    former = FormerIdentity(name="示例旧园区", creating_body="甲", until=date(2027, 1, 1), basis="甲")
    await over(peopled, "js-1", fact(), former=[former])
    async with peopled.read() as session:
        [found] = await facts_on_record(session, "js-1", ON)
    assert found.origin == FactOrigin(case_id="zone-js-1-case-1", park_id="js-1", park="示例旧园区", number=1)


@pytest.mark.parametrize("kind", ["split", "merger"])
@pytest.mark.parametrize(("days", "reaches"), [(-1, True), (0, True), (1, False)])
async def test_what_happened_by_the_day_of_a_split_or_a_merger_goes_with_it(
    peopled: Register, kind: str, days: int, reaches: bool
) -> None:
    await over(peopled, "js-1", fact(SPLIT_ON + timedelta(days=days)))
    await succeed(peopled, kind, "js-1", "zj-1")
    assert bool(await on_record(peopled, "zj-1")) is reaches
    assert len(await on_record(peopled, "js-1")) == 1


async def test_a_succession_counts_from_its_own_day_and_a_strip_of_area_passes_nothing_on(peopled: Register) -> None:
    await over(peopled, "js-1", fact())
    await succeed(peopled, "split", "js-1", "zj-1")
    assert await on_record(peopled, "zj-1", SPLIT_ON - timedelta(days=1)) == []
    assert len(await on_record(peopled, "zj-1", SPLIT_ON)) == 1
    await succeed(peopled, "transfer_of_area", "zj-1", "js-1")
    await over(peopled, "zj-1", fact(number=2))
    assert [key for key, _ in await on_record(peopled, "js-1")] == ["zone-js-1-case-1-fact-1"]


async def test_the_facts_of_both_parents_come_and_one_that_comes_on_two_ways_comes_once(peopled: Register) -> None:
    """zj-1 came from js-1, carried its fact and recorded one of its own; then js-1 took zj-1 in."""
    await over(peopled, "js-1", fact())
    await succeed(peopled, "split", "js-1", "zj-1")
    origin = FactOrigin(case_id="zone-js-1-case-1", park_id="js-1", park="示例一号园区", number=1)
    carried = fact(origin=origin, determination="denied", changed_at=NOW + timedelta(days=1))
    await over(peopled, "zj-1", carried, fact(number=2, occurred_on=date(2027, 5, 1)))
    await succeed(peopled, "merger", "zj-1", "js-1", date(2027, 9, 1))
    assert await on_record(peopled, "js-1") == [
        ("zone-js-1-case-1-fact-1", "denied"),
        ("zone-zj-1-case-1-fact-2", "pending"),
    ]


async def test_what_the_register_holds_between_cases_comes_too_and_its_later_word_holds(peopled: Register) -> None:
    await over(peopled, "js-1", fact())
    origin = FactOrigin(case_id="zone-js-1-case-1", park_id="js-1", park="示例一号园区", number=1)
    denied = fact(origin=origin, determination="denied", changed_at=NOW + timedelta(days=1))
    own = FactOrigin(park_id="js-1", park="示例一号园区", number=1)
    async with peopled.write() as session:
        for one in (denied, fact(origin=own, occurred_on=date(2026, 7, 1))):
            assert one.origin
            row = {"id": one.origin.key, "park_id": "js-1", "number": 1, "in_case": bool(one.origin.case_id)}
            session.add(ParkFact(**row, fact=one.model_dump(mode="json")))
    await succeed(peopled, "merger", "js-1", "zj-1")
    both = [("zone-js-1-case-1-fact-1", "denied"), ("js-1-fact-1", "pending")]
    assert await on_record(peopled, "js-1") == both
    assert await on_record(peopled, "zj-1") == both


async def test_a_fact_is_held_by_the_running_case_of_the_park_or_of_what_came_from_it(peopled: Register) -> None:
    await over(peopled, "js-1", fact())
    await succeed(peopled, "split", "js-1", "zj-1")
    async with peopled.read() as session:
        assert await holders(session, ["js-1"], ON) == {}
        assert await running_case(session, "js-1") == ""
    origin = FactOrigin(case_id="zone-js-1-case-1", park_id="js-1", park="示例一号园区", number=1)
    await add_case(peopled, "zj-1", Stage.NOMINATION, negative_facts=[fact(origin=origin)])
    async with peopled.read() as session:
        assert await holders(session, ["js-1"], ON) == {"zone-js-1-case-1-fact-1": "zone-zj-1-case-1"}
        assert await running_case(session, "zj-1") == "zone-zj-1-case-1"
        assert await running_case(session, "js-1") == ""


@pytest.mark.parametrize("account", ["park-js-1", "prov-js"])
async def test_the_enquiry_of_an_application_on_paper_or_not_brings_them(peopled: Register, account: str) -> None:
    await over(peopled, "js-1", fact())
    question = FactQuestion(
        key="application",
        case_id="zone-js-1-case-2",
        subject="js-1",
        actor=actor(account),
        at=NOW,
        data={"received_on": "2025-10-08"} if account == "prov-js" else {},
        policy=ZonePolicy().model_dump(mode="json"),
    )
    found = ApplicationFacts.model_validate(await Facts(peopled).look_up(question)).on_record
    assert [key_of(each) for each in found] == ["zone-js-1-case-1-fact-1"]


async def test_a_case_whose_bar_runs_records_nothing_and_its_facts_stay_on_record(peopled: Register) -> None:
    await add_case(peopled, "js-1", Stage.REVOKED, negative_facts=[fact()])
    async with peopled.read() as session:
        assert await running_case(session, "js-1") == ""
        assert await holders(session, ["js-1"], ON) == {}
    assert len(await on_record(peopled, "js-1")) == 1
