"""Waiting for processes and what they print, without sleeping."""

import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


def wait_until_gone(pid: int) -> None:
    """Return once the process ended (also one that is not our child); fail after ``PATIENCE`` seconds."""
    with contextlib.suppress(ProcessLookupError):
        descriptor = os.pidfd_open(pid)
        try:
            ended, _, _ = select.select([descriptor], [], [], PATIENCE)
            assert ended, f"process {pid} still runs"
        finally:
            os.close(descriptor)


def read_until(process: "subprocess.Popen[str]", start: str) -> list[str]:
    """The lines printed up to the one that starts with ``start``; fails when the process ends before."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith(start):
            return lines
    raise AssertionError(f"ended with {process.wait()} before {start!r}: {lines}")


@contextlib.contextmanager
def started(*arguments: str, **options: object) -> Iterator["subprocess.Popen[str]"]:
    """``python ARGUMENTS`` in the project's root; killed at the end, should it still run."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | options.get("env", {}),  # type: ignore[operator]
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
