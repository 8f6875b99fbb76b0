"""Every choice a policy offers has words for people."""

from typing import Literal, get_args, get_origin

import pytest

from api.policy_views import words
from domain.policy import PARAMETERS, POLICIES
from services.regulations import load_policy


def test_every_choice_of_every_policy_is_worded() -> None:
    offered = {
        (name, choice)
        for policy in POLICIES.values()
        for name, field in policy.model_fields.items()
        if get_origin(field.annotation) is Literal
        for choice in get_args(field.annotation)
    }
    assert ("period_mode", "corresponding") in offered
    assert [(name, choice) for name, choice in sorted(offered) if words(name, choice) == choice] == []


@pytest.mark.parametrize("programme", POLICIES)
def test_every_value_reads_as_words(programme: str) -> None:
    values = load_policy(programme).model_dump(mode="json")
    shown = [words(name, value) for name, value in values.items() if name in PARAMETERS]
    assert all(shown)
    assert not [each for each in shown if any(sign in each for sign in "{}[]") or "None" in each]
