"""A demonstration told chapter by chapter over the public API."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable

from onebox.demo_player import Json, Player

Chapter = Callable[[], Awaitable[None]]


class Story(ABC):
    """A life in chapters; after each, what is new in the record is printed."""

    case_id = ""
    workflow_id = ""

    def __init__(self, player: Player) -> None:
        self.player = player

    @property
    @abstractmethod
    def chapters(self) -> tuple[Chapter, ...]:
        """In the order of the text."""

    async def play(self) -> None:
        for chapter in self.chapters:
            await chapter()
            await self.player.tell(self.case_id)

    async def act(self, account: str, kind: str, action: str, data: Json | None = None) -> None:
        await self.player.act(account, kind, action, data, self.case_id)
        await self.player.tell(self.case_id)

    async def days(self, number: int) -> None:
        await self.player.move(advance_by=f"P{number}D")

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
