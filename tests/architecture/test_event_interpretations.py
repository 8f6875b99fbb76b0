"""Every reading of the event files stands in one table, and the code and the parameters agree with it."""

import re

import pytest

from domain.district.policy import DistrictPolicy
from domain.province.policy import ProvincePolicy
from tests.support import source_tree
from tests.support.readings import named_in_code

_PAGE = (source_tree.ROOT / "docs" / "interpretations-events.md").read_text(encoding="utf-8")
_ID = re.compile(r"\bR-E-\d+\b")
READINGS = {
    cells[0]: cells for cells in (line.split(" | ") for line in re.findall(r"^\| (R-E-\d+.+) \|$", _PAGE, re.MULTILINE))
}
EACH = pytest.mark.parametrize("cells", READINGS.values(), ids=READINGS)


def test_the_readings_are_numbered_without_a_gap() -> None:
    assert list(READINGS) == [f"R-E-{number}" for number in range(1, len(READINGS) + 1)]


@EACH
def test_a_reading_says_what_is_open_and_what_is_taken_and_where_it_is_applied(cells: list[str]) -> None:
    assert len(cells) == 7
    assert all(cells)
    files = re.findall(r"`([a-z0-9_/]+\.py)`", cells[6])
    assert files
    assert [file for file in files if not (source_tree.ROOT / file).is_file()] == []


@EACH
def test_a_reading_names_parameters_of_both_policies(cells: list[str]) -> None:
    named = re.findall(r"`(\w+)`", cells[5])
    assert named or cells[5].startswith("code")
    assert [each for each in named if each not in DistrictPolicy.model_fields] == []
    assert [each for each in named if each not in ProvincePolicy.model_fields] == []


def test_a_reading_named_in_the_code_is_written_down_and_points_at_the_file() -> None:
    named = named_in_code(_ID)
    assert sorted(set(named) - set(READINGS)) == []
    applied = {name: set(re.findall(r"`([a-z0-9_/]+\.py)`", cells[6])) for name, cells in READINGS.items()}
    assert {(name, file) for name, files in named.items() for file in files - applied[name]} == set()
