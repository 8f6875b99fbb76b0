"""Deriving a date again from what it keeps: its anchor, what it was given, and the policy values it began with.

A case may take over a newer policy while dates are running (``domain.adoption``). Such a date keeps the old
values among its parameters, under the names of the policy's fields, with the interpretations they rest on.
"""

from datetime import date

from domain.changed_deadline import derived_again
from domain.date_rules import DATE_RULES, derive
from domain.dates import in_words
from domain.deadline import Deadline, Line
from domain.interpretation import Interpreted
from domain.policy import Policy
from domain.working_days import WorkCalendar

KEPT = "kept"
"""Parameter (ISO date) of a date that a release would have moved to a day too early: the day that stands."""

RESTED_ON = ".interpretation"
"""After the name of a value that is kept: the 文号 of the interpretation it rests on."""


def given(deadline: Deadline) -> dict[str, int]:
    """What the rule of the date was given besides its anchor."""
    named = DATE_RULES[deadline.key].parameters
    return {name: int(value) for name, value in deadline.parameters.items() if name in named}


def pinned(deadline: Deadline) -> dict[str, int | str]:
    """The policy values the date keeps from an earlier policy of its case, and what they rest on."""
    reads = DATE_RULES[deadline.key].reads
    return {name: value for name, value in deadline.parameters.items() if name.removesuffix(RESTED_ON) in reads}


def policy_of(deadline: Deadline, policy: Policy) -> Policy:
    """The policy the date runs under: that of its case, but for the values it keeps."""
    kept = pinned(deadline)
    if not kept:
        return policy
    values = {name: value for name, value in kept.items() if not name.endswith(RESTED_ON)}
    interpreted = (
        *(each for each in policy.interpreted if each.parameter not in values),
        *(
            Interpreted(parameter=name, number=str(kept[name + RESTED_ON]))
            for name in values
            if name + RESTED_ON in kept
        ),
    )
    return type(policy).model_validate({**policy.model_dump(), **values, "interpreted": interpreted})


def rederived(deadline: Deadline, policy: Policy, calendar: WorkCalendar) -> Deadline:
    """The date as ``calendar`` gives it now, after its pauses and extensions, with its derivation.

    ``policy`` is that of the case.
    """
    own = policy_of(deadline, policy)
    return derived_again(
        deadline, lambda days: derive(deadline.key, deadline.anchor, given(deadline), own, days), calendar
    )


def keeping(deadline: Deadline, day: date) -> Deadline:
    """``deadline`` on ``day``, which stands although the count ends before it."""
    parameters = {**deadline.parameters, KEPT: day.isoformat()}
    return deadline.put_off_to(day).model_copy(update={"parameters": parameters})


def explained(deadline: Deadline, policy: Policy, calendar: WorkCalendar) -> Deadline:
    """The date as it was fixed, with the derivation ``calendar`` gives now; one that was kept says why it stands."""
    fresh = rederived(deadline, policy, calendar)
    return deadline.model_copy(update={"lines": (*fresh.lines, *_why_kept(deadline, fresh))})


def _why_kept(deadline: Deadline, fresh: Deadline) -> tuple[Line, ...]:
    kept = deadline.parameters.get(KEPT)
    if kept is None:
        return ()
    day = date.fromisoformat(str(kept))
    why = "已向社会公布的日期只延后、不提前" if DATE_RULES[deadline.key].stated else "重新推算时该日已经过去"
    text = f"按现行节假日安排推算为{in_words(fresh.date)}；{why}，仍以{in_words(day)}为准。"
    return (Line(text=text, parameter="CAL-RECOMPUTE", in_text=False, dates=(day,)),)
