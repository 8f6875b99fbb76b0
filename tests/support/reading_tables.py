"""The tables of readings of the pilot plan, the district plan, the provincial regulation and the event files."""

import re
from dataclasses import dataclass

from pydantic import BaseModel

from domain.district.policy import DistrictPolicy
from domain.pilot.policy import PilotPolicy
from domain.province.policy import ProvincePolicy
from tests.support import source_tree

_PLACE = re.compile(r"`([a-z0-9_/]+\.py)`(?: `(\w+)`)?")


class _Row:
    parameter: str

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"`(\w+)`", self.parameter)


@dataclass(frozen=True)
class Reading(_Row):
    """What is open → what is taken → what else it could mean → the parameter → where it is applied."""

    id: str
    text: str
    question: str
    taken: str
    otherwise: str
    parameter: str
    applied_in: str

    @property
    def places(self) -> list[tuple[str, str]]:
        """File and symbol; the symbol is empty where the file is named alone."""
        return _PLACE.findall(self.applied_in)

    @property
    def files(self) -> set[str]:
        return {file for file, _ in self.places}


@dataclass(frozen=True)
class OpenPoint(_Row):
    """A row of the table of open points: what is open → readings → parameters → the tests of both."""

    point: str
    readings: str
    parameter: str
    tests: str


@dataclass(frozen=True)
class Table:
    """``docs/interpretations-<name>.md``; ``open_points``: the letter and the number of those of the specification."""

    name: str
    letter: str
    policies: tuple[type[BaseModel], ...]
    open_points: tuple[str, int] = ("", 0)

    @property
    def id(self) -> re.Pattern[str]:
        return re.compile(rf"\bR-{self.letter}-\d+\b")

    @property
    def readings(self) -> dict[str, Reading]:
        return {cells[0]: Reading(*cells) for cells in self._rows(rf"R-{self.letter}-\d+")}

    @property
    def points(self) -> list[OpenPoint]:
        letter, _ = self.open_points
        return [OpenPoint(*cells) for cells in self._rows(rf"{letter}\d+")] if letter else []

    def _rows(self, first: str) -> list[list[str]]:
        page = (source_tree.ROOT / "docs" / f"interpretations-{self.name}.md").read_text(encoding="utf-8")
        return [line.split(" | ") for line in re.findall(rf"^\| ({first} .+) \|$", page, re.MULTILINE)]


PILOT = Table("pilot", "P", (PilotPolicy,), ("B", 10))
DISTRICT = Table("district", "D", (DistrictPolicy,), ("D", 9))
PROVINCE = Table("province", "H", (ProvincePolicy,), ("E", 9))
EVENTS = Table("events", "E", (DistrictPolicy, ProvincePolicy))
TABLES = (PILOT, DISTRICT, PROVINCE, EVENTS)
OF_A_TEXT = (PILOT, DISTRICT, PROVINCE)
