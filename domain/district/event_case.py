"""Files of events under the district plan: who records them, and which units handle them.

Reading R-E-1: a unit that a measure names records its event, and so may the 领导小组办公室; every unit named that has
an account is asked, and whichever has the matter among its 职责 answers. Where none has one, whoever recorded it goes
on.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from domain.citation import Basis
from domain.district.policy import DistrictPolicy
from domain.procedure.event_file import EventKind, EventStep
from domain.procedure.event_state import EventCase
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Audience, Role, covers

REGION = "441602"
"""源城区 (GB/T 2260)."""
POLICE = "市公安局源城分局"


class DistrictEvent(EventCase):
    """One event of 源城区."""

    programme: Literal["district-event"] = "district-event"
    policy: DistrictPolicy


def units(case: DistrictEvent, without: Sequence[str] = ()) -> tuple[Audience, ...]:
    """The units asked, in the order of the measure; ``without``: names of those that are not."""
    named = [
        Audience(role=Role.DISTRICT_UNIT, organisation=id_) for name, id_ in case.units.items() if name not in without
    ]
    return tuple(named) or (case.opened_by.audience,)


def unit(case: DistrictEvent, name: str) -> tuple[Audience, ...]:
    """One unit, if it has an account."""
    known = case.units.get(name)
    return (Audience(role=Role.DISTRICT_UNIT, organisation=known),) if known else ()


def government(case: DistrictEvent) -> Iterable[Audience]:
    """区政府."""
    return (Audience(role=Role.DISTRICT_GOVERNMENT, region=case.region),)


def refuse_elsewhere(kind: EventKind, own: str, region: str) -> Refusal | None:
    """``own``: jurisdiction of who records it, ``region``: of the plan (GB/T 2260); a plan is for its own district."""
    if covers(region, own):
        return None
    return Refusal(
        kind=RefusalKind.WRONG_ACTOR,
        text=f"{kind.occasion}由实施方案所在区的单位记录。",
        basis=kind.basis,
        remedy="请由该区的责任单位或者区质量强区工作领导小组办公室记录。",
    )


def measure_event(
    basis: Basis,
    key: str,
    label: str,
    named: tuple[str, ...],
    steps: tuple[EventStep, ...],
    *,
    occasion: str,
    concerns: bool = False,
) -> EventKind:
    """A kind of event of one measure. ``named``: the units in its closing brackets, as they stand there."""

    def admit(actor: Actor, name: str) -> Refusal | None:
        if actor.role is Role.LEADING_GROUP_OFFICE or (actor.role is Role.DISTRICT_UNIT and name in named):
            return None
        return Refusal(
            kind=RefusalKind.WRONG_ACTOR,
            text=f"{occasion}由本项措施的责任单位（{'、'.join(named)}）记录。",
            basis=basis,
            remedy="请由其中一个单位记录；单位没有账号的，由区质量强区工作领导小组办公室代为记录。",
        )

    return EventKind(
        key=f"district_{key}",
        label=label,
        basis=basis,
        role=Role.DISTRICT_UNIT,
        admit=admit,
        actors=units,
        steps=steps,
        units=named,
        occasion=occasion,
        concerns=concerns,
    )
