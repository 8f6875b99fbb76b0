"""Leads every life through its chapters, and sees each of them come to rest."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError
from temporalio.service import RPCError

from chaos.client import Client, Json
from chaos.lives import CHAPTERS, Chapter, case_id, next_minute
from chaos.people import People
from chaos.planting import park_of, take_over
from chaos.platform import Platform
from db.models import Case
from db.queries.releases import work_calendar
from domain.working_days import WorkCalendar
from domain.zone.case import Park, ZoneCase
from services.clock import SystemClock

LOOK_SECONDS = 0.5
Found = TypeVar("Found")


@dataclass
class Director:
    """``lead``: how far ahead of its beginning the notice of a chapter closes, at the next full minute; negative:
    it has closed already."""

    platform: Platform
    client: Client
    people: People
    lead: timedelta
    receipts: dict[str, str] = field(default_factory=dict)
    """Case id → receipt number of its objection."""
    where: dict[str, str] = field(default_factory=dict)
    """Case id → what is awaited of it, for the failure message."""

    async def live(self, number: int) -> None:
        """One life: its chapters side by side, since none of them hands anything to the next."""
        async with asyncio.TaskGroup() as group:
            for chapter in CHAPTERS:
                group.create_task(self._live_chapter(chapter, park_of(number, chapter.key)))

    async def _live_chapter(self, chapter: Chapter, park: Park) -> None:
        self.where[case_id(park.id)] = "its beginning"
        self.people.leave[case_id(park.id)] = chapter.leave
        await self._begin(chapter, park)
        if chapter.objection:
            await self._object(park)
        await self._rest(chapter, park)
        del self.where[case_id(park.id)]

    async def _begin(self, chapter: Chapter, park: Park) -> None:
        if chapter.taken_over is None:
            await self._open(park)
            return
        now = await SystemClock().now()
        calendar = await retried(self._calendar)
        case = chapter.taken_over(park, calendar, now, next_minute(now + self.lead))
        await retried(lambda: self.begin_with(case))

    async def begin_with(self, case: ZoneCase) -> None:
        await take_over(self.platform.client, case)

    async def _open(self, park: Park) -> None:
        """``POST /cases``, repeated with its key until it is answered."""
        body = {"programme": "zone", "subject": park.id}
        answer = await self.client.post(park.organisation, "/cases", f"open-{park.id}", json=body)
        if not answer.taken:
            raise RuntimeError(f"POST /cases for {park.id}: {answer.status} {answer.body.get('detail')}")
        await self._until(lambda: self._exists(case_id(park.id)))

    async def _object(self, park: Park) -> None:
        """Somebody objects as soon as the notice is up."""
        self.where[case_id(park.id)] = "its notice"
        await self._until(lambda: self._notice(park))
        notice = await self._notice(park)
        assert notice is not None
        evidence = await self.client.post(
            None, "/public/files", f"evidence-{park.id}", files={"file": ("举证.txt", "举证".encode(), "text/plain")}
        )
        body = {"grounds": f"对{park.name}的数据有异议。", "evidence": [evidence.body["id"]]}
        answer = await self.client.post(
            None, f"/public/notices/{notice['id']}/objections", f"objection-{park.id}", json=body
        )
        if not answer.taken:
            raise RuntimeError(f"objection to {park.id}: {answer.status} {answer.body.get('detail')}")
        self.receipts[case_id(park.id)] = answer.body["receipt_number"]

    async def _rest(self, chapter: Chapter, park: Park) -> None:
        """Until the case is where the chapter ends and its objection, if any, is decided."""
        case = case_id(park.id)
        self.where[case] = chapter.ends_in
        await self._until(lambda: self._has_come_to(case, chapter))
        if chapter.objection:
            self.where[case] = "the re-examination"
            await self._until(lambda: self._is_decided(self.receipts[case]))

    async def _has_come_to(self, case: str, chapter: Chapter) -> bool:
        async with self.platform.register.read() as session:
            row = await session.get(Case, case)
        return row is not None and stage_of(row) == chapter.ends_in and _term_number(row) == _term_after(chapter)

    async def _is_decided(self, receipt: str) -> bool:
        status = await self.client.get(None, f"/public/objections/{receipt}")
        return bool(status["status"] == "rejected")

    async def _exists(self, case: str) -> bool:
        async with self.platform.register.read() as session:
            return await session.get(Case, case) is not None

    async def _notice(self, park: Park) -> Json | None:
        notices = await self.client.get(None, "/public/notices")
        return next((each for each in notices["items"] if each["entry"]["park"] == park.name), None)

    async def _calendar(self) -> WorkCalendar:
        async with self.platform.register.read() as session:
            return await work_calendar(session)

    async def _until(self, reached: Callable[[], Awaitable[object]]) -> None:
        while not await retried(reached):  # noqa: ASYNC110 - nobody tells a client; it asks
            await asyncio.sleep(LOOK_SECONDS * (1 + len(self.where) / 10))


async def retried(ask: Callable[[], Awaitable[Found]]) -> Found:
    """What is asked of register or server directly: again, until they answer."""
    while True:
        try:
            return await ask()
        except (SQLAlchemyError, RPCError):
            await asyncio.sleep(LOOK_SECONDS)


def stage_of(row: Case) -> str:
    """The stage of the renewal while one runs, else of the case."""
    renewal = row.state.get("renewal")
    return str(renewal.get("stage", "renewal_examination")) if renewal else row.stage


def _term_number(row: Case) -> int:
    term = row.state.get("term")
    return int(term.get("number", 1)) if term else 0


def _term_after(chapter: Chapter) -> int:
    return {"recognition": 1, "term": 1, "renewal": 2}.get(chapter.key, 0)
