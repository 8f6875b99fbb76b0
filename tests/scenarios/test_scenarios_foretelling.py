"""What is told before the click is what then happens: over every act of a whole life, on the engine itself."""

import pytest

from domain.kinds import TASK_KINDS
from services import fact_sources
from tests.support import lives, pilot_lives
from tests.support.foretold import Foretold
from tests.support.pilot_cases import PilotWorld
from tests.support.world import World

TYPED = {("panel_formation", "form_panel"), ("objection", "object"), ("renewal_objection", "object")}
"""Acts of the life whose consequences hang on what is filled in (who is in the panel, whether there is evidence)."""
TYPED_OF_A_PILOT = {
    ("pilot_cooperation", "establish"),
    ("pilot_expert_replacement", "replace"),
    ("pilot_incentive", "grant"),
}
"""The same: who takes part, who is replaced, which of the incentives together."""


@pytest.mark.timeout(120)
async def test_every_act_of_a_whole_life_causes_what_was_told_before_the_click(world: World) -> None:
    foretold = Foretold(world)
    await lives.whole_life(world)
    assert foretold.compared.total() == 55
    assert foretold.unforeseen == TYPED


@pytest.mark.timeout(240)
async def test_every_act_there_is_in_a_pilot_causes_what_was_told_before_the_click(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lots fall alike on paper and in the case: elsewhere nobody is told before the click whom they fall on."""
    monkeypatch.setattr(fact_sources.secrets, "token_hex", lambda _: "9f86")
    pilot = PilotWorld(world.env, world.register, world.mail)
    foretold = Foretold(pilot)
    await pilot_lives.every_act(pilot)
    known = [kind for kind in TASK_KINDS.values() if kind.basis[0].startswith("pilot:")]
    assert set(foretold.compared) == {(kind.key, action.name) for kind in known for action in kind.actions}
    assert foretold.unforeseen == TYPED_OF_A_PILOT
