"""Every reading of the provincial regulation stands in one table; code, parameters and tests agree with it."""

import re
from dataclasses import dataclass

import pytest

from domain.parameter import COMMON
from domain.province.policy import PARAMETERS, ProvincePolicy
from tests.support import source_tree
from tests.support.readings import choices, named_in_code, unset_in_tests, untested

_PAGE = (source_tree.ROOT / "docs" / "interpretations-province.md").read_text(encoding="utf-8")
_ID = re.compile(r"\bR-H-\d+\b")
_FILE = re.compile(r"`([a-z0-9_/]+\.py)`")


@dataclass(frozen=True)
class Reading:
    id: str
    place: str
    question: str
    taken: str
    otherwise: str
    parameter: str
    applied_in: str

    @property
    def files(self) -> set[str]:
        return set(_FILE.findall(self.applied_in))

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


READINGS = {reading.id: reading for reading in (Reading(*cells) for cells in _rows(r"R-H-\d+"))}
OPEN_POINTS = [OpenPoint(*cells) for cells in _rows(r"E\d+")]
EACH = pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
EACH_OPEN_POINT = pytest.mark.parametrize("row", OPEN_POINTS, ids=lambda row: row.point.split()[0])


def test_the_readings_are_numbered_without_a_gap() -> None:
    assert list(READINGS) == [f"R-H-{number}" for number in range(1, len(_rows(r"R-H-\d+")) + 1)]


@EACH
def test_a_reading_says_what_is_open_and_what_is_taken_and_where_it_is_applied(reading: Reading) -> None:
    assert all((reading.place, reading.question, reading.taken, reading.otherwise))
    assert reading.files
    assert [file for file in reading.files if not (source_tree.ROOT / file).is_file()] == []


@EACH
def test_a_reading_names_parameters_that_are_there(reading: Reading) -> None:
    assert reading.parameters or reading.parameter.startswith("code")
    assert [each for each in reading.parameters if each not in ProvincePolicy.model_fields] == []


def test_a_reading_named_in_the_code_is_written_down_and_points_at_the_file() -> None:
    named = named_in_code(_ID)
    assert sorted(set(named) - set(READINGS)) == []
    strange = {(name, file) for name, files in named.items() for file in files - READINGS[name].files}
    assert strange == set()


def test_every_choice_of_the_policy_has_a_reading() -> None:
    named = {each for reading in READINGS.values() for each in reading.parameters}
    assert sorted(PARAMETERS.keys() - named) == []


def test_every_open_point_of_the_specification_has_a_reading() -> None:
    assert [row.point.split()[0] for row in OPEN_POINTS] == [f"E{number}" for number in range(1, 10)]
    assert [row.point for row in OPEN_POINTS if not set(_ID.findall(row.readings)) <= set(READINGS)] == []
    assert [row.point for row in OPEN_POINTS if not _ID.findall(row.readings)] == []


@EACH_OPEN_POINT
def test_an_open_point_names_the_parameters_of_its_readings(row: OpenPoint) -> None:
    of_readings = {each for name in _ID.findall(row.readings) for each in READINGS[name].parameters}
    assert row.parameters or row.parameter.startswith("code")
    assert set(row.parameters) <= of_readings


@EACH_OPEN_POINT
def test_an_open_point_is_tested_in_both_readings(row: OpenPoint) -> None:
    """Where a parameter chooses between readings, the tests named set it, and to every value that is not ours."""
    files = re.findall(r"`(tests/[\w/]+\.py)`", row.tests)
    assert files
    assert untested(ProvincePolicy, row.parameters, files) == []


@pytest.mark.parametrize("parameter", sorted({*choices(ProvincePolicy)} - {*COMMON}))
def test_a_choice_of_the_policy_is_tested_in_every_reading(parameter: str) -> None:
    assert unset_in_tests(ProvincePolicy, parameter) == []
