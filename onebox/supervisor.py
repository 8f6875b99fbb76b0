"""Starts the processes of the one-box platform in order, keeps them running, and ends them together.

It ends on Ctrl-C, SIGTERM, SIGHUP or when its parent is gone; should it be killed outright, its guardian ends
the processes for it.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onebox import lock
from onebox.children import Child, ChildSpec, Guardian
from onebox.ports import Port, PortsUnavailable, require_free

_DEATHS_BEFORE_READY = 3
_LONG_LIFE = 30.0
_LONGEST_PAUSE = 10.0


class Unable(Exception):
    """The platform cannot run; the message says why, in Chinese."""


class _StopRequested(Exception):
    pass


@dataclass(frozen=True)
class Plan:
    """What to run, and where."""

    data_dir: Path
    base_url: str
    """What the ``ready`` line names."""
    children: Sequence[ChildSpec]
    environment: Mapping[str, str]
    ports: Sequence[Port] = ()
    prepare: Callable[[], None] = lambda: None
    """Set-up before the first process; blocking."""
    addresses: Sequence[str] = ()
    """Printed after the ``ready`` line."""
    after_ready: Callable[[], Awaitable[None]] | None = None
    """Awaited when everything answers, before the ``ready`` line."""
    parent: int = field(default_factory=os.getppid)
    """The process whose end ends everything."""
    patience: float = 90.0
    """Seconds until each process must answer."""


async def supervise(plan: Plan) -> int:
    """Run the plan until asked to stop. The exit code: 0 after a stop, 1 where it could not run."""
    return await _Supervisor(plan).run()


def say(text: str) -> None:
    """Print at once; a reader that went away is no reason to stop."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


@dataclass
class _Supervisor:
    plan: Plan
    _guardian: Guardian = field(default_factory=Guardian)
    _children: list[Child] = field(default_factory=list)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _ready: bool = False

    async def run(self) -> int:
        code = 0
        self._listen_to_signals()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._watch())
                await self._story(tasks)
        except* _StopRequested:
            say("正在停止 …")
        except* (Unable, lock.AlreadyRunning, PortsUnavailable) as failures:
            say("\n".join(f"无法运行：{failure}" for failure in failures.exceptions))
            code = 1
        finally:
            await self._end()
        return code

    async def _story(self, tasks: asyncio.TaskGroup) -> None:
        held = await lock.take(self.plan.data_dir)
        require_free(self.plan.ports)
        await self._guardian.start(held)
        tasks.create_task(self._watch_guardian())
        steps = 1 + len(self.plan.children) + (self.plan.after_ready is not None)
        say(f"[1/{steps}] 准备登记库 …")
        await asyncio.to_thread(self.plan.prepare)
        for step, spec in enumerate(self.plan.children, start=2):
            say(f"[{step}/{steps}] 启动 {spec.title} …")
            await self._bring_up(spec, tasks)
        if self.plan.after_ready is not None:
            say(f"[{steps}/{steps}] 准备演示数据 …")
            await self.plan.after_ready()
        self._ready = True
        say(f"ready {self.plan.base_url}")
        for line in self.plan.addresses:
            say(line)

    async def _bring_up(self, spec: ChildSpec, tasks: asyncio.TaskGroup) -> None:
        child = Child(spec, self._log_dir(), self.plan.environment, self._guardian)
        earlier = tuple(self._children)
        self._children.append(child)
        tasks.create_task(self._keep(child, earlier))
        try:
            await asyncio.wait_for(child.answered.wait(), self.plan.patience)
        except TimeoutError:
            raise Unable(f"{spec.title}在 {self.plan.patience:.0f} 秒内没有应答。\n{_last_words(child)}") from None

    async def _keep(self, child: Child, earlier: Sequence[Child]) -> None:
        """Start it when all that comes before it answers, again whenever it ends; give up only before ``ready``."""
        deaths = 0
        loop = asyncio.get_running_loop()
        while True:
            for needed in earlier:
                await needed.answered.wait()
            began = loop.time()
            code = await child.run_once()
            deaths = 1 if child.ended_by_us or loop.time() - began > _LONG_LIFE else deaths + 1
            if not self._ready and deaths >= _DEATHS_BEFORE_READY:
                raise Unable(f"{child.spec.title}启动后一再退出（退出码 {code}）。\n{_last_words(child)}")
            pause = min(0.25 * 2 ** min(deaths, 6), _LONGEST_PAUSE)
            if not child.ended_by_us:
                say(f"{child.spec.title}已退出（退出码 {code}），{pause:.1f} 秒后重新启动。日志：{child.log}")
            if child.spec.forgets:
                await self._stop_followers(child)
            await asyncio.sleep(pause)

    async def _stop_followers(self, child: Child) -> None:
        """What was started after it; their own keepers start them again."""
        for follower in reversed(self._children[self._children.index(child) + 1 :]):
            await follower.stop()

    async def _watch(self) -> None:
        """End everything when asked to, or when the parent of this process is gone."""
        while not self._stop.is_set() and os.getppid() == self.plan.parent:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), 0.2)
        raise _StopRequested

    async def _watch_guardian(self) -> None:
        await self._guardian.gone()
        raise Unable("看护进程意外退出。")

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop.set)

    async def _end(self) -> None:
        for child in reversed(self._children):
            await child.stop()
        await self._guardian.dismiss()

    def _log_dir(self) -> Path:
        folder = self.plan.data_dir / "log"
        folder.mkdir(exist_ok=True)
        return folder


def _last_words(child: Child) -> str:
    return f"日志 {child.log} 的末尾：\n{child.tail()}"
