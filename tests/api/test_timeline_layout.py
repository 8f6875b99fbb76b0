"""The drawn timeline: whatever happened and whenever, no two labels meet and nothing is left out."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.timeline.drawing import ROOM, Mark, draw
from api.timeline.items import DECISIONS, PAST, PERIODS, PLANNED, REMINDERS, REPORTS, RUNNING, STAGES, Item
from api.timeline.layout import Extent, beside, fitted, gathered, hung, stacked, width_of
from api.timeline.scale import scale_over
from api.timeline.sources import Told

TODAY = date(2025, 10, 9)
TEXTS = st.text("园区报告示范期ab1（", max_size=30)
PLACES = st.floats(0, 900)
SHAPES = {
    STAGES: ("bar",),
    DECISIONS: ("act", "moment", "paper"),
    REPORTS: ("report", "due", "paper"),
    REMINDERS: ("reminders",),
    PERIODS: ("bar", "due"),
}


@st.composite
def an_item(draw_: st.DrawFn) -> Item:
    lane = draw_(st.sampled_from(list(SHAPES)))
    shape = draw_(st.sampled_from(SHAPES[lane]))
    first = TODAY + timedelta(days=draw_(st.integers(-1500, 1500)))
    last = first + timedelta(days=draw_(st.integers(0, 1100)) if shape in ("bar", "reminders") else 0)
    state = PAST if last < TODAY else PLANNED if first > TODAY else RUNNING
    unsettled = (last, last + timedelta(days=draw_(st.integers(0, 60)))) if draw_(st.booleans()) else None
    dots = ((first, True), (last, False)) if shape == "reminders" else ()
    return Item(lane, shape, first, last, draw_(TEXTS), "话", "/", state, unsettled if shape != "act" else None, dots)


def told(items: list[Item]) -> Told:
    """A case is in one stage at a time: each lasts until the next."""
    found = sorted(items, key=lambda each: each.first)
    stages = [each for each in found if each.lane == STAGES]
    ends = [*(each.first for each in stages[1:]), TODAY]
    lasting = [replace(each, last=max(each.first, end)) for each, end in zip(stages, ends, strict=False)]
    return Told(TODAY, [*lasting, *(each for each in found if each.lane != STAGES)], is_over=False)


def text_of(mark: Mark) -> tuple[Extent, float]:
    """Where the label stands, and how high."""
    wide = width_of(mark.label.text)
    left = mark.label.x - (wide if mark.label.anchor == "end" else 0)
    return Extent(left, left + wide), mark.y + mark.thread


@given(st.lists(an_item(), max_size=60))
def test_no_two_labels_of_a_drawing_overlap_and_none_leaves_it(items: list[Item]) -> None:
    drawn = [text_of(mark) for lane in draw(told(items), "c").lanes for mark in lane.marks if mark.label.text]
    for place, (extent, y) in enumerate(drawn):
        assert ROOM.left - 0.1 <= extent.left
        assert extent.right <= ROOM.right + 0.1
        for other, height in drawn[:place]:
            assert abs(y - height) >= 20 or not extent.meets(other)


@given(st.lists(an_item(), max_size=60))
def test_everything_is_in_the_drawing_once_and_lies_in_the_lane_of_its_kind(items: list[Item]) -> None:
    case = told(items)
    drawing = draw(case, "c")
    marks = [(lane, mark) for lane in drawing.lanes for mark in lane.marks]
    shown = [each for _, mark in marks for each in mark.items]
    assert sorted(map(id, shown)) == sorted(map(id, case.items))
    for lane, mark in marks:
        assert {each.lane for each in mark.items} == {lane.name}
        assert lane.y < mark.y < lane.y + lane.height
        assert mark.y + mark.thread < lane.y + lane.height


@given(st.lists(PLACES, max_size=80).map(sorted), st.floats(0, 200))
def test_neighbours_share_a_mark_within_reach_and_nobody_is_lost(positions: list[float], reach: float) -> None:
    groups = gathered(positions, reach)
    assert [place for group in groups for place in group] == list(range(len(positions)))
    assert all(positions[group[-1]] - positions[group[0]] <= reach for group in groups)


@given(st.lists(st.tuples(PLACES, st.floats(0, 300)), max_size=30))
def test_within_a_row_everything_keeps_its_distance(given_: list[tuple[float, float]]) -> None:
    extents = [Extent(left, left + wide) for left, wide in given_]
    rows = stacked(extents, 5)
    for place, row in enumerate(rows):
        assert not any(extents[place].meets(extents[at], 5) for at in range(place) if rows[at] == row)


@given(st.lists(st.tuples(PLACES, TEXTS), max_size=20).map(lambda found: sorted(found, key=lambda each: each[0])))
def test_no_thread_runs_through_the_name_of_another_stage(given_: list[tuple[float, str]]) -> None:
    points = [x for x, _ in given_]
    labels = [beside(Extent(x, x), text, Extent(0, 900), 3).extent for x, text in given_]
    rows = hung(points, labels, 6, 8)
    hanging = [(place, row) for place, row in enumerate(rows) if row is not None]
    assert len(hanging) > 0 or not points
    for one, row in hanging:
        for other, above in hanging:
            if above < row:
                assert not labels[other].meets(Extent(points[one], points[one]))
            elif one != other and above == row:
                assert not labels[one].meets(labels[other])


@given(TEXTS, st.floats(0, 400))
def test_a_text_that_is_cut_says_so_and_has_room(text: str, room: float) -> None:
    shown = fitted(text, room)
    assert width_of(shown) <= room
    assert shown in ("", text) or (shown.endswith("…") and text.startswith(shown[:-1]))


@given(st.integers(0, 4000), st.integers(0, 8000))
def test_days_lie_in_order_and_the_names_of_months_and_years_have_room(start: int, length: int) -> None:
    first = date(2020, 1, 1) + timedelta(days=start)
    last = first + timedelta(days=length)
    scale = scale_over(first, last, ROOM)
    assert ROOM.left <= scale.x(first) <= scale.x(last) <= ROOM.right
    for ticks in (scale.years(), scale.months()):
        named = [each for each in ticks if each.label]
        for before, after in zip(named, named[1:], strict=False):
            assert before.x + width_of(before.label) < after.x


def test_sixty_reminders_of_one_duty_are_one_line_of_the_drawing() -> None:
    dots = tuple((TODAY - timedelta(days=60 - day), True) for day in range(60))
    ladder = Item(REMINDERS, "reminders", dots[0][0], dots[-1][0], "报告（已发60次）", "话", "/", PAST, dots=dots)
    (lane,) = draw(told([ladder]), "c").lanes
    assert len(lane.marks) == 1
    assert len(lane.marks[0].dots) == 60
    assert lane.height < 60


def test_a_busy_lane_gathers_neighbours_instead_of_growing() -> None:
    acts = [
        Item(DECISIONS, "act", day, day, "审核验收申请材料：审核通过", "话", "/", PAST)
        for day in (TODAY - timedelta(days=3 * number) for number in range(300, 0, -1))
    ]
    (lane,) = draw(told(acts), "c").lanes
    assert lane.height < 200
    assert sum(len(each.items) for each in lane.marks) == 300
    assert all("等" in each.label.text for each in lane.marks if len(each.items) > 1)
