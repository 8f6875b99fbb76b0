"""Dates as they stand in a record: found anywhere in the JSON of a case, and read strictly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from typing import Any

from verifier.days import Reading

_MARKS = {"key", "anchor", "date"}
"""An object with these fields is a recorded date, wherever it stands: programmes need not be registered."""
_SETTLED = ("closed", "ended", "submitted_on", "pause")
"""Fields by which the object around a date says that it is not worked out again: done, or standing still."""


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
    """First and last day of each, both included."""
    extensions: tuple[tuple[int, int], ...]
    """By how many working days or how many months, in order."""
    settled: bool
    """Whether what was owed by the date is done."""
    stood_until: datetime | None
    """When it closed or another date took its place."""
    kept: Day | None
    """The day of which the record says that it stands although the count now ends earlier."""


def deadlines_in(record: Any) -> list[dict[str, Any]]:
    """Every recorded date within ``record``, in order, as it stands and with what its surroundings say of it.

    ``path``: its place (``term.reports[0].due``); ``settled``: the matter is done; ``replaced_at``: when another date
    took its place.
    """
    return list(_walk(record, "", {}))


def _walk(record: Any, path: str, around: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(record, list):
        for position, each in enumerate(record):
            yield from _walk(each, f"{path}[{position}]", {})
    elif isinstance(record, dict):
        if record.keys() >= _MARKS:
            settled = any(around.get(name) for name in _SETTLED)
            yield {**record, "path": path, "settled": settled, "replaced_at": around.get("at")}
        for name, each in record.items():
            yield from _walk(each, f"{path}.{name}" if path else name, record)


def read(raw: Mapping[str, Any]) -> Recorded:
    """Fields left out hold their defaults, as a stored state leaves them out.

    Raises ``KeyError``, ``TypeError``, ``AttributeError`` or ``ValueError`` for a field that is not what it should be.
    """
    parameters = dict(raw.get("parameters", {}))
    kept = parameters.get("kept")
    closes_at = _instant(raw.get("closes_at"))
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
            for each in raw.get("pauses", ())
        ),
        extensions=tuple((each.get("working_days", 0), each.get("months", 0)) for each in raw.get("extensions", ())),
        settled=raw.get("settled", False),
        stood_until=min(filter(None, (closes_at, _instant(raw.get("replaced_at")))), default=None),
        kept=Day.fromisoformat(kept) if kept else None,
    )


def _instant(text: str | None) -> datetime | None:
    """Raises ``ValueError`` for an instant without its offset."""
    if text is None:
        return None
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"时刻没有时区：{text}")
    return instant
