"""Calendars as a calendar program reads them."""

from datetime import date
from typing import Any

from icalendar import Calendar, Event

from domain.policy import ZonePolicy
from domain.zone import art27_annual_report as art27
from domain.zone.case import Report, ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.reminding import owing
from tests.support.web import Caller

DUE = date(2026, 4, 30)
"""Of the report that the zone of ``owing_zone`` owes."""


def owing_zone(day: int = 30, month: int = 4, year: int = 2025) -> ZoneCase:
    """The zone of js-1 in its first term, owing its report for ``year`` by this day of the next one."""
    policy = ZonePolicy(annual_report_due_month=month, annual_report_due_day=day)
    case = owing(policy)
    assert case.term is not None
    due = art27.due(year, policy, CALENDAR).model_copy(update={"parameters": {"year": year}})
    case.term.reports = [Report(year=year, due=due.compact())]
    return case


async def subscribed(web: Caller, account: str) -> str:
    """Path of a new calendar of an account."""
    answer = await web.post("/calendar-feeds", account, json={"label": "办公室电脑"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"].partition("://")[2].partition("/")[2])


async def fetched(web: Caller, path: str, **headers: str) -> Any:
    """The answer to a calendar program, which signs in nowhere."""
    return await web.call("GET", f"/{path}", headers=headers)


async def events(web: Caller, path: str) -> list[Event]:
    answer = await fetched(web, path)
    assert answer.status_code == 200, answer.text
    found: list[Event] = Calendar.from_ical(answer.content).walk("VEVENT")
    return found


def named(found: list[Event], words: str) -> Event:
    """The one event whose summary holds these words."""
    (event,) = [each for each in found if words in str(each["SUMMARY"])]
    return event
