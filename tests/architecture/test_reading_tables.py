"""Every reading of a text stands in one table, and the code, the parameters and the tests agree with it."""

import re

import pytest
from pydantic import BaseModel

from domain.district.policy import PARAMETERS as OF_DISTRICT
from domain.parameter import COMMON
from domain.pilot.policy import PARAMETERS as OF_PILOT
from domain.province.policy import PARAMETERS as OF_PROVINCE
from tests.support import source_tree
from tests.support.reading_tables import DISTRICT, OF_A_TEXT, PILOT, PROVINCE, TABLES, OpenPoint, Reading, Table
from tests.support.readings import choices, named_in_code, unset_in_tests, untested

_PLAN = (source_tree.ROOT / "regulations" / "yuancheng_plan.zh.txt").read_text(encoding="utf-8")
_TEXT_ITSELF = {"half_year_months", "half_year_ladder_after"}
"""Parameters that no reading chooses: the pilot plan says half a year, and the ladder after it is as before it."""
EACH_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
EACH_TEXT = pytest.mark.parametrize("table", OF_A_TEXT, ids=lambda table: table.name)
_EACH_READING = [pytest.param(table, each, id=each.id) for table in TABLES for each in table.readings.values()]
EACH = pytest.mark.parametrize(
    ("table", "reading"),
    _EACH_READING,
)
EACH_OPEN_POINT = pytest.mark.parametrize(
    ("table", "row"),
    [pytest.param(table, row, id=row.point.split()[0]) for table in OF_A_TEXT for row in table.points],
)


@EACH_TABLE
def test_the_readings_are_numbered_without_a_gap(table: Table) -> None:
    assert list(table.readings) == [f"R-{table.letter}-{number}" for number in range(1, len(table.readings) + 1)]
    assert table.readings


@EACH
def test_a_reading_says_what_is_open_and_what_is_taken_and_where_it_is_applied(table: Table, reading: Reading) -> None:
    assert all((reading.text, reading.question, reading.taken, reading.otherwise))
    assert reading.files
    assert [file for file in reading.files if not (source_tree.ROOT / file).is_file()] == []


@EACH
def test_a_symbol_a_reading_points_at_is_in_its_file(table: Table, reading: Reading) -> None:
    assert table is not DISTRICT or all(symbol for _, symbol in reading.places)
    for file, symbol in reading.places:
        assert re.search(rf"\b{symbol}\b", (source_tree.ROOT / file).read_text(encoding="utf-8")), (file, symbol)


@EACH
def test_a_reading_names_parameters_that_are_there(table: Table, reading: Reading) -> None:
    assert reading.parameters or reading.parameter.startswith("code")
    for policy in table.policies:
        assert [each for each in reading.parameters if each not in policy.model_fields] == []


@pytest.mark.parametrize("reading", DISTRICT.readings.values(), ids=lambda reading: reading.id)
def test_a_reading_of_the_plan_quotes_it_word_for_word_or_says_that_it_is_silent(reading: Reading) -> None:
    quoted = re.findall("“([^”]+)”", reading.text)
    assert quoted or reading.text.startswith("(")
    assert [words for words in quoted if words not in _PLAN] == []


@EACH_TABLE
def test_a_reading_named_in_the_code_is_written_down_and_points_at_the_file(table: Table) -> None:
    named = named_in_code(table.id)
    assert sorted(set(named) - set(table.readings)) == []
    strange = {(name, file) for name, files in named.items() for file in files - table.readings[name].files}
    assert strange == set()


@pytest.mark.parametrize(
    ("table", "parameters"),
    [
        pytest.param(PILOT, OF_PILOT.keys() - _TEXT_ITSELF, id="pilot"),
        pytest.param(DISTRICT, OF_DISTRICT.keys(), id="district"),
        pytest.param(PROVINCE, OF_PROVINCE.keys(), id="province"),
    ],
)
def test_every_choice_of_the_policy_has_a_reading(table: Table, parameters: set[str]) -> None:
    named = {each for reading in table.readings.values() for each in reading.parameters}
    assert sorted(parameters - named) == []


@EACH_TEXT
def test_every_open_point_of_the_specification_has_a_reading(table: Table) -> None:
    letter, last = table.open_points
    assert [row.point.split()[0] for row in table.points] == [f"{letter}{number}" for number in range(1, last + 1)]
    assert [row.point for row in table.points if not set(table.id.findall(row.readings)) <= set(table.readings)] == []
    assert [row.point for row in table.points if not table.id.findall(row.readings)] == []


@EACH_OPEN_POINT
def test_an_open_point_names_the_parameters_of_its_readings(table: Table, row: OpenPoint) -> None:
    readings = table.readings
    of_readings = {each for name in table.id.findall(row.readings) for each in readings[name].parameters}
    assert row.parameters or row.parameter.startswith("code")
    assert set(row.parameters) <= of_readings


@EACH_OPEN_POINT
def test_an_open_point_is_tested_in_both_readings(table: Table, row: OpenPoint) -> None:
    """Where a parameter chooses between readings, the tests named set it, and to every value that is not ours."""
    files = re.findall(r"`(tests/[\w/]+\.py)`", row.tests)
    assert files
    assert untested(table.policies[0], row.parameters, files) == []


def _choices(table: Table) -> list[str]:
    """Those common to all texts are tested with the text they were made for."""
    found = choices(table.policies[0])
    return found if table is PILOT else [each for each in found if each not in COMMON]


@pytest.mark.parametrize(
    ("policy", "parameter"),
    [pytest.param(table.policies[0], each, id=each) for table in OF_A_TEXT for each in _choices(table)],
)
def test_a_choice_of_the_policy_is_tested_in_every_reading(policy: type[BaseModel], parameter: str) -> None:
    assert unset_in_tests(policy, parameter) == []
