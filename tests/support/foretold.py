"""What is told before the click, and what then happens: both of every act that a world is sent."""

import asyncio
from collections import Counter
from typing import Any

from sqlalchemy import func, select

from api.foreseeing.known import known_of
from api.foreseeing.on_paper import Outcome, taken_on_paper
from api.foreseeing.paper_run import PaperJam
from api.foreseeing.supposed import suppositions
from db.models import Case, CaseStep, DocumentRow, Notification
from db.queries.recipients import accounts_in
from domain.dates import local_date
from domain.delivery import Channel
from domain.kinds import TASK_KINDS
from domain.programmes import case_of, programme_of
from domain.task import Act
from tests.support.world import World

Caused = tuple[str, list[str], Counter[tuple[str, tuple[str, ...]]], Counter[tuple[str, str]], list[tuple[str, str]]]
"""Where the case stands, who is asked for what, documents with their issuers, notices with those told, dates."""


class Foretold:
    """A world in which every act is foretold just before it is sent, and compared with what came of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.compared: Counter[tuple[str, str]] = Counter()
        """How often each kind of task was answered with each action."""
        self.unforeseen: set[tuple[str, str]] = set()
        """Those that were not foreseen before anything was filled in."""
        self._send = world.send
        world.send = self.send  # type: ignore[method-assign]

    async def send(self, account: str, task_id: str, action: str, data: dict[str, Any], **more: Any) -> int:
        row = await self.world.row()
        act = Act(task_id=task_id, action=action, actor=self.world.actor(account), request_id="foretold", data=data)
        now = await self.world.clock.now()
        foretold = await taken_on_paper(self.world.register, row, act, now)
        supposed = await self._supposed(row, act)
        before = await self._last_step()
        answer = await self._send(account, task_id, action, data, **more)
        meant = await self._meant(foretold)
        for _ in range(100):
            happened = await self._happened(before)
            if happened == meant:
                break
            await asyncio.sleep(0.05)
        assert happened == meant, (action, task_id)
        kind = next(task.kind for task in foretold.before.tasks if task.id == task_id)
        if meant not in [await self._meant(each) for each in supposed]:
            self.unforeseen.add((kind, action))
        self.compared[kind, action] += 1
        return answer

    async def _supposed(self, row: Case, act: Act) -> list[Outcome]:
        kind = next(task.kind for task in case_of(row.state).tasks if task.id == act.task_id)
        action = TASK_KINDS[kind].action(act.action)
        assert action is not None
        now = await self.world.clock.now()
        found = []
        for each in suppositions(action.form, local_date(now), known_of(case_of(row.state))):
            filled = act.model_copy(update={"data": each.form.model_dump(mode="json")})
            try:
                found.append(await taken_on_paper(self.world.register, row, filled, now, supposing=True))
            except PaperJam:
                continue
        return found

    async def _last_step(self) -> int:
        async with self.world.register.read() as session:
            return (
                await session.scalar(
                    select(func.max(CaseStep.number)).where(CaseStep.workflow_id == self.world.workflow_id)
                )
                or 0
            )

    async def _meant(self, foretold: Outcome) -> Caused:
        async with self.world.register.read() as session:
            told = [
                (order.kind, account.id)
                for order in foretold.notices
                for account, _ in await accounts_in(session, order.audience)
            ]
        papers = Counter((order.kind, order.issuers) for order in foretold.documents)
        return foretold.after.label, _asked(foretold.after), papers, Counter(told), _dates(foretold.after)

    async def _happened(self, before: int) -> Caused:
        case = await self.world.row()
        async with self.world.register.read() as session:
            papers = await session.execute(
                select(DocumentRow.kind, DocumentRow.issuers).where(
                    DocumentRow.case_id == case.id, DocumentRow.step > before
                )
            )
            told = await session.execute(
                select(Notification.kind, Notification.account_id).where(
                    Notification.case_id == case.id,
                    Notification.step > before,
                    Notification.channel == Channel.INBOX,
                )
            )
            return (
                case.stage_label,
                _asked(case_of(case.state)),
                Counter((kind, tuple(issuers)) for kind, issuers in papers),
                Counter((kind, account) for kind, account in told),
                _dates(case_of(case.state)),
            )


def _asked(case: Any) -> list[str]:
    return sorted(f"{task.kind} {task.audience.organisation or task.audience.region}" for task in case.tasks)


def _dates(case: Any) -> list[tuple[str, str]]:
    return [(each.key, each.words) for each in programme_of(case).milestones(case)]
