"""The people of all lives: each looks at the own tasks and answers them, as its own client, at its own pace."""

import asyncio
import contextlib
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from chaos.answers import ANSWERS, RULING, RULINGS
from chaos.client import Client, Json
from chaos.pace import Pace
from chaos.planting import THIRD
from db.models import TaskRow
from db.queries.recipients import accounts_in
from db.session import Register
from domain.roles import Audience, Role

OFFICIALS = (
    "prov-js", "prov-zj", "prov-hb", "lsg-js", "lsg-zj", "lsg-hb", "samr", "samr-2", THIRD,
    "mara", "mofcom", "mct", "cnipa", "expert-1", "expert-2", "expert-3",
)  # fmt: skip
ANSWERED = frozenset({*ANSWERS, *RULINGS})
BELL_SECONDS = 0.2
"""Between two looks at the register: whoever has got something to do is told to look at the own tasks."""
UNTOLD_SECONDS = 10.0
"""After which everybody looks without being told."""


@dataclass(frozen=True)
class Act:
    """An act that was taken: the answer says so."""

    account: str
    path: str
    key: str
    body: Json
    case_id: str
    kind: str
    step: int


@dataclass(frozen=True)
class Refused:
    """An act that was not taken: the answer says so. A colleague answers instead (separation of duties)."""

    account: str
    key: str
    case_id: str
    kind: str
    why: str


@dataclass
class People:
    """``leave``: case id → kinds of tasks nobody answers there; cases not in it belong to nobody here."""

    client: Client
    register: Register
    pace: Pace
    leave: dict[str, frozenset[str]] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    """Kinds of tasks for which ``ANSWERS`` has nothing."""
    refused: list[Refused] = field(default_factory=list)
    _bells: dict[str, asyncio.Event] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)
    _declined: set[tuple[str, str]] = field(default_factory=set)

    async def work(self, account: str) -> None:
        """Answer whatever this account is asked, until cancelled."""
        bell = self._bells.setdefault(account, asyncio.Event())
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), UNTOLD_SECONDS)
            bell.clear()
            for task in await self.client.every(account, "/tasks"):
                if self._is_ours(account, task):
                    self._busy.add(task["id"])
                    await self._answer(account, task)
                    self._busy.discard(task["id"])

    async def ring(self) -> None:
        """Spare the api the looks in vain: only those look who are asked something, until cancelled."""
        while True:
            with contextlib.suppress(SQLAlchemyError):
                for account, task in await self._asked():
                    if account in self._bells and (account, task) not in self._declined and task not in self._busy:
                        self._bells[account].set()
            await asyncio.sleep(BELL_SECONDS)

    async def _asked(self) -> list[tuple[str, str]]:
        """Account and task, of tasks that are open in our cases."""
        async with self.register.read() as session:
            rows = await session.scalars(
                select(TaskRow).where(TaskRow.closed_at.is_(None), TaskRow.case_id.in_(self.leave))
            )
            found: dict[Audience, list[str]] = defaultdict(list)
            for row in rows:
                if row.kind not in self.leave[row.case_id]:
                    audience = Audience(role=Role(row.role), region=row.region, organisation=row.organisation_id)
                    found[audience].append(row.id)
            return [
                (account.id, task)
                for audience, tasks in found.items()
                for account, _ in await accounts_in(session, [audience])
                for task in tasks
            ]

    def _is_ours(self, account: str, task: Json) -> bool:
        kind, left = task["kind"], self.leave.get(task["case_id"])
        if left is None or kind in left or task["id"] in self._busy or (account, task["id"]) in self._declined:
            return False
        if kind not in ANSWERED:
            self.unknown.add(kind)
            return False
        return True

    async def _answer(self, account: str, task: Json) -> None:
        if task["kind"] not in RULINGS:
            action, data = ANSWERS[task["kind"]]
            await self._act(account, task, action, data, task["id"])
            return
        objections = await self.client.get(account, f"/cases/{task['case_id']}/objections")
        for each in objections["items"]:
            number = each["receipt_number"]
            await self._act(account, task, "reject", RULING | {"receipt_number": number}, f"{task['id']}-{number}")

    async def _act(self, account: str, task: Json, action: str, data: Json, key: str) -> None:
        path, body = f"/tasks/{task['id']}/actions/{action}", {"data": data}
        async with self.pace.turn():
            answer = await self.client.post(account, path, key, json=body)
        if answer.taken:
            act = Act(account, path, key, body, task["case_id"], task["kind"], answer.body["step"])
            self.acts.append(act)
            return
        self._declined.add((account, task["id"]))
        why = f"{answer.status} {answer.body.get('detail')}"
        self.refused.append(Refused(account, key, task["case_id"], task["kind"], why))
