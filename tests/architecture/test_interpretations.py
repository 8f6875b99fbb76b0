"""Every reading is written down once, quotes the text truly, and points at the code that applies it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from domain.citation import Citation, numeral
from domain.policy import ZonePolicy
from services.regulations import article_text
from tests.support import source_tree
from tests.support.readings import choices, named_in_code, unset_in_tests, untested

_PAGE = (source_tree.ROOT / "docs" / "interpretations.md").read_text(encoding="utf-8")
_ID = re.compile(r"\bR-\d+-\d+\b")
_FIELDS = ("Text", "Question", "Reading", "Alternatives", "Parameter", "Applied in")
_NUMBERS = {numeral(n): n for n in range(1, 31)}


@dataclass(frozen=True)
class Reading:
    id: str
    fields: dict[str, str]

    @property
    def places(self) -> list[tuple[str, str]]:
        """(file, name in it) of the code that applies the reading."""
        return re.findall(r"`([a-z0-9_/]+\.py)` `(\w+)`", self.fields["Applied in"])


def _readings() -> Iterator[Reading]:
    for part in re.split(r"^### ", _PAGE, flags=re.MULTILINE)[1:]:
        body = part.split("\n## ")[0]
        yield Reading(body.split()[0], dict(re.findall(r"^- ([A-Z][a-z ]+): (.+)$", body, re.MULTILINE)))


@dataclass(frozen=True)
class OpenPoint:
    """A row of the table: point of the specification → readings → parameters → the tests of both."""

    point: str
    readings: tuple[str, ...]
    parameter: str
    tests: tuple[str, ...]

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"`(\w+)`", self.parameter)


def _open_points() -> Iterator[OpenPoint]:
    for line in re.findall(r"^\| (A\d+ .+) \|$", _PAGE, re.MULTILINE):
        point, readings, parameter, tests = line.split(" | ")
        yield OpenPoint(
            point.split()[0],
            tuple(_ID.findall(readings)),
            parameter,
            tuple(re.findall(r"`(tests/[\w/]+\.py)`", tests)),
        )


READINGS = {reading.id: reading for reading in _readings()}
OPEN_POINTS = list(_open_points())
EACH_OPEN_POINT = pytest.mark.parametrize("row", OPEN_POINTS, ids=lambda row: row.point)
EACH = pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)


def test_a_reading_stands_once() -> None:
    assert len(READINGS) == len(re.findall(r"^### ", _PAGE, re.MULTILINE))


@EACH
def test_a_reading_answers_everything_in_one_order(reading: Reading) -> None:
    assert tuple(reading.fields) == _FIELDS


@EACH
def test_a_reading_quotes_the_text_word_for_word(reading: Reading) -> None:
    quoted = re.findall(r"第([一二三四五六七八九十]+)条 “([^”]+)”", reading.fields["Text"])
    assert quoted
    assert [words for place, words in quoted if words not in article_text(Citation(f"zone:{_NUMBERS[place]}"))] == []


@EACH
def test_a_reading_states_the_parameter_as_it_is(reading: Reading) -> None:
    stated = dict(re.findall(r"`(\w+)` = ([^;\s]+)", reading.fields["Parameter"]))
    assert stated or reading.fields["Parameter"].startswith("code")
    for field, value in stated.items():
        assert str(getattr(ZonePolicy(), field)).lower().replace(" ", "") == value


@EACH
def test_a_reading_points_at_code_that_exists(reading: Reading) -> None:
    assert reading.places
    for file, symbol in reading.places:
        assert re.search(rf"\b{symbol}\b", (source_tree.ROOT / file).read_text(encoding="utf-8")), (file, symbol)


def test_a_reading_points_at_every_parameter_of_the_policy() -> None:
    named = {field for reading in READINGS.values() for field in re.findall(r"`(\w+)` =", reading.fields["Parameter"])}
    assert sorted(ZonePolicy.model_fields.keys() - named - {"version", "regulation", "interpreted"}) == []


def test_every_open_point_of_the_specification_has_a_reading() -> None:
    assert [row.point for row in OPEN_POINTS] == [f"A{number}" for number in range(1, 20)]
    assert [row.point for row in OPEN_POINTS if not row.readings or not set(row.readings) <= set(READINGS)] == []


@EACH_OPEN_POINT
def test_an_open_point_names_the_parameters_of_its_readings(row: OpenPoint) -> None:
    of_readings = "".join(READINGS[each].fields["Parameter"] for each in row.readings)
    assert row.parameters or row.parameter.startswith("code")
    assert [each for each in row.parameters if f"`{each}` =" not in of_readings] == []


@EACH_OPEN_POINT
def test_an_open_point_is_tested_in_both_readings(row: OpenPoint) -> None:
    """Where a parameter chooses between readings, the tests named set it, and to every value that is not ours."""
    assert row.tests
    assert untested(ZonePolicy, row.parameters, list(row.tests)) == []


@pytest.mark.parametrize("parameter", choices(ZonePolicy))
def test_a_choice_of_the_policy_is_tested_in_every_reading(parameter: str) -> None:
    assert unset_in_tests(ZonePolicy, parameter) == []


def test_a_reading_named_in_the_code_is_written_down() -> None:
    assert sorted(set(named_in_code(_ID)) - set(READINGS)) == []


def test_a_file_that_names_a_reading_is_one_the_reading_points_at() -> None:
    strange = {
        (name, file)
        for name, files in named_in_code(_ID).items()
        for file in files
        if file not in {place for place, _ in READINGS[name].places}
    }
    assert strange == set()
