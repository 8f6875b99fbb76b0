"""Steps as a case would send them, for tests of what receives them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from activities.recording import Recording
from contracts.step import Step
from db.session import Register
from domain.date_rules import derive
from domain.orders import Effects, Event
from domain.procedure import consultation
from domain.zone import art17_nomination as art17
from domain.zone.art05_joint_departments import DEPARTMENTS
from domain.zone.case import Stage, ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.world import PARK
from tests.support.zone_cases import POLICY

BEGIN = datetime(2026, 3, 2, 2, tzinfo=UTC)
WORKFLOW_ID = "zone/js-1/case-1"
BASE_URL = "https://zhicheng.example.gov.cn"


class StillClock:
    """Always the same instant."""

    async def now(self) -> datetime:
        return BEGIN


class Calls:
    """Stands where the platform's clocks would be woken, and remembers which."""

    def __init__(self) -> None:
        self.woken: list[str] = []

    def is_needed_for(self, due: datetime, now: datetime) -> bool:
        """As in the sandbox, whose clocks look only when they are called."""
        return True

    async def call(self, clocks: Iterable[str]) -> None:
        self.woken += clocks


class NothingWaits:
    """Every step is confirmed already."""

    async def gather(self) -> int:
        return 0


def recording(register: Register, calls: Calls | None = None) -> Recording:
    return Recording(register, StillClock(), calls or Calls(), BASE_URL)  # type: ignore[arg-type]


def a_case(**facts: Any) -> ZoneCase:
    facts = {"stage": Stage.APPROVAL, "stage_since": BEGIN} | facts
    return ZoneCase(id="zone-js-1-case-1", park=PARK, policy=POLICY, **facts)


def a_step(number: int, *orders: Effects, state: dict[str, Any] | None = None, **changes: Any) -> Step:
    """Step ``number``, one minute after the one before, with one event for each of ``orders``; of a later workflow task
    than the one before."""
    facts: dict[str, Any] = {
        "workflow_id": WORKFLOW_ID,
        "run_id": "run-1",
        "number": number,
        "vouches_for": number - 1,
        "at": BEGIN + timedelta(minutes=number),
        "state": state or a_case(step=number).model_dump(mode="json"),
        "events": tuple(Event(kind="consultation.asked", text=each.text) for each in orders),
        "notices": tuple(notice for each in orders for notice in each.notices),
        "documents": tuple(document for each in orders for document in each.documents),
    }
    return Step(**facts | changes)


def asked(matter: str = art17.MATTER) -> Effects:
    """总局 asks the four departments: a notice and a letter to each."""
    due = derive("zone-consultation", BEGIN.date(), {}, POLICY, CALENDAR)
    source = POLICY.source("consultation_working_days")
    return consultation.asked(DEPARTMENTS, art17.APPROVAL_BASIS, matter, due, source)
