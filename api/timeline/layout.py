"""Placing without overlap: which neighbours share a mark, which row a mark stands in, how long a label may be."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

FONT = 15.0
"""Height of a letter, in units of the drawing."""
_NARROW = 0.6
"""Width of a Latin letter or a figure beside that of a Chinese character."""


@dataclass(frozen=True, slots=True)
class Extent:
    """From ``left`` to ``right``, in units of the drawing."""

    left: float
    right: float

    def meets(self, other: "Extent", gap: float = 0) -> bool:
        return self.left < other.right + gap and other.left < self.right + gap


def width_of(text: str) -> float:
    """How wide a text is at most."""
    return sum(FONT if unicodedata.east_asian_width(each) in "WFA" else FONT * _NARROW for each in text)


def fitted(text: str, room: float) -> str:
    """The text, or as much of it as ``room`` has place for, with an ellipsis; empty where even that has none."""
    if width_of(text) <= room:
        return text
    shown = text
    while shown and width_of(shown + "…") > room:
        shown = shown[:-1]
    return shown + "…" if shown else ""


def gathered(positions: Sequence[float], reach: float) -> list[list[int]]:
    """The places in ``positions`` (ascending) that share a mark: within ``reach`` of the first of them."""
    groups: list[list[int]] = []
    for place, position in enumerate(positions):
        if groups and position - positions[groups[-1][0]] <= reach:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def stacked(extents: Sequence[Extent], gap: float) -> list[int]:
    """The row of each extent: the first in which it keeps ``gap`` to everything placed there before."""
    rows: list[list[Extent]] = []
    found: list[int] = []
    for extent in extents:
        row = next((at for at, taken in enumerate(rows) if not any(extent.meets(each, gap) for each in taken)), None)
        if row is None:
            row = len(rows)
            rows.append([])
        rows[row].append(extent)
        found.append(row)
    return found


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside or within a mark. ``anchor``: which end of the text stands at ``x`` (start, end)."""

    text: str
    x: float
    anchor: str
    extent: Extent
    """Of the text together with its mark."""


def beside(mark: Extent, text: str, within: Extent, gap: float) -> Label:
    """Right of its mark where there is room, else left of it; cut short where neither side has enough."""
    right, left = within.right - mark.right - gap, mark.left - gap - within.left
    if width_of(text) <= right or right >= left:
        shown = fitted(text, right)
        end = mark.right + gap + width_of(shown) if shown else mark.right
        return Label(shown, mark.right + gap, "start", Extent(mark.left, end))
    shown = fitted(text, left)
    start = mark.left - gap - width_of(shown) if shown else mark.left
    return Label(shown, mark.left - gap, "end", Extent(start, mark.right))


def within(block: Extent, text: str, gap: float) -> Label | None:
    """Inside its mark; None where it has no room there."""
    if width_of(text) + 2 * gap > block.right - block.left:
        return None
    return Label(text, block.left + gap, "start", block)


def hung(points: Sequence[float], labels: Sequence[Extent], gap: float, most: int) -> list[int | None]:
    """The row below a line in which each label hangs by a thread from its point: no two labels meet, and no thread
    runs through a label. None for a label that has no place in ``most`` rows. Both in the order of the points."""
    found: dict[int, int] = {}
    for place in reversed(range(len(points))):
        for row in range(most):
            if not any(_in_the_way(place, row, each, taken, points, labels, gap) for each, taken in found.items()):
                found[place] = row
                break
    return [found.get(place) for place in range(len(points))]


def _in_the_way(
    one: int, row: int, other: int, taken: int, points: Sequence[float], labels: Sequence[Extent], gap: float
) -> bool:
    if row == taken:
        return labels[one].meets(labels[other], gap)
    below, above = (one, other) if row > taken else (other, one)
    return labels[above].meets(Extent(points[below], points[below]), gap / 2)
