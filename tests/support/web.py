"""The web on a register of its own, without Temporal: cases are written as their workflows would have told them."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from starlette.types import Receive, Scope, Send
from temporalio.client import Client

from activities.projection import project
from api.app import app as application
from api.deps import Services
from api.identity import Kind, open_session
from api.whence import Whence
from config import Environment, Settings
from contracts.client import DATA_CONVERTER
from db.models import CalendarReleaseRow, Case
from db.queries.identity import member
from db.queries.projection import write_duties, write_notice, write_tasks
from db.queries.releases import work_calendar
from db.session import Register
from domain.case import CaseState, next_task
from domain.date_rules import derive
from domain.policy import ZonePolicy
from domain.procedure.state import Notice
from domain.roles import EVERYONE, Audience
from domain.zone.case import Park, Stage, ZoneCase
from domain.zone.kinds import TASK_KINDS
from services.calendar_seed import past_releases
from services.documents.store import DocumentStore
from tests.support.accounts import ORGANISATIONS, PARKS, add_people
from tests.support.databases import sqlite_at
from tests.support.world import World

NOW = datetime(2025, 10, 9, 2, 0, tzinfo=UTC)
"""Thursday 9 October 2025, 10:00 in Asia/Shanghai."""


class HandClock:
    """A clock moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.instant = now

    async def now(self) -> datetime:
        return self.instant

    def forward(self, **span: float) -> None:
        self.instant += timedelta(**span)


class OnServices:
    """The application on these services, which otherwise its start gives to every request.

    One application serves all tests: what it first has to find out of its routes takes longer than most of them.
    """

    def __init__(self, services: Services) -> None:
        self.application = application
        self.services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.application({**scope, "state": {"services": self.services}}, receive, send)


async def session_of(services: Services, account: str, kind: Kind, agent: str) -> str:
    """The token of a session as a log-in opens it, for tests about something else: the log-in itself counts tries and
    looks at a password (tests/api/test_api_identity.py, tests/pages/test_pages_signing_in.py), and takes longer."""
    async with services.register.read() as session:
        found = await member(session, account)
    assert found is not None, account
    words = "登录网页" if kind == "cookie" else "取得接口令牌"
    return await open_session(services, *found, kind, Whence("127.0.0.1", agent), words)


