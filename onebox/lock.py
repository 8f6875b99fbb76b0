"""One instance for each data folder, and none while the last one is still ending."""

import asyncio
import fcntl
import os
from pathlib import Path

_FOR_THE_LAST_ONE_TO_END = 15.0


class AlreadyRunning(Exception):
    """Another instance works in this data folder; the message says which process, in Chinese."""


async def take(data_dir: Path) -> int:
    """The descriptor of the lock on ``data_dir`` (created if missing); the lock lasts as long as the descriptor.

    Raises ``AlreadyRunning`` at once where a living instance holds it. Where its supervisor is gone (kill -9) and
    only the guardian still ends its processes, waits for that.
    """
    descriptor = _open(data_dir)
    try:
        async with asyncio.timeout(_FOR_THE_LAST_ONE_TO_END):
            while not _locked(descriptor):
                holder = os.pread(descriptor, 20, 0).decode().strip()
                if _alive(holder):
                    raise AlreadyRunning(f"数据目录 {data_dir} 已有一个实例在运行（进程 {holder}），不能再启动一个。")
                await asyncio.sleep(0.1)
    except TimeoutError:
        os.close(descriptor)
        raise AlreadyRunning(f"数据目录 {data_dir} 上一次运行的进程尚未全部结束，请稍后再试。") from None
    except BaseException:
        os.close(descriptor)
        raise
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def _open(data_dir: Path) -> int:
    data_dir.mkdir(parents=True, exist_ok=True)
    return os.open(data_dir / "onebox.lock", os.O_RDWR | os.O_CREAT, 0o644)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _alive(holder: str) -> bool:
    if not holder:  # locked a moment ago, not yet signed
        return False
    try:
        os.kill(int(holder), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
