"""Public notices as the public sees them, with how their last day was counted."""

from api import present
from api.deps import Services
from api.errors import not_found
from api.views import NoticeSummary, NoticeView
from db.queries import notices
from db.queries.releases import work_calendar
from db.queries.tasks import invitation
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.zone.rederivation import explained


async def board(services: Services) -> list[NoticeSummary]:
    """Every notice, the newest first: running and ended."""
    async with services.register.read() as session:
        return [present.notice_summary(row) for row in await notices.published(session)]


async def one_notice(services: Services, notice_id: str) -> NoticeView:
    """Raises 404."""
    async with services.register.read() as session:
        found = await notices.notice(session, notice_id)
        if found is None:
            raise not_found("该公示")
        row, case = found
        invited = await invitation(session, case.id)
        calendar = await work_calendar(session)
    policy = ZonePolicy.model_validate(case.state["policy"])
    return NoticeView(
        **present.notice_summary(row).model_dump(),
        deadline=present.milestone(explained(Deadline.model_validate(row.deadline), policy, calendar)),
        open_for_objections=row.state == "running" and invited is not None,
    )
