"""The engine of one rehearsal: a time-skipping server that ends with this process, whatever that ends of."""

import asyncio
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from temporalio.client import Client

from contracts.client import connect
from onebox.children import tethered
from onebox.ports import free_port
from onebox.temporal_server import time_skipping_server, wait_until_serving


@asynccontextmanager
async def an_engine() -> AsyncIterator[Client]:
    """A server of its own on a free port, killed at the end. Raises ``RuntimeError`` where it does not start.

    To be called in the main thread: the kernel ends the server with the thread that started it.
    """
    port = free_port()
    server = await asyncio.create_subprocess_exec(*tethered(time_skipping_server(port)), stdin=DEVNULL)
    try:
        await _serving(server, f"127.0.0.1:{port}")
        yield await connect(f"127.0.0.1:{port}", "default", identity="rehearsal")
    finally:
        if server.returncode is None:
            server.kill()
        await server.wait()


async def _serving(server: Process, address: str) -> None:
    waiting, ended = asyncio.create_task(wait_until_serving(address)), asyncio.create_task(server.wait())
    try:
        await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            raise RuntimeError(f"the time-skipping server ended with {ended.result()} before it served")
    finally:
        waiting.cancel()
        ended.cancel()
