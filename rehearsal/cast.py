"""Who acts in a rehearsal: nobody who exists. Every office has people invented for it, one for each kind of act."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Organisation
from domain.roles import Actor, Role
from domain.task import Task


def invented(office: Organisation, now: datetime) -> Account:
    """Who is told in an office: its name stands for everybody in it."""
    return Account(
        id=f"rehearsal-{office.id}",
        organisation_id=office.id,
        display_name=office.name,
        role=office.role,
        password_hash="",
        email="rehearsal@example.invalid",
        created_at=now,
    )


async def fill_offices(session: AsyncSession, offices: Sequence[Organisation], now: datetime) -> None:
    session.add_all(invented(each, now) for each in offices)


def who_answers(task: Task, offices: Sequence[Organisation]) -> Actor | None:
    """Somebody of an office that is asked, who has done nothing else in the case; None where no office is."""
    for office in offices:
        actor = Actor(
            id=f"{office.id}-{task.kind}",
            role=Role(office.role),
            organisation=office.id,
            jurisdiction=office.jurisdiction,
        )
        if task.audience.includes(actor) and not task.excludes(actor):
            return actor
    return None
