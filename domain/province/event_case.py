"""Files of events under the provincial regulation: who records them, and who handles them.

Reading R-E-6: the office that records an event handles it. One in several counties is one file: handled by whoever
recorded it if its jurisdiction covers them all, else by the government above them all; that of each has a part in it.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field

from domain.citation import Basis
from domain.procedure.event_file import Audiences, EventKind, EventStep
from domain.procedure.event_state import Body, EventCase
from domain.province.parts import TextVersion
from domain.province.policy import ProvincePolicy
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Audience, Role, covers

PROVINCE = "420000"
DEPARTMENTS = frozenset({Role.GOVERNMENT_DEPARTMENT, Role.PROVINCIAL_REGULATOR})
"""有关部门; the provincial market regulator is the one of the provincial government."""
GOVERNMENTS = frozenset({Role.GOVERNMENT})
BOTH = DEPARTMENTS | GOVERNMENTS


class ProvinceEvent(EventCase):
    """One event of the province. ``bodies`` are the governments or departments that have a part in it; ``units`` is the
    provincial market regulator as the register calls it, which may have a part in any."""

    programme: Literal["province-event"] = "province-event"
    policy: ProvincePolicy
    versions: list[TextVersion] = Field(default_factory=list)
    """The texts in force when it was recorded, oldest first: it is handled under the last one (reading R-H-18)."""

    def called(self, audience: Audience) -> str:
        if audience.role is Role.PROVINCIAL_REGULATOR and audience.organisation is None:
            return "、".join(self.units)
        return super().called(audience)


def handling(case: ProvinceEvent) -> Iterable[Audience]:
    """Whoever leads."""
    return (case.handler.audience,)


def provincial_regulator(case: ProvinceEvent) -> Iterable[Audience]:
    """省人民政府市场监督管理部门."""
    return (Audience(role=Role.PROVINCIAL_REGULATOR, region=PROVINCE),)


def article_event(
    basis: Basis,
    key: str,
    label: str,
    steps: tuple[EventStep, ...],
    *,
    recorders: frozenset[Role],
    who: str,
    occasion: str,
    role: Role = Role.GOVERNMENT_DEPARTMENT,
    actors: Audiences = handling,
    concerns: bool = False,
    forwarded: str = "",
) -> EventKind:
    """A kind of event of one article. ``recorders`` within the province may record it; ``who``: they in the text."""

    def admit(actor: Actor, name: str) -> Refusal | None:
        if actor.role in recorders and covers(PROVINCE, actor.jurisdiction):
            return None
        return Refusal(
            kind=RefusalKind.WRONG_ACTOR,
            text=f"{occasion}由本省行政区域内的{who}记录。",
            basis=basis,
            remedy=f"请由{who}办理。",
        )

    return EventKind(
        key=f"province_{key}",
        label=label,
        basis=basis,
        role=role,
        admit=admit,
        actors=actors,
        steps=steps,
        occasion=occasion,
        concerns=concerns,
        forwarded=forwarded,
    )


def involved(regions: Iterable[str], governments: Sequence[Body]) -> list[Body]:
    """The governments of the regions (GB/T 2260) that the platform knows."""
    own = {each.region: each for each in governments}
    return [own[region] for region in dict.fromkeys(regions) if region in own]


def lead(recorder: Body, regions: Iterable[str], governments: Sequence[Body]) -> Body | None:
    """Who handles an event in ``regions`` in the place of whoever recorded it; None where that is the recorder.

    ``governments``: those with the widest jurisdiction first.
    """
    everywhere = [*regions, recorder.region]
    if all(covers(recorder.region, each) for each in everywhere):
        return None
    above = [each for each in governments if all(covers(each.region, region) for region in everywhere)]
    return above[-1] if above else None


def next_above(region: str, governments: Sequence[Body]) -> Body | None:
    """The government one level above that of ``region``, by the jurisdictions of the register."""
    above = [each for each in governments if each.region != region and covers(each.region, region)]
    return above[-1] if above else None
