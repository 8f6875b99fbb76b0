"""Dates of a case changed by 市场监管总局, as its workflow does it."""

from datetime import date, datetime, timedelta
from typing import Any

from domain import date_changes
from domain.date_change_kinds import KINDS
from domain.date_changes import DateChange
from domain.date_rules import derive
from domain.dates import start_of
from domain.open_dates import replaced
from domain.orders import Effects
from domain.procedure.state import Notice, Proceeding
from domain.rederivation import rederived
from domain.refusal import Refusal
from domain.working_days import WorkCalendar
from domain.zone.case import Stage, ZoneCase
from tests.support.calendars import CALENDAR, SEED
from tests.support.dated_records import inputs
from tests.support.world import PARK, actor
from tests.support.zone_cases import POLICY
from verifier import Verdict, deadlines_in, verify

NOTICE = "proceeding.notice.last_day"
CONSULTATION = "proceeding.consultation.due"
WHY = {"reason": "核实情况", "document": "市监质函〔2025〕3号"}


def asked(path: str, action: str, account: str = "samr", **data: Any) -> DateChange:
    kind = KINDS[action]
    return DateChange(path, kind, kind.form.model_validate(WHY | data), actor(account))


def change(
    case: ZoneCase, path: str, action: str, now: datetime, calendar: WorkCalendar = CALENDAR, **data: Any
) -> Effects:
    """Change a date as its workflow does."""
    order = asked(path, action, **data)
    assert date_changes.refusal_of(case, order, now) is None
    one = date_changes.found(case, path, now)
    assert one is not None
    written = order.kind.write(one, order.form, now)
    fresh = written if written.suspended else rederived(written, case.policy, calendar)
    after = date_changes.settled(one, fresh)
    assert date_changes.refusal_of_outcome(one, after) is None
    replaced(case, path, after)
    return date_changes.effects(case, one, after, order)


def refused(case: ZoneCase, path: str, action: str, now: datetime, account: str = "samr", **data: Any) -> Refusal:
    before = case.model_copy(deep=True)
    refusal = date_changes.refusal_of(case, asked(path, action, account, **data), now)
    assert refusal is not None
    assert case == before
    return refusal


def local(day: str, hour: int = 10) -> datetime:
    return start_of(date.fromisoformat(day)) + timedelta(hours=hour)


def a_notice() -> ZoneCase:
    """Published on Monday 22 September 2025: 23, 24, 25, 26, 28 September (a Sunday made up)."""
    last_day = derive("zone-notice", date(2025, 9, 22), {"working_days": 5}, POLICY, CALENDAR).compact()
    published = local("2025-09-22")
    case = ZoneCase(id="zone-js-1-case-1", park=PARK, policy=POLICY, stage=Stage.PUBLIC_NOTICE, stage_since=published)
    case.proceeding = Proceeding(notice=Notice(id="n-1", published_at=published, last_day=last_day))
    return case


def complaints(case: ZoneCase, **later: Any) -> list[str]:
    given = inputs(case.policy, [], SEED, later)
    found = verify(given | {"deadlines": deadlines_in(case.carried())})
    return [each.words for each in found if each.verdict not in {Verdict.AGREES, Verdict.KEPT}]
