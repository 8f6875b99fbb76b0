"""日历订阅: subscriptions, what a calendar holds, and what it was last told."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, CalendarEntry, CalendarToken, Case, DutyRow, Organisation, TaskRow
from db.queries.cases import visible_to
from db.queries.tasks import waits_for
from domain.roles import Actor, Audience


async def of_account(session: AsyncSession, account_id: str) -> Sequence[CalendarToken]:
    """Every subscription of a person, the newest first; revoked ones too."""
    query = select(CalendarToken).where(CalendarToken.account_id == account_id)
    return (await session.scalars(query.order_by(CalendarToken.created_at.desc(), CalendarToken.id))).all()


async def one(session: AsyncSession, account_id: str, token_id: str) -> CalendarToken | None:
    """A person's own subscription."""
    query = select(CalendarToken).where(CalendarToken.account_id == account_id, CalendarToken.id == token_id)
    found: CalendarToken | None = await session.scalar(query)
    return found


async def holder(session: AsyncSession, token_hash: str) -> tuple[Account, Organisation] | None:
    """Whose calendar this token opens, unless it was revoked."""
    row = await session.execute(
        select(Account, Organisation)
        .join(CalendarToken, CalendarToken.account_id == Account.id)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .where(CalendarToken.token_hash == token_hash, CalendarToken.revoked_at.is_(None))
    )
    return row.one_or_none()


async def own_tasks(session: AsyncSession, actor: Actor) -> Sequence[tuple[TaskRow, str]]:
    """The open tasks with a due day that wait for the actor, those in another's stead included; name of the subject."""
    rows = await session.execute(
        select(TaskRow, Case.subject_name)
        .join(Case, Case.id == TaskRow.case_id)
        .where(waits_for(actor), TaskRow.closed_at.is_(None), TaskRow.due.is_not(None))
        .order_by(TaskRow.due, TaskRow.id)
    )
    return rows.all()


async def own_duties(session: AsyncSession, actor: Actor) -> Sequence[tuple[DutyRow, str]]:
    """The open duties the actor owes, in cases they may see; name of the subject."""
    rows = await session.execute(
        select(DutyRow, Case.subject_name)
        .join(Case, Case.id == DutyRow.case_id)
        .where(DutyRow.closed_at.is_(None), DutyRow.debtor["role"].as_string() == actor.role.value, visible_to(actor))
        .order_by(DutyRow.due, DutyRow.id)
    )
    return [(duty, subject) for duty, subject in rows if Audience.model_validate(duty.debtor).includes(actor)]


async def entries(session: AsyncSession, account_id: str) -> Sequence[CalendarEntry]:
    """What a person's calendars were last told."""
    return (await session.scalars(select(CalendarEntry).where(CalendarEntry.account_id == account_id))).all()
