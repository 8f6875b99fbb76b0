"""The short form of ``python -m chaos.mail``: the outbox against a mail server that misbehaves."""

import asyncio

import pytest

from chaos.findings import Findings
from chaos.mail import OUT_OF_ORDER, runs
from chaos.mail_server import Moment

RUNS, SEED = 16, 7


@pytest.fixture(scope="module")
def findings() -> Findings:
    return asyncio.run(runs(RUNS, SEED, lambda text: None))


def test_what_is_delivered_was_taken_what_failed_was_refused_with_its_words_and_nothing_waits_for_ever(
    findings: Findings,
) -> None:
    assert [each for each in findings.violations if not each.startswith(OUT_OF_ORDER)] == []
    figures = findings.figures
    assert figures["delivered"] + figures["failed"] == figures["mails"]
    for disturbance in ("deferred", "refused", "workers died", *(f"connections dropped {each}" for each in Moment)):
        assert figures[disturbance] > 0, disturbance


def test_everybody_gets_theirs_in_order(findings: Findings) -> None:
    assert [each for each in findings.violations if each.startswith(OUT_OF_ORDER)] == []
