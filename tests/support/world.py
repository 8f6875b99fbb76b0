"""A small world for workflow tests: a time-skipping server, all workers, a register with people, mail that is kept.

One server per test: its clock is global. Messages are sent with the clock held.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from temporalio.client import WorkflowHandle, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from config import Environment, Settings
from contracts.client import DATA_CONVERTER
from contracts.queues import CASES, DOCUMENTS, NOTIFICATIONS, REMINDERS
from db.models import CalendarReleaseRow, Case, InstrumentRow
from db.models import Park as ParkRow
from db.queries.instruments import INDICATORS, WORK_PLAN
from db.session import Register
from domain.dates import CHINA
from domain.policy import ZonePolicy
from domain.programmes import case_of
from domain.refusal import Refusal
from domain.roles import Actor, Role
from domain.task import Task
from domain.zone.case import Park, ZoneCase
from services.calendar_seed import past_releases
from services.clock import SandboxClock
from services.wake import Wake
from tests.support.accounts import add_accounts
from tests.support.past import server_program
from tests.support.smtp import SmtpServer, smtp_server
from worker import build

PARK = Park(
    id="js-1",
    name="示例一号园区",
    region="320500",
    region_name="江苏省苏州市",
    organisation="park-js-1",
    creating_body="示例一号园区管理委员会",
)
REGULATION_IN_FORCE = date(2024, 3, 14)
"""第三十条 本办法自印发之日起实施: the round and the indicators of the tests are as old."""
PEOPLE = {
    "park-js-1": (Role.CREATING_BODY, "park-js-1", "320500"),
    "prov-js": (Role.PROVINCIAL_REGULATOR, "prov-js", "320000"),
    "prov-zj": (Role.PROVINCIAL_REGULATOR, "prov-zj", "330000"),
    "lsg-js": (Role.PROVINCIAL_LEADING_GROUP, "lsg-js", "320000"),
    "samr": (Role.SAMR, "samr", "000000"),
    "samr-2": (Role.SAMR, "samr", "000000"),
    "samr-3": (Role.SAMR, "samr", "000000"),
    "mara": (Role.JOINT_DEPARTMENT, "mara", "000000"),
    "mofcom": (Role.JOINT_DEPARTMENT, "mofcom", "000000"),
    "mct": (Role.JOINT_DEPARTMENT, "mct", "000000"),
    "cnipa": (Role.JOINT_DEPARTMENT, "cnipa", "000000"),
    **{f"expert-{number}": (Role.EXPERT, f"expert-{number}", "000000") for number in range(1, 5)},
    "ops": (Role.OPS, "ops", "000000"),
}


def actor(account: str) -> Actor:
    role, organisation, jurisdiction = PEOPLE[account]
    return Actor(id=account, role=role, organisation=organisation, jurisdiction=jurisdiction)


async def populate(register: Register, now: datetime) -> None:
    """Organisations, accounts, the park, an open round, the indicators, and the calendar releases of the past."""
    async with register.write() as session:
        offices = {name: (where, where, role, place) for name, (role, where, place) in PEOPLE.items()}
        await add_accounts(session, offices, now)
        facts = PARK.model_dump(include={"id", "name", "region", "region_name", "creating_body"})
        session.add(ParkRow(**facts, organisation_id=PARK.organisation, kind="工业", industry="装备"))
        for kind, number in ((WORK_PLAN, "第1轮"), (INDICATORS, "第1版")):
            session.add(
                InstrumentRow(id=kind, kind=kind, number=number, title=number, in_force_from=REGULATION_IN_FORCE)
            )
        for release in past_releases()[-3:]:
            session.add(
                CalendarReleaseRow(
                    id=str(release.year),
                    imported_at=now,
                    **release.model_dump(mode="json", exclude={"issued_on"}),
                    issued_on=release.issued_on,
                )
            )


class World:
    """Everything a story needs. ``case_id`` is that of the one park."""

    case_id = "zone-js-1-case-1"
    workflow_id = "zone/js-1/case-1"

    def __init__(self, env: WorkflowEnvironment, register: Register, mail: SmtpServer) -> None:
        self.env = env
        self.client = env.client
        self.register = register
        self.mail = mail
        self.clock = SandboxClock(env.client)
        self.requests = 0

    @property
    def handle(self) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(self.workflow_id)

    async def start(self, **facts: Any) -> None:
        case = ZoneCase(
            id=self.case_id,
            park=PARK,
            policy=ZonePolicy(),
            stage_since=await self.clock.now(),
            **facts,
        )
        await self.client.start_workflow("ZoneCreation", case.carried(), id=self.workflow_id, task_queue=CASES)

    async def state(self) -> ZoneCase:
        """The case as its last recorded step left it."""
        return ZoneCase.model_validate((await self.row()).state)

    async def row(self) -> Case:
        for _ in range(200):
            async with self.register.read() as session:
                row = await session.get(Case, self.case_id)
            if row is not None:
                return row
            await asyncio.sleep(0.02)
        raise AssertionError("the case was never recorded")

    async def tasks(self) -> list[Task]:
        """Every open task of the case, whatever its programme."""
        found: list[Task] = case_of((await self.row()).state).tasks
        return found

    def actor(self, account: str) -> Actor:
        if account in PEOPLE:
            return actor(account)
        return Actor(id=account, role=Role.PUBLIC, organisation="public")

    async def task(self, kind: str, account: str = "") -> Task:
        """The open task of a kind, for an account if several bodies have one."""
        open_ = await self.tasks()
        found = [
            task for task in open_ if task.kind == kind and (not account or task.audience.includes(self.actor(account)))
        ]
        assert found, f"no open task {kind}: {[task.kind for task in open_]}"
        return found[0]

    async def act(self, account: str, kind: str, action: str, /, **data: Any) -> int:
        return await self.send(account, (await self.task(kind, account)).id, action, data)

    async def send(
        self,
        account: str,
        task_id: str,
        action: str,
        data: dict[str, Any],
        request_id: str = "",
        attachments: tuple[str, ...] = (),
    ) -> int:
        self.requests += 1
        request_id = request_id or f"{account}:{self.requests}"
        act = {
            "task_id": task_id,
            "action": action,
            "actor": self.actor(account).model_dump(mode="json", exclude_defaults=True),
            **({"data": data} if data else {}),
            **({"attachments": attachments} if attachments else {}),
        }
        return await self.handle.execute_update("act", act, id=request_id, result_type=int)

    async def refused(self, account: str, kind: str, action: str, /, **data: Any) -> Refusal:
        """The refusal an act meets; fails if it is taken."""
        return await self.refused_task(account, (await self.task(kind)).id, action, data)

    async def refused_task(self, account: str, task_id: str, action: str, data: dict[str, Any]) -> Refusal:
        with pytest.raises(WorkflowUpdateFailedError) as caught:
            await self.send(account, task_id, action, data)
        cause = caught.value.cause
        assert isinstance(cause, ApplicationError)
        assert cause.type == "Refusal"
        return Refusal.model_validate(cause.details[0])

    async def to(self, *moment: int) -> None:
        """Move the clock to a local wall-clock moment: year, month, day[, hour, minute]."""
        await self.clock.advance_to(datetime(*moment, tzinfo=CHINA).astimezone(UTC))  # type: ignore[misc, arg-type]

    async def forward(self, **span: float) -> None:
        await self.clock.advance_to(await self.clock.now() + timedelta(**span))


QUEUES = (CASES, REMINDERS, NOTIFICATIONS, DOCUMENTS)


@asynccontextmanager
async def a_world(
    register: Register, folder: Path, starts_at: str = "", queues: Sequence[str] = QUEUES
) -> AsyncIterator[World]:
    """The world on this register, with a worker on each of ``queues``; ``starts_at``: see ``server_program``."""
    async with AsyncExitStack() as stack:
        mail = await stack.enter_async_context(smtp_server())
        env = await stack.enter_async_context(
            await WorkflowEnvironment.start_time_skipping(
                data_converter=DATA_CONVERTER,
                test_server_existing_path=str(server_program(folder, starts_at)),
            )
        )
        clock = SandboxClock(env.client)
        await clock.register_search_attributes()
        await populate(register, await clock.now())
        config = Settings(env=Environment.SANDBOX, smtp_host="127.0.0.1", smtp_port=mail.port, data_dir=folder)
        for queue in queues:
            # A bug in a workflow fails the test at once instead of retrying for ever.
            failing = {"workflow_failure_exception_types": [Exception]}
            await stack.enter_async_context(build(queue, env.client, register, clock, config, **failing))
        yield World(env, register, mail)


async def _nobody(wake: Wake, clocks: Iterable[str]) -> None:
    """The server skips no time while a task waits on a queue that nobody works on."""


@pytest_asyncio.fixture
async def world(
    request: pytest.FixtureRequest, sqlite_register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """Cases alone, as they go on while the services stand still; with ``@pytest.mark.served`` mails, reminders,
    documents and recalculation too. ``@pytest.mark.starts_at("2024-04-03T09:00")`` puts the clock of the server to a
    local moment of the past."""
    starts = request.node.get_closest_marker("starts_at")
    served = request.node.get_closest_marker("served")
    if served is None:
        monkeypatch.setattr(Wake, "call", _nobody)
    queues = QUEUES if served else (CASES,)
    async with a_world(sqlite_register, tmp_path, starts.args[0] if starts else "", queues) as found:
        yield found
