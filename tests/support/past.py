"""A time-skipping Temporal server whose clock starts in the past, so that worked scenarios play on their own dates.

The server takes its first moment from the machine; libfaketime (Debian's ``faketime``) gives it another one.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from domain.dates import CHINA

SERVER = Path(sys.executable).parent / "temporal-test-server"
LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))


def server_program(folder: Path, starts_at: str) -> Path:
    """The program to start; ``starts_at``: a moment in Asia/Shanghai as ``2024-04-03T09:00``, empty for now.

    Raises ``RuntimeError`` where libfaketime is missing (``make browser`` installs it).
    """
    if not starts_at:
        return SERVER
    if not LIBRARIES:
        raise RuntimeError("libfaketime is missing: make browser")
    moment = datetime.fromisoformat(starts_at).replace(tzinfo=CHINA).astimezone(UTC)
    script = folder / "server-of-the-past"
    lines = (
        "#!/bin/sh",
        f"export TZ=UTC LD_PRELOAD={LIBRARIES[0]}",
        f'export FAKETIME="@{moment:%Y-%m-%d %H:%M:%S}"',
        f'exec {SERVER} "$@"',
    )
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    script.chmod(0o755)
    return script
