"""A person's calendar as iCalendar (RFC 5545): what is told of each event, and what of one that moved or went.

A calendar that was told of an event before learns of a change by its SEQUENCE and LAST-MODIFIED, and of an event that
goes by STATUS:CANCELLED; so what was told is kept beside what is now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from domain.dates import ONE_DAY, local_date

MEDIA_TYPE = "text/calendar; charset=utf-8"
CANCELLED_FOR = timedelta(days=30)
"""系统策略: how long a calendar is told that an event was cancelled."""
ASK_AGAIN = timedelta(hours=1)
"""系统策略: how often a calendar is asked to look again."""

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_ZONE_FROM = date(1992, 1, 1)
"""China has kept one offset since: nothing to be said about summer time."""
_TENTATIVE = "（暂定）"
_CANCELLED = "（已取消）"
_DAY = len("2026-01-31")
_FORM = "1"
"""Of what is written below; another one makes every calendar read anew."""

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is now. ``starts`` and ``ends`` are days (Asia/Shanghai), both included, or instants."""

    uid: str
    summary: str
    starts: Moment
    ends: Moment
    description: str
    link: str
    category: str
    tentative: bool = False

    @property
    def fingerprint(self) -> str:
        parts = (self.summary, str(self.starts), str(self.ends), self.description, self.link, self.category)
        return sha256("\0".join((*parts, str(self.tentative))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Told:
    """What calendars are told of an event besides its content, in the columns of ``db.models.CalendarEntry``."""

    uid: str
    starts: str
    ends: str
    summary: str
    fingerprint: str
    sequence: int
    modified_at: datetime
    cancelled_at: datetime | None = None


def told_now(before: Mapping[str, Told], entries: Iterable[Entry], now: datetime) -> dict[str, Told]:
    """By uid what is to be told at ``now`` (UTC): of the entries, and of those told ``before`` that are gone.

    An event that goes after its day is told no more; one that goes before it is told as cancelled for a while.
    """
    found = {entry.uid: _told(entry, before.get(entry.uid), now) for entry in entries}
    gone = (each for uid, each in before.items() if uid not in found)
    return found | {each.uid: cancelled for each in gone if (cancelled := _cancelled(each, now))}


def _told(entry: Entry, before: Told | None, now: datetime) -> Told:
    starts, ends = entry.starts.isoformat(), entry.ends.isoformat()
    told = Told(entry.uid, starts, ends, entry.summary, entry.fingerprint, 0, now)
    if before is None:
        return told
    if before.cancelled_at is None and before.fingerprint == told.fingerprint:
        return before
    moved = before.cancelled_at is not None or (before.starts, before.ends) != (starts, ends)
    return replace(told, sequence=before.sequence + moved)


def _cancelled(before: Told, now: datetime) -> Told | None:
    if before.cancelled_at is not None:
        return before if now - before.cancelled_at < CANCELLED_FOR else None
    if _day(before.ends) < local_date(now):
        return None
    return replace(before, sequence=before.sequence + 1, modified_at=now, cancelled_at=now)


def tag(told: Iterable[Told]) -> str:
    """The ETag of a calendar, without its quotes: the same for the same events."""
    parts = sorted(f"{each.uid} {each.sequence} {each.modified_at.isoformat()} {each.fingerprint}" for each in told)
    return sha256("\n".join((_FORM, *parts)).encode()).hexdigest()


def as_ical(name: str, domain: str, entries: Iterable[Entry], told: Mapping[str, Told]) -> bytes:
    """The calendar: UTF-8, lines folded, with the definition of Asia/Shanghai. ``domain`` ends every UID."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{domain}//Zhicheng//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.calendar_name = name
    calendar.add("x-wr-timezone", _SHANGHAI.key)
    calendar.add("refresh-interval", ASK_AGAIN, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    live = {entry.uid: entry for entry in entries}
    for each in sorted(told.values(), key=lambda one: (one.starts, one.uid)):
        event = _event(each, domain)
        if each.cancelled_at is None:
            _describe(event, live[each.uid])
        else:
            event.add("summary", f"{_CANCELLED}{each.summary}")
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    calendar.add_missing_timezones(first_date=_ZONE_FROM)
    written: bytes = calendar.to_ical()
    return written


def _event(told: Told, domain: str) -> Event:
    """Without an alarm: what is reminded of, and when, is the platform's own."""
    event = Event()
    event.add("uid", f"{told.uid}@{domain}")
    event.add("dtstamp", told.modified_at)
    event.add("last-modified", told.modified_at)
    event.add("sequence", told.sequence)
    for name, value in zip(("dtstart", "dtend"), _span(told.starts, told.ends), strict=True):
        event.add(name, value)
    event.add("transp", "TRANSPARENT")
    return event


def _describe(event: Event, entry: Entry) -> None:
    event.add("summary", f"{_TENTATIVE if entry.tentative else ''}{entry.summary}")
    event.add("status", "TENTATIVE" if entry.tentative else "CONFIRMED")
    event.add("description", entry.description)
    event.add("url", entry.link)
    event.add("categories", [entry.category])


def _span(starts: str, ends: str) -> tuple[Moment, Moment]:
    """As iCalendar counts: the end of whole days is the day after the last."""
    if len(starts) == _DAY:
        return date.fromisoformat(starts), date.fromisoformat(ends) + ONE_DAY
    return _local(starts), _local(ends)


def _local(instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(_SHANGHAI)


def _day(moment: str) -> date:
    """The last day on which something is still to come."""
    return date.fromisoformat(moment) if len(moment) == _DAY else _local(moment).date()
