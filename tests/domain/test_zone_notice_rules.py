"""第二十二条: what is taken while a notice stands, whatever the platform was doing at its last instant."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.procedure.public_notice import ObjectionForm
from domain.procedure.state import Notice, Proceeding
from domain.refusal import RefusalKind
from domain.zone import art22_public_notice as art22
from domain.zone import art28_renewal as art28
from domain.zone.case import Renewal, ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.world import PARK
from tests.support.zone_cases import POLICY

PUBLISHED = datetime(2025, 11, 3, 2, tzinfo=UTC)
EVIDENCED = ObjectionForm(grounds="指标不实", evidence=["a.pdf"], receipt_number="GS-1")


def case_with_notice(*, renewal: bool) -> ZoneCase:
    last_day = art22.last_day(PUBLISHED.date(), 5, POLICY, CALENDAR)
    proceeding = Proceeding(notice=Notice(id="n-1", published_at=PUBLISHED, last_day=last_day))
    case = ZoneCase(id="zone-js-1-case-1", park=PARK, policy=POLICY, stage_since=PUBLISHED)
    if renewal:
        case.renewal = Renewal(proceeding=proceeding)
    else:
        case.proceeding = proceeding
    return case


@pytest.mark.article("zone:22#2")
@pytest.mark.article("zone:28.3#1")
@pytest.mark.scenario("A01")
@pytest.mark.parametrize("renewal", [False, True])
def test_an_objection_is_in_time_until_24_00_of_the_last_day_even_if_nobody_has_closed_the_notice(
    renewal: bool,
) -> None:
    kind = art28.OBJECTION if renewal else art22.OBJECTION
    [action] = kind.actions
    case = case_with_notice(renewal=renewal)
    closes = datetime(2025, 11, 10, 16, tzinfo=UTC)
    assert action.check(case, EVIDENCED, closes - timedelta(seconds=1)) is None
    late = action.check(case, EVIDENCED, closes)
    assert late is not None
    assert (late.kind, late.basis) == (RefusalKind.TOO_LATE, kind.basis)
