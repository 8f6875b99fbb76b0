"""Dates as they stand in a record: found anywhere in the JSON of a case, and read strictly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from typing import Any

from verifier.days import Reading

_MARKS = {"key", "anchor", "date"}
"""An object with these fields is a recorded date, wherever it stands: programmes need not be registered."""
_SETTLED = ("closed", "ended", "submitted_on")
"""Fields by which the object around a date says that the matter is done."""


@dataclass(frozen=True, slots=True)
class Extension:
    """By how many working days or months; ``stood``: the old end, where it stands however the count comes out."""

    working_days: int
    months: int
    stood: Day | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded date. ``anchor`` and ``parameters`` are what it was derived from, the rest what came out."""

    path: str
    key: str
    label: str
    anchor: Day
    parameters: Mapping[str, Any]
    date: Day
    earliest: Day
    latest: Day
    provisional: bool
    reading: Reading
    opens_at: datetime | None
    closes_at: datetime | None
    counted: tuple[Day, ...]
    releases: tuple[str, ...]
    pauses: tuple[tuple[Day, Day], ...]
    """First and last day of each that has ended, both included."""
    suspended: bool
    """Whether a pause runs: then the rest is as it stood when the pause began, but nothing closes."""
    extensions: tuple[Extension, ...]
    """In order."""
    earlier: tuple[Day, ...]
    """The dates that stood before this one, oldest first."""
    settled: bool
    """Whether what was owed by the date is done."""
    stands_since: datetime | None
    """When it took the place of another date, or its count went on; None for the first."""
    stood_until: datetime | None
    """When it closed, another date took its place, or its count came to stand."""
    kept: Day | None
    """The day of which the record says that it stands although the count now ends earlier."""


def deadlines_in(record: Any) -> list[dict[str, Any]]:
    """Every recorded date within ``record``, in order, as it stands and with what its surroundings say of it.

    ``path``: its place (``term.reports[0].due``); ``settled``: the matter is done; ``replaced_at``: when another date
    took its place; ``follows_at``: when it took the place of the one before it in a list.
    """
    return list(_walk(record, "", {}))


def _walk(record: Any, path: str, around: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(record, list):
        for position, each in enumerate(record):
            before = record[position - 1] if position else None
            follows = {"follows_at": before.get("at")} if isinstance(before, dict) else {}
            yield from _walk(each, f"{path}[{position}]", follows)
    elif isinstance(record, dict):
        if record.keys() >= _MARKS:
            settled = any(around.get(name) for name in _SETTLED)
            marks = {"replaced_at": around.get("at"), "follows_at": around.get("follows_at")}
            yield {**record, **marks, "path": path, "settled": settled}
        here = {**record, "follows_at": around.get("follows_at")}
        for name, each in record.items():
            yield from _walk(each, f"{path}.{name}" if path else name, here)


def read(raw: Mapping[str, Any]) -> Recorded:
    """Fields left out hold their defaults, as a stored state leaves them out.

    Raises ``KeyError``, ``TypeError``, ``AttributeError`` or ``ValueError`` for a field that is not what it should be.
    """
    parameters = dict(raw.get("parameters", {}))
    kept = parameters.get("kept")
    closes_at = _instant(raw.get("closes_at"))
    pauses, superseded = raw.get("pauses", ()), raw.get("superseded", ())
    suspended = any(each.get("last_day") is None for each in pauses)
    since = _stands_since(raw)
    return Recorded(
        path=raw.get("path", ""),
        key=raw["key"],
        label=raw.get("label", raw["key"]),
        anchor=Day.fromisoformat(raw["anchor"]),
        parameters=parameters,
        date=Day.fromisoformat(raw["date"]),
        earliest=Day.fromisoformat(raw["earliest"]),
        latest=Day.fromisoformat(raw["latest"]),
        provisional=raw.get("provisional", False),
        reading=Reading(raw.get("reading", "nominal")),
        opens_at=_instant(raw.get("opens_at")),
        closes_at=closes_at,
        counted=tuple(map(Day.fromisoformat, raw.get("counted", ()))),
        releases=tuple(raw.get("releases", ())),
        pauses=tuple(
            (Day.fromisoformat(each["first_day"]), Day.fromisoformat(each["last_day"]))
            for each in pauses
            if each.get("last_day")
        ),
        suspended=suspended,
        extensions=tuple(map(_extension, raw.get("extensions", ()))),
        earlier=tuple(Day.fromisoformat(each["deadline"]["date"]) for each in superseded),
        settled=raw.get("settled", False),
        stands_since=since,
        stood_until=since
        if suspended
        else min(filter(None, (closes_at, _instant(raw.get("replaced_at")))), default=None),
        kept=Day.fromisoformat(kept) if kept else None,
    )


def _stands_since(raw: Mapping[str, Any]) -> datetime | None:
    resumptions = (each.get("resumption") for each in raw.get("pauses", ()))
    told = [
        raw.get("follows_at"),
        *(each["at"] for each in raw.get("superseded", ())),
        *(each["at"] for each in resumptions if each),
    ]
    return max(filter(None, map(_instant, told)), default=None)


def _extension(raw: Mapping[str, Any]) -> Extension:
    stood = raw.get("stood")
    return Extension(raw.get("working_days", 0), raw.get("months", 0), Day.fromisoformat(stood) if stood else None)


def _instant(text: str | None) -> datetime | None:
    """Raises ``ValueError`` for an instant without its offset."""
    if text is None:
        return None
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"时刻没有时区：{text}")
    return instant
