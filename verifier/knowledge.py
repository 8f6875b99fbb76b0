"""What was known of the holidays, and when: a date rests on the notices of its own time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from verifier.days import DayTable, Release, Season


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The days as they were known in [``since``, ``until``), UTC; the first knowledge has no start, today's no end."""

    table: DayTable
    since: datetime | None
    until: datetime | None
    ended_by: tuple[str, ...]
    """Document numbers of the notices that became known at ``until``."""


def states_of_knowledge(raw: Iterable[Mapping[str, Any]], seasons: Mapping[int, Season]) -> list[Knowledge]:
    """One for the time from each arrival of notices to the next, today's first; at least one.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what is no notice.
    """
    in_order = sorted(map(Release.read, raw), key=_known_since)
    arrivals = [(instant, list(arrived)) for instant, arrived in groupby(in_order, key=_known_since)]
    states: list[Knowledge] = []
    until: datetime | None = None
    ended_by: tuple[str, ...] = ()
    for number in range(len(arrivals), 0, -1):
        known = [release for _, arrived in arrivals[:number] for release in arrived]
        since, arrived = arrivals[number - 1]
        states.append(Knowledge(DayTable(known, seasons), since if number > 1 else None, until, ended_by))
        until, ended_by = since, tuple(release.document_number for release in arrived)
    return states or [Knowledge(DayTable([], seasons), None, None, ())]


def _known_since(release: Release) -> datetime:
    return release.known_since
