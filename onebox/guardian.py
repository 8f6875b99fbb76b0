"""Ends the process groups of a supervisor that died, whatever it died of: ``python -I -S guardian.py GRACE``.

The supervisor writes ``+PGID`` and ``-PGID`` lines to our standard input. The input ends when the supervisor
does, kill -9 included. We also hold its lock (an inherited descriptor) until every group is gone, so that the
next start waits for the ports instead of tripping over them. Standard library only.
"""

import os
import signal
import sys
import time


def main() -> None:
    for asked_to_stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked_to_stop, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        (groups.add if line.startswith("+") else groups.discard)(int(line[1:]))
    _end(groups, grace=float(sys.argv[1]))


def _end(groups: set[int], grace: float) -> None:
    give_up = time.monotonic() + grace
    left = {group for group in groups if _signalled(group, signal.SIGTERM)}
    while left and time.monotonic() < give_up:
        time.sleep(0.05)
        left = {group for group in left if _signalled(group, 0)}
    for group in left:
        _signalled(group, signal.SIGKILL)


def _signalled(group: int, number: int) -> bool:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
