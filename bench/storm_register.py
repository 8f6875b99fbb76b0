"""A register in which thousands of people owe something, and are to be reminded of it at one and the same moment."""

from datetime import UTC, datetime

from db.models import Account, Case, DutyRow, Organisation, Rung
from db.session import Register
from domain.dates import local_date
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.roles import Audience, Role
from domain.working_days import WorkCalendar
from domain.zone import art27_annual_report as art27
from domain.zone.case import Park, ZoneCase
from services.calendar_seed import past_releases

DUTY = "storm/duty-"
"""Begins the id of every duty of the storm."""
_REGION = "320500"
_AT_ONCE = 1000
"""Rows of one transaction."""


async def plant_people(register: Register, people: int) -> None:
    """Each with an office, a park and a case of its own, of which only the register knows."""
    now, policy = datetime.now(UTC), ZonePolicy()
    for first in range(0, people, _AT_ONCE):
        async with register.write() as session:
            for number in range(first, min(first + _AT_ONCE, people)):
                session.add_all(_person(number, now))
                session.add(_case(number, policy, now))


def _person(number: int, now: datetime) -> tuple[Organisation, Account]:
    office, role = f"storm-{number}", Role.CREATING_BODY.value
    return (
        Organisation(id=office, name=f"示例管委会{number}", role=role, jurisdiction=_REGION),
        Account(
            id=office,
            organisation_id=office,
            display_name=f"示例管委会{number}",
            role=role,
            password_hash="!",
            email=f"{office}@example.gov.cn",
            is_demonstration=True,
            created_at=now,
        ),
    )


def _case(number: int, policy: ZonePolicy, now: datetime) -> Case:
    """Without dates, so that nobody wants to count them again."""
    park = Park(
        id=f"storm-{number}",
        name=f"示例园区{number}",
        region=_REGION,
        region_name="江苏省苏州市",
        organisation=f"storm-{number}",
        creating_body=f"示例管委会{number}",
    )
    case = ZoneCase(id=f"storm-{number}", park=park, policy=policy, stage_since=now)
    return Case(
        id=case.id,
        workflow_id=f"storm/{number}",
        programme=case.programme,
        subject_id=park.id,
        subject_name=park.name,
        region=_REGION,
        stage=case.stage.value,
        stage_label=case.label,
        state=case.model_dump(mode="json"),
        schema_version=case.schema_version,
        policy_version=policy.version,
        step=1,
        milestones=[],
        opened_at=now,
        updated_at=now,
    )


async def plant_reminders(register: Register, reminders: int, people: int, at: datetime) -> None:
    """So many, all due at ``at`` (UTC), one after the other to each of the people; each of a duty of its own."""
    year = local_date(at).year
    due = art27.due(year, ZonePolicy(), WorkCalendar(past_releases()))
    for first in range(0, reminders, _AT_ONCE):
        async with register.write() as session:
            for number in range(first, min(first + _AT_ONCE, reminders)):
                session.add_all(_reminder(number, number % people, due, year, at))


def _reminder(number: int, person: int, due: Deadline, year: int, at: datetime) -> tuple[DutyRow, Rung]:
    debtor = Audience(role=Role.CREATING_BODY, organisation=f"storm-{person}").model_dump(mode="json")
    duty = DutyRow(
        id=f"{DUTY}{number}",
        case_id=f"storm-{person}",
        workflow_id=f"storm/{person}",
        kind="annual_report",
        title=f"{year}年度工作报告",
        debtor=debtor,
        due=due.date,
        deadline=due.model_dump(mode="json"),
        basis=list(due.basis),
        facts={"year": year},
        opened_at=at,
    )
    return duty, Rung(
        duty_id=duty.id, key="d-30", planned_at=at, audience=[debtor], wording="annual_report_before", about=None
    )