class Caller:
    """The application on these services, and somebody to call it."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.register = services.register
        self.app = OnServices(services)
        self._tokens: dict[str, str] = {}
        self.client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=self.app, raise_app_exceptions=False), base_url="http://testserver"
        )

    async def token(self, account: str) -> str:
        return await session_of(self.services, account, "token", self.client.headers["user-agent"])

    def forget(self, account: str) -> None:
        """The account signs in again with its next request."""
        self._tokens.pop(account, None)

    async def call(self, method: str, path: str, account: str | None = None, **request: Any) -> httpx2.Response:
        """One request; ``account`` signs in first, None stays anonymous. ``headers`` may add to it."""
        headers = dict(request.pop("headers", {}))
        if account is not None:
            self._tokens[account] = self._tokens.get(account) or await self.token(account)
            headers["Authorization"] = f"Bearer {self._tokens[account]}"
        return await self.client.request(method, path, headers=headers, **request)

    async def get(self, path: str, account: str | None = None, **request: Any) -> httpx2.Response:
        return await self.call("GET", f"/api/v1{path}", account, **request)

    async def post(self, path: str, account: str | None = None, **request: Any) -> httpx2.Response:
        return await self.call("POST", f"/api/v1{path}", account, **request)


class Web(Caller):
    """The application without an engine, with clocks moved by hand."""

    def __init__(self, services: Services, clock: HandClock, sessions: HandClock) -> None:
        super().__init__(services)
        self.clock = clock
        self.sessions = sessions

    async def add_case(
        self, park: str = "js-1", number: int = 1, asks: tuple[tuple[str, Audience], ...] = (), **facts: Any
    ) -> ZoneCase:
        """A case as its workflow would have recorded it; ``asks``: open tasks as (kind, audience)."""
        case = a_case(park, number, await self.clock.now(), **facts)
        for kind, audience in asks:
            case.tasks.append(next_task(case, TASK_KINDS[kind], audience, case.stage_since))
        await self.save(case)
        return case

    async def save(self, case: CaseState) -> None:
        """Project a case into the register, as the activity ``record_step`` does."""
        async with self.register.write() as session:
            projection = project(case.model_dump(mode="json"), await work_calendar(session))
            workflow_id = _workflow_id(case)
            row = await session.get(Case, case.id) or Case(
                id=case.id, workflow_id=workflow_id, opened_at=case.stage_since
            )
            for name, value in projection.columns.items():
                setattr(row, name, value)
            row.state, row.step, row.updated_at = case.model_dump(mode="json"), case.step, case.stage_since
            row.closed_at = case.stage_since if projection.case.stage.is_final else None
            session.add(row)
            await session.flush()
            await write_tasks(session, row.id, workflow_id, projection.case.tasks, case.stage_since)
            for notice, matter in projection.notices:
                await write_notice(session, row.id, workflow_id, notice, matter, projection.entry)
            await write_duties(session, row.id, workflow_id, projection.duties, case.stage_since)

    async def add_notice(self, park: str = "js-1") -> ZoneCase:
        """A case whose public notice of five working days went up on 9 October 2025."""
        async with self.register.read() as session:
            calendar = await work_calendar(session)
        last_day = derive("zone-notice", date(2025, 10, 9), {"working_days": 5}, ZonePolicy(), calendar)
        case = a_case(park, 1, await self.clock.now(), stage=Stage.PUBLIC_NOTICE)
        case.proceeding.notice = Notice(id=f"{case.id}-notice", published_at=NOW, last_day=last_day.compact())
        case.tasks.append(next_task(case, TASK_KINDS["objection"], EVERYONE, NOW))
        await self.save(case)
        return case


def _workflow_id(case: CaseState) -> str:
    if isinstance(case, ZoneCase):
        return f"zone/{case.park.id}/{case.id.rpartition('zone-' + case.park.id + '-')[2]}"
    return re.sub("-(ledger|event|gov)-", r"/\1/", case.id).replace("-", "/", 1)


def a_case(park: str, number: int, now: datetime, **facts: Any) -> ZoneCase:
    name, region, organisation = PARKS[park]
    place = Park(
        id=park,
        name=name,
        region=region,
        region_name="江苏省",
        organisation=organisation,
        creating_body=ORGANISATIONS[organisation][0],
    )
    return ZoneCase(id=f"zone-{park}-case-{number}", park=place, policy=ZonePolicy(), stage_since=now, step=1, **facts)


async def services_on(register: Register, tmp_path: Path, url: str, clock: HandClock, sessions: HandClock) -> Services:
    """Services whose Temporal client has nobody to talk to."""
    return Services(
        register=register,
        client=await Client.connect("127.0.0.1:1", data_converter=DATA_CONVERTER, lazy=True),
        clock=clock,
        store=DocumentStore((tmp_path / "documents").as_uri()),
        settings=Settings(env=Environment.DEMONSTRATION, data_dir=tmp_path, database_url=url),
        session_clock=sessions,
    )


async def plant(register: Register) -> None:
    """People, parks and the calendar releases of the past."""
    await add_people(register, NOW)
    async with register.write() as session:
        for release in past_releases():
            session.add(
                CalendarReleaseRow(
                    id=str(release.year),
                    imported_at=NOW,
                    issued_on=release.issued_on,
                    **release.model_dump(mode="json", exclude={"issued_on"}),
                )
            )


@asynccontextmanager
async def a_web(register: Register, url: str, tmp_path: Path) -> AsyncIterator[Web]:
    """The web on this register, planted here, on 9 October 2025."""
    await plant(register)
    async with web_on(register, url, tmp_path) as web:
        yield web


@asynccontextmanager
async def web_on(register: Register, url: str, tmp_path: Path) -> AsyncIterator[Web]:
    """The web on a planted register, on 9 October 2025."""
    clock, sessions = HandClock(NOW), HandClock(NOW)
    web = Web(await services_on(register, tmp_path, url, clock, sessions), clock, sessions)
    async with web.client:
        yield web


@pytest.fixture(scope="session")
def planted_sqlite(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A planted register, to be copied: most tests of the web begin with one."""
    path = tmp_path_factory.mktemp("planted") / "register.db"
    shutil.copy(migrated_sqlite, path)

    async def planted() -> None:
        register = Register(sqlite_at(path))
        await plant(register)
        await register.dispose()

    # Whichever test asks first, its loop is running.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, planted()).result()
    return path


ON_BOTH_DATABASES = pytest.mark.parametrize("web", ["sqlite", "postgresql"], indirect=True)
"""Marks a test of the web that runs on PostgreSQL too."""


@pytest_asyncio.fixture
async def web(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Web]:
    """The web of ``a_web``; on SQLite unless the test says ``ON_BOTH_DATABASES``."""
    if getattr(request, "param", "sqlite") == "sqlite":
        copy = shutil.copy(request.getfixturevalue("planted_sqlite"), tmp_path / "register.db")
        url, made = sqlite_at(Path(copy)), web_on
    else:
        url, made = request.getfixturevalue("postgresql_url"), a_web
    register = Register(url)
    async with made(register, url, tmp_path) as web:
        yield web
    await register.dispose()


def on_world(world: World, tmp_path: Path) -> Caller:
    """The application of a sandbox: on the register, engine and clock of a small world, whose people may sign in."""
    store = DocumentStore((tmp_path / "documents").as_uri())
    settings = Settings(env=Environment.SANDBOX, data_dir=tmp_path)
    return Caller(Services(world.register, world.client, world.clock, store, settings))
