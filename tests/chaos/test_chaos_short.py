"""The short form of ``make chaos``: one life of five cases, a kill of each process, and a week without each."""

from datetime import timedelta

import pytest

from chaos.platform import KINDS
from chaos.run import Order, run

ALREADY_CLOSED = timedelta(minutes=-1)
"""The long form waits for the full minute at which a notice closes."""


@pytest.mark.timeout(600)
async def test_nothing_is_lost_and_nothing_is_doubled_when_processes_are_killed_at_random() -> None:
    order = Order(seed=7, parks=1, kills=len(KINDS), lead=ALREADY_CLOSED, acts_per_kill=10)
    findings = await run(order, say=lambda line: None)
    assert findings.violations == []
    assert {kind: findings.figures[f"kills of {kind}"] for kind in KINDS} == dict.fromkeys(KINDS, 1)
    assert findings.figures["reminders rung"] >= 5 * 7
