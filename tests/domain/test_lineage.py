"""What a park came from, along mergers and splits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lineage import Succession, SuccessionKind, ancestors, merged_into, path_in_words, reach, succession_in_words

NAMES = {"a": "示例甲园区", "b": "示例乙园区", "c": "示例丙园区", "d": "示例丁园区"}


def edge(kind: str, predecessor: str, successor: str, on: str) -> Succession:
    day = date.fromisoformat(on)
    return Succession(kind=SuccessionKind(kind), predecessor=predecessor, successor=successor, on=day)


def words(park: str, *edges: Succession) -> dict[str, str]:
    return {name: path_in_words(path, NAMES) for name, path in ancestors(park, edges).items()}


@pytest.mark.article("zone:27#3")
class TestAncestors:
    def test_a_split_leads_back_to_the_park_it_left(self) -> None:
        assert words("b", edge("split", "a", "b", "2027-03-01")) == {"a": "由示例甲园区2027年3月1日分立而来"}

    def test_a_merger_leads_back_to_every_park_that_went_into_it(self) -> None:
        merged = [edge("merger", "a", "c", "2027-03-01"), edge("merger", "b", "c", "2027-03-01")]
        assert set(words("c", *merged)) == {"a", "b"}
        assert words("a", *merged) == {}

    def test_the_way_back_goes_through_every_step_and_says_each(self) -> None:
        chain = [edge("merger", "a", "b", "2026-06-01"), edge("split", "b", "c", "2027-03-01")]
        assert words("c", *chain) == {
            "b": "由示例乙园区2027年3月1日分立而来",
            "a": "由示例乙园区2027年3月1日分立而来，示例乙园区由示例甲园区2026年6月1日合并而来",
        }

    def test_what_came_into_a_park_after_it_was_left_is_no_ancestor(self) -> None:
        late = [edge("split", "b", "c", "2025-03-01"), edge("merger", "a", "b", "2026-06-01")]
        assert set(words("c", *late)) == {"b"}

    def test_a_transfer_of_area_passes_nothing_on(self) -> None:
        assert words("b", edge("transfer_of_area", "a", "b", "2027-03-01")) == {}

    def test_circles_end(self) -> None:
        circle = [edge("merger", "a", "b", "2026-01-01"), edge("split", "b", "a", "2027-01-01")]
        assert set(words("a", *circle)) == {"b"}
        assert set(words("b", *circle)) == {"a"}
        same_day = [edge("merger", "a", "b", "2026-01-01"), edge("merger", "b", "a", "2026-01-01")]
        assert set(words("a", *same_day)) == {"b"}

    @given(
        st.lists(
            st.builds(
                Succession,
                kind=st.sampled_from(SuccessionKind),
                predecessor=st.sampled_from("abcd"),
                successor=st.sampled_from("abcd"),
                on=st.dates(date(2025, 1, 1), date(2025, 1, 5)),
            ),
            max_size=12,
        )
    )
    def test_every_path_is_a_way_back_in_time(self, edges: list[Succession]) -> None:
        for name, path in ancestors("a", edges).items():
            assert name != "a"
            assert (path[0].successor, path[-1].predecessor) == ("a", name)
            assert all(one.predecessor == two.successor for one, two in zip(path, path[1:], strict=False))
            assert [each.on for each in path] == sorted((each.on for each in path), reverse=True)


@pytest.mark.article("zone:3")
class TestAMergedPark:
    def test_is_no_park_of_its_own_any_more(self) -> None:
        merger = edge("merger", "a", "b", "2026-01-01")
        assert merged_into("a", [merger]) == merger
        assert merged_into("b", [merger]) is None

    def test_is_one_again_after_a_split_brought_it_back(self) -> None:
        merger, split = edge("merger", "a", "b", "2026-01-01"), edge("split", "b", "a", "2027-01-01")
        assert merged_into("a", [split, merger]) is None

    def test_a_split_or_a_transfer_ends_no_park(self) -> None:
        assert merged_into("a", [edge("split", "a", "b", "2026-01-01")]) is None
        assert merged_into("a", [edge("transfer_of_area", "a", "b", "2026-01-01")]) is None


def test_every_kind_of_succession_has_its_sentence() -> None:
    told = [succession_in_words(edge(kind, "a", "b", "2027-03-01"), NAMES) for kind in SuccessionKind]
    assert told == [
        "2027年3月1日，示例甲园区并入示例乙园区。",
        "2027年3月1日，示例乙园区由示例甲园区分立而来。",
        "2027年3月1日，示例甲园区的部分区域划归示例乙园区。",
    ]


@pytest.mark.article("zone:7")
class TestWhatHappenedInAPark:
    """How long it passes on to what the park became."""

    def test_passes_on_up_to_the_day_it_became_another(self) -> None:
        chain = [edge("merger", "a", "b", "2026-06-01"), edge("split", "b", "c", "2027-03-01")]
        assert reach("c", chain) == {"c": date.max, "b": date(2027, 3, 1), "a": date(2026, 6, 1)}
        assert reach("a", chain) == {"a": date.max}

    def test_passes_on_from_both_parents(self) -> None:
        merged = [edge("merger", "a", "c", "2027-03-01"), edge("merger", "b", "c", "2027-04-01")]
        assert reach("c", merged) == {"c": date.max, "a": date(2027, 3, 1), "b": date(2027, 4, 1)}

    def test_passes_on_along_the_way_that_reaches_furthest(self) -> None:
        again = [edge("split", "a", "b", "2025-01-01"), edge("merger", "a", "b", "2027-01-01")]
        assert reach("b", again)["a"] == date(2027, 1, 1)

    def test_does_not_pass_on_with_a_strip_of_area_nor_to_what_left_before(self) -> None:
        assert reach("b", [edge("transfer_of_area", "a", "b", "2027-03-01")]) == {"b": date.max}
        late = [edge("split", "b", "c", "2025-03-01"), edge("merger", "a", "b", "2026-06-01")]
        assert set(reach("c", late)) == {"b", "c"}

    def test_circles_end(self) -> None:
        circle = [edge("merger", "a", "b", "2026-01-01"), edge("split", "b", "a", "2027-01-01")]
        assert set(reach("a", circle)) == {"a", "b"}
