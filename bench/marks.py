"""Where a workflow in the sandbox tells the benchmark outside of it that a handler was entered."""

import asyncio
import time

_waiting: asyncio.Future[float] | None = None
_loop: asyncio.AbstractEventLoop | None = None


def expect() -> asyncio.Future[float]:
    """A future of the moment (``perf_counter``) of the next handler."""
    global _waiting, _loop
    _loop = asyncio.get_running_loop()
    _waiting = _loop.create_future()
    return _waiting


def handled() -> None:
    """Called from the workflow's thread."""
    moment, waiting, loop = time.perf_counter(), _waiting, _loop
    if waiting is not None and loop is not None:
        loop.call_soon_threadsafe(lambda: waiting.done() or waiting.set_result(moment))
