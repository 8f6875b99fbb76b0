"""The two Temporal servers of the one-box starter, both from PyPI: the durable one and the time-skipping one."""

import asyncio
import sys
from pathlib import Path

from temporalio.service import RPCError

from contracts.client import connect
from contracts.search_attributes import SEARCH_ATTRIBUTES

_UNLIMITED = 100_000
_DYNAMIC_CONFIG = (
    # The stock dev server hands each signal, timer and activity over in about 50 ms; so it takes about 4 ms.
    f"history.transferProcessorMaxPollRPS={_UNLIMITED}",
    f"history.timerProcessorMaxPollRPS={_UNLIMITED}",
    f"history.visibilityProcessorMaxPollRPS={_UNLIMITED}",
    f"history.transferProcessorMaxPollHostRPS={_UNLIMITED}",
    f"history.timerProcessorMaxPollHostRPS={_UNLIMITED}",
    'history.timerProcessorMaxTimeShift="10ms"',
    "matching.numTaskqueueReadPartitions=1",
    "matching.numTaskqueueWritePartitions=1",
    f"frontend.rps={_UNLIMITED}",
    f"frontend.namespaceRPS={_UNLIMITED}",
    f"history.rps={_UNLIMITED}",
    f"matching.rps={_UNLIMITED}",
)
_PRAGMAS = ("journal_mode=wal", "synchronous=1")


def durable_server(
    port: int, ui_port: int, database: Path, namespace: str = "default", codec: str = ""
) -> tuple[str, ...]:
    """Command line of the dev server on 127.0.0.1, its data in ``database``: it survives kill -9.

    ``ui_port`` 0 leaves the web interface out; ``codec`` is the address by which that page unpacks payloads.
    The search attributes are registered at each start.
    """
    return (
        str(_binary("temporal")), "server", "start-dev", "--ip", "127.0.0.1", "--port", str(port),
        *(("--ui-port", str(ui_port), "--ui-disable-news-fetch") if ui_port else ("--headless",)),
        *(("--ui-codec-endpoint", codec) if codec else ()),
        "--namespace", namespace, "--db-filename", str(database), "--log-level", "error",
        *_repeated("--sqlite-pragma", _PRAGMAS),
        *_repeated("--dynamic-config-value", _DYNAMIC_CONFIG),
        *_repeated("--search-attribute", tuple(f"{name}={kind}" for name, kind in SEARCH_ATTRIBUTES.items())),
    )  # fmt: skip


def time_skipping_server(port: int) -> tuple[str, ...]:
    """Command line of the server whose one clock can be moved. It starts empty and with its clock unlocked.

    It listens on every interface and cannot be told otherwise: for rehearsal only.
    """
    return (str(_binary("temporal-test-server")), str(port), "--enable-time-skipping")


async def wait_until_serving(address: str) -> None:
    """Return once the Temporal frontend at ``address`` (host:port) answers; asks for ever."""
    while True:
        try:
            client = await connect(address, "default", identity="zhicheng-onebox")
            if await client.service_client.check_health():
                return
        except (RuntimeError, RPCError):  # not listening yet; listening and not ready yet
            pass
        await asyncio.sleep(0.05)


def _binary(name: str) -> Path:
    return Path(sys.executable).parent / name


def _repeated(flag: str, values: tuple[str, ...]) -> list[str]:
    return [word for value in values for word in (flag, value)]
