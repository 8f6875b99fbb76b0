"""Holding back what could leave now: quiet hours, and the digest of a day (``domain.quiet_hours``)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Notification
from db.queries.outbox import sent_singly, still_planned
from db.queries.reaching import Reachable, reachable
from db.queries.releases import work_calendar
from db.session import Register
from domain.dates import local_date, start_of
from domain.delivery import Channel
from domain.quiet_hours import SINGLY, last_use, may_wait, next_digest, next_morning
from domain.working_days import WorkCalendar
from services.notifications.wording import NoticeFacts

_READ_BY_PEOPLE = frozenset({Channel.MAIL, Channel.SMS, Channel.CHAT})
"""Another system counts its own messages: nothing is put together for it."""


async def hold_back(register: Register, rows: Sequence[Notification], now: datetime) -> list[Notification]:
    """Those of ``rows`` that leave now; of the others it is written down until when they wait.

    What was tried before is not held back any more, and an order of messages is not kept across quiet hours: what is
    urgent overtakes what can wait.
    """
    accounts = {row.account_id for row in rows if row.account_id}
    async with register.read() as session:
        people = await reachable(session, accounts)
        if not people:
            return list(rows)
        holding = _Holding(people, await work_calendar(session), await _counted(session, people, now), now)
    held = {row.id: until for row in rows if (until := holding.of(row))}
    if held:
        async with register.write() as session:
            for row in await still_planned(session, held):
                row.held_until, row.digest = held[row.id]
    return [row for row in rows if row.id not in held]


async def _counted(session: AsyncSession, people: dict[str, Reachable], now: datetime) -> dict[tuple[str, str], int]:
    readers = [account for account, each in people.items() if each.preferences.digest]
    return await sent_singly(session, readers, start_of(local_date(now))) if readers else {}


Held = tuple[datetime, str | None]
"""Until when, and in which digest."""


class _Holding:
    """Decides row by row, in the order in which they would leave."""

    def __init__(
        self,
        people: dict[str, Reachable],
        calendar: WorkCalendar,
        counted: dict[tuple[str, str], int],
        now: datetime,
    ) -> None:
        self._people = people
        self._calendar = calendar
        self._counted = counted
        self._now = now

    def of(self, row: Notification) -> Held | None:
        """Until when the row waits; None: it leaves now."""
        chosen = self._people.get(row.account_id or "")
        if chosen is None or row.attempts or row.digest:
            return None
        channel = Channel(row.channel)
        if chosen.preferences.is_quiet(channel, self._now):
            morning = next_morning(self._now, self._calendar)
            if self._may_wait(row, morning):
                return morning, None
        if chosen.preferences.digest and channel in _READ_BY_PEOPLE:
            return self._of_digest(row)
        return None

    def _of_digest(self, row: Notification) -> Held | None:
        place = (row.account_id or "", row.channel)
        evening = next_digest(self._now)
        if self._counted.get(place, 0) >= SINGLY and self._may_wait(row, evening):
            return evening, digest_id(*place, local_date(evening))
        self._counted[place] = self._counted.get(place, 0) + 1
        return None

    def _may_wait(self, row: Notification, until: datetime) -> bool:
        facts = NoticeFacts.model_validate(row.facts)
        return may_wait(until, last_use(facts.deadlines, _due(facts), self._now))


def digest_id(account_id: str, channel: str, day: date) -> str:
    """What leaves together on a day is one message: the same three give the same id, for ever."""
    return sha256(f"digest|{account_id}|{channel}|{day.isoformat()}".encode()).hexdigest()[:32]


def _due(facts: NoticeFacts) -> Iterable[date]:
    """The day that the words themselves speak of, where a notice brings no derivation with it."""
    told = facts.data.get("due")
    try:
        return (date.fromisoformat(told),) if isinstance(told, str) else ()
    except ValueError:
        return ()
