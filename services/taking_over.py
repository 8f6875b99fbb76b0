"""A running case as the register would take it over: its park and policy looked up, and whether it may be."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Park
from db.queries.releases import work_calendar
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.zone.case import Park as ParkFacts
from domain.zone.case import ZoneCase
from domain.zone.standing import refuse_opening
from domain.zone.taking_over import Handover, faults, taken_over
from services.policies import policy_for
from services.standing import standing_of


class Refused(Exception):
    """Why a case cannot be taken over, in Chinese; ``field`` of the ``Handover`` it is about, or empty: the park."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.field = field


async def as_it_stands(
    session: AsyncSession, told: Handover, park_id: str, case_id: str, now: datetime, request_id: str
) -> ZoneCase:
    """The case at ``now`` (UTC) under the policy and the calendar in force. Raises ``Refused``."""
    policy = await policy_for(session, ZonePolicy)
    today = local_date(now)
    for field, text in faults(told, policy, today):
        raise Refused(text, field)
    row = await session.get_one(Park, park_id)
    standing = await standing_of(session, row.id, row.organisation_id, today, policy)
    if refusal := refuse_opening(standing):
        raise Refused(refusal.text)
    park = ParkFacts(
        id=row.id,
        name=row.name,
        region=row.region,
        region_name=row.region_name,
        organisation=row.organisation_id,
        creating_body=row.creating_body,
    )
    return taken_over(told, case_id, park, policy, await work_calendar(session), now, request_id)
