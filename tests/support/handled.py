"""Several cases of a small world, and the people who handle them by the list."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import httpx2
from sqlalchemy import select

from db.models import Case
from tests.support.web import Caller
from tests.support.world import World

W = TypeVar("W", bound=World)


class Handled(Generic[W]):
    """``case_ids``: subject → the id of its case, in the order of a list of them all."""

    kind: str
    """Of the lists made here, unless it is said otherwise."""
    maker: str
    """Account that makes them."""

    def __init__(self, world: W, web: Caller, case_ids: Mapping[str, str]) -> None:
        self.world = world
        self.web = web
        self.case_ids = case_ids

    async def stages(self) -> dict[str, str]:
        async with self.world.register.read() as session:
            return dict((await session.execute(select(Case.subject_id, Case.stage).order_by(Case.subject_id))).all())

    async def until(self, holds: Callable[[dict[str, str]], bool]) -> None:
        for _ in range(250):
            if holds(await self.stages()):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(await self.stages())

    async def create(self, account: str, *subjects: str, **change: Any) -> httpx2.Response:
        """A list of the subjects; of all unless named."""
        ids = [self.case_ids[each] for each in subjects] or list(self.case_ids.values())
        entries = [{"case_id": each, "rank": rank} for rank, each in enumerate(ids, 1)]
        body = {"kind": self.kind, "title": "第一批", "entries": entries} | change
        return await self.web.post("/lists", account, json=body)

    async def listed(self, account: str = "", *subjects: str, **change: Any) -> str:
        answer = await self.create(account or self.maker, *subjects, **change)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["number"])

    async def act(
        self, number: str, account: str, action: str, *subjects: str, key: str = "", **data: Any
    ) -> httpx2.Response:
        body = {"data": data, "entries": [self.case_ids[each] for each in subjects]}
        headers = {"Idempotency-Key": key} if key else {}
        return await self.web.post(f"/lists/{number}/acts/{action}", account, json=body, headers=headers)

    async def done(self, number: str, account: str, action: str, *subjects: str, **data: Any) -> dict[str, str]:
        """What became of every entry of the act, by subject."""
        answer = await self.act(number, account, action, *subjects, **data)
        assert answer.status_code == 200, answer.text
        of_case = {case_id: subject for subject, case_id in self.case_ids.items()}
        return {of_case[each["case_id"]]: each["state"] for each in answer.json()["acts"][-1]["results"]}
