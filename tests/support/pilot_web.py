"""A pilot project whose bureaus are asked to file, and the web in which they do."""

from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import select

from db.models import ContactRow
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import CONTACT, FILING, PilotWorld
from tests.support.web import Caller, on_world
from tests.support.world import World

Kept = list[tuple[str, str, str]]


class PilotWeb:
    def __init__(self, pilot: PilotWorld, caller: Caller) -> None:
        self.pilot = pilot
        self.caller = caller
        self.path = f"/cases/{pilot.case_id}/contacts"

    async def task(self, account: str) -> str:
        """Where the account files: the path of its task's action."""
        task = await self.pilot.task("pilot_filing", account)
        return f"/tasks/{task.id}/actions/file"

    async def file(self, account: str, key: str = "", path: str = "", **changes: Any) -> httpx2.Response:
        """Hand in the form, its contact with it; ``changes`` to None are left out."""
        given = {**FILING, **CONTACT, **changes}
        data = {name: value for name, value in given.items() if value is not None}
        headers = {"Idempotency-Key": key} if key else {}
        return await self.caller.post(path or await self.task(account), account, json={"data": data}, headers=headers)

    async def file_all(self) -> None:
        for account in pilots.BUREAUS:
            answer = await self.file(account, contact_person=f"{account}联系人")
            assert answer.status_code == 200, answer.text

    async def kept(self) -> Kept:
        """Every row of the register, in the order in which they came: whose, and what."""
        async with self.caller.register.read() as session:
            rows = await session.scalars(select(ContactRow).order_by(ContactRow.received_at))
            return [(row.organisation_id, row.contact_person, row.contact_phone) for row in rows]

    async def read(self, account: str | None, **query: str) -> tuple[int, list[str]]:
        """The status, and the contact persons shown."""
        answer = await self.caller.get(self.path, account, params=query)
        return answer.status_code, [each["contact_person"] for each in answer.json().get("items", [])]


async def pilot_web(world: World, tmp_path: Path) -> PilotWeb:
    pilot = PilotWorld(world.env, world.register, world.mail)
    await pilots.begun(pilot)
    return PilotWeb(pilot, on_world(world, tmp_path))
