"""Bars drawn by the server: whole pixels in an SVG that says in words what it shows. The table beside is the truth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_WIDTH = 600
"""Of the longest bar; the drawing scales with the page."""


class Part(NamedTuple):
    """``tone`` is the class by which the style sheet colours and hatches it."""

    tone: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as it is drawn, from ``x`` on."""

    tone: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chart: ``words`` say its numbers."""

    label: str
    words: str
    total: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``legend``: tone and label of each part that occurs, in the order of the parts."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]
    width: int = _WIDTH


def chart(rows: Iterable[tuple[str, Sequence[Part]]]) -> Chart:
    """Stacked bars to one scale, in the order of the rows."""
    found = [(label, list(parts)) for label, parts in rows]
    longest = max((_total(parts) for _, parts in found), default=0) or 1
    drawn = {part.tone for _, parts in found for part in parts if part.number}
    legend = {part.tone: part.label for _, parts in found for part in parts if part.tone in drawn}
    return Chart(tuple(_bar(label, parts, longest) for label, parts in found), tuple(legend.items()))


def _bar(label: str, parts: Sequence[Part], longest: int) -> Bar:
    pieces: list[Piece] = []
    done = 0
    for part in parts:
        x, end = (round(sum_ * _WIDTH / longest) for sum_ in (done, done + part.number))
        if part.number:
            pieces.append(Piece(part.tone, x, max(end - x, 1)))
        done += part.number
    words = "、".join(f"{part.label}{part.number}件" if part.label else f"{part.number}件" for part in parts)
    return Bar(label, words, done, tuple(pieces))


def _total(parts: Iterable[Part]) -> int:
    return sum(part.number for part in parts)
