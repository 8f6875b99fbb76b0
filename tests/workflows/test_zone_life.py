"""One park's whole life on the real workflows, straight through the text."""

from datetime import timedelta

import pytest

from domain.zone.case import Stage
from tests.support import stories
from tests.support.world import World


@pytest.mark.article("zone:16")
@pytest.mark.article("zone:23")
async def test_a_park_becomes_a_zone_by_the_articles_in_their_order(world: World) -> None:
    await world.start()
    await stories.into_the_term(world)
    case = await world.state()
    assert case.stage is Stage.IN_TERM
    assert case.term is not None
    assert case.term.last_day.date.year == case.term.starts_on.year + 3


@pytest.mark.article("zone:28.3")
async def test_a_renewed_zone_goes_on_from_the_day_after_its_old_last_day(world: World) -> None:
    await world.start()
    await stories.into_the_term(world)
    first = (await world.state()).term
    assert first is not None
    assert first.window.opens_at is not None
    assert first.last_day.closes_at is not None
    await world.clock.advance_to(first.window.opens_at + timedelta(days=10))
    await stories.renew(world)
    await world.clock.advance_to(first.last_day.closes_at + timedelta(hours=1))
    second = (await world.state()).term
    assert second is not None
    assert (second.number, second.starts_on) == (2, first.last_day.date + timedelta(days=1))
