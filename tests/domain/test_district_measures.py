"""三、四 The table of measures is what the text's closing brackets say (E01, E02, E03)."""

import re
from collections import Counter

import pytest

from domain.district.measures import BRANCHES, DEPARTMENTS, ENTRIES, GROUPS, MEASURES, SAFEGUARDS, measures_of
from services.regulations import units
from tests.support.scenarios import expected

_CLOSING = re.compile(r"（([^（）]+?)(?:按照职责分工)?负责）$")


def _brackets(unit: str) -> list[str]:
    """Who answers for a measure, taken apart from the text."""
    found = _CLOSING.search("".join(units("district")[unit][-1]))
    assert found
    return re.split("[、，]", found[1])


@pytest.mark.article(
    "district:1", "district:2", "district:3", "district:4", "district:5", "district:6", "district:7",
    "district:8", "district:9", "district:10", "district:11", "district:12", "district:13", "district:14",
    "district:15", "district:16", "district:17", "district:18", "district:19", "district:20", "district:21",
)  # fmt: skip
@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.key)
def test_a_measure_stands_as_the_text_has_it(measure: object) -> None:
    [first, *_] = units("district")[measure.key][0]  # type: ignore[attr-defined]
    assert first == f"{measure.title}。"  # type: ignore[attr-defined]
    assert list(measure.departments) == _brackets(measure.key)  # type: ignore[attr-defined]


@pytest.mark.article("district:s4(1)", "district:s4(2)", "district:s4(3)")
@pytest.mark.parametrize("safeguard", SAFEGUARDS, ids=lambda each: each.key)
def test_a_safeguard_is_addressed_to_the_group_of_member_units(safeguard: object) -> None:
    unit = safeguard.citation.unit  # type: ignore[attr-defined]
    assert units("district")[unit][0][0] == f"{safeguard.title}。"  # type: ignore[attr-defined]
    assert _brackets(unit) == ["区质量强区工作领导小组各成员单位"]
    assert safeguard.departments == ()  # type: ignore[attr-defined]


def test_the_groups_are_the_headings_of_the_text() -> None:
    members: dict[str, list[str]] = {}
    for each in MEASURES:
        members.setdefault(each.group, []).append(each.key)
    assert list(members) == list(GROUPS.values())
    assert [(group[0], group[-1]) for group in members.values()] == [
        ("1", "6"),
        ("7", "11"),
        ("12", "15"),
        ("16", "18"),
        ("19", "21"),
    ]


@pytest.mark.scenario("E01")
def test_the_plan_has_sixty_two_items_of_seventeen_departments() -> None:
    pairs = [name for each in MEASURES for name in each.departments]
    wanted = expected("E01")
    assert len(pairs) == wanted["items"]
    assert len(DEPARTMENTS) == wanted["departments"]
    assert len(MEASURES) == wanted["measures"]
    assert dict(Counter(pairs).most_common(3)) == wanted["largest"]
    leads = Counter(each.lead for each in MEASURES)
    assert {f"measures_led_by_{name}": number for name, number in leads.items()} == {
        key: number for key, number in wanted.items() if key.startswith("measures_led_by_")
    }


@pytest.mark.scenario("E02")
def test_both_separators_part_departments() -> None:
    assert list(ENTRIES["8"].departments) == expected("E02")["measure_8"]
    assert list(ENTRIES["18"].departments) == expected("E02")["measure_18"]
    assert not [name for name in DEPARTMENTS if "，" in name]


@pytest.mark.scenario("E03")
def test_a_measure_of_one_body_and_the_branch_offices_are_there() -> None:
    wanted = expected("E03")
    assert list(ENTRIES["3"].departments) == wanted["measure_3"]
    assert list(ENTRIES["5"].departments) == wanted["measure_5"]
    assert ENTRIES["2"].departments[-1] == wanted["measure_2_last"]
    assert {name for name in DEPARTMENTS if name.startswith("市")} == BRANCHES == set(wanted["branch_offices"])
    assert measures_of("市公安局源城分局") == ("2",)
