"""The duty clock's hand: reminder rungs that are due become rows of the outbox, in order, each once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from temporalio import activity

from activities.addressing import address
from activities.canary import arm
from contracts.activities import Served
from contracts.clock import Clock
from contracts.queues import OUTBOX
from db.models import DutyRow, Notification, Rung
from db.queries.addressees import Addressees, addressees
from db.queries.outbox import CaseInBrief, due_rungs, lay_in, mark_served, next_rung_at, unserved, written
from db.session import Register
from domain.dates import local_date
from domain.deadline import Deadline
from domain.programmes import edition_of
from domain.roles import Audience, Role
from services.clock import SystemClock
from services.notifications.wording import BROKEN, PLAIN_REMINDER, NoticeFacts
from services.wake import Wake

BATCH = 500


@dataclass(frozen=True, slots=True)
class _Claim:
    """A rung that is due, and the rows of the outbox it becomes; ``fingerprint`` of its duty as it was read."""

    rung: Rung
    fingerprint: str
    rows: list[Notification]


class Reminders:
    def __init__(self, register: Register, clock: Clock, wake: Wake, base_url: str) -> None:
        self._register = register
        self._clock = clock
        self._wake = wake
        self._base_url = base_url

    @activity.defn(name="claim_due_rungs")
    async def claim_due_rungs(self) -> Served:
        """See ``contracts.activities.claim_due_rungs``. Claims again what an earlier attempt left undone."""
        done = 0
        while batch := await self._due(now := await self._clock.now()):
            done += await self._claim(batch, now)
            activity.heartbeat(done)
            await self._wake.call([OUTBOX])  # what is claimed leaves while the next ones are put into words
        if isinstance(self._clock, SystemClock):  # in the sandbox years pass in seconds
            await arm(self._register, await self._clock.now())
        async with self._register.read() as session:
            return Served(done=done, next_due=await next_rung_at(session))

    async def _due(self, now: datetime) -> list[_Claim]:
        """What is due, put into words. Without the register's write lock: a case that records meanwhile need not wait
        for the words of hundreds."""
        async with self._register.read() as session:
            due = await due_rungs(session, now, BATCH)
            people = await addressees(session, {each for rung, _, _ in due for each in _audience(rung)})
        return [_Claim(rung, duty.fingerprint, self._worded(people, rung, duty, case, now)) for rung, duty, case in due]

    def _worded(
        self, people: Addressees, rung: Rung, duty: DutyRow, case: CaseInBrief | None, now: datetime
    ) -> list[Notification]:
        """Nobody is told of a duty of the platform itself."""
        if case is None:
            return []
        return _rows(people, rung, duty, _facts(rung, duty, case, now, f"{self._base_url}/cases/{case.case_id}"))

    async def _claim(self, batch: Sequence[_Claim], now: datetime) -> int:
        """Those of the batch that stand as they were read; what moved, closed or was claimed meanwhile is let go: what
        of it is still due is read again."""
        async with self._register.write() as session:
            standing = await unserved(session, {each.rung.duty_id for each in batch})
            claimed = [each for each in batch if _stands(each, standing)]
            # A register whose rungs were rebuilt plans anew what its outbox has sent already.
            before = await written(session, {row.event_key for each in claimed for row in each.rows})
            await lay_in(session, (row for each in claimed for row in each.rows if row.id not in before))
            await mark_served(session, [each.rung for each in claimed], now)
            return len(claimed)


def _stands(claim: _Claim, standing: Mapping[tuple[str, str], tuple[datetime, str]]) -> bool:
    """Whether rung and duty are still what the words were made of."""
    found = standing.get((claim.rung.duty_id, claim.rung.key))
    return found == (claim.rung.planned_at, claim.fingerprint)


def _audience(rung: Rung) -> list[Audience]:
    return [Audience.model_validate(each) for each in rung.audience]


def _rows(people: Addressees, rung: Rung, duty: DutyRow, facts: NoticeFacts) -> list[Notification]:
    """The reminder for everyone it is meant for; that of a day is one and the same however often it is claimed.

    Where its own wording is broken it says plainly what is due: its people are reminded, and nobody waits for them.
    """
    audience = _audience(rung)
    origin = {"workflow_id": duty.workflow_id, "duty_id": duty.id, "rung": rung.key}
    event_key = f"{duty.id}/{rung.key}/{local_date(rung.planned_at)}"
    try:
        return address(people, event_key, rung.wording, facts, audience, **origin)
    except BROKEN:
        activity.logger.exception("wording broken: reminding in plain words")
        debtor = Role(duty.debtor["role"]).label
        plain = {"title": duty.title, "debtor": debtor, "due": facts.data["due"]}
        facts = facts.model_copy(update={"data": plain})
        return address(people, event_key, PLAIN_REMINDER, facts, audience, **origin)


def _facts(rung: Rung, duty: DutyRow, case: CaseInBrief, now: datetime, link: str) -> NoticeFacts:
    deadline = Deadline.model_validate(rung.about or duty.deadline)
    days = abs((deadline.date - local_date(rung.planned_at)).days)
    return NoticeFacts(
        park=case.subject_name,
        case_id=case.case_id,
        data={**duty.facts, "due": duty.due.isoformat(), "days": days},
        basis=tuple(deadline.basis),
        planned_at=rung.planned_at,
        now=max(now, rung.planned_at),
        link=link,
        interpreted=tuple(case.interpreted),
        policy_note="提醒的时点由系统策略设定，法规未作规定。",
        deadlines=(deadline,),
        edition=edition_of(case.text),
    )
