"""The worked scenarios as the specification states them (``tests/scenarios/scenarios.yaml``), their dates read.

A test takes every date from here, so that what the specification says and what the product does meet in one place.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from domain.dates import CHINA
from domain.pilot.policy import PilotPolicy
from domain.policy import ZonePolicy

FILE = Path(__file__).parents[1] / "scenarios" / "scenarios.yaml"
OFFICE_OPENS = time(9)
"""When a step happens of which only the day is stated."""
_NOTED = re.compile(r"(\d{4}-\d\d-\d\d)(?: |: )(.+)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T[\d:+]+)?")
_DAY = re.compile(r"(?<![\d-])(?:(\d{4})-)?([01]\d)-([0-3]\d)(?![\d-])")
_OVERRIDES: dict[str, dict[str, Any]] = {
    "Z-RENEW-WINDOW: deadline_6_months_before": {"renewal_reading": "deadline"},
    "Y-HALFYEAR-MODE: calendar_half_year_06-30_12-31": {"half_year_mode": "calendar"},
}
"""What a scenario writes under ``policy_overrides`` → the fields of our policy that say it."""


class Noted(NamedTuple):
    """A day with a word about it: ``2027-02-01 (provisional)``, ``2025-11-17 24:00``."""

    day: date
    note: str

    @property
    def provisional(self) -> bool:
        return self.note == "(provisional)"


@dataclass(frozen=True)
class Step:
    """One thing somebody does; ``at`` in Asia/Shanghai, None where the scenario states no time."""

    at: datetime | None
    actor: str
    action: str

    @property
    def moment(self) -> datetime:
        assert self.at is not None, self.action
        return self.at

    @property
    def day(self) -> date:
        return self.moment.date()


@cache
def _all() -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in yaml.safe_load(FILE.read_text(encoding="utf-8"))}


def ids() -> list[str]:
    """Every scenario's id, in the order of the file."""
    return list(_all())


def expected(scenario: str) -> dict[str, Any]:
    """What the scenario expects: days as ``date``, instants as aware ``datetime``, days with a note as ``Noted``."""
    found = _read(_all()[scenario]["expect"])
    assert isinstance(found, dict)
    return found


def steps(scenario: str) -> list[Step]:
    """What happens, in the scenario's order."""
    return [
        Step(_moment(each["at"]) if "at" in each else None, each.get("actor", ""), each["action"])
        for each in _all()[scenario]["steps"]
    ]


def timed(scenario: str) -> list[Step]:
    """The steps of which the scenario states when they happen."""
    return [step for step in steps(scenario) if step.at]


def given(scenario: str) -> list[date]:
    """The days that stand in what the scenario takes for granted."""
    return days_in("; ".join(_all()[scenario]["given"]))


def titled(scenario: str) -> list[date]:
    """The days that stand in the scenario's title."""
    return days_in(_all()[scenario]["title"])


def computation(scenario: str) -> list[date]:
    """The days that stand in the scenario's own computation."""
    return days_in(_all()[scenario]["computation"])


def zone_policy(scenario: str) -> ZonePolicy:
    return ZonePolicy(**_overrides(scenario))


def pilot_policy(scenario: str) -> PilotPolicy:
    return PilotPolicy(**_overrides(scenario))


def days_in(text: str) -> list[date]:
    """Every day named in a text; one without a year is of the year named before it."""
    found, year = [], 0
    for own, month, day in _DAY.findall(text):
        year = int(own or year)
        found.append(date(year, int(month), int(day)))
    return found


def begins(moment: datetime | date, hours: float = 1) -> pytest.MarkDecorator:
    """The mark of a test whose server starts so long before this moment."""
    local = moment if isinstance(moment, datetime) else datetime.combine(moment, OFFICE_OPENS, CHINA)
    return pytest.mark.starts_at((local.astimezone(CHINA) - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M"))


def _overrides(scenario: str) -> dict[str, Any]:
    stated = _all()[scenario].get("policy_overrides", {})
    return {field: value for key, said in stated.items() for field, value in _OVERRIDES[f"{key}: {said}"].items()}


def _moment(stated: str) -> datetime:
    found = _read(stated)
    if isinstance(found, datetime):
        return found.astimezone(CHINA)
    return datetime.combine(found, OFFICE_OPENS, CHINA)


def _read(stated: Any) -> Any:
    if isinstance(stated, dict):
        return {key: _read(value) for key, value in stated.items()}
    if isinstance(stated, list):
        return [_read(each) for each in stated]
    if not isinstance(stated, str):
        return stated
    if noted := _NOTED.fullmatch(stated):
        return Noted(date.fromisoformat(noted[1]), noted[2])
    if not _ISO.fullmatch(stated):
        return stated
    return datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)
