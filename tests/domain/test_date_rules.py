"""Every date rule of the four texts: what it reads, that it quotes truly, and that it derives again."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.date_rule import DateRule
from domain.date_rules import DATE_RULES, derive
from domain.policy import POLICIES, PilotPolicy, Policy, ZonePolicy
from domain.rederivation import rederived
from domain.zone.date_rules import DATE_RULES as ZONE
from services.regulations import article_text
from tests.support.calendars import CALENDAR

RULES = pytest.mark.parametrize("rule", DATE_RULES.values(), ids=DATE_RULES)
ANCHORS = (date(1950, 1, 1), date(2024, 2, 29), date(2025, 10, 15), date(2026, 12, 31), date(2199, 12, 31))
_QUOTED = re.compile(r"^第[^：“]+：“(.+?)”。")
_NO_PART_OF_A_DATE = re.compile("ladder|reminder_time|reminder_shift|half_year_reporter")
"""Of these a derivation tells besides: when reminders go out, who reports to whom."""


def readings_of(programme: str) -> dict[str, tuple[str, ...]]:
    """The parameters of a programme that choose among readings of its text, with their values."""
    return {
        name: get_args(field.annotation)
        for name, field in POLICIES[programme].model_fields.items()
        if get_origin(field.annotation) is not None and isinstance(get_args(field.annotation)[0], str)
    }


def combined(programme: str, names: Iterable[str]) -> Iterator[Policy]:
    """The policy of a programme under every combination of these readings."""
    readings, ordered = readings_of(programme), sorted(names)
    for values in product(*(readings[name] for name in ordered)):
        yield POLICIES[programme].model_validate(dict(zip(ordered, values, strict=True)))


def policies(programme: str) -> Iterator[Policy]:
    """The policy of a programme under every combination of the readings its dates depend on, and every other alone."""
    readings = readings_of(programme)
    dated = {name for rule in DATE_RULES.values() if rule.programme == programme for name in rule.reads} & set(readings)
    yield from combined(programme, dated)
    for name in readings.keys() - dated:
        yield from combined(programme, [name])


def read_by(rule: DateRule[Any]) -> Iterator[Policy]:
    """The policy under every combination of the readings that this date depends on: no other changes it."""
    return combined(rule.programme, set(rule.reads) & readings_of(rule.programme).keys())


def ends(rule: DateRule[Any]) -> list[dict[str, int]]:
    """The parameters of a rule: none, all least, all greatest."""
    least = {name: each.minimum for name, each in rule.parameters.items()}
    greatest = {name: each.maximum for name, each in rule.parameters.items()}
    return [{}, least, greatest]


class Watched:
    """A policy that remembers what was read of it."""

    def __init__(self, policy: Policy, seen: set[str]) -> None:
        self._policy, self._seen = policy, seen

    def __getattr__(self, name: str) -> Any:
        self._seen.add(name)
        return getattr(self._policy, name)


@RULES
def test_a_rule_says_which_values_of_the_policy_its_date_depends_on(rule: DateRule[Any]) -> None:
    seen: set[str] = set()
    for policy, parameters in product(policies(rule.programme), ends(rule)):
        rule.derive(date(2025, 10, 15), parameters, Watched(policy, seen), CALENDAR)
    assert {name for name in seen if not _NO_PART_OF_A_DATE.search(name)} == set(rule.reads)


@RULES
def test_a_rule_explains_itself_at_the_ends_of_its_range_and_under_every_reading(rule: DateRule[Any]) -> None:
    for anchor, parameters, policy in product(ANCHORS, ends(rule), read_by(rule)):
        deadline = derive(rule.key, anchor, parameters, policy, CALENDAR)
        assert deadline.key == rule.key
        assert deadline.basis == rule.basis or deadline.basis[0] == rule.basis[0]
        assert deadline.earliest <= deadline.date <= deadline.latest
        assert deadline.lines
        assert all(line.text.endswith("。") for line in deadline.lines)


@RULES
def test_what_a_rule_shows_as_law_cites_the_law_and_its_quotations_are_true(rule: DateRule[Any]) -> None:
    quoted = 0
    for policy in read_by(rule):
        for line in rule.derive(date(2025, 10, 15), {}, policy, CALENDAR).lines:
            assert line.citation or not line.in_text
            if line.citation and (match := _QUOTED.match(line.text)):
                assert match[1] in article_text(line.citation)
                quoted += 1
    assert quoted


@RULES
def test_the_key_of_a_rule_begins_with_its_programme(rule: DateRule[Any]) -> None:
    assert rule.key.startswith(f"{rule.programme}-")
    assert {citation.instrument for citation in rule.basis} == {rule.programme}


def test_the_rules_promised_to_others_are_there() -> None:
    promised = {
        "zone-notice": {"working_days"},
        "zone-term": {"term_number"},
        "zone-renewal-window": {"term_number"},
        "zone-creation-minimum": set(),
        "zone-look-back": set(),
        "zone-annual-report": {"year"},
        "zone-reapplication-bar": set(),
        "pilot-half-year-report": {"k"},
    }
    assert {key: set(DATE_RULES[key].parameters) for key in promised} == promised


def test_a_rule_takes_only_the_policy_of_its_own_programme() -> None:
    with pytest.raises(TypeError, match="policy of zone"):
        derive("zone-term", date(2025, 10, 15), {}, PilotPolicy(), CALENDAR)
    with pytest.raises(KeyError):
        derive("none", date(2025, 10, 15), {}, ZonePolicy(), CALENDAR)


@given(
    st.sampled_from(sorted(ZONE)),
    st.dates(date(2004, 1, 1), date(2044, 12, 31)),
    st.sampled_from(list(policies("zone"))),
)
def test_a_kept_date_of_a_case_is_derived_again_from_what_it_keeps(key: str, anchor: date, policy: ZonePolicy) -> None:
    first = derive(key, anchor, {"year": anchor.year} if key == "zone-annual-report" else {}, policy, CALENDAR)
    assert rederived(first.compact(), policy, CALENDAR) == first
