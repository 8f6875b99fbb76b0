"""Every choice a policy offers has words for people."""

from typing import Literal, get_args, get_origin

import pytest

from api.policy_views import words
from domain.policy import PARAMETERS, POLICIES
from services.regulations import load_policy


def test_every_choice_of_every_policy_is_worded() -> None:
    offered = {
        choice
        for policy in POLICIES.values()
        for field in policy.model_fields.values()
        if get_origin(field.annotation) is Literal
        for choice in get_args(field.annotation)
    }
    assert "corresponding" in offered
    assert [choice for choice in sorted(offered) if words(choice) == choice] == []


@pytest.mark.parametrize("programme", POLICIES)
def test_every_value_reads_as_words(programme: str) -> None:
    values = load_policy(programme).model_dump(mode="json")
    shown = [words(value) for name, value in values.items() if name in PARAMETERS]
    assert all(shown)
    assert not [each for each in shown if any(sign in each for sign in "{}[]") or "None" in each]
