"""Public notices as the public sees them, with how their last day was counted."""

from sqlalchemy.ext.asyncio import AsyncSession

from api import present
from api.deps import Services
from api.errors import not_found
from api.notice_views import ListedNotice, NoticeSummary, NoticeView
from db.models import Case, ListEntry, PublicNotice
from db.queries import case_lists, notices
from db.queries.releases import work_calendar
from db.queries.tasks import invitation
from domain.deadline import Deadline
from domain.list_kinds import LIST_KINDS
from domain.policy import ZonePolicy
from domain.rederivation import explained
from domain.zone.art28_objections import INVITING

_LISTS = [each.key for each in LIST_KINDS.values() if each.puts_up_notices]


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
        invited = await invitation(session, case.id, INVITING[row.matter])
        calendar = await work_calendar(session)
        listed = await _listed(session, row)
    policy = ZonePolicy.model_validate(case.state["policy"])
    return NoticeView(
        **present.notice_summary(row).model_dump(),
        deadline=present.milestone(explained(Deadline.model_validate(row.deadline), policy, calendar)),
        channel_source=policy.source("renewal_objections"),
        supplement_source=policy.source("objection_supplement_working_days"),
        open_for_objections=row.state == "running" and invited is not None,
        listed=listed,
    )


async def _listed(session: AsyncSession, row: PublicNotice) -> list[ListedNotice]:
    """The entries of the list a notice was published with, in their order."""
    listing = await case_lists.of_notice(session, row, _LISTS)
    if listing is None:
        return []
    notices_of = await case_lists.notices_of(session, listing.number)
    return [_entry(*each, notices_of) for each in await case_lists.entries(session, listing.number)]


def _entry(entry: ListEntry, case: Case, notices_of: dict[str, PublicNotice]) -> ListedNotice:
    row = notices_of.get(case.id)
    return ListedNotice(
        park=case.subject_name,
        result=entry.result,
        id=row.id if row else None,
        state=row.state if row else None,
        last_day=row.last_day if row else None,
    )
