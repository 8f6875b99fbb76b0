"""The timeline as a drawing: lanes of marks with their places, for ``templates/components/timeline.html``.

Lengths are units of the drawing, which is as wide as the page. No two labels overlap (``api.timeline.layout``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.timeline.items import LANES, PAST, PERIODS, STAGES, Item
from api.timeline.layout import Extent, Label, beside, gathered, hung, stacked, within
from api.timeline.scale import Scale, Tick, scale_over
from api.timeline.sources import Told
from api.timeline.stages import UNTOLD
from domain.dates import ONE_DAY, in_words, span_in_words

WIDTH = 960
ROOM = Extent(104, 952)
"""Right of the names of the lanes."""
HEAD, ROW, PAD, BAND = 66, 26, 8, 24
_NAME = 20
"""From one name below the band of stages to the next."""
_MOST_NAMES = 8
_GAP = 6.0
_HALF = 7.0
"""Half the width of the mark of a day."""
_FLAG = 11.0
"""Width of the flag of a due day, right of its pole."""
_MOST_ROWS = 6
"""A lane with more rows gathers what lies near together."""
_REACHES = (9.0, 24.0, 48.0, 96.0, 192.0, 400.0)
_DAYS = frozenset({"act", "moment", "paper", "report"})
"""What happened on a day: near ones may share a mark."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a bar: past, later (a neighbouring stage), running, planned, untold, unsettled."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """``y``: the middle of its row. ``thread``: how far below it its label hangs; 0 beside or inside it."""

    shape: str
    items: tuple[Item, ...]
    href: str
    x: float
    y: float
    label: Label
    blocks: tuple[Block, ...] = ()
    dots: tuple[tuple[float, bool], ...] = ()
    is_on_dark: bool = False
    thread: float = 0

    @property
    def first(self) -> date:
        return self.items[0].first

    @property
    def lane(self) -> str:
        return self.items[0].lane

    @property
    def when(self) -> str:
        one = self.items[0] if len(self.items) == 1 else None
        return one.when if one else span_in_words(self.first, self.items[-1].last)

    @property
    def summary(self) -> str:
        """What a line of a list says."""
        return self.items[0].text if len(self.items) == 1 else named(self.items)

    @property
    def state(self) -> str:
        return self.items[-1].state

    @property
    def is_unsettled(self) -> bool:
        return any(each.unsettled for each in self.items)

    @property
    def words(self) -> str:
        """All that the mark stands for, as one sentence."""
        texts = [f"{each.when}，{each.text}" if each.shape in _DAYS else each.text for each in self.items]
        return "；".join(texts) + ("" if self.items[-1].shape in _DAYS else f"（{self.state}）")


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """``today``: where the line of this day stands; None where it lies outside."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    years: list[Tick]
    months: list[Tick]
    today: float | None
    today_words: str

    @property
    def summary(self) -> str:
        """What stands in the drawing, for whoever does not see it."""
        counts = "，".join(f"{lane.name}{sum(len(each.items) for each in lane.marks)}项" for lane in self.lanes)
        return f"从左到右为时间先后，各行依次为：{counts}。今天是{self.today_words}。"

    @property
    def in_order(self) -> list[Mark]:
        """Every mark by its first day."""
        marks = [each for lane in self.lanes for each in lane.marks]
        return sorted(marks, key=lambda each: (each.items[0].first, each.items[-1].last))


def named(shared: Sequence[Item]) -> str:
    """What a mark is called: of several after the last that a person did, with their number."""
    chief = next((each for each in reversed(shared) if each.shape in ("act", "report")), shared[-1])
    return chief.label if len(shared) == 1 else f"{chief.label}等{len(shared)}项"


def draw(told: Told, case_id: str) -> Drawing:
    scale = _scale(told)
    lanes: list[Lane] = []
    y = float(HEAD)
    for name in LANES:
        chosen = [each for each in told.items if each.lane == name]
        if chosen:
            make = _stages if name == STAGES else _lane
            lanes.append(make(name, chosen, scale, told, y, case_id))
            y += lanes[-1].height
    x = scale.x(told.today)
    return Drawing(
        width=WIDTH,
        height=y + PAD,
        lanes=tuple(lanes),
        years=scale.years(),
        months=scale.months(),
        today=x if ROOM.left <= x <= ROOM.right else None,
        today_words=in_words(told.today),
    )


def _scale(told: Told) -> Scale:
    days = [] if told.is_over else [told.today]
    for each in told.items:
        days += [each.first, each.last, *(each.unsettled or ())]
    if told.is_over and days:  # room for the names of the last stages
        days.append(max(days) + (max(days) - min(days)) / 6)
    return scale_over(min(days, default=told.today), max(days, default=told.today), ROOM)


def _stages(name: str, found: Sequence[Item], scale: Scale, told: Told, y: float, _: str) -> Lane:
    """One band; the name of a stage stands in it, or hangs below where it is too long."""
    bars = [_bar(scale, each.first, each.last) for each in found]
    names = [_StageName(within(bar, each.label, _GAP), 0) for bar, each in zip(bars, found, strict=True)]
    hanging = [place for place, each in enumerate(names) if each.label is None]
    points = [bars[place].left + 1 for place in hanging]
    labels = [beside(Extent(x, x), found[at].label, ROOM, 3) for x, at in zip(points, hanging, strict=True)]
    rows = hung(points, [each.extent for each in labels], _GAP, _MOST_NAMES)
    for place, label, row in zip(hanging, labels, rows, strict=True):
        if row is not None:
            names[place] = _StageName(label, BAND / 2 + 12 + _NAME * row)
    middle = y + PAD + BAND / 2
    marks = []
    for place, (item, bar, one) in enumerate(zip(found, bars, names, strict=True)):
        block = Block(bar.left, round(bar.right - bar.left, 1), _stage_kind(item, place))
        label = one.label or Label("", bar.left, "start", bar)
        is_on_dark = not one.thread and _is_dark(label, (block,))
        marks.append(
            Mark("stage", (item,), item.href, bar.left + 1, middle, label, (block,), (), is_on_dark, one.thread)
        )
    height = BAND + 2 * PAD + _NAME * max((row + 1 for row in rows if row is not None), default=0)
    return Lane(name, y, height, tuple(marks))


@dataclass(frozen=True, slots=True)
class _StageName:
    """``thread``: how far below the band it hangs. Without a label where there is no place for it."""

    label: Label | None
    thread: float


def _stage_kind(item: Item, place: int) -> str:
    if item.label == UNTOLD:
        return "untold"
    if item.state != PAST:
        return "running"
    return "later" if place % 2 else "past"


def _bar(scale: Scale, first: date, last: date) -> Extent:
    left, right = scale.x(first), scale.x(last + ONE_DAY)
    return Extent(left, max(right, left + 3))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark that knows its place from left to right, and not yet its row."""

    items: tuple[Item, ...]
    x: float
    label: Label
    blocks: tuple[Block, ...] = ()
    dots: tuple[tuple[float, bool], ...] = ()
    is_on_dark: bool = False


