"""The date rules of 《源城区加快推进质量强区建设实施方案》."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from verifier.civil import closing, day_of, opening
from verifier.days import DayTable
from verifier.expected import Expected, due, single
from verifier.rule import Given, Rule

DEFAULTS: Given = {"target_day": "2025-12-31", "ledger_roll": "none"}


def _target(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """二 到2025年: the same day whenever the plan was issued."""
    day = date.fromisoformat(policy["target_day"])
    return single(day, closes_at=closing(day))


def _ledger_date(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """四（三）时间进度: the day the unit wrote down itself."""
    return replace(due(anchor, policy["ledger_roll"], anchor, table), opens_at=None)


def event_limit(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """依法: the days a statute gives after the first, to the end of the last, or its hours by the clock."""
    days = given.get("days", 0)
    if days:
        last = anchor + timedelta(days=days)
        return single(last, closes_at=closing(last))
    began = opening(anchor) + timedelta(hours=given.get("hour", 0), minutes=given.get("minute", 0))
    end = began + timedelta(hours=given.get("hours", 0))
    return single(day_of(end), closes_at=end)


RULES: Mapping[str, Rule] = {
    "district-target": Rule(_target),
    "district-ledger-date": Rule(_ledger_date),
    "district-event-limit": Rule(event_limit),
}
