"""A demonstration told chapter by chapter over the public API."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from domain.dates import CHINA, local_date
from onebox.demo_player import Json, Player

Chapter = Callable[[], Awaitable[None]]


class Story(ABC):
    """A life in chapters; after each, what is new in the record is printed.

    ``beside``: further cases that are told, each with its own documents; ``costs``: title → id of a further workflow.
    """

    case_id = ""
    workflow_id = ""
    costs: Mapping[str, str] = MappingProxyType({})

    def __init__(self, player: Player) -> None:
        self.player = player
        self.beside: list[str] = []

    @property
    @abstractmethod
    def chapters(self) -> tuple[Chapter, ...]:
        """In the order of the text."""

    async def play(self) -> None:
        for chapter in self.chapters:
            await chapter()
            await self.tell()

    async def tell(self) -> None:
        """Print what is new in every case of the story."""
        for each in (self.case_id, *self.beside):
            await self.player.tell(each)

    async def act(
        self, account: str, kind: str, action: str, data: Json | None = None, case_id: str = "", file: str = ""
    ) -> None:
        """In the case of the story, or in another one of it."""
        where = case_id or self.case_id
        await self.player.act(account, kind, action, data, where, file)
        await self.player.tell(where)

    async def refused(self, account: str, kind: str, action: str, data: Json, case_id: str = "") -> None:
        """Try what is not allowed, and tell why not, on which basis, and what to do instead."""
        task = await self.player.task(account, kind, case_id or self.case_id)
        problem = await self.player.refused(account, f"/tasks/{task}/actions/{action}", {"data": data})
        basis = "、".join(each["place"] for each in problem["basis"])
        said = f"{problem['status']}：{problem['detail']}{problem.get('remedy') or ''}"
        print(f"　　（拒绝办理，{said}依据：{basis}）", flush=True)

    async def begun(self, programme: str, count: int) -> list[Json]:
        """The cases of a programme, once there are ``count`` of them: one case begins another as its work is done."""
        for _ in range(100):
            found = await self.player.call("supervisor", "GET", "/cases", params={"programme": programme, "limit": 200})
            if len(found["items"]) >= count:
                return list(found["items"])
            await asyncio.sleep(0.2)
        raise RuntimeError(f"fewer than {count} cases of {programme}")

    async def morning(self) -> None:
        """Go to the next working hours: the sandbox starts at whatever hour it is."""
        await self.to(local_date(await self.player.now()) + timedelta(days=1), hour=9)

    async def days(self, number: int) -> None:
        await self.player.move(advance_by=f"P{number}D")
        await self.tell()

    async def day(self, ahead: int = 0) -> str:
        """Today or later (Asia/Shanghai), as a form takes it."""
        return (local_date(await self.player.now()) + timedelta(days=ahead)).isoformat()

    async def to(self, day: date, hour: int = 10) -> None:
        """Go to an hour of a day (Asia/Shanghai)."""
        await self.player.move(advance_to=datetime.combine(day, time(hour), CHINA).isoformat())
        await self.tell()

    async def until_task(self, account: str, kind: str, most: int = 60) -> None:
        """Go from event to event until the account is asked; ``most`` events at most."""
        for _ in range(most + 1):
            answer = await self.player.call(account, "GET", "/tasks", params={"limit": 200})
            if any(task["kind"] == kind for task in answer["items"]):
                return
            await self.player.move(to="next")
        raise RuntimeError(f"{account} was never asked for {kind}")

    def chapter(self, title: str) -> None:
        print(f"\n◆ {title}", flush=True)
