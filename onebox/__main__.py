"""``python -m onebox run|sandbox``: the whole platform on one machine, in the foreground."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable

from config import Environment, Settings
from onebox.demo import demo
from onebox.plans import live, sandbox
from onebox.supervisor import supervise


def _run(parent: int, arguments: list[str]) -> int:
    return asyncio.run(supervise(live(Settings(), parent)))


def _sandbox(parent: int, arguments: list[str]) -> int:
    return asyncio.run(supervise(sandbox(Settings(), parent)))


def _refused_in_production(settings: Settings) -> bool:
    """What runs on one machine comes with demonstration accounts whose password everybody knows."""
    if settings.env is Environment.PRODUCTION:
        print("无法运行：ZHICHENG_ENV=production 时不得使用演示账号；生产环境请用 docker-compose.yml 部署。")
        return True
    return False


COMMANDS: dict[str, Callable[[int, list[str]], int]] = {"run": _run, "sandbox": _sandbox, "demo": demo}
"""Name → what it does with the process whose end ends it and the rest of the command line; the exit code."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m onebox", description="质程：在一台机器上运行整个平台")
    parser.add_argument("--parent", type=int, default=os.getppid(), help=argparse.SUPPRESS)
    parser.add_argument("command", choices=COMMANDS, help="run 为正式时钟，sandbox 为可拨动时钟的沙盘，demo 为演示")
    asked, rest = parser.parse_known_args()
    if _refused_in_production(Settings()):
        return 1
    return COMMANDS[asked.command](asked.parent, rest)


if __name__ == "__main__":
    sys.exit(main())
