"""Every reading is written down once, quotes the text truly, and points at the code that applies it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from domain.citation import Citation, numeral
from domain.policy import ZonePolicy
from services.regulations import article_text
from tests.support import source_tree

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


READINGS = {reading.id: reading for reading in _readings()}
EACH = pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)


def _named_in_code() -> dict[str, set[str]]:
    """Reading → the files whose text names it."""
    found: dict[str, set[str]] = {}
    for path in source_tree.files(*source_tree.PACKAGES):
        for name in _ID.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(source_tree.name(path))
    return found


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
        assert str(getattr(ZonePolicy(), field)).lower() == value


@EACH
def test_a_reading_points_at_code_that_exists(reading: Reading) -> None:
    assert reading.places
    for file, symbol in reading.places:
        assert re.search(rf"\b{symbol}\b", (source_tree.ROOT / file).read_text(encoding="utf-8")), (file, symbol)


def test_a_reading_named_in_the_code_is_written_down() -> None:
    assert sorted(set(_named_in_code()) - set(READINGS)) == []


def test_a_file_that_names_a_reading_is_one_the_reading_points_at() -> None:
    strange = {
        (name, file)
        for name, files in _named_in_code().items()
        for file in files
        if file not in {place for place, _ in READINGS[name].places}
    }
    assert strange == set()
