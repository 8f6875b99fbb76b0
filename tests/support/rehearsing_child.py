"""An api's process that begins a rehearsal of a case and is killed meanwhile: its arguments are those of ``main``."""

import asyncio
import sys
from pathlib import Path

from api import rehearsals
from db.session import Register
from domain.roles import Actor, Role
from tests.support.web import NOW, HandClock, services_on


async def main(url: str, folder: str, case_id: str) -> None:
    clock = HandClock(NOW)
    services = await services_on(Register(url), Path(folder), url, clock, clock)
    park = Actor(id="park-js-1", role=Role.CREATING_BODY, organisation="park-js-1", jurisdiction="320500")
    beginning = await rehearsals.of_case(services, park, case_id)
    name = await rehearsals.start(services, park, beginning, rehearsals.Wish(years=8))
    sys.stdout.write(name + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
