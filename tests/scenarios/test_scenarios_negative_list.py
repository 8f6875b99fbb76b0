"""Group B: what 近三年来 looks back on, and who decides whether it stands against a park (第七条)."""

from datetime import date

import pytest

from domain.dates import local_date
from domain.refusal import RefusalKind
from domain.zone.case import Stage
from tests.support import forms
from tests.support.scenarios import begins, days_in, expected, given, steps
from tests.support.world import World
from tests.support.zone_cases import start_creation, until_open


async def record(world: World, item: str, occurred_on: date, **more: object) -> None:
    """An official of 总局 records something that may go against 第七条."""
    facts = {"item": item, "what": "事件", "where": "甲公司", "occurred_on": occurred_on.isoformat()}
    await world.act("samr", "negative_fact", "record", **facts, evidence=["file-1"], **more)


async def determine(world: World, number: int, outcome: str) -> None:
    finding = {"authority": "江苏省市场监督管理局", "standard": "by_law", "source": "《中华人民共和国产品质量法》"}
    on = local_date(await world.clock.now()).isoformat()
    await world.act("samr", "negative_fact", "determine", number=number, outcome=outcome, determined_on=on, **finding)


@pytest.mark.article("zone:7", "zone:16")
@pytest.mark.scenario("B08")
@begins(given("B08")[0])
async def test_three_years_are_looked_back_on_with_both_their_ends(world: World) -> None:
    wanted, inside, outside = expected("B08"), *(days_in(step.action)[0] for step in steps("B08"))
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal", "negative_fact")
    for number, day in enumerate((inside, outside), 1):
        await record(world, "N1", day)
        await determine(world, number, "confirmed")
    refusal = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:7",))
    first, last = wanted["window"]
    assert f"近三年来（{first.year}年{first.month}月{first.day}日" in refusal.text
    assert f"至{last.year}年{last.month}月{last.day}日" in refusal.text
    assert (wanted["A"], "（第1项）" in refusal.text) == ("inside → blocks", True)
    assert (wanted["B"], "（第2项）" in refusal.text) == ("outside", False)
    await determine(world, 1, "denied")
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert [task.kind for task in (await world.state()).awaited] == ["nomination_consent"]


@pytest.mark.article("zone:7", "zone:7#2")
@pytest.mark.scenario("B11")
@begins(given("B11")[-1])
async def test_a_listing_that_was_taken_off_within_the_three_years_is_flagged_and_an_official_decides(
    world: World,
) -> None:
    """Its alternative, the list as it stands today, is no policy of ours (R-7-3: 近三年来 governs 未纳入)."""
    listed, removed, _ = given("B11")
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal", "negative_fact")
    await record(world, "N8", listed, removed_on=removed.isoformat())
    assert expected("B11")["default"].startswith("flagged")
    held = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert held.basis == ("zone:7", "zone:7#2")
    assert "尚待有关机关认定" in held.text
    await determine(world, 1, "confirmed")
    blocked = await world.refused("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    assert blocked.basis == ("zone:7",)
    await determine(world, 1, "denied")
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
