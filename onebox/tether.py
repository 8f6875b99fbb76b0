"""Become a command that ends with its parent: ``python -I -S tether.py PARENT COMMAND …``.

The kernel's promise to signal a process whose parent died must be asked for by the process itself, and
outlives exec. Asking here, in a process of its own, spares the supervisor code between fork and exec, which
is not safe beside threads. Standard library only.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died before the promise was asked for
        sys.exit(1)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
