"""台账挂图: all ledgers of a plan at one look. One way for JSON, page and export.

The office, the district government, operations and supervision see the plan's whole wall, as they see its cases. A unit
sees its own items and those of the measures it leads, nothing else; to whoever sees nothing of it there is no wall.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from api.deps import Services
from api.errors import basis_views, not_found
from api.wall_cells import leads, not_begun, of_ledger
from api.wall_views import Lateness, WallCell, WallCount, WallMeasure, WallUnit, WallView
from db.queries import plans
from db.queries.plans import Recorded
from domain.dates import local_date
from domain.district.case import PlanCase
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ENTRIES, GROUPS, Entry, ItemKey
from domain.district.parts import ItemStatus, Unit
from domain.policy import DistrictPolicy
from domain.roles import Actor, Role

_PROGRAMMES = ("district", "district-ledger")
NO_OWNER = "没有承办单位"
NO_SCHEDULE = "没有时间进度"


@dataclass(frozen=True, slots=True)
class WallQuery:
    """``unit``: its id; empty and null filter nothing."""

    unit: str = ""
    measure: ItemKey | None = None
    status: ItemStatus | None = None
    overdue: Lateness | None = None

    def takes(self, cell: WallCell, *, of_any_status: bool = False) -> bool:
        return (
            (not self.unit or cell.unit == self.unit)
            and (self.measure is None or cell.measure == self.measure.value)
            and (of_any_status or self.status is None or cell.status == self.status.value)
            and (self.overdue is None or _is_so_late(cell, self.overdue))
        )


@dataclass(slots=True)
class _Seen:
    """What of a plan the reader sees."""

    plan: Recorded | None = None
    title: str = ""
    policy: DistrictPolicy = field(default_factory=DistrictPolicy)
    recorded_at: datetime | None = None
    units: dict[str, WallUnit] = field(default_factory=dict)
    cells: list[WallCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall with the policy of its plan, for an export to name."""

    view: WallView
    policy: DistrictPolicy


async def of_actor(services: Services, actor: Actor) -> list[tuple[str, str]]:
    """Id and name of every plan whose wall the actor sees."""
    async with services.register.read() as session:
        return [(case_id.removeprefix("district-"), name) for case_id, name in await plans.of_actor(session, actor)]


def plan_of(case_id: str, programme: str) -> str:
    """Id of the plan a case belongs to: itself, or a unit's ledger; empty of any other case."""
    return case_id.removeprefix("district-").partition("-ledger-")[0] if programme in _PROGRAMMES else ""


async def wall(services: Services, actor: Actor, plan_id: str, wanted: WallQuery) -> Wall:
    """The wall as filtered. Raises 404 where there is no such plan, or nothing of it for this actor."""
    now = await services.clock.now()
    async with services.register.read() as session:
        rows = await plans.with_ledgers(session, actor, plan_id)
    seen = _seen(rows, actor, local_date(now))
    if seen.plan is None and not seen.cells:
        raise not_found("该方案的台账")
    return Wall(_view(plan_id, seen, wanted, now), seen.policy)


def _seen(rows: Sequence[Recorded], actor: Actor, today: date) -> _Seen:
    seen, ledgers = _Seen(), set[str]()
    for row in rows:
        if not row.is_plan:
            case = LedgerCase.model_validate(row.state)
            ledgers.add(case.unit.id)
            _add(seen, case, row, actor, today)
    plan = next((each for each in rows if each.is_plan and each.is_visible), None)
    if plan and _sees_all(actor):
        _add_plan(seen, plan, ledgers)
    return seen


def _sees_all(actor: Actor) -> bool:
    """A unit was perhaps asked something in another's ledger; that shows it that case, and not the whole wall."""
    return actor.role is not Role.DISTRICT_UNIT


def _add(seen: _Seen, case: LedgerCase, row: Recorded, actor: Actor, today: date) -> None:
    """What the actor sees of one ledger."""
    found = of_ledger(case, today, row.case_id if row.is_visible else None)
    if not _sees_all(actor):
        led = leads(case, actor.organisation)
        found = [each for each in found if case.unit.organisation == actor.organisation or each.measure in led]
    elif not row.is_visible:
        found = []
    if not found:
        return
    seen.title, seen.policy = case.plan_title, case.policy
    seen.recorded_at = max(filter(None, (seen.recorded_at, row.updated_at)))
    seen.units[case.unit.id] = _unit(case.unit)
    seen.cells += found


