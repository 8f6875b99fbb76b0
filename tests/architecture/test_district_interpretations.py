"""Every reading of the district plan stands in one table, and the code, the parameters and the tests agree with it."""

import re
from dataclasses import dataclass

import pytest

from domain.district.policy import PARAMETERS, DistrictPolicy
from tests.support import source_tree
from tests.support.readings import choices, named_in_code, unset_in_tests, untested

_PAGE = (source_tree.ROOT / "docs" / "interpretations-district.md").read_text(encoding="utf-8")
_TEXT = (source_tree.ROOT / "regulations" / "yuancheng_plan.zh.txt").read_text(encoding="utf-8")
_ID = re.compile(r"\bR-D-\d+\b")
_PLACE = re.compile(r"`([a-z0-9_/]+\.py)` `(\w+)`")


@dataclass(frozen=True)
class Reading:
    id: str
    text: str
    question: str
    taken: str
    otherwise: str
    parameter: str
    applied_in: str

    @property
    def places(self) -> list[tuple[str, str]]:
        return _PLACE.findall(self.applied_in)

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"`(\w+)`", self.parameter)


@dataclass(frozen=True)
class OpenPoint:
    """A row of the table of open points: what is open → readings → parameters → the tests of both."""

    point: str
    readings: str
    parameter: str
    tests: str

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"`(\w+)`", self.parameter)


def _rows(first: str) -> list[list[str]]:
    return [line.split(" | ") for line in re.findall(rf"^\| ({first}.+) \|$", _PAGE, re.MULTILINE)]


READINGS = {reading.id: reading for reading in (Reading(*cells) for cells in _rows(r"R-D-\d+"))}
OPEN_POINTS = [OpenPoint(*cells) for cells in _rows(r"D\d+")]
EACH = pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
EACH_OPEN_POINT = pytest.mark.parametrize("row", OPEN_POINTS, ids=lambda row: row.point.split()[0])


def test_the_readings_are_numbered_without_a_gap() -> None:
    assert list(READINGS) == [f"R-D-{number}" for number in range(1, len(_rows(r"R-D-\d+")) + 1)]


@EACH
def test_a_reading_quotes_the_text_word_for_word_or_says_that_it_is_silent(reading: Reading) -> None:
    quoted = re.findall("“([^”]+)”", reading.text)
    assert quoted or reading.text.startswith("(")
    assert [words for words in quoted if words not in _TEXT] == []


@EACH
def test_a_reading_says_what_is_taken_what_else_it_could_mean_and_where_it_is_applied(reading: Reading) -> None:
    assert all((reading.question, reading.taken, reading.otherwise))
    assert reading.places
    for file, symbol in reading.places:
        assert re.search(rf"\b{symbol}\b", (source_tree.ROOT / file).read_text(encoding="utf-8")), (file, symbol)


@EACH
def test_a_reading_names_parameters_that_are_there(reading: Reading) -> None:
    assert reading.parameters or reading.parameter == "code"
    assert [each for each in reading.parameters if each not in DistrictPolicy.model_fields] == []


def test_a_reading_named_in_the_code_is_written_down_and_points_at_the_file() -> None:
    named = named_in_code(_ID)
    assert sorted(set(named) - set(READINGS)) == []
    applied = {name: {file for file, _ in reading.places} for name, reading in READINGS.items()}
    assert {(name, file) for name, files in named.items() for file in files - applied[name]} == set()


def test_every_choice_of_the_policy_has_a_reading() -> None:
    named = {each for reading in READINGS.values() for each in reading.parameters}
    assert sorted(PARAMETERS.keys() - named) == []


def test_every_open_point_of_the_specification_has_a_reading() -> None:
    assert [row.point.split()[0] for row in OPEN_POINTS] == [f"D{number}" for number in range(1, 10)]
    assert [row.point for row in OPEN_POINTS if not set(_ID.findall(row.readings)) <= set(READINGS)] == []
    assert [row.point for row in OPEN_POINTS if not _ID.findall(row.readings)] == []


@EACH_OPEN_POINT
def test_an_open_point_is_tested_in_both_readings(row: OpenPoint) -> None:
    """Where a parameter chooses between readings, the tests named set it, and to every value that is not ours."""
    assert row.parameters or row.parameter.startswith("code")
    files = re.findall(r"`(tests/[\w/]+\.py)`", row.tests)
    assert files
    assert untested(DistrictPolicy, row.parameters, files) == []


@pytest.mark.parametrize("parameter", [name for name in choices(DistrictPolicy) if name in PARAMETERS])
def test_a_choice_of_the_policy_is_tested_in_every_reading(parameter: str) -> None:
    assert unset_in_tests(DistrictPolicy, parameter) == []
