"""The outbox against a mail server that misbehaves: the real delivery on a real register, with a clock set by hand.

    python -m chaos.mail [runs [seed]]

In each run some people, each with some mails in an order, a server of a temper drawn anew, and a worker that dies now
and then. At the end of each: delivered is what the server took and nothing else, refused is what it refused, with its
words; a mail taken twice has one Message-ID; everybody got theirs in order. Exit code 1 where that is not so.
"""

import asyncio
import contextlib
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select
from temporalio.testing import ActivityEnvironment

from activities.outbox import TOGETHER, OutboxDelivery
from chaos.findings import Findings
from chaos.mail_server import Hostile, Moment, Temper, serving
from contracts.activities import Served
from db.models import Notification
from db.queries.outbox import next_attempt_at
from db.schema import upgrade
from db.session import Register
from domain.delivery import Channel
from domain.roles import Role
from services.notifications.channel import PATIENT
from services.notifications.mail import MailChannel
from services.notifications.wording import NoticeFacts

BEGIN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
MOST_PASSES = 200
"""Of one run: whoever has not come to an end by then never will."""
OUT_OF_ORDER = "got a later mail before an earlier one"
_DOMAIN = "example.gov.cn"


@dataclass
class HandClock:
    instant: datetime = BEGIN

    async def now(self) -> datetime:
        return self.instant


class _Confirmed:
    """These mails are reminders: they wait for the history of no case."""

    async def gather(self) -> int:
        return 0


@dataclass
class Run:
    """One run: who gets what in which order, and how often the worker died."""

    number: int
    random: Random
    server: Hostile = field(init=False)
    deaths: int = 0
    _until_death: int = -1
    _at_work: asyncio.Task[Served] | None = None

    def __post_init__(self) -> None:
        people = [f"person{each}@run{self.number}.example" for each in range(self.random.randint(2, 9))]
        tempers = {each: _temper(self.random) for each in people}
        self.server = Hostile(self.random, tempers, drops=self.random.randint(0, 8), on_step=self._step)

    def rows(self) -> list[Notification]:
        """Reminders of one to six moments, everybody's mixed up."""
        found = []
        for address in self.server.tempers:
            for place in range(self.random.randint(1, 6)):
                found.append(_row(self.number, address, place, BEGIN + timedelta(seconds=place)))
        self.random.shuffle(found)
        return found

    async def work(self, delivery: OutboxDelivery) -> None:
        """One pass; now and then the worker dies in the middle of it."""
        self._until_death = self.random.randint(1, 60) if self.random.random() < 0.15 else -1
        self._at_work = asyncio.create_task(ActivityEnvironment().run(delivery.deliver_outbox))
        with contextlib.suppress(asyncio.CancelledError):
            await self._at_work

    def _step(self) -> None:
        self._until_death -= 1
        if self._until_death == 0 and self._at_work is not None:
            self.deaths += 1
            self._at_work.cancel()


def _temper(random: Random) -> Temper:
    deferrals = random.choice((0, 0, 0, 1, 2, 4))
    return Temper(deferrals, refuses=random.random() < 0.2, at_content=random.random() < 0.3)


def _row(run: int, address: str, place: int, planned_at: datetime) -> Notification:
    id_ = f"run{run}-{address.partition('@')[0]}-{place}"
    facts = NoticeFacts(park="示例园区", case_id=f"run{run}", planned_at=planned_at, now=planned_at, link="http://x/")
    return Notification(
        id=id_,
        event_key=id_,
        case_id=None,
        workflow_id=f"run{run}",
        kind="case_opened",
        channel="mail",
        account_id=None,
        recipient_name="收件人",
        recipient_role=Role.CREATING_BODY.value,
        address=address,
        subject="提醒",
        body="提醒",
        facts=facts.model_dump(mode="json"),
        planned_at=planned_at,
        created_at=planned_at,
        basis=[],
    )


