"""Every message at every state, in any order, from anybody, twice: a Hypothesis state machine on the real server.

``STORM_EXAMPLES`` and ``STORM_STEPS`` make it longer (``STORM_SEED`` other), as for a night:

    STORM_EXAMPLES=500 STORM_STEPS=80 STORM_SEED=7 pytest -n0 --timeout=0 tests/workflows/test_zone_storm.py
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.storm.ground import a_ground
from tests.support.storm.machine import Storm

EXAMPLES = int(os.environ.get("STORM_EXAMPLES", "3"))
STEPS = int(os.environ.get("STORM_STEPS", "25"))
SEED = int(os.environ.get("STORM_SEED", "0"))


@pytest.mark.timeout(600)
@pytest.mark.filterwarnings("ignore:Do not use the `random` module")  # the engine does, in its own thread
@pytest.mark.article("zone:22#1", "zone:22#2", "zone:27#2", "zone:27#3")
def test_whatever_is_sent_whenever_by_whomever_the_law_holds(migrated_sqlite: Path, tmp_path: Path) -> None:
    """No revoked park recognised, no notice short, no objection lost, no act without authority, every refusal with its
    basis; each act stands once in the record, and a refused one leaves nothing."""
    moderate = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        derandomize=not SEED,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    with a_ground(migrated_sqlite, tmp_path) as ground:
        Storm.ground = ground
        run_state_machine_as_test(seed(SEED)(Storm) if SEED else Storm, settings=moderate)
