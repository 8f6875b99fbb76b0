"""日历订阅: what stands in one person's calendar. The same people see the same cases as on the pages."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import Response

from api import calendar_tokens, present
from api.deps import Services
from api.downloads import is_known
from api.errors import not_found
from db.models import CalendarEntry, DutyRow, TaskRow
from db.queries import calendar_feeds as queries
from db.queries import cases
from domain.citation import Citation
from domain.dates import in_words, local_date, start_of
from domain.deadline import Deadline
from domain.kinds import TASK_KINDS
from domain.roles import Actor
from services.calendar_feed import MEDIA_TYPE, Entry, Told, as_ical, tag, told_now

SHOWN_PAST = timedelta(days=31)
"""系统策略: how long a date of a case stays in the calendar once it is over; what one owes stays until it is done."""

_NAME = "质程"
_NOTE = "本日程随案件变动，以平台页面为准。"
_COUNTED_BY = ("year", "k", "number")
"""Parameters that tell dates of one rule and one anchor apart."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as told now; ``tag`` changes with its content."""

    tag: str
    domain: str
    entries: Sequence[Entry]
    told: dict[str, Told]

    @property
    def ical(self) -> bytes:
        return as_ical(_NAME, self.domain, self.entries, self.told)


async def answer(services: Services, request: Request, token: str) -> Response:
    """The calendar this token opens, or 304 when the asker already has it. Raises 404."""
    found = await read(services, token)
    headers = {
        "ETag": f'"{found.tag}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": 'inline; filename="zhicheng.ics"',
    }
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    content = await asyncio.to_thread(lambda: found.ical)  # of a national body there are thousands of events
    return Response(content, headers=headers, media_type=MEDIA_TYPE)


async def read(services: Services, token: str) -> Feed:
    """The calendar this token opens. Raises 404 for a token that nobody was given, or that was revoked."""
    actor = await calendar_tokens.holder(services, token)
    if actor is None:
        raise not_found("该日历订阅")
    now = await services.clock.now()
    async with services.register.read() as session:
        entries = await entries_of(session, actor, local_date(now), services.settings.base_url)
        before = await _told_before(session, actor.id)
    told = told_now(before, entries, now)
    if told != before:
        told = await _tell(services, actor.id, entries, now)
    return Feed(tag(told.values()), services.settings.mail_from.partition("@")[2], entries, told)


async def _tell(services: Services, account_id: str, entries: Iterable[Entry], now: datetime) -> dict[str, Told]:
    """Keep what is told. Looked at again under the write lock: another calendar of the person may read just now."""
    async with services.register.write() as session:
        rows = {row.uid: row for row in await queries.entries(session, account_id)}
        before = await _told_before(session, account_id)
        told = told_now(before, entries, now)
        for uid in before.keys() - told.keys():
            await session.delete(rows[uid])
        for uid, each in told.items():
            if before.get(uid) != each:
                await session.merge(CalendarEntry(account_id=account_id, **asdict(each)))
    return told


async def _told_before(session: AsyncSession, account_id: str) -> dict[str, Told]:
    rows = await queries.entries(session, account_id)
    return {row.uid: Told(**{name: getattr(row, name) for name in Told.__slots__}) for row in rows}


async def entries_of(session: AsyncSession, actor: Actor, today: date, base_url: str) -> list[Entry]:
    """Own tasks with their due days, own duties, and the dates of the open cases the actor may see.

    A date that stands still (中止) has no day and does not appear.
    """
    duties = await queries.own_duties(session, actor)
    dates = _dates_of(await cases.milestones(session, actor), duties)
    said = {(duty.case_id, duty.kind, duty.due) for duty, _ in duties}
    shown = [each for each in dates if each.titles or each.deadline.latest >= today - SHOWN_PAST]
    tasks = [pair for pair in await queries.own_tasks(session, actor) if _place(pair[0]) not in said]
    return [
        *(each.entry(base_url) for each in shown if not each.deadline.suspended),
        *(_task(row, subject, dates, base_url) for row, subject in tasks),
    ]


def _place(row: TaskRow) -> tuple[str, str, date | None]:
    return row.case_id, row.kind, row.due


