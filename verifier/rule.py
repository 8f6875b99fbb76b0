"""What a date rule is to the check: a derivation written anew, and whether its date is told to the public."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from verifier.days import DayTable
from verifier.expected import Expected

Given = Mapping[str, Any]
"""Values by name: the parameters of one date, or the policy it runs under."""
Derivation = Callable[[date, Given, Given, DayTable], Expected]
"""Of the anchor, the parameters of the date, its policy, and the days. Raises ``KeyError`` for an unknown value."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``stated``: the date is told to the public as soon as it is fixed; then it may move later, never earlier."""

    derive: Derivation
    stated: bool = False
