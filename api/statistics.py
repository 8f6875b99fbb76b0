"""统计: what was done in time and what was not, where cases stand, and whose term is about to end.

An official counts what they may see, by the filter of the case list. What has no day is never late: it is told apart.
The days most steps have are 系统策略; what follows from being late by one is nothing but a mark.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from api import present
from api.deps import Services
from api.reading import only
from api.regions import region_name
from api.statistics_views import (
    CountedTask,
    ExpiringCase,
    ExpiryLine,
    NumberView,
    StatisticsView,
    StepLine,
    StockLine,
)
from api.words import PROGRAMMES, STAGES
from db.models import Case, TaskRow
from db.queries import statistics as queries
from db.queries.recipients import organisation_names
from db.queries.statistics import LOCAL, STANDINGS, Ending, Standing, Start, StepCount, TaskFilter
from domain.dates import in_words, local_date, plus_months
from domain.kinds import TASK_KINDS
from domain.programmes import ZONE
from domain.roles import Actor, Role

SEES_STATISTICS = frozenset(Role) - {Role.CREATING_BODY, Role.EXPERT, Role.PUBLIC}
_NOT_FOR_YOU = "统计由办理、监督和技术运维单位查看。"
LABELS: dict[Standing, str] = {
    "in_time": "按期了结",
    "late": "逾期了结",
    "running": "在办，未到期",
    "overdue": "在办，已逾期",
    "undated": "在办，没有期限",
}
LATER = "later"
MONTH = rf"^(20\d\d-(0[1-9]|1[0-2])|{LATER})$"
"""How a month is asked for."""
_MONTHS = 12
"""Told one by one; what comes after is told together."""
_STAGE_LABELS = {(key, stage): label for key, stages in STAGES.items() for stage, label in stages.items()}
_Of = Callable[[StepCount], dict[str, str]]


async def numbers(services: Services, actor: Actor, wanted: TaskFilter) -> StatisticsView:
    """Everything counted within ``programme``, ``region`` and ``year``. Raises 403."""
    only(actor, SEES_STATISTICS, _NOT_FOR_YOU)
    today = local_date(await services.clock.now())
    async with services.register.read() as session:
        counts = await queries.step_counts(session, actor, today, wanted)
        stock = await queries.stock(session, actor, wanted.programme, wanted.region)
        is_of_zones = wanted.programme in (None, ZONE.key)
        ends = await queries.ends_by_month(session, actor, wanted.region) if is_of_zones else []
        names = await organisation_names(session)
    given = {"programme": wanted.programme, "region": wanted.region, "year": str(wanted.year or "")}
    asked = {name: value for name, value in given.items() if value}
    return StatisticsView(
        as_of=today,
        by_step=_lines(counts, _step, asked, names),
        by_unit=_lines(counts, _unit, asked, names),
        by_both=_lines(counts, lambda one: _step(one) | _unit(one), asked, names),
        stock=_stock(stock),
        expiries=_expiries(ends, today),
    )


async def tasks(services: Services, actor: Actor, wanted: TaskFilter, start: Start, limit: int) -> list[CountedTask]:
    """One page of the tasks behind a number. Raises 403."""
    only(actor, SEES_STATISTICS, _NOT_FOR_YOU)
    today = local_date(await services.clock.now())
    async with services.register.read() as session:
        rows = await queries.steps(session, actor, today, wanted, start, limit)
        names = await organisation_names(session)
    return [_task(row, of, names) for row, of in rows]


async def expiring(services: Services, actor: Actor, region: str | None, month: str) -> list[ExpiringCase]:
    """The cases whose term ends in that month (2026-12), or after the months told one by one. Raises 403."""
    only(actor, SEES_STATISTICS, _NOT_FOR_YOU)
    horizon = _horizon(local_date(await services.clock.now()))
    first = horizon if month == LATER else date.fromisoformat(f"{month}-01")
    before = None if month == LATER else min(plus_months(first, 1), horizon)
    async with services.register.read() as session:
        return [_expiring(each) for each in await queries.ending(session, actor, region, first, before)]


def _step(one: StepCount) -> dict[str, str]:
    return {"programme": one.programme, "kind": one.kind}


def _unit(one: StepCount) -> dict[str, str]:
    return {"role": one.role, "organisation": one.organisation, "province": one.province}


def _lines(counts: Iterable[StepCount], of: _Of, asked: dict[str, str], names: dict[str, str]) -> list[StepLine]:
    """Sums over everything but what ``of`` tells apart; the most overdue first, then the latest."""
    sums: dict[tuple[tuple[str, str], ...], dict[Standing, int]] = defaultdict(lambda: dict.fromkeys(STANDINGS, 0))
    for one in counts:
        sums[tuple(of(one).items())][one.standing] += one.number
    order = sorted(sums.items(), key=lambda item: (-item[1]["overdue"], -item[1]["late"], item[0]))
    return [_line(dict(which), found, asked, names) for which, found in order]


def _line(which: dict[str, str], found: dict[Standing, int], asked: dict[str, str], names: dict[str, str]) -> StepLine:
    query = {**asked, **{name: value for name, value in which.items() if value}}
    return StepLine(
        programme=PROGRAMMES.get(which.get("programme", ""), ""),
        step=TASK_KINDS[which["kind"]].label if "kind" in which else "",
        unit=_unit_label(which["role"], which["organisation"], which["province"], names) if "role" in which else "",
        numbers=[
            NumberView(standing=each, label=LABELS[each], number=found[each], query={**query, "standing": each})
            for each in STANDINGS
        ],
    )


def _unit_label(role: str, organisation: str, province: str, names: dict[str, str]) -> str:
    if organisation:
        return names.get(organisation, organisation)
    label = Role(role).label
    return f"{region_name(province + '0000')}：{label}" if province not in ("", "00") else label


def _stock(found: Iterable[tuple[str, str, int]]) -> list[StockLine]:
    """In the order of the programmes and of their stages."""
    numbers = {(of, stage): number for of, stage, number in found}
    return [
        StockLine(
            programme=of, programme_label=PROGRAMMES[of], stage=stage, stage_label=label, number=numbers[(of, stage)]
        )
        for (of, stage), label in _STAGE_LABELS.items()
        if (of, stage) in numbers
    ]


def _expiries(ends: Iterable[tuple[str, int]], today: date) -> list[ExpiryLine]:
    numbers: dict[str, int] = defaultdict(int)
    for month, number in ends:
        numbers[month if month < _key(_horizon(today)) else LATER] += number
    months = [_key(plus_months(today.replace(day=1), ahead)) for ahead in range(_MONTHS)]
    lines = [ExpiryLine(month=each, label=month_label(each), number=numbers[each]) for each in months]
    return [*lines, ExpiryLine(month=LATER, label=month_label(LATER), number=numbers[LATER])]


def month_label(month: str) -> str:
    """2026-12 → 2026年12月."""
    return "更晚" if month == LATER else f"{int(month[:4])}年{int(month[5:])}月"


def _horizon(today: date) -> date:
    """The first day that is told under no month of its own any more."""
    return plus_months(today.replace(day=1), _MONTHS)


def _key(day: date) -> str:
    return f"{day:%Y-%m}"


def _expiring(one: Ending) -> ExpiringCase:
    day = date.fromisoformat(one.last_day)
    return ExpiringCase(
        case_id=one.id,
        subject=one.name,
        region_name=region_name(one.region),
        last_day=day,
        words=in_words(day),
        provisional=bool(one.provisional),
    )


def _task(row: TaskRow, of: Case, names: dict[str, str]) -> CountedTask:
    is_local = row.role in LOCAL
    province = of.region[:2] if is_local else (row.region or "")[:2]
    return CountedTask(
        id=row.id,
        label=present.asked(row),
        unit=names.get(row.organisation_id or "", "") or _unit_label(row.role, "", province, names),
        case_id=of.id,
        subject=present.subject(of),
        state_label=of.stage_label,
        due=row.due,
        due_provisional=row.due_provisional,
        closed_on=local_date(row.closed_at) if row.closed_at else None,
    )
