"""How fast a case takes a message, against a bare workflow on the same server with the same flags.

    python -m bench.messages [pairs]

Two figures, measured in turn (A B A B …) on the one-box profile: from sending a signal until its handler runs,
and from sending an update until its answer (the case refuses it by rule, the bare workflow accepts it).
"""

import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.worker import Worker

from bench import marks
from bench.bare import Bare, MarkSignals
from config import Environment, Settings
from contracts.client import connect
from contracts.queues import CASES
from db.schema import upgrade
from db.session import Register
from onebox.ports import free_port
from onebox.seed import plant_register
from onebox.temporal_server import durable_server, wait_until_serving
from services.clock import SystemClock
from worker import build, passed_through

BARE_QUEUE = "bare"
PAUSE_SECONDS = 0.05
"""Between two measurements, so that neither pays for what the other left behind (recording a step)."""


async def main(pairs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            env=Environment.DEMONSTRATION, data_dir=Path(folder), temporal_port=free_port(), smtp_port=free_port()
        )
        upgrade(settings.database)
        await plant_register(settings)
        server = await asyncio.create_subprocess_exec(
            *durable_server(settings.temporal_port, 0, Path(folder) / "temporal.db"),
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            await wait_until_serving(settings.temporal)
            await _measure(settings, pairs)
        finally:
            server.terminate()
            await server.wait()


async def _measure(settings: Settings, pairs: int) -> None:
    client = await connect(settings.temporal, settings.temporal_namespace, identity="bench")
    register = Register(settings.database)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(register.dispose)
        marking = {"interceptors": [MarkSignals()]}
        await stack.enter_async_context(build(CASES, client, register, SystemClock(), settings, **marking))
        bare_worker = Worker(
            client,
            task_queue=BARE_QUEUE,
            workflows=[Bare],
            workflow_runner=passed_through(),
            interceptors=[MarkSignals()],
        )
        await stack.enter_async_context(bare_worker)
        bare = await client.start_workflow("Bare", id="bare", task_queue=BARE_QUEUE)
        cases = [await _a_case(client, number) for number in range(4)]
        await _report("信号：发出 → 处理程序运行", pairs, lambda n: _signal(cases[n % 4]), lambda n: _signal(bare))
        await _report(
            "更新：发出 → 得到答复（案件依规则拒绝）",
            pairs,
            lambda n: _refused_update(cases[n % 4], n),
            lambda n: _update(bare, n),
        )


async def _a_case(client: Client, number: int) -> WorkflowHandle[Any, Any]:
    case = {
        "id": f"bench-{number}",
        "park": {
            "id": f"bench-{number}",
            "name": "示例基准园区",
            "region": "320500",
            "region_name": "江苏省苏州市",
            "organisation": "park-js-1",
            "creating_body": "示例管委会",
        },
        "policy": {},
        "stage_since": "2026-01-01T00:00:00Z",
    }
    handle = await client.start_workflow("ZoneCreation", case, id=f"zone/bench-{number}/case-1", task_queue=CASES)
    await handle.query("state")
    return handle


async def _signal(handle: WorkflowHandle[Any, Any]) -> float:
    """Seconds from sending to the handler. The message is refused: the case writes that into its record."""
    arrived = marks.expect()
    began = time.perf_counter()
    await handle.signal("act", _message("signal"))
    return await arrived - began


async def _update(handle: WorkflowHandle[Any, Any], number: int) -> float:
    began = time.perf_counter()
    await handle.execute_update("act", _message("update"), id=f"bare-{number}")
    return time.perf_counter() - began


async def _refused_update(handle: WorkflowHandle[Any, Any], number: int) -> float:
    began = time.perf_counter()
    with suppress(WorkflowUpdateFailedError):
        await handle.execute_update("act", _message("update"), id=f"case-{number}")
    return time.perf_counter() - began


def _message(action: str) -> dict[str, Any]:
    actor = {"id": "bench", "role": "ops", "organisation": "ops"}
    return {"task_id": "none", "action": action, "actor": actor}


async def _report(title: str, pairs: int, measure: Any, baseline: Any) -> None:
    ours, theirs = [], []
    for number in range(pairs + 10):
        ours.append(await measure(number))
        await asyncio.sleep(PAUSE_SECONDS)
        theirs.append(await baseline(number))
        await asyncio.sleep(PAUSE_SECONDS)
    ours, theirs = ours[10:], theirs[10:]
    own, bare = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    by_pair = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(f"{title}：案件 {own:.2f} ms，空白工作流 {bare:.2f} ms，比值 {own / bare:.2f}（逐对 {by_pair:.2f}）")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
