"""Policies in versions: the deployed one to begin with, then whatever was proposed and approved by a second person.

What the text fixes is no matter of policy: it changes with the text, and with the code that quotes it.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import PolicyVersion
from db.queries.policies import policy_in_force, versions
from domain.interpretation import CHOSEN
from domain.parameter import Parameter
from domain.policy import PARAMETERS, POLICIES, Policy, ProvincePolicy, ZonePolicy
from domain.province.policy import CAMPAIGNS
from domain.zone.art29_interpretation import InterpretationForm, resting_on
from services.regulations import load_policy

PolicyT = TypeVar("PolicyT", bound=Policy)
_UNCHANGEABLE = frozenset({"version", "regulation", "interpreted"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one proposed value. ``error`` is pydantic's, where there is one."""

    field: str
    text: str
    error: Mapping[str, Any] | None = None


class Impossible(Exception):
    """Proposed values that are no policy."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("；".join(each.text for each in faults))
        self.faults = tuple(faults)


class FixedByText(Exception):
    """A proposal to change what the text fixes, or what is entered with it."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter.label)
        self.parameter = parameter


class RestsOnInterpretation(Exception):
    """A proposal to change, without another interpretation, what one decides; ``source`` names it."""

    def __init__(self, parameter: Parameter, source: str) -> None:
        super().__init__(parameter.label)
        self.parameter, self.source = parameter, source


async def in_force(session: AsyncSession, programme: str) -> Policy:
    """The policy that new cases start under. Raises ``KeyError`` for an unknown programme."""
    stored = await policy_in_force(session, programme)
    return POLICIES[programme].model_validate(stored) if stored else load_policy(programme)


async def policy_for(session: AsyncSession, kind: type[PolicyT]) -> PolicyT:
    """``in_force`` of the programme that has this kind of policy."""
    programme = next(key for key, each in POLICIES.items() if each is kind)
    found = await in_force(session, programme)
    assert isinstance(found, kind)
    return found


def changed(
    base: Policy, changes: Mapping[str, Any], version: str, interpretation: InterpretationForm | None = None
) -> Policy:
    """``base`` with other values (as JSON has them), as ``version``; what ``interpretation`` is about rests on it.

    Raises ``Impossible``, ``FixedByText`` or ``RestsOnInterpretation``.
    """
    fields = type(base).model_fields
    strange = [Fault(name, "没有这一参数") for name in changes if name not in fields or name in _UNCHANGEABLE]
    if strange:
        raise Impossible(strange)
    values = base.model_dump(mode="json")
    differing = {name: value for name, value in changes.items() if value != values[name]}
    interpreted = resting_on(interpretation, base.interpreted) if interpretation else base.interpreted
    if not differing and interpreted == base.interpreted:
        raise Impossible([Fault("", "没有改变任何参数")])
    _leave_to_the_law(base, differing, interpretation.parameters if interpretation else ())
    own = {"version": version, "interpreted": [each.model_dump() for each in interpreted]}
    try:
        found = type(base).model_validate_json(json.dumps(values | differing | own), strict=True)
    except ValidationError as error:
        raise Impossible([_fault(each) for each in error.errors(include_url=False)]) from error
    _exists_every_year(found)
    _names_the_campaigns(found)
    return found


def _leave_to_the_law(base: Policy, differing: Collection[str], named: Collection[str]) -> None:
    """What is changed or ``named`` by an interpretation must be ours and not entered elsewhere; what is interpreted
    takes another interpretation."""
    for name in (*differing, *named):
        if PARAMETERS[name].in_text or PARAMETERS[name].entered:
            raise FixedByText(PARAMETERS[name])
        if name not in named and base.source(name) != CHOSEN:
            raise RestsOnInterpretation(PARAMETERS[name], base.source(name))


def differences(base: Policy, other: Policy) -> dict[str, dict[str, Any]]:
    """Field → its value before and after, as JSON has them."""
    before, after = base.model_dump(mode="json"), other.model_dump(mode="json")
    names = [name for name in after if name not in _UNCHANGEABLE and before[name] != after[name]]
    return {name: {"before": before[name], "after": after[name]} for name in names}


async def next_version(session: AsyncSession, programme: str, year: int) -> str:
    """``2026-2``: the year, and a number no version of that year has."""
    known = [load_policy(programme).version, *(row.version for row in await versions(session, programme))]
    numbers = [int(match[1]) for each in known if (match := re.fullmatch(rf"{year}-(\d+)", each))]
    return f"{year}-{max(numbers, default=0) + 1}"


def propose(
    base: Policy, policy: Policy, programme: str, reason: str, proposed_by: str, now: datetime
) -> PolicyVersion:
    """The row of a proposal."""
    return PolicyVersion(
        programme=programme,
        version=policy.version,
        based_on=base.version,
        values=policy.model_dump(mode="json"),
        changes=differences(base, policy),
        reason=reason,
        proposed_by=proposed_by,
        proposed_at=now,
    )


def _fault(error: Mapping[str, Any]) -> Fault:
    return Fault(str(error["loc"][0]), "取值不符合要求", error)


def _names_the_campaigns(policy: Policy) -> None:
    """The text names them and says no day: only their days are ours."""
    if isinstance(policy, ProvincePolicy) and [each.name for each in policy.campaigns] != [
        each.name for each in CAMPAIGNS
    ]:
        raise Impossible([Fault("campaigns", "活动由条文列明，只能变更日期，不能增减或者改名")])


def _exists_every_year(policy: Policy) -> None:
    if not isinstance(policy, ZonePolicy):
        return
    month, day = policy.annual_report_due_month, policy.annual_report_due_day
    try:
        date(2001, month, day)
    except ValueError as error:
        raise Impossible([Fault("annual_report_due_day", f"不是每年都有{month}月{day}日")]) from error
