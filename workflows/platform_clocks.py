"""The platform's own workflows: each sleeps until the next due instant, is woken by a signal, and has one
activity do all that is due.

The duty clock serves reminder rungs; the outbox sends; the document press writes documents; recalculation has
running cases count their dates again; intake takes running cases over. They live on queues of their own, so that a
storm of reminders, a dead mail server or a slow printer delays no decision.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.activities import (
        Served,
        claim_due_rungs,
        deliver_outbox,
        print_documents,
        recalculate_cases,
        take_over_cases,
    )
    from contracts.pump import PumpState
    from contracts.queues import REMINDERS

from workflows.options import SERVICE

ROUNDS = 200
"""Passes of one run."""


class PlatformClock:
    """Pass, sleep until due or woken, pass again. The base of them all, with the signals they share."""

    def __init__(self, state: PumpState) -> None:
        self.state = state
        self.woken = False
        self.rolling = False

    @workflow.signal(description="有新的工作，立即处理")
    def wake(self) -> None:
        self.woken = True

    @workflow.signal(description="切换到新版本程序")
    def rollover(self) -> None:
        self.rolling = True

    async def keep(self, one_pass: Callable[[], Awaitable[Served]], why: str) -> None:
        """One run: at most ``ROUNDS`` passes, then on as new, on new code if there is some."""
        for _ in range(ROUNDS):
            self.woken = False
            served = await one_pass()
            try:
                await workflow.wait_condition(
                    lambda: self.woken or self.rolling, timeout=self._rest(served), timeout_summary=why
                )
            except TimeoutError:
                continue
            if self.rolling:
                break
        workflow.continue_as_new(
            self.state, initial_versioning_behavior=workflow.ContinueAsNewVersioningBehavior.AUTO_UPGRADE
        )

    def _rest(self, served: Served) -> timedelta | None:
        """How long to sleep; None sleeps until woken."""
        due = served.next_due and max(served.next_due - workflow.now(), timedelta(seconds=1))
        return min((each for each in (due, self.state.sweep) if each), default=None)


@workflow.defn(name="DutyClock")
class DutyClock(PlatformClock):
    """Serves every reminder rung when it is due, each once, in order; a missed night catches itself up."""

    @workflow.init
    def __init__(self, state: PumpState) -> None:
        super().__init__(state)

    @workflow.run
    async def run(self, state: PumpState) -> None:
        await self.keep(
            lambda: workflow.execute_activity(claim_due_rungs, task_queue=REMINDERS, summary="发放到期提醒", **SERVICE),
            "下一次提醒",
        )


@workflow.defn(name="Outbox")
class Outbox(PlatformClock):
    """Sends what is in the outbox, each row once, and tries again what the mail server deferred."""

    @workflow.init
    def __init__(self, state: PumpState) -> None:
        super().__init__(state)

    @workflow.run
    async def run(self, state: PumpState) -> None:
        await self.keep(
            lambda: workflow.execute_activity(deliver_outbox, summary="发送通知", **SERVICE), "再次尝试发送"
        )


@workflow.defn(name="DocumentPress")
class DocumentPress(PlatformClock):
    """Writes, numbers and stores every ordered document once."""

    @workflow.init
    def __init__(self, state: PumpState) -> None:
        super().__init__(state)

    @workflow.run
    async def run(self, state: PumpState) -> None:
        await self.keep(
            lambda: workflow.execute_activity(print_documents, summary="制发文书", **SERVICE), "再次尝试制发"
        )


@workflow.defn(name="Recalculation")
class Recalculation(PlatformClock):
    """After a calendar release or a new policy: every case whose dates would change counts them again, once."""

    @workflow.init
    def __init__(self, state: PumpState) -> None:
        super().__init__(state)

    @workflow.run
    async def run(self, state: PumpState) -> None:
        await self.keep(
            lambda: workflow.execute_activity(recalculate_cases, summary="重新计算期限", **SERVICE), "再次核对期限"
        )


@workflow.defn(name="Intake")
class Intake(PlatformClock):
    """Takes over what a confirmed sheet of running cases holds, each of its rows once."""

    @workflow.init
    def __init__(self, state: PumpState) -> None:
        super().__init__(state)

    @workflow.run
    async def run(self, state: PumpState) -> None:
        await self.keep(
            lambda: workflow.execute_activity(take_over_cases, summary="接入在办案件", **SERVICE), "再次尝试接入"
        )