def _lane(name: str, found: Sequence[Item], scale: Scale, told: Told, y: float, case_id: str) -> Lane:
    for reach in _REACHES:
        placed = _placed(found, scale, told.today, reach)
        rows = stacked([each.label.extent for each in placed], 2 * _GAP)
        if max(rows) < _MOST_ROWS:
            break
    order = {id(each): number for number, each in enumerate(told.items)}
    marks = []
    for each, row in zip(placed, rows, strict=True):
        first = each.items[0]
        several = f"/cases/{case_id}/timeline#entry-{order[id(first)]}"
        marks.append(
            Mark(
                first.shape if len(each.items) == 1 else "several",
                each.items,
                first.href if len(each.items) == 1 else several,
                each.x,
                y + PAD + ROW * (row + 0.5),
                each.label,
                each.blocks,
                each.dots,
                each.is_on_dark,
            )
        )
    return Lane(name, y, ROW * (max(rows) + 1) + 2 * PAD, tuple(marks))


def _placed(found: Sequence[Item], scale: Scale, today: date, reach: float) -> list[_Placed]:
    days = [each for each in found if each.shape in _DAYS]
    groups = gathered([scale.x(each.first) for each in days], reach)
    marks = [_day(tuple(days[place] for place in group), scale) for group in groups]
    marks += [_stretch(each, scale, today) for each in found if each.shape not in _DAYS]
    return sorted(marks, key=lambda each: (each.x, each.items[0].last))


def _day(shared: tuple[Item, ...], scale: Scale) -> _Placed:
    x = scale.x(shared[0].first)
    return _Placed(shared, x, beside(Extent(x - _HALF - 2, x + _HALF + 2), named(shared), ROOM, 3))


def _stretch(item: Item, scale: Scale, today: date) -> _Placed:
    """A bar, a due day, or the reminders of one duty."""
    blocks = _blocks(item, scale, today)
    dots = tuple((scale.x(day), is_sent) for day, is_sent in item.dots)
    x = scale.x(item.first)
    left = min([x - _HALF if item.shape != "bar" else x, *(each.x for each in blocks), *(at - 5 for at, _ in dots)])
    right = max(
        [
            x + _FLAG if item.shape == "due" else x,
            *(each.x + each.width for each in blocks),
            *(at + 5 for at, _ in dots),
        ]
    )
    roomy = (within(Extent(each.x, each.x + each.width), item.label, _GAP) for each in blocks if item.lane == PERIODS)
    inside = next((each for each in roomy if each), None) if item.shape == "bar" else None
    if inside:
        label = Label(inside.text, inside.x, inside.anchor, Extent(left, right))
        return _Placed((item,), x, label, blocks, dots, is_on_dark=_is_dark(inside, blocks))
    return _Placed((item,), x, beside(Extent(left, right), item.label, ROOM, 4), blocks, dots)


def _is_dark(label: Label, blocks: Sequence[Block]) -> bool:
    return any(each.kind in ("past", "later") and each.x <= label.x < each.x + each.width for each in blocks)


def _blocks(item: Item, scale: Scale, today: date) -> tuple[Block, ...]:
    """A bar up to today and from today on; and the days between which its end may still move."""
    found: list[Block] = []
    if item.shape == "bar":
        if item.first <= today:
            found.append(_block(scale, item.first, min(item.last, today), "past"))
        if item.last > today:
            found.append(_block(scale, max(item.first, today + ONE_DAY), item.last, "planned"))
    if item.unsettled:
        found.append(_block(scale, *item.unsettled, "unsettled"))
    return tuple(found)


def _block(scale: Scale, first: date, last: date, kind: str) -> Block:
    bar = _bar(scale, first, last)
    return Block(bar.left, round(bar.right - bar.left, 1), kind)
