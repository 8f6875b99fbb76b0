"""Processes of a platform for a benchmark, and cases that run on it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

from temporalio.client import Client

from bench.sandbox_of_parks import enter_parks, park
from config import Settings
from contracts.queues import CASES
from db.session import Register
from domain.zone.case import ZoneCase
from onebox.plans import environment_of
from services.regulations import load_zone_policy

_STARTING_AT_ONCE = 5
"""A case's first task is its slowest; more of them at a time starve each other."""


def python(settings: Settings, *arguments: object) -> AbstractAsyncContextManager[None]:
    return process(settings, sys.executable, *arguments)


@asynccontextmanager
async def process(settings: Settings, *command: object) -> AsyncIterator[None]:
    child = await asyncio.create_subprocess_exec(
        *map(str, command), env=environment_of(settings), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        yield
    finally:
        child.terminate()
        await child.wait()


async def start_cases(client: Client, register: Register, number: int) -> None:
    """Running cases whose park, all of one office, may hand in its application."""
    await enter_parks(register, number)

    async def start(each: int) -> None:
        now = datetime.now(UTC)
        case = ZoneCase(id=f"zone-bench-{each}-case-1", park=park(each), policy=load_zone_policy(), stage_since=now)
        handle = await client.start_workflow(
            "ZoneCreation", case.carried(), id=f"zone/bench-{each}/case-1", task_queue=CASES
        )
        await handle.query("state")

    await at_once(start, number, _STARTING_AT_ONCE)


async def at_once(act: Callable[[int], Awaitable[None]], number: int, how_many: int) -> None:
    turn = asyncio.Semaphore(how_many)

    async def in_turn(each: int) -> None:
        async with turn:
            await act(each)

    await asyncio.gather(*map(in_turn, range(number)))