def _add_plan(seen: _Seen, row: Recorded, ledgers: set[str]) -> None:
    """The plan itself, and the units whose ledgers have not begun."""
    plan = PlanCase.model_validate(row.state)
    seen.plan, seen.title, seen.policy = row, plan.title, plan.policy
    seen.recorded_at = max(filter(None, (seen.recorded_at, row.updated_at)))
    for unit in plan.present:
        if unit.id not in ledgers and unit.items:
            seen.units[unit.id] = _unit(unit)
            seen.cells += not_begun(unit)
    order = {each.id: place for place, each in enumerate(plan.units)}
    seen.units = dict(sorted(seen.units.items(), key=lambda each: order.get(each[0], len(order))))


def _unit(unit: Unit) -> WallUnit:
    return WallUnit(id=unit.id, name=unit.name, kinds=[each.label for each in unit.kinds])


def _view(plan_id: str, seen: _Seen, wanted: WallQuery, now: datetime) -> WallView:
    shown = [each for each in seen.cells if wanted.takes(each)]
    standing = Counter(each.status for each in seen.cells if wanted.takes(each, of_any_status=True))
    with_cells = {each.unit for each in shown}
    return WallView(
        plan_id=plan_id,
        title=seen.title,
        case_id=seen.plan.case_id if seen.plan else None,
        is_whole=seen.plan is not None,
        as_of=now,
        recorded_at=seen.recorded_at or now,
        total=len(shown),
        late=sum(each.is_late for each in shown),
        counts=[
            WallCount(status=each.value, label=each.label, number=standing[each.value])
            for each in ItemStatus
            if standing[each.value]
        ],
        all_units=list(seen.units.values()),
        units=[each for each in seen.units.values() if each.id in with_cells],
        measures=_measures(seen, shown, wanted),
    )


def _measures(seen: _Seen, shown: Sequence[WallCell], wanted: WallQuery) -> list[WallMeasure]:
    """In the order of the text; unfiltered and seen whole, also those nobody answers for."""
    by_key, all_of = _grouped(shown), _grouped(seen.cells)
    place = {unit: number for number, unit in enumerate(seen.units)}
    keys = set(by_key)
    if seen.plan and not (wanted.unit or wanted.status or wanted.overdue):
        keys |= {wanted.measure.value} if wanted.measure else set(ENTRIES)
    return [
        WallMeasure(
            key=key,
            label=entry.label,
            title=entry.title,
            group=_group(entry),
            basis=basis_views((entry.citation,))[0],
            flags=_flags(all_of.get(key, []), is_whole=seen.plan is not None),
            cells=sorted(by_key.get(key, []), key=lambda each: (not each.is_lead, place[each.unit])),
        )
        for key, entry in ENTRIES.items()
        if key in keys
    ]


def _group(entry: Entry) -> str:
    """（一）完善质量治理体系, as the text numbers it."""
    number = {name: f"（{'一二三四五'[place - 1]}）" for place, name in GROUPS.items()}.get(entry.group, "")
    return f"{number}{entry.group}"


def _grouped(cells: Iterable[WallCell]) -> dict[str, list[WallCell]]:
    found: dict[str, list[WallCell]] = {}
    for each in cells:
        found.setdefault(each.measure, []).append(each)
    return found


def _flags(cells: Sequence[WallCell], *, is_whole: bool) -> list[str]:
    """What is missing of a measure, by every unit of it that the reader sees."""
    own = [each for each in cells if each.status != ItemStatus.REASSIGNED]
    if not own:
        return [NO_OWNER] if is_whole else []
    unfiled = sum(each.status == ItemStatus.UNFILED for each in own)
    return [
        *([f"{unfiled}个单位未建账"] if unfiled else []),
        *([] if any(each.steps for each in own) else [NO_SCHEDULE]),
    ]


def _is_so_late(cell: WallCell, wanted: Lateness) -> bool:
    return cell.is_late if wanted is Lateness.LATE else cell.colour == wanted.value
