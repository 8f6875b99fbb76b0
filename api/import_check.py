"""Looking at the rows of a sheet of running cases: which cases they would become, and what would fire."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.case_import_views import ImportDateView, ImportDutyView, ImportFaultView, ImportRowView
from contracts.intake import request_of
from db.models import CaseImport, CaseImportRow, Park
from db.queries import cases
from db.queries.case_imports import parks_named
from db.queries.lineage import names_of
from db.queries.releases import work_calendar
from domain.dates import local_date
from domain.duty import Duty
from domain.ladder import begun
from domain.programmes import programme_of
from domain.working_days import WorkCalendar
from domain.zone.case import ZoneCase
from domain.zone.taking_over import Handover
from services.case_sheet import HEADINGS, Line, read
from services.filled_sheet import Fault
from services.taking_over import Refused, as_it_stands


@dataclass(frozen=True, slots=True)
class Checked:
    """A row as it was looked at. ``told`` is null where it cannot be read."""

    view: ImportRowView
    faults: tuple[Fault, ...]
    told: Handover | None


async def of_sheet(session: AsyncSession, data: bytes, now: datetime) -> list[Checked]:
    """Every row of a sheet at ``now`` (UTC). Raises ``services.filled_sheet.Unreadable``."""
    lines, faults = read(data)
    parks = _by_words(await parks_named(session, (line.park for line in lines)))
    twice = {park for park, count in Counter(_only(parks, line) for line in lines).items() if count > 1}
    calendar = await work_calendar(session)
    found = []
    for line in lines:
        own = [each for each in faults if each.row == line.row]
        park_id = _only(parks, line)
        case = None
        if park_id is None and line.park:
            own.append(Fault(line.row, "", _which(parks, line)))
        elif park_id in twice and park_id is not None:
            own.append(Fault(line.row, "", "表中同一园区不止一行"))
        elif park_id and line.told:
            case = await _tried(session, line.told, park_id, line.row, now, own)
        view = ImportRowView(
            number=line.row,
            park=line.park,
            park_id=park_id,
            case_id=case.id if case else None,
            stage=line.told.stage.label if line.told else "",
            faults=[ImportFaultView(heading=HEADINGS[each.field], text=each.text) for each in own],
            dates=_dates(case, local_date(now)) if case else [],
            duties=_duties(case, calendar, now) if case else [],
            settled_at=None,
            failure="",
        )
        found.append(Checked(view, tuple(own), line.told))
    return found


async def of_rows(
    session: AsyncSession, proposal: CaseImport, rows: Sequence[CaseImportRow], now: datetime
) -> list[ImportRowView]:
    """The rows of a proposed sheet as they would be taken over at ``now``; decided, only how they fared."""
    names, calendar = await names_of(session, (row.park_id for row in rows)), await work_calendar(session)
    found = []
    for row in rows:
        told, own = Handover.model_validate(row.told), list[Fault]()
        case = None
        if proposal.state == "proposed":
            case = await _tried(session, told, row.park_id, row.number, now, own)
        found.append(
            ImportRowView(
                number=row.number,
                park=names[row.park_id],
                park_id=row.park_id,
                case_id=row.case_id,
                stage=told.stage.label,
                faults=[ImportFaultView(heading=HEADINGS[each.field], text=each.text) for each in own],
                dates=_dates(case, local_date(now)) if case else [],
                duties=_duties(case, calendar, now) if case else [],
                settled_at=row.settled_at,
                failure=row.failure,
            )
        )
    return found


async def _tried(
    session: AsyncSession, told: Handover, park_id: str, number: int, now: datetime, faults: list[Fault]
) -> ZoneCase | None:
    """The case the row would become now; what stands in its way joins ``faults``."""
    case_id = f"zone-{park_id}-case-{1 + await cases.count_of(session, park_id)}"
    try:
        return await as_it_stands(session, told, park_id, case_id, now, request_of("", number))
    except Refused as refused:
        faults.append(Fault(number, refused.field, refused.text))
        return None


def _by_words(parks: Iterable[Park]) -> dict[str, list[Park]]:
    """Id or present name → the parks it may mean."""
    found: dict[str, list[Park]] = {}
    for park in parks:
        for words in {park.id, park.name}:
            found.setdefault(words, []).append(park)
    return found


def _only(parks: dict[str, list[Park]], line: Line) -> str | None:
    meant = parks.get(line.park, [])
    return meant[0].id if len(meant) == 1 else None


def _which(parks: dict[str, list[Park]], line: Line) -> str:
    if line.park in parks:
        return f"不止一个园区叫这个名称，请填写编号：{'、'.join(each.id for each in parks[line.park])}"
    return "平台没有登记这个园区，请先登记，或者改正编号、名称"


def _dates(case: ZoneCase, today: date) -> list[ImportDateView]:
    return [
        ImportDateView(label=each.label, day=each.date, words=each.words, is_past=each.date < today)
        for each in programme_of(case).milestones(case)
    ]


def _duties(case: ZoneCase, calendar: WorkCalendar, now: datetime) -> list[ImportDutyView]:
    return [_duty(each, now) for each in programme_of(case).duties(case, calendar)]


def _duty(duty: Duty, now: datetime) -> ImportDutyView:
    """By the very rule of the register: what was planned before the case is here is inherited, never sent."""
    to_send = [each.planned_at for each in duty.rungs if begun(each, duty.opened_at).outcome is None]
    return ImportDutyView(
        title=duty.title,
        due=duty.due.date,
        is_overdue=duty.due.date < local_date(now),
        to_send=len(to_send),
        next_at=min(to_send, default=None),
        not_sent=len(duty.rungs) - len(to_send),
    )
