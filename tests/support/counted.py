"""Tasks to be counted: written straight into the register, with the day they are due and the day they were closed."""

from datetime import UTC, date, datetime, timedelta

from db.models import CaseEvent, TaskRow
from domain.procedure.consultation import department
from domain.roles import SAMR, Audience, Role
from tests.support.web import NOW, Web


def noon(day: date) -> datetime:
    """12:00 in Asia/Shanghai."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


async def add_task_row(
    web: Web,
    case_id: str,
    kind: str,
    audience: Audience,
    due: date | None,
    closed_at: datetime | None = None,
    *,
    provisional: bool = False,
    opened_at: datetime | None = None,
) -> str:
    """A task of this kind in a case; answers its id."""
    async with web.register.write() as session:
        id_ = (
            f"{case_id}-{kind}-{audience.organisation}-{due}-{closed_at:%Y%m%d%H%M%S}"
            if closed_at
            else (f"{case_id}-{kind}-{audience.organisation}-{due}")
        )
        session.add(
            TaskRow(
                id=id_,
                case_id=case_id,
                workflow_id="zone/js-1/case-1",
                kind=kind,
                role=audience.role,
                region=audience.region,
                organisation_id=audience.organisation,
                opened_at=opened_at or NOW - timedelta(days=60),
                due=due,
                due_provisional=provisional,
                closed_at=closed_at,
            )
        )
    return id_


async def add_tasks_in_every_standing(web: Web, case_id: str) -> None:
    """Open and closed, due at the end of September 2025 or later: in time, late, overdue, and with no day at all."""
    due = date(2025, 9, 30)
    for name in ("mara", "mofcom", "mct", "cnipa"):
        for days in range(-2, 3):
            closed = noon(due + timedelta(days=days)) if days else None
            await add_task_row(web, case_id, "creation_opinion", department(name), due + timedelta(days=9), closed)
    body = Audience(role=Role.CREATING_BODY, organisation="park-js-1")
    await add_task_row(web, case_id, "annual_report", body, due, noon(due + timedelta(days=4)))
    await add_task_row(web, case_id, "annual_report", body, due)
    await add_task_row(web, case_id, "material_review", SAMR, None)


async def add_paper_report(web: Web, case_id: str, at: datetime, text: str) -> None:
    """The line of the record by which a report that came on paper was entered."""
    async with web.register.write() as session:
        session.add(
            CaseEvent(
                case_id=case_id,
                workflow_id="zone/js-1/case-1",
                step=at.toordinal(),
                position=0,
                at=at,
                kind="paper_annual_report.submit",
                text=text,
            )
        )
