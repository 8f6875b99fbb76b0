"""What a whole life costs in history: the budget of docs/adr/0004."""

from datetime import timedelta

import pytest

from contracts.history import cost_of
from tests.support import lives
from tests.support.lives import answer
from tests.support.world import World
from tests.support.zone_cases import settle_in

EVENTS = 600
BYTES = 60 * 1024


async def plain_life(world: World) -> None:
    """Straight through the text to the renewal: nothing returned, nobody objects, every report on time."""
    await settle_in(world)
    await world.start()
    await answer(world, "creation_application", "provincial_appraisal", "nomination_consent", "nominee_report")
    await answer(world, "creation_consultation", "creation_opinion", "creation_decision")
    await world.forward(days=367)
    await lives.acceptance(world)
    await answer(world, "material_review", "acceptance_opinion", "panel_formation", "evaluation_report")
    await answer(world, "public_notice")
    await world.forward(days=20)
    await answer(world, "recognition_decision", "recognition_signature", "announcement")
    term = (await world.state()).term
    assert term is not None
    assert term.window.opens_at is not None
    assert term.last_day.closes_at is not None
    for year in range(term.starts_on.year + 1, term.last_day.date.year):
        await world.to(year, 1, 3)
        await answer(world, "annual_report", "annual_report_receipt")
    await world.clock.advance_to(term.window.opens_at + timedelta(minutes=1))
    await answer(world, "renewal_application", "renewal_examination", "renewal_consent", "renewal_submission")
    await answer(world, "renewal_consultation", "renewal_opinion", "comprehensive_evaluation", "renewal_notice")
    await world.forward(days=20)
    await answer(world, "renewal_decision", "renewal_signature", "renewal_announcement")
    await answer(world, "annual_report", "annual_report_receipt")  # of the last full year, due within the term
    await world.clock.advance_to(term.last_day.closes_at + timedelta(minutes=1))


@pytest.mark.article("zone:16")
async def test_a_normal_life_over_all_its_runs_stays_within_its_budget(world: World) -> None:
    await plain_life(world)
    cost = await cost_of(world.client, world.workflow_id)
    assert cost.runs == 3
    assert cost.events <= EVENTS
    assert cost.size <= BYTES
