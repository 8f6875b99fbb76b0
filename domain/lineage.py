"""What a park came from: mergers and splits as edges, and the way back along them in words.

A transfer of part of an area is kept as history; it makes no park the successor of another. Pure: the edges are
handed in.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class SuccessionKind(StrEnum):
    MERGER = "merger"
    SPLIT = "split"
    TRANSFER_OF_AREA = "transfer_of_area"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    SuccessionKind.MERGER: "合并",
    SuccessionKind.SPLIT: "分立",
    SuccessionKind.TRANSFER_OF_AREA: "划转部分区域",
}
_PASSES_ON = frozenset({SuccessionKind.MERGER, SuccessionKind.SPLIT})


class Succession(BaseModel):
    """On ``on`` (day in Asia/Shanghai) the park ``successor`` came from the park ``predecessor``. Both are ids."""

    model_config = ConfigDict(frozen=True)

    kind: SuccessionKind
    predecessor: str
    successor: str
    on: date


Path = tuple[Succession, ...]
"""From a park back to one of its ancestors: the first edge ends in the park, the last begins in the ancestor."""


def ancestors(park: str, edges: Iterable[Succession]) -> dict[str, Path]:
    """Every park that ``park`` came from through mergers and splits, the nearest first, each with a shortest path.

    What came into a predecessor only after it was left behind is no ancestor. Edges may run in circles (two parks
    merge and are split again); a park is never an ancestor of itself.
    """
    into: dict[str, list[Succession]] = {}
    for edge in sorted(edges, key=lambda each: (each.on, each.predecessor)):
        if edge.kind in _PASSES_ON:
            into.setdefault(edge.successor, []).append(edge)
    waiting: list[Path] = [(edge,) for edge in into.get(park, ())]
    seen = {path[-1] for path in waiting}
    found: dict[str, Path] = {}
    for path in waiting:  # grows while it is walked
        last = path[-1]
        found.setdefault(last.predecessor, path)
        further = [edge for edge in into.get(last.predecessor, ()) if edge.on <= last.on and edge not in seen]
        seen.update(further)
        waiting += [(*path, edge) for edge in further]
    found.pop(park, None)
    return found


def reach(park: str, edges: Iterable[Succession]) -> dict[str, date]:
    """Park → the last day (Asia/Shanghai) on which what happened in it passed on to ``park``, along any way there is:
    the day of the latest succession by which it went on. ``park`` itself without an end."""
    into: dict[str, list[Succession]] = {}
    for edge in edges:
        if edge.kind in _PASSES_ON:
            into.setdefault(edge.successor, []).append(edge)
    found, waiting = {park: date.max}, [park]
    while waiting:
        last = waiting.pop()
        for edge in into.get(last, ()):
            if edge.on <= found[last] and found.get(edge.predecessor, date.min) < edge.on:
                found[edge.predecessor] = edge.on
                waiting.append(edge.predecessor)
    return found


def merged_into(park: str, edges: Iterable[Succession]) -> Succession | None:
    """The merger by which ``park`` ceased to be a park of its own, unless a later one or a split brought it back."""
    last: Succession | None = None
    for edge in sorted(edges, key=lambda each: each.on):
        if edge.kind is SuccessionKind.MERGER and edge.predecessor == park:
            last = edge
        elif edge.kind in _PASSES_ON and edge.successor == park:
            last = None
    return last


def path_in_words(path: Path, names: Mapping[str, str]) -> str:
    """由示例乙园区2027年3月1日分立而来，示例乙园区由示例甲园区2025年6月1日合并而来. ``names``: park id → its name."""
    parts = [
        f"由{names[edge.predecessor]}{_day(edge.on)}{edge.kind.label}而来"
        if edge is path[0]
        else f"{names[edge.successor]}由{names[edge.predecessor]}{_day(edge.on)}{edge.kind.label}而来"
        for edge in path
    ]
    return "，".join(parts)


def succession_in_words(edge: Succession, names: Mapping[str, str]) -> str:
    """One edge as a sentence, also of what passes nothing on."""
    before, after, day = names[edge.predecessor], names[edge.successor], _day(edge.on)
    if edge.kind is SuccessionKind.MERGER:
        return f"{day}，{before}并入{after}。"
    if edge.kind is SuccessionKind.SPLIT:
        return f"{day}，{after}由{before}分立而来。"
    return f"{day}，{before}的部分区域划归{after}。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
