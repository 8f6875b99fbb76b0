"""What the platform starts with: the demonstration accounts, one creating body for every life with its parks."""

from datetime import datetime

from pwdlib import PasswordHash
from sqlalchemy.ext.asyncio import AsyncSession
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from chaos.lives import CHAPTERS, REGIONS, park, workflow_id, working_days_around
from config import Settings
from contracts.queues import CASES
from db.models import Account, CalendarReleaseRow, Organisation
from db.models import Park as ParkRow
from db.queries.lineage import begin_identity
from db.queries.parks import add_body
from db.session import Register
from domain.roles import Role
from domain.zone.case import Park, ZoneCase
from onebox.people import PASSWORD
from onebox.seed import plant_register

THIRD = "samr-3"
"""A third person at 总局: the one published the notice, the other formed the panel, and neither may re-examine."""
OWING = "owing"
"""Key of the zones that are only reminded."""


def body(number: int) -> str:
    """Account and organisation of the creating body of a life."""
    return f"life-{number:02}"


def park_of(number: int, chapter: str) -> Park:
    return park(f"{number:02}-{chapter}", number, body(number))


async def plant(settings: Settings, register: Register, lives: int, now: datetime) -> None:
    """Calendar, accounts, parks of ``lives`` lives."""
    await plant_register(settings)
    password_hash = PasswordHash.recommended().hash(PASSWORD)  # once for all: argon2 is slow on purpose
    async with register.write() as session:
        for release in working_days_around(now):
            session.add(
                CalendarReleaseRow(
                    id=f"chaos-{release.year}",
                    imported_at=now,
                    **release.model_dump(mode="json", include={"days_off", "make_up_workdays"}),
                    **release.model_dump(include={"year", "document_number", "issued_on"}),
                )
            )
        if await session.get(Account, THIRD) is None:
            session.add(_account(THIRD, "samr", Role.SAMR, password_hash, now))
        for number in range(lives):
            await _plant_life(session, number, password_hash, now)


async def _plant_life(session: AsyncSession, number: int, password_hash: str, now: datetime) -> None:
    name = body(number)
    region, _ = REGIONS[number % len(REGIONS)]
    session.add(Organisation(id=name, name=f"示例混沌管理委员会{number}", role=Role.CREATING_BODY, jurisdiction=region))
    session.add(_account(name, name, Role.CREATING_BODY, password_hash, now))
    for key in (*(each.key for each in CHAPTERS), OWING):
        each = park_of(number, key)
        row = ParkRow(
            id=each.id,
            name=each.name,
            kind="工业",
            industry="仪器仪表",
            region=each.region,
            region_name=each.region_name,
            creating_body=each.creating_body,
            organisation_id=each.organisation,
            is_synthetic=True,
        )
        session.add(row)
        begin_identity(session, row)
        await add_body(session, row.id, row.organisation_id)


def _account(name: str, organisation: str, role: Role, password_hash: str, now: datetime) -> Account:
    return Account(
        id=name,
        organisation_id=organisation,
        display_name=f"示例{name}",
        role=role,
        password_hash=password_hash,
        email=f"{name}@example.gov.cn",
        is_demonstration=True,
        created_at=now,
    )


async def take_over(client: Client, case: ZoneCase) -> None:
    """Start the case in the middle of its life; once, however often it is asked. Raises ``RPCError``."""
    await client.start_workflow(
        "ZoneTerm" if case.term else "ZoneCreation",
        case.carried(),
        id=workflow_id(case.park.id),
        task_queue=CASES,
        static_summary=f"{case.park.name}：{case.label}",
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
    )
