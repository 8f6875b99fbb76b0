"""A process that is killed without warning and started again, as a service manager would."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from onebox.children import ROOT, Guardian

RESTART_SECONDS = 0.2
"""Between the end of a process and its next start."""
PATIENCE = 60.0
"""Seconds until a started process must answer."""


@dataclass(frozen=True)
class Program:
    """What to run. ``answers`` returns once it serves. ``user``: the account it must run under, else our own."""

    key: str
    command: tuple[str, ...]
    answers: Callable[[], Awaitable[None]]
    user: str | None = None


class Kept:
    """One process at a time of one program, started again whenever it ends, unless it is held down."""

    def __init__(self, program: Program, log_dir: Path, environment: Mapping[str, str], guardian: Guardian) -> None:
        self.program = program
        self.ends_of_its_own = 0
        """How often it ended without being killed here: a worker that finds no server leaves and is started again."""
        self._log = log_dir / f"{program.key}.log"
        self._environment = dict(environment)
        self._guardian = guardian
        self._process: Process | None = None
        self._killed = False
        self._may_run = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._may_run.set()
        self._keeper = asyncio.create_task(self._keep())

    async def answering(self) -> None:
        """Return once it serves. Raises ``RuntimeError`` with the end of its log where it never does."""
        try:
            await asyncio.wait_for(self.program.answers(), PATIENCE)
        except TimeoutError:
            raise RuntimeError(f"{self.program.key} does not answer:\n{self._tail()}") from None

    def kill(self) -> None:
        """SIGKILL to the whole group. Harmless when it is not running."""
        if self._process is not None:
            self._killed = True
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def hold(self) -> None:
        """Kill it and keep it down until ``release``."""
        self._may_run.clear()
        self.kill()
        while self._process is not None:  # noqa: ASYNC110 - its keeper sees the end within a turn of the loop
            await asyncio.sleep(0.01)

    def release(self) -> None:
        self._may_run.set()

    async def stop(self) -> None:
        """The end of it all: killed, and not started again."""
        if self._keeper is not None:
            await self.hold()
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)

    async def _keep(self) -> None:
        while True:
            await self._may_run.wait()
            self._killed = False
            with self._log.open("ab") as log:
                process = await asyncio.create_subprocess_exec(
                    *self.program.command, stdin=DEVNULL, stdout=log, stderr=log, cwd=ROOT, env=self._environment,
                    process_group=0, user=self.program.user,
                )  # fmt: skip
            self._process = process
            self._guardian.watch(process.pid)
            await process.wait()
            self._guardian.forget(process.pid)
            self._process = None
            self.ends_of_its_own += not self._killed
            await asyncio.sleep(RESTART_SECONDS)

    def _tail(self, lines: int = 20) -> str:
        text = self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)
