"""Sets ``.venv`` up and becomes the one-box starter: ``python3 onebox/bootstrap.py [dev] [-- COMMAND …]``.

Standard library only: it runs on a machine that has Python and a package index. ``dev`` installs what the tests
need too. What is installed is remembered by the hash of the lock file, so that the next start costs nothing; the
note is written last, so that an interrupted set-up is simply done again.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main(arguments: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - the machine may have an older one
        sys.exit(f"需要 Python 3.11 或更高版本，当前为 {sys.version.split()[0]}。可用 make PYTHON=python3.11 … 指定。")
    parent = os.getppid()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    place = arguments.index("--") if "--" in arguments else len(arguments)
    own, command = arguments[:place], arguments[place + 1 :]
    try:
        set_up("dev" if "dev" in own else "run")
    except KeyboardInterrupt:
        sys.exit("已中断。")
    if command:
        os.chdir(ROOT)
        os.execv(PYTHON, [str(PYTHON), "-m", "onebox", "--parent", str(parent), *command])


def set_up(name: str) -> None:
    """Install the lock named ``run`` or ``dev`` unless it is. Two at a time wait for each other."""
    lock = ROOT / ("requirements-dev.lock" if name == "dev" else "requirements.lock")
    marker = VENV / f".installed-{name}"
    note = f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version}\n"
    with lock.open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if PYTHON.exists() and marker.exists() and marker.read_text() == note:
            return
        marker.unlink(missing_ok=True)
        _make_venv()
        _install(lock)
        draft = marker.with_suffix(".part")
        draft.write_text(note)
        draft.replace(marker)


def _make_venv() -> None:
    """Also mends a half-made one; one of another Python version is made anew."""
    _say("准备 Python 环境 .venv …")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    fresh = [] if (VENV / "lib" / version).exists() else ["--clear"]
    _run([sys.executable, "-m", "venv", *fresh, str(VENV)], _quiet)


def _install(lock: Path) -> None:
    total = sum(1 for line in lock.read_text().splitlines() if "==" in line and not line.startswith((" ", "#")))
    began = time.monotonic()
    seen = 0

    def progress(line: str) -> None:
        nonlocal seen
        if line.startswith("Installing collected"):
            _say(f"  写入 {total} 个依赖包 …")
        elif line.startswith(("Collecting ", "Requirement already satisfied: ")):
            seen += 1
            if seen % 10 == 0:
                _say(f"  依赖 {seen}/{total} …")

    _say(f"安装 {total} 个依赖包（{lock.name}）…")
    options = ["--require-hashes", "--no-deps", "--no-compile", "--disable-pip-version-check", "--progress-bar", "off"]
    _run([str(PYTHON), "-m", "pip", "install", *options, "-r", str(lock)], progress)
    _say(f"  依赖已装好，用时 {time.monotonic() - began:.0f} 秒。")


def _run(command: list[str], on_line: Callable[[str], None]) -> None:
    """Run one step; leave with its last lines where it fails. It ends with us, whatever we end of."""
    tethered = [sys.executable, "-I", "-S", str(ROOT / "onebox" / "tether.py"), str(os.getpid()), *command]
    last: deque[str] = deque(maxlen=20)
    with subprocess.Popen(
        tethered, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, process_group=0
    ) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                last.append(line)
                on_line(line)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode:
        sys.exit(f"{''.join(last)}\n未能完成：{' '.join(command[1:5])} …")


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def _quiet(line: str) -> None:
    """The venv module says nothing worth reading unless it fails."""


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
