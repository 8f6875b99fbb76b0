"""``make demo``: the life of a 示例园区, a pilot, a district plan or the provincial regulation in a sandbox of its own.

Everything goes through the public API as the demonstration accounts. The dated story is printed with its
citations; every document (PDF) and every mail (.eml) is left under ``DATA_DIR/demo``.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from config import Settings
from contracts.client import connect
from contracts.history import HistoryCost, cost_of
from contracts.queues import DOCUMENT_PRESS, DUTY_CLOCK, OUTBOX
from onebox.demo_district import DistrictLife
from onebox.demo_life import Life
from onebox.demo_pilot import PilotLife
from onebox.demo_player import Player
from onebox.demo_province import ProvinceLife
from onebox.demo_story import Story
from onebox.plans import environment_of
from onebox.ports import free_port

PROGRAMMES: dict[str, type[Story]] = {
    "zone": Life,
    "pilot": PilotLife,
    "district": DistrictLife,
    "province": ProvinceLife,
}
"""Programme → what is told of it."""


def demo(parent: int, arguments: list[str]) -> int:
    """The exit code; 2 for a programme that does not run yet."""
    programme = arguments[0] if arguments else "zone"
    if programme not in PROGRAMMES:
        print(f"尚未提供“{programme}”的演示；可用：{'、'.join(PROGRAMMES)}。")
        return 2
    return asyncio.run(_play(Settings(), PROGRAMMES[programme]))


async def _play(asked: Settings, told: type[Story]) -> int:
    folder = (asked.data_dir / "demo").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    settings = asked.model_copy(
        update={
            "data_dir": folder / "platform",
            "http_port": free_port(),
            "temporal_port": free_port(),
            "smtp_port": free_port(),
            "database_url": "",
            "document_store_url": "",
            "public_url": "",
        }
    )
    async with _sandbox(settings) as base_url, Player(base_url) as player:
        life = told(player)
        await life.play()
        saved = 0
        for case_id, target in _folders(life, folder / "documents").items():
            saved += await player.save_documents(case_id, target)
        mails = _copy_mails(settings.data_dir / "sandbox" / "mail", folder / "mails")
        print(f"\n文书 {saved} 件：{folder / 'documents'}\n邮件 {mails} 封：{folder / 'mails'}")
        await _print_costs(settings, {"案件": life.workflow_id, **life.costs})
    return 0


def _folders(life: Story, folder: Path) -> dict[str, Path]:
    """Where the documents of each case are kept: those of the first one here, of each further one in its own folder."""
    found = {life.case_id: folder} | {each: folder / each for each in life.beside}
    for each in found.values():
        each.mkdir()
    return found


@asynccontextmanager
async def _sandbox(settings: Settings) -> AsyncIterator[str]:
    """A sandbox as a process of its own, ended with the demonstration."""
    print("启动演示用沙盘 …", flush=True)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "onebox",
        "--parent",
        str(os.getpid()),
        "sandbox",
        env=environment_of(settings),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        base_url = ""
        async for line in process.stdout:
            if line.startswith(b"ready "):
                base_url = line.decode().split()[1]
                break
        if not base_url:
            raise RuntimeError("沙盘没有启动。")
        drain = asyncio.create_task(process.stdout.read())
        yield base_url
        drain.cancel()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.wait()


def _copy_mails(caught: Path, target: Path) -> int:
    target.mkdir()
    mails = sorted(caught.glob("*.eml"))
    for mail in mails:
        shutil.copy(mail, target / mail.name)
    return len(mails)


async def _print_costs(settings: Settings, workflows: dict[str, str]) -> None:
    client = await connect(f"127.0.0.1:{settings.temporal_port}", settings.temporal_namespace, "zhicheng-demo")
    print("\nTemporal 历史（事件、字节、活动、本地活动、定时器、消息）：")
    for title, each in (
        *workflows.items(),
        ("提醒时钟", DUTY_CLOCK),
        ("发件箱", OUTBOX),
        ("文书制发", DOCUMENT_PRESS),
    ):
        print(f"  {title:　<5}{_in_words(await cost_of(client, each))}")


def _in_words(cost: HistoryCost) -> str:
    return (
        f"{cost.events} 个事件，{cost.size / 1000:.1f} kB，{cost.runs} 次运行；"
        f"活动 {cost.activities}，本地活动 {cost.local_activities}，定时器 {cost.timers}，消息 {cost.updates}"
    )
