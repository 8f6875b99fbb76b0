"""记录事件: which kinds somebody may record, under which plan or regulation, and which places may be named.

A plan that is not on the platform holds nothing up: its events are recorded under the key its case is going to have.
"""

from dataclasses import dataclass, field

from api.deps import Services
from api.errors import not_found, refused
from api.event_files import body_of, governments_of
from api.provinces import KEY
from db.queries import events
from domain.citation import TITLES
from domain.district.event_case import REGION, refuse_elsewhere
from domain.edition import Edition
from domain.event_kinds import EVENT_KINDS
from domain.procedure.event_file import EventKind
from domain.procedure.event_state import Body
from domain.province import art40_assessment, art42_edition, art42_entry_into_force
from domain.province.event_case import PROVINCE, next_above
from domain.refusal import Refusal
from domain.roles import Actor, covers

NO_PLAN = (f"{REGION}-1", TITLES["district"])
"""Key and name of the plan as long as none is on the platform."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of event that the reader's office may record, with the name of its text; ``edition``: of a text in force
    that is numbered otherwise than the one quoted; ``closed``: why it is not taken at present."""

    kind: EventKind
    text: str
    edition: Edition | None = None
    closed: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What one kind is recorded with. ``subjects``: key and name of the plans or the regulation it may be under, the
    likeliest first. ``places``: the governments whose places may be named; of an assessment those next below."""

    kind: EventKind
    subjects: tuple[tuple[str, str], ...]
    places: tuple[Body, ...] = field(default=())
    edition: Edition | None = None

    @property
    def assesses(self) -> bool:
        return self.kind is art40_assessment.KIND


async def may_record(services: Services, actor: Actor) -> bool:
    """Whether there is any kind of event the actor's office records."""
    async with services.register.read() as session:
        return bool(_admitted(actor, await body_of(session, actor)))


async def offered(services: Services, actor: Actor) -> list[Offer]:
    """The kinds the actor's office may record, in the order of the texts."""
    async with services.register.read() as session:
        kinds = _admitted(actor, await body_of(session, actor))
        edition = art42_edition.edition(await events.texts_in_force(session, KEY) or [])
    return [_offer(each, edition) for each in kinds]


async def intake(services: Services, actor: Actor, key: str) -> Intake:
    """What is needed to record a kind. Raises 404 for an unknown one, 403 for whom its place does not name, 409 under a
    text not in force."""
    kind = EVENT_KINDS.get(key)
    if kind is None:
        raise not_found("这一类事件")
    async with services.register.read() as session:
        own = await body_of(session, actor)
        if refusal := kind.admit(actor, own.name):
            raise refused(refusal)
        if kind.text == "district":
            plans = await events.plans_within(session, own.region)
            if not plans and (refusal := refuse_elsewhere(kind, own.region, REGION)):
                raise refused(refusal)
            return Intake(kind, tuple((plan, name) for plan, name in plans) or (NO_PLAN,))
        edition = art42_edition.edition(await events.texts_in_force(session, KEY) or [])
        if edition is None:
            raise refused(_not_yet(kind))
        governments = await governments_of(session)
    return Intake(kind, ((KEY, edition.title),), _places(kind, own, governments), edition)


def _admitted(actor: Actor, own: Body) -> list[EventKind]:
    return [each for each in EVENT_KINDS.values() if each.admit(actor, own.name) is None]


def _offer(kind: EventKind, edition: Edition | None) -> Offer:
    """``edition``: of the provincial regulation in force, which is called a draft until then."""
    if kind.text != "province":
        return Offer(kind, TITLES[kind.text])
    return Offer(kind, edition.title, edition) if edition else Offer(kind, TITLES["province"], closed=_not_yet(kind))


def _not_yet(kind: EventKind) -> Refusal:
    return art42_entry_into_force.refuse_event(kind.occasion)


def _places(kind: EventKind, own: Body, governments: list[Body]) -> tuple[Body, ...]:
    of_the_province = [each for each in governments if covers(PROVINCE, each.region)]
    if kind is art40_assessment.KIND:
        above = {each.region: next_above(each.region, governments) for each in of_the_province}
        return tuple(each for each in of_the_province if above[each.region] == own)
    return tuple(each for each in of_the_province if each.region not in (own.region, PROVINCE))
