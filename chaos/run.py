"""The whole of it: an undisturbed life, lives under fire, a week's outage of each process, and the checks."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from chaos.client import Client
from chaos.director import Director, retried
from chaos.findings import Findings
from chaos.killer import Killer
from chaos.lives import CHAPTERS, owing
from chaos.outgoing import check_outgoing
from chaos.pace import Pace
from chaos.passing import days_pass
from chaos.people import OFFICIALS, People
from chaos.planting import OWING, body, park_of, plant, take_over
from chaos.platform import KINDS, Platform, platform
from chaos.records import check_records, check_repetition
from chaos.settling import settled
from db.queries.releases import work_calendar
from services.clock import SystemClock

LIVES_AT_ONCE = 4
"""Each is five cases; two cores bear no more while everything is started again and again."""
LADDER_DAYS = 85
"""Of the owing zones: more than the days that pass during kills and outages together."""
TOLD_AFTER = 20
"""Kills between two words of how far it has come."""
LONGEST_KILLING_DAYS = 45
A_WEEK = 7
STALLED_SECONDS = 180.0
"""So long nothing may happen after the last kill until a life counts as stuck."""


@dataclass(frozen=True)
class Order:
    """``lead``: see ``Director``. ``acts_per_kill`` keeps acts and kills in step."""

    seed: int
    parks: int
    kills: int
    lead: timedelta
    acts_per_kill: float


async def run(order: Order, say: Callable[[str], None]) -> Findings:
    """Raises nothing for what goes wrong with the platform: that is what the findings are for."""
    findings = Findings()
    async with platform() as ours, Client(ours.base_url) as client:
        now = await SystemClock().now()
        control, everybody = order.parks, order.parks + 1
        await plant(ours.settings, ours.register, everybody, now)
        await ours.all_answer()
        began = time.monotonic()
        people, director = _cast(ours, client, order)
        async with _at_work(people, everybody):
            await _live([control], director, people, findings)
            say(f"an undisturbed life: {len(people.acts)} acts, {time.monotonic() - began:.0f} s")
            if not findings.violations:
                await _lives_under_fire(order, ours, director, people, findings, say)
        findings.count("requests not answered at once", client.unanswered.total())
        say(f"lives lived under fire, {time.monotonic() - began:.0f} s")
        if not findings.violations:
            await _outages(ours, order.parks, findings, say)
            await _check(ours, client, people, findings, order.parks)
    findings.count("seconds", round(time.monotonic() - began))
    return findings


def _cast(ours: Platform, client: Client, order: Order) -> tuple[People, Director]:
    pace = Pace(order.acts_per_kill)
    people = People(client, ours.register, pace)
    return people, Director(ours, client, people, order.lead)


@asynccontextmanager
async def _at_work(people: People, lives: int) -> AsyncIterator[None]:
    """Everybody looks at the own tasks; an account that fails fails the run."""
    accounts = (*OFFICIALS, *(body(number) for number in range(lives)))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(people.work(account)) for account in accounts]
        tasks.append(group.create_task(people.ring()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()


async def _live(numbers: list[int], director: Director, people: People, findings: Findings) -> None:
    """Until all lives are through, or none has moved for too long."""
    await people.pace.over()
    lives = asyncio.gather(*(director.live(number) for number in numbers))
    await _unless_stalled(lives, director, people, findings)


async def _unless_stalled(
    lives: "asyncio.Future[list[None]]", director: Director, people: People, findings: Findings
) -> None:
    seen = (-1, -1)
    while not lives.done():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(lives), STALLED_SECONDS)
        now = (len(people.acts), len(director.where))
        if not lives.done() and now == seen:
            stuck = [f"{case} waits for {what}" for case, what in director.where.items()]
            findings.must_be_none("lives that stand still", stuck)
            findings.must_be_none("tasks nobody knows how to answer", people.unknown)
            findings.must_be_none("refusals", {f"{each.kind} {each.account}: {each.why}" for each in people.refused})
            lives.cancel()
            await asyncio.gather(lives, return_exceptions=True)
            return
        seen = now
    await lives


async def _plant_owing(ours: Platform, lives: int) -> None:
    now = await SystemClock().now()
    async with ours.register.read() as session:
        calendar = await work_calendar(session)
    for number in range(lives):
        await take_over(ours.client, owing(park_of(number, OWING), calendar, now, LADDER_DAYS))


async def _lives_under_fire(
    order: Order, ours: Platform, director: Director, people: People, findings: Findings, say: Callable[[str], None]
) -> None:
    await _plant_owing(ours, order.parks)
    killer = Killer(ours, order.seed)
    people.pace = Pace(order.acts_per_kill)
    passed = killed = 0

    async def after(victim: str) -> None:
        """With every worker killed a day passes: the next one finds reminders due."""
        nonlocal passed, killed
        killed += 1
        if killed % TOLD_AFTER == 0:
            say(f"{killed} of {order.kills} kills, {len(people.acts)} acts")
        if victim == "worker" and passed < LONGEST_KILLING_DAYS:
            passed += 1
            await retried(lambda: days_pass(ours.register, 1, order.parks))

    lives = asyncio.gather(*_a_few_at_once(director, order.parks))
    await killer.kill(order.kills, people.pace, after)
    await people.pace.over()
    await _unless_stalled(lives, director, people, findings)
    for kind in KINDS:
        findings.count(f"kills of {kind}", killer.counts[kind])
        findings.count(f"ends of {kind} by itself, started again", ours.processes[kind].ends_of_its_own)


def _a_few_at_once(director: Director, lives: int) -> list[Coroutine[None, None, None]]:
    turn = asyncio.Semaphore(LIVES_AT_ONCE)

    async def in_turn(number: int) -> None:
        async with turn:
            await director.live(number)

    return [in_turn(number) for number in range(lives)]


async def _outages(ours: Platform, lives: int, findings: Findings, say: Callable[[str], None]) -> None:
    """Each process in turn is down for a week, by the register's reckoning (``chaos.passing``)."""
    await _settle(ours, findings, "after the kills")
    for kind in KINDS:
        await ours.processes[kind].hold()
        if kind != "database":
            await days_pass(ours.register, A_WEEK, lives)
        ours.processes[kind].release()
        await ours.all_answer()
        if kind == "database":
            await days_pass(ours.register, A_WEEK, lives)
        await _settle(ours, findings, f"after a week without {kind}")
        say(f"a week without {kind}: caught up")


async def _settle(ours: Platform, findings: Findings, when: str) -> None:
    left = await settled(ours)
    findings.must_be_none(f"left undone {when}", [f"{number} {what}" for what, number in left.items()])


async def _check(ours: Platform, client: Client, people: People, findings: Findings, lives: int) -> None:
    await check_repetition(client, people.acts, findings)
    await _settle(ours, findings, "at the end")
    await check_records(ours, people, findings, lives + 1, lives)
    await check_outgoing(ours, findings, lives)
    findings.count("lives", lives)
    findings.count("chapters", lives * len(CHAPTERS))
