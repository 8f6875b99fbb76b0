"""Two programs that share no code come to the same dates."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random

import pytest

from domain.changed_deadline import derived_again, pausing, resuming
from domain.date_rules import DATE_RULES, derive
from domain.dates import start_of
from domain.deadline import Deadline
from domain.period_changes import Extension, Pause, Resumption
from domain.policy import POLICIES, Policy, ZonePolicy
from domain.working_days import CalendarRelease, WorkCalendar
from tests.support import source_tree
from tests.support.calendars import CALENDAR, SEED
from tests.support.dated_records import inputs, some_deadline, some_policy
from verifier import verify
from verifier.rules import DEFAULTS, RULES

DATES_EACH = 28
"""Dates of one rule in one state of the calendar: with twenty states, more than ten thousand."""


def complaints(policy: Policy, deadlines: list[Deadline], releases: list[CalendarRelease]) -> list[str]:
    found = verify(inputs(policy, deadlines, releases))
    assert len(found) == len(deadlines)
    return [finding.words for finding in found if finding.verdict.label != "一致"]


def test_every_date_rule_of_the_four_texts_has_its_independent_check() -> None:
    assert set(RULES) == set(DATE_RULES)


def test_every_parameter_a_rule_reads_has_the_default_of_the_specification() -> None:
    """Written down twice on purpose: a default changed on one side only is found here."""
    for rule in DATE_RULES.values():
        policy = POLICIES[rule.programme]().model_dump(mode="json")
        for name in {*rule.reads} - {"effective_date", "campaigns"}:
            assert DEFAULTS[name] == policy[name] or list(DEFAULTS[name]) == policy[name], name


@pytest.mark.parametrize("seed", range(20))
def test_the_check_agrees_with_the_kernel_on_any_date(seed: int) -> None:
    """Any rule, anchors of 2004 to 2040, any policy, and any part of the notices known."""
    random = Random(seed)
    known = [release for release in SEED if random.random() < (seed % 5) / 4]
    calendar = WorkCalendar(known)
    for programme in POLICIES:
        keys = [key for key, rule in DATE_RULES.items() if rule.programme == programme]
        policy = some_policy(random, programme)
        deadlines = [some_deadline(random, key, policy, calendar) for key in keys for _ in range(DATES_EACH)]
        assert complaints(policy, deadlines, known) == []


@pytest.mark.parametrize("anchor", ["2024-02-29", "2025-08-31", "2024-12-25", "2024-12-26", "2026-12-31", "2100-02-28"])
def test_the_check_agrees_with_the_kernel_on_the_last_days_of_months_and_years(anchor: str) -> None:
    for programme, policy in POLICIES.items():
        keys = [key for key, rule in DATE_RULES.items() if rule.programme == programme]
        deadlines = [derive(key, date.fromisoformat(anchor), {}, policy(), CALENDAR) for key in keys]
        found = [each for each in deadlines if each.latest.year < 2075]
        assert complaints(policy(), found, SEED) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_check_agrees_with_the_kernel_on_paused_and_extended_dates(seed: int) -> None:
    random, policy = Random(seed), ZonePolicy(notice_close="17:30")
    known = SEED[: -(seed % 3) or None]
    calendar = WorkCalendar(known)
    changed = []
    for key in ("zone-notice", "zone-consultation", "zone-objection-supplement", "zone-term") * 50:
        anchor = date(2020, 1, 1) + timedelta(days=random.randrange(4000))
        rule = partial(derive, key, anchor, {}, policy)
        plain = rule(calendar)
        pauses = (a_pause(random, anchor),) if plain.counted else ()
        altered = plain.model_copy(update={"pauses": pauses, "extensions": (an_extension(random),)})
        changed.append(derived_again(altered, rule, calendar).compact())
    assert complaints(policy, changed, known) == []


@pytest.mark.parametrize("seed", range(3))
def test_the_check_agrees_with_the_kernel_on_dates_that_stand_still_and_go_on(seed: int) -> None:
    random, policy = Random(seed), ZonePolicy()
    known = SEED[: -(seed % 3) or None]
    calendar = WorkCalendar(known)
    changed = []
    for key in ("zone-notice", "zone-consultation", "zone-objection-supplement") * 30:
        anchor = date(2020, 1, 1) + timedelta(days=random.randrange(4000))
        rule = partial(derive, key, anchor, {}, policy)
        first = anchor + timedelta(days=random.randint(1, 4))
        at = start_of(first) + timedelta(hours=10)
        pause = Pause(first_day=first, actor="市场监管总局", reason="核实情况")
        standing = pausing(rule(calendar), pause, at)
        last = first + timedelta(days=random.randint(0, 40))
        resumption = Resumption(at=at + timedelta(hours=1), actor="市场监管总局", reason="核实完毕")
        stood = random.choice((None, last + timedelta(days=random.randint(0, 20))))
        going_on = resuming(standing, last, resumption)
        longer = an_extension(random).model_copy(update={"stood": stood})
        altered = going_on.model_copy(update={"extensions": (longer,)})
        changed += [standing, derived_again(altered, rule, calendar).compact()]
    assert complaints(policy, changed, known) == []


def a_pause(random: Random, anchor: date) -> Pause:
    first = anchor + timedelta(days=random.randint(1, 4))
    last = first + timedelta(days=random.randint(0, 40))
    return Pause(first_day=first, last_day=last, actor="市场监管总局", reason="核实情况", basis=())


def an_extension(random: Random) -> Extension:
    length = {"working_days": random.randint(1, 10)} if random.random() < 0.6 else {"months": random.randint(1, 3)}
    at = datetime(2026, 1, 5, tzinfo=UTC)
    return Extension(decided_at=at, actor="市场监管总局", reason="情况复杂", basis=(), **length)


def test_the_check_needs_nothing_but_the_standard_library() -> None:
    """``-S`` leaves out every installed package; ``-I`` everything but the folder that is named."""
    code = f"import sys; sys.path.insert(0, {str(source_tree.ROOT)!r}); import verifier.__main__"
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True, timeout=60)
