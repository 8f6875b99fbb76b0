"""``python -m onebox.record``: play the recorded stories again and replace what the replay tests read.

Only after a process was changed on purpose: a recording is the promise that running cases can go on.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPLAY = ROOT / "tests" / "replay"


def record() -> int:
    """Re-record histories, stored states and the record of the whole life; the exit code. Needs the test tools."""
    shutil.rmtree(REPLAY / "histories", ignore_errors=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(REPLAY / "record_histories.py")]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(record())
