"""Taking a State Council notice on holidays into the register: looked at before, written once.

What makes a notice impossible is an error; what is merely unusual is a warning, because the State Council may
decree what no rule foresees.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalendarReleaseRow
from db.queries.calendar import release_of
from db.queries.releases import as_release, known_releases
from domain.dates import in_words
from domain.provisional import fixed_holiday
from domain.working_days import CalendarRelease, WorkCalendar
from services.impact import CaseImpact, impact

FIRST_YEAR, LAST_YEAR = 2004, 2199
_FAR_AHEAD = timedelta(days=366)
_USUAL_DAYS_OFF = range(7, 41)
_DECEMBER = 12

Field = Literal["year", "document_number", "issued_on", "days_off", "make_up_workdays"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, or odd, with one part of a notice. ``place`` counts within a list of days, from 0."""

    field: Field
    text: str
    place: int | None = None


class NumberTaken(Exception):
    """The register has a release of this year and number with another content."""

    def __init__(self, known: CalendarRelease) -> None:
        super().__init__(known.document_number)
        self.known = known


@dataclass(frozen=True, slots=True)
class Outlook:
    """What importing a release would do, or did."""

    release: CalendarRelease
    is_known: bool
    """The register has it already, with the same content: importing it changes nothing."""
    warnings: tuple[Fault, ...]
    cases: tuple[CaseImpact, ...]


def normal(release: CalendarRelease) -> CalendarRelease:
    """The same notice with its days in order."""
    return release.model_copy(
        update={
            "days_off": tuple(sorted(release.days_off)),
            "make_up_workdays": tuple(sorted(release.make_up_workdays)),
        }
    )


def errors(release: CalendarRelease, today: date) -> list[Fault]:
    """Why the notice cannot be right. ``today`` in Asia/Shanghai."""
    return [*_of_head(release, today), *_of_days(release)]


def warnings(release: CalendarRelease, today: date, others: Sequence[CalendarRelease] = ()) -> list[Fault]:
    """What is unusual about the notice, beside the ``others`` in the register."""
    return [*_unusual_days(release), *_unusual_issue(release, today, others)]


async def outlook(session: AsyncSession, release: CalendarRelease, now: datetime, today: date) -> Outlook:
    """What importing ``release`` at ``now`` (UTC) would do. Raises ``NumberTaken``."""
    known = await _known(session, release)
    others = await known_releases(session)
    found = [] if known else await impact(session, WorkCalendar([*others, release]), now)
    return Outlook(release, known is not None, tuple(warnings(release, today, others)), tuple(found))


async def write(session: AsyncSession, release: CalendarRelease, now: datetime, imported_by: str) -> bool:
    """Add the release; False when the register has it already. Raises ``NumberTaken``."""
    if await _known(session, release):
        return False
    session.add(
        CalendarReleaseRow(
            id=f"{release.year}/{release.document_number}",
            year=release.year,
            document_number=release.document_number,
            issued_on=release.issued_on,
            days_off=[day.isoformat() for day in release.days_off],
            make_up_workdays=[day.isoformat() for day in release.make_up_workdays],
            imported_at=now,
            imported_by=imported_by,
        )
    )
    return True


async def _known(session: AsyncSession, release: CalendarRelease) -> CalendarReleaseRow | None:
    row = await release_of(session, release.year, release.document_number)
    if row is not None and normal(as_release(row)) != release:
        raise NumberTaken(as_release(row))
    return row


def _of_head(release: CalendarRelease, today: date) -> Iterator[Fault]:
    if not FIRST_YEAR <= release.year <= LAST_YEAR:
        yield Fault("year", f"年份应当在{FIRST_YEAR}至{LAST_YEAR}之间")
    if not release.document_number.strip():
        yield Fault("document_number", "请填写文号")
    if release.issued_on > today + _FAR_AHEAD:
        yield Fault("issued_on", f"发布日期{in_words(release.issued_on)}在一年以后")


def _of_days(release: CalendarRelease) -> Iterator[Fault]:
    yield from _of_list(release, "days_off", release.days_off)
    yield from _of_list(release, "make_up_workdays", release.make_up_workdays)
    for place, day in enumerate(release.make_up_workdays):
        if day in release.days_off:
            yield Fault("make_up_workdays", f"{in_words(day)}既列为放假，又列为上班", place)
        elif day.weekday() < 5:
            yield Fault("make_up_workdays", f"{in_words(day)}本来就是工作日，调休上班的日期应当是周六或者周日", place)


def _of_list(release: CalendarRelease, field: Field, days: Sequence[date]) -> Iterator[Fault]:
    times = Counter(days)
    for place, day in enumerate(days):
        if day.year != release.year and (day.year, day.month) != (release.year - 1, _DECEMBER):
            yield Fault(field, f"{in_words(day)}不在{release.year}年，也不在上一年12月", place)
        elif times[day] > 1 and days.index(day) != place:
            yield Fault(field, f"{in_words(day)}重复", place)


def _unusual_days(release: CalendarRelease) -> Iterator[Fault]:
    if len(release.days_off) not in _USUAL_DAYS_OFF:
        yield Fault("days_off", f"放假日期共{len(release.days_off)}天，与历年通知相比不寻常")
    holidays = {day: name for day in _days_of(release.year) if (name := fixed_holiday(day))}
    missing = [f"{in_words(day)}{name}" for day, name in holidays.items() if day not in release.days_off]
    if missing:
        yield Fault("days_off", f"没有列出法定节日：{'、'.join(missing)}（仍按放假计算）")


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]


def _unusual_issue(release: CalendarRelease, today: date, others: Sequence[CalendarRelease]) -> Iterator[Fault]:
    if release.issued_on > today:
        yield Fault("issued_on", f"发布日期{in_words(release.issued_on)}在今天之后")
    elif release.issued_on.year not in {release.year - 1, release.year}:
        yield Fault("issued_on", f"{release.year}年的安排通常在上一年发布，发布日期为{in_words(release.issued_on)}")
    newer = [
        each
        for each in others
        if each.year == release.year
        and each.document_number != release.document_number
        and (each.issued_on, each.document_number) > (release.issued_on, release.document_number)
    ]
    if newer:
        yield Fault(
            "issued_on", f"登记库已有发布在后的{newer[-1].document_number}，以发布在后的为准，本件不改变任何日期"
        )