async def runs(how_many: int, seed: int, say: Callable[[str], None]) -> Findings:
    """So many runs, one after the other, on one register that keeps what became of the earlier ones."""
    wrong, figures, now = defaultdict[str, list[str]](list), Counter[str](), Run(0, Random(0))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'register.db'}"
        upgrade(url)
        register = Register(url)
        async with serving(lambda: now.server) as port:
            for number in range(1, how_many + 1):
                now = Run(number, Random(f"{seed}-{number}"))
                rows = await _one(register, port, now)
                figures += _figures(now, rows)
                for what, ids in _faults(now, rows).items():
                    wrong[what] += ids
                if number % 100 == 0:
                    say(f"{number} runs")
        await register.dispose()
    findings = Findings()
    findings.count("runs", how_many)
    for name, count in sorted(figures.items()):
        findings.count(name, count)
    for what, ids in wrong.items():
        findings.must_be_none(what, ids)
    return findings


async def _one(register: Register, port: int, run: Run) -> list[Notification]:
    """The mails of a run once all have come to an end, in the order in which they were to leave."""
    clock = HandClock()
    async with register.write() as session:
        session.add_all(run.rows())
    for _ in range(MOST_PASSES):
        mail = MailChannel("127.0.0.1", port, f"zhicheng@{_DOMAIN}", _DOMAIN)
        await run.work(OutboxDelivery(register, clock, mail, _Confirmed()))  # type: ignore[arg-type]
        async with register.read() as session:
            again = await next_attempt_at(session)
            waiting = await session.scalar(select(Notification.id).where(Notification.state == "planned").limit(1))
        if waiting is None:
            break
        clock.instant = max(clock.instant, again or clock.instant)
    async with register.read() as session:
        query = select(Notification).where(Notification.workflow_id == f"run{run.number}")
        return list(await session.scalars(query.order_by(Notification.planned_at)))


def _faults(run: Run, rows: list[Notification]) -> dict[str, list[str]]:
    """What is wrong → the mails or people concerned."""
    server, took = run.server, {message_id for _, message_id in run.server.took}
    delivered = {_message_id(row) for row in rows if row.state == "delivered"}
    failed = [row for row in rows if row.state == "failed"]
    return {
        "never came to an end": [row.id for row in rows if row.state == "planned"],
        "taken, yet not delivered": sorted(took - delivered),
        "delivered, yet never taken": sorted(delivered - took),
        "failed without the server's words": [r.id for r in failed if r.failure != server.refusals.get(r.address)],
        "failed, though nobody refused": [r.id for r in failed if not server.tempers[r.address].refuses],
        "taken again without need": [f"run{run.number}"] if _taken_again(run) > _may_be_taken_again(run) else [],
        OUT_OF_ORDER: _out_of_order(run, rows),
    }


def _taken_again(run: Run) -> int:
    return len(run.server.took) - len(set(run.server.took))


def _may_be_taken_again(run: Run) -> int:
    """An answer that was lost, and what a dying worker had not yet written down."""
    return run.server.figures[f"connections dropped {Moment.ANSWER}"] + run.deaths * TOGETHER[Channel.MAIL]


def _figures(run: Run, rows: list[Notification]) -> Counter[str]:
    own = {
        "mails": len(rows),
        "delivered": sum(row.state == "delivered" for row in rows),
        "failed": sum(row.state == "failed" for row in rows),
        "taken again under the same Message-ID": _taken_again(run),
        "workers died": run.deaths,
    }
    return run.server.figures + Counter(own)


def _message_id(row: Notification) -> str:
    return f"<{row.id}@{_DOMAIN}>"


def _out_of_order(run: Run, rows: list[Notification]) -> list[str]:
    """Who got a later mail before an earlier one, by when the server first took each; what was tried again and again
    holds nobody up any more (``Queues``)."""
    arrived = list(dict.fromkeys(run.server.took))
    found = []
    for address in run.server.tempers:
        planned = [_message_id(row) for row in rows if row.address == address and row.attempts <= PATIENT]
        got = [id_ for to, id_ in arrived if to == address and id_ in planned]
        if got != [each for each in planned if each in got]:
            found.append(address)
    return found


def main(how_many: int = 1000, seed: int = 1) -> int:
    began = time.perf_counter()
    findings = asyncio.run(runs(how_many, seed, lambda text: print(text, file=sys.stderr, flush=True)))
    for name, number in findings.figures.items():
        print(f"{number:8} {name}")
    for violation in findings.violations:
        print(f"VIOLATION: {violation}")
    verdict = f"{len(findings.violations)} violations" if findings.violations else "nothing lost, nothing untrue"
    print(f"{verdict}; seed {seed}, {time.perf_counter() - began:.1f} s")
    return 1 if findings.violations else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