@dataclass(slots=True)
class _Date:
    """A date of a case, with the duties that are owed by it."""

    uid: str
    case_id: str
    subject: str
    deadline: Deadline
    titles: list[str] = field(default_factory=list)

    def entry(self, base_url: str) -> Entry:
        starts, ends, words = _when(self.deadline)
        named = [each for each in self.titles if each not in self.deadline.label]
        return Entry(
            uid=self.uid,
            summary=f"{'，'.join([*named, self.deadline.label])}{words}：{self.subject}",
            starts=starts,
            ends=ends,
            description=_described(self.deadline, self.subject, self.case_id),
            link=_link(base_url, self.case_id),
            category="应办事项" if self.titles else "案件日期",
            tentative=self.deadline.provisional,
        )


def _dates_of(
    milestones: Iterable[tuple[str, str, list[dict[str, object]]]], duties: Iterable[tuple[DutyRow, str]]
) -> list[_Date]:
    """Each date of each case once, whether the case states it, somebody owes something by it, or both."""
    found: dict[str, _Date] = {}
    for case_id, subject, kept in milestones:
        for each in kept:
            deadline = Deadline.model_validate(each)
            uid = _uid(case_id, deadline)
            found.setdefault(uid, _Date(uid, case_id, subject, deadline))
    for duty, subject in duties:
        deadline, case_id = Deadline.model_validate(duty.deadline), duty.case_id or ""
        uid = _uid(case_id, deadline)
        found.setdefault(uid, _Date(uid, case_id, subject, deadline)).titles.append(duty.title)
    return list(found.values())


def _uid(case_id: str, deadline: Deadline) -> str:
    """The same for a date that moves: by what it is counted from, not by where it ends."""
    counted = [str(deadline.parameters[name]) for name in _COUNTED_BY if name in deadline.parameters]
    return _digest("date", case_id, deadline.key, deadline.anchor.isoformat(), *counted)


def _digest(*parts: str) -> str:
    return sha256("|".join(parts).encode()).hexdigest()[:32]


def _when(deadline: Deadline) -> tuple[date | datetime, date | datetime, str]:
    """A window (a date that opens something which closes again) from instant to instant; everything else its day."""
    opens, closes = deadline.opens_at, deadline.closes_at
    if opens and closes and opens == start_of(deadline.date):
        last = local_date(closes - timedelta(microseconds=1))
        return opens, closes, f"（至{in_words(last)}）"
    return deadline.date, deadline.date, ""


def _described(deadline: Deadline, subject: str, case_id: str) -> str:
    between = f"最早{in_words(deadline.earliest)}，最晚{in_words(deadline.latest)}。"
    told = (f"（{number}）{line.source}｜{line.text}" for number, line in enumerate(deadline.lines, start=1))
    lines = [
        f"{deadline.label}：{deadline.words}",
        *([between] if deadline.provisional and deadline.earliest != deadline.latest else []),
        *_based(deadline.basis),
        *told,
        f"案件：{subject}（{case_id}）",
        _NOTE,
    ]
    return "\n".join(lines)


def _based(basis: Iterable[Citation]) -> list[str]:
    places = "、".join(each.words for each in basis)
    return [f"依据：{places}"] if places else []


def _task(row: TaskRow, subject: str, dates: Iterable[_Date], base_url: str) -> Entry:
    """The due day of a task, with the derivation of the date of its case that falls on the same day."""
    assert row.due is not None
    same = next((each for each in dates if each.case_id == row.case_id and each.deadline.date == row.due), None)
    plain = [*_based(TASK_KINDS[row.kind].basis), f"案件：{subject}（{row.case_id}）", _NOTE]
    return Entry(
        uid=_digest("task", row.id),
        summary=f"待办：{present.asked(row)}：{subject}",
        starts=row.due,
        ends=row.due,
        description=_described(same.deadline, subject, row.case_id) if same else "\n".join(plain),
        link=_link(base_url, row.case_id),
        category="待办",
        tentative=row.due_provisional,
    )


def _link(base_url: str, case_id: str) -> str:
    return f"{base_url}/cases/{quote(case_id)}"
