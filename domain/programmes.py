"""The programmes by their keys: what the platform asks of a case, whatever it is a case of.

A case is found by the ``programme`` in its state; everything else goes through here, so that a further programme is
one further entry.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NoReturn

from pydantic import BaseModel

from domain import event_limits
from domain.case import CaseState
from domain.citation import Basis, Citation
from domain.deadline import Deadline
from domain.district import calendar_of_case as district
from domain.district.case import PlanCase, PlanStage
from domain.district.event_case import DistrictEvent
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.duty import Duty
from domain.edition import Edition
from domain.event_kinds import EVENT_KINDS
from domain.ledger import CaseLine
from domain.orders import DocumentOrder
from domain.pilot import calendar_of_case as pilot
from domain.pilot.case import PilotCase, PilotStage
from domain.place import Place
from domain.procedure.event_state import EventStage
from domain.procedure.state import Notice
from domain.province import art30_campaign_runs, art42_edition
from domain.province import calendar_of_case as province
from domain.province.case import GovernmentCase, GovernmentStage, RegulationCase, RegulationStage
from domain.province.event_case import ProvinceEvent
from domain.roles import SAMR, Audience
from domain.working_days import WorkCalendar
from domain.zone import calendar_of_case, duties, instrument, ledger_lines, places
from domain.zone.case import STAGES, ZoneCase
from domain.zone.instrument import InstrumentCase, InstrumentStage


def _states_nothing(*_: Any, **__: Any) -> NoReturn:
    raise TypeError("nothing of this programme is stated to the public")


@dataclass(frozen=True, slots=True)
class Programme:
    """How one kind of case answers; each function is given a case of this kind."""

    key: str
    label: str
    """The kind of case, for people."""
    case: type[CaseState]
    text: str
    """Key of the text it runs under (``domain.citation.TITLES``)."""
    workflow: Callable[[Any], str]
    """Name of the workflow in which a stored case goes on."""
    stages: Iterable[Any]
    """Where such a case may stand, in the order of the text; each member has a ``label``."""
    milestones: Callable[[Any], list[Deadline]] = lambda case: []
    """Every date that still matters, in the order of the text."""
    duties: Callable[[Any, WorkCalendar], list[Duty]] = lambda case, calendar: []
    places: Callable[[Any], Iterable[Place]] = lambda case: ()
    """Where it keeps the dates that hang on the working-day calendar and are not settled."""
    dates: Callable[[Any], Iterable[tuple[BaseModel, str]]] = lambda case: ()
    """Every date it has fixed, as a field of what holds it."""
    correct: Callable[..., DocumentOrder] = _states_nothing
    """The correction of a date that was stated to the public."""
    fixed: Callable[[Any], Iterable[tuple[str, Deadline | None]]] = lambda case: ()
    """By their places the dates nobody may change, since the text itself fixes them."""
    counted: Callable[[Any], Iterable[tuple[str, Deadline]]] = lambda case: ()
    """By their places all other dates, settled or not."""
    decides: Callable[[Any, str], Audience] = lambda case, path: SAMR
    """Who may extend the date at a place, or let it stand still."""
    change_basis: Basis = ()
    """The place that leaves it open."""
    notices: Callable[[Any], list[tuple[Notice, str]]] = lambda case: []
    """Its public notices with their matter."""
    entry: Callable[[Any], dict[str, str]] = lambda case: {}
    """What the public is shown of its subject."""
    adopts: bool = True
    """Whether a running case takes over a policy approved meanwhile."""
    planned_anew: Callable[[Any, Any, datetime], list[tuple[str, Deadline, Deadline]]] = lambda case, policy, now: []
    """What taking over a policy at an instant (UTC) plans anew beside ``places``: where, the date before and after."""
    edition: Callable[[Mapping[str, Any]], Edition | None] = lambda state: None
    """By the state of a case as it is stored: what its text is called and how it is numbered for people, where that is
    not what the text kept here is."""
    ledger: tuple[CaseLine, ...] = ()
    """Lines of the ledger beside a case, in the order of the text; the case itself knows nothing of it."""


ZONE = Programme(
    key="zone",
    label="全国质量品牌提升示范区",
    case=ZoneCase,
    text="zone",
    workflow=lambda case: "ZoneTerm" if case.term else "ZoneCreation",
    stages=STAGES,
    milestones=calendar_of_case.milestones,
    duties=duties.open_duties,
    places=places.places,
    dates=places.dates,
    correct=places.correction,
    fixed=places.fixed,
    counted=places.counted,
    change_basis=(Citation("zone:29"),),
    notices=calendar_of_case.notices,
    entry=lambda case: {
        "park": case.park.name,
        "region": case.park.region_name,
        "creating_body": case.park.creating_body,
    },
    ledger=ledger_lines.LINES,
)
INSTRUMENT = Programme(
    key=instrument.PROGRAMME,
    label="工作方案和指标体系",
    case=InstrumentCase,
    text="zone",
    workflow=lambda case: "ZoneInstrument",
    stages=InstrumentStage,
    adopts=False,
    change_basis=(Citation("zone:29"),),
)
PILOT = Programme(
    key="pilot",
    label="长三角质量提升示范试点",
    case=PilotCase,
    text="pilot",
    workflow=lambda case: "PilotProject",
    stages=PilotStage,
    milestones=pilot.milestones,
    duties=pilot.open_duties,
    places=pilot.places,
    dates=lambda case: ((report, "due") for report in case.reports),
    counted=pilot.counted,
    decides=pilot.decides,
    change_basis=(Citation("pilot:5(4)"),),
)
DISTRICT = Programme(
    key="district",
    label="源城区质量强区实施方案",
    case=PlanCase,
    text="district",
    workflow=lambda case: "DistrictPlan",
    stages=PlanStage,
    milestones=district.plan_milestones,
    places=district.places_of_plan,
    fixed=lambda case: (("target", case.target),),
    decides=lambda case, path: case.office_audience,
    change_basis=(Citation("district:s2.1"),),
)
LEDGER = Programme(
    key="district-ledger",
    label="质量强区工作台账",
    case=LedgerCase,
    text="district",
    workflow=lambda case: "UnitLedger",
    stages=LedgerStage,
    milestones=district.ledger_milestones,
    duties=district.open_duties,
    places=district.places,
    dates=district.dates,
    fixed=lambda case: (("target", case.target),),
    counted=district.counted,
    decides=district.decides,
    change_basis=(Citation("district:s4(3)#2"),),
)
REGULATION = Programme(
    key="province",
    label="湖北省质量促进条例",
    case=RegulationCase,
    text="province",
    workflow=lambda case: "ProvinceRegulation",
    stages=RegulationStage,
    milestones=province.milestones_of_regulation,
    edition=art42_edition.of_regulation,
    change_basis=(Citation("province:42"),),
)
GOVERNMENT = Programme(
    key="province-government",
    label="县级以上人民政府质量促进职责",
    case=GovernmentCase,
    text="province",
    workflow=lambda case: "GovernmentDuties",
    stages=GovernmentStage,
    milestones=province.milestones,
    planned_anew=art30_campaign_runs.planned_anew,
    duties=province.open_duties,
    edition=art42_edition.of_case,
    change_basis=(Citation("province:40"),),
)
DISTRICT_EVENT = Programme(
    key="district-event",
    label="源城区质量强区事件",
    case=DistrictEvent,
    text="district",
    workflow=lambda case: "EventFile",
    stages=EventStage,
    milestones=event_limits.milestones,
    duties=lambda case, calendar: event_limits.open_duties(case, EVENT_KINDS[case.kind], calendar),
    dates=event_limits.dates,
)
PROVINCE_EVENT = replace(
    DISTRICT_EVENT,
    key="province-event",
    label="湖北省质量促进事件",
    case=ProvinceEvent,
    text="province",
    edition=art42_edition.of_case,
)
_ALL = (ZONE, PILOT, INSTRUMENT, DISTRICT, LEDGER, DISTRICT_EVENT, REGULATION, GOVERNMENT, PROVINCE_EVENT)
PROGRAMMES = {programme.key: programme for programme in _ALL}


def family(text: str) -> tuple[str, ...]:
    """The keys of the programmes that run under a text."""
    return tuple(key for key, programme in PROGRAMMES.items() if programme.text == text)


def adopting(text: str) -> tuple[str, ...]:
    """The keys of the programmes whose running cases take over a policy of the text."""
    return tuple(key for key in family(text) if PROGRAMMES[key].adopts)


def programme_of(case: CaseState) -> Programme:
    """The programme of a case."""
    return PROGRAMMES[case.programme]


def edition_of(state: Mapping[str, Any]) -> Edition | None:
    """How the places of its text are read to people in the case whose state it is; see ``Programme.edition``."""
    return PROGRAMMES[state.get("programme", ZONE.key)].edition(state)


def case_of(state: dict[str, Any]) -> Any:
    """The case whose state it is. The first states ever stored did not name their programme: they are of ``zone``.

    Raises ``KeyError`` for a programme nobody knows.
    """
    return PROGRAMMES[state.get("programme", ZONE.key)].case.model_validate(state)
