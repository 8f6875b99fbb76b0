"""A process of the one-box starter: started, watched and ended together with all it starts itself."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRACE = 8.0
"""Seconds between the request to end (SIGTERM) and the end (SIGKILL)."""


def tethered(command: Sequence[str]) -> tuple[str, ...]:
    """The command that ends with this process (on Linux: with the thread that starts it), kill -9 included."""
    return (sys.executable, "-I", "-S", str(ROOT / "onebox/tether.py"), str(os.getpid()), *command)


async def _at_once() -> None:
    """Nothing to wait for: the process listens on nothing of its own."""


@dataclass(frozen=True)
class ChildSpec:
    """What to start. ``answers`` returns once the process serves and may ask for ever; it is run at every start."""

    key: str
    """Name of the log file."""
    title: str
    """What people read, in Chinese."""
    command: tuple[str, ...]
    """The program (absolute path) and its arguments."""
    answers: Callable[[], Awaitable[None]] = _at_once
    forgets: bool = False
    """All it knows dies with it, so whatever was started after it must start again with it."""


class Guardian:
    """The process that ends the children should this process die without doing so itself."""

    def __init__(self) -> None:
        self._process: Process | None = None

    async def start(self, lock: int) -> None:
        """``lock``: the descriptor it keeps open until all groups are gone."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", str(ROOT / "onebox/guardian.py"), str(GRACE),
            stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, pass_fds=(lock,), start_new_session=True,
        )  # fmt: skip

    async def gone(self) -> None:
        """Returns when the guardian ended; while this process lives, it should not."""
        assert self._process is not None
        await self._process.wait()

    def watch(self, group: int) -> None:
        self._tell(f"+{group}\n")

    def forget(self, group: int) -> None:
        self._tell(f"-{group}\n")

    async def dismiss(self) -> None:
        """Let it go: it ends what is left, and itself."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            await self._process.wait()

    def _tell(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it died: the supervisor sees that and ends everything
            self._process.stdin.write(line.encode())


class Child:
    """One process at a time of one spec, in a process group of its own, its output appended to a log file."""

    def __init__(self, spec: ChildSpec, log_dir: Path, environment: Mapping[str, str], guardian: Guardian) -> None:
        self.spec = spec
        self.log = log_dir / f"{spec.key}.log"
        self.ended_by_us = False
        self.answered = asyncio.Event()
        self._environment = dict(environment)
        self._guardian = guardian
        self._process: Process | None = None

    async def run_once(self) -> int:
        """Start it and stay until it and all of its group are gone; the exit code (negative: the signal).

        ``answered`` is set while it serves.
        """
        self.ended_by_us = False
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *tethered(self.spec.command),
                stdin=DEVNULL, stdout=log, stderr=log, cwd=ROOT, env=self._environment, process_group=0,
            )  # fmt: skip
        self._guardian.watch(self._process.pid)
        async with self._answering():
            return await self._exited(self._process)

    @contextlib.asynccontextmanager
    async def _answering(self) -> AsyncIterator[None]:
        async def wait() -> None:
            await self.spec.answers()
            self.answered.set()

        waiting = asyncio.create_task(wait())
        try:
            yield
        finally:
            waiting.cancel()
            self.answered.clear()

    async def _exited(self, process: Process) -> int:
        code = await process.wait()
        if self._process is process:  # the first to learn of it; later the number may belong to others
            self._signal(signal.SIGKILL)
            self._guardian.forget(process.pid)
            self._process = None
        return code

    async def stop(self) -> None:
        """End the process and its group: asked first, forced after ``GRACE``. Harmless when it is not running."""
        process = self._process
        if process is None:
            return
        self.ended_by_us = True
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            self._signal(signal.SIGKILL)
        await self._exited(process)

    def tail(self, lines: int = 20) -> str:
        """The last lines of its log."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def _signal(self, number: int) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
