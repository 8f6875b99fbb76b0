"""A platform of tiny processes under the real supervisor: ``python fake_platform.py FOLDER PROGRAM … [--port N]``.

Each program is a line of Python run as a child; it "answers" once it created ``FOLDER/NAME-answers``.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from onebox.children import ChildSpec
from onebox.ports import Port
from onebox.supervisor import Plan, supervise

PRELUDE = """
import os, signal, subprocess, sys, time
from pathlib import Path
folder, name = Path(sys.argv[1]), sys.argv[2]
def note(text):
    with open(folder / "notes", "a") as notes:
        notes.write(f"{name} {text}\\n")
def answer():
    (folder / f"{name}-answers").touch()
def ended(*_):
    note("ended")
    sys.exit(0)
def rest():
    while True:
        signal.pause()
signal.signal(signal.SIGTERM, ended)
note(f"pid {os.getpid()}")
"""


def spec(folder: Path, name: str, program: str, forgets: bool) -> ChildSpec:
    async def answers() -> None:
        while not (folder / f"{name}-answers").exists():  # noqa: ASYNC110 - another process makes it
            await asyncio.sleep(0.01)

    command = (sys.executable, "-c", PRELUDE + program, str(folder), name)
    return ChildSpec(name, name, command, answers, forgets)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("programs", nargs="+")
    parser.add_argument("--port", type=int, action="append", default=[])
    parser.add_argument("--first-forgets", action="store_true")
    parser.add_argument("--hook", action="store_true")
    asked = parser.parse_args()

    async def hook() -> None:
        (asked.folder / "hooked").touch()

    return asyncio.run(
        supervise(
            Plan(
                data_dir=asked.folder,
                base_url="http://127.0.0.1:1",
                children=[
                    spec(asked.folder, f"child{number}", program, asked.first_forgets and number == 1)
                    for number, program in enumerate(asked.programs, start=1)
                ],
                environment=dict(os.environ),
                ports=[Port(number, "网页与接口", "ZHICHENG_HTTP_PORT") for number in asked.port],
                after_ready=hook if asked.hook else None,
            )
        )
    )


if __name__ == "__main__":
    sys.exit(main())
