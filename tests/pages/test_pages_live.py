"""实时: whoever has a page open is told of what concerns them, and of nothing else; one look serves them all."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from api.identity import digest
from api.live import Told
from db.models import CaseStep
from domain.zone.case import ZoneCase
from tests.support.accounts import actor
from tests.support.page_rows import visitor
from tests.support.web import NOW, Web


@pytest.fixture
def quick(web: Web) -> Web:
    web.services.pulse.interval = 0.01
    return web


async def happens(web: Web, case: ZoneCase, number: int, at: datetime = NOW + timedelta(seconds=5)) -> None:
    """A step of the case is recorded."""
    workflow_id = case.id.replace(f"zone-{case.park.id}-", f"zone/{case.park.id}/")
    async with web.register.write() as session:
        session.add(
            CaseStep(workflow_id=workflow_id, number=number, run_id="r", fingerprint=str(number), at=at, recorded_at=at)
        )


async def listening(web: Web, account: str, case_id: str = "") -> AsyncIterator[Told]:
    session = digest(await web.token(account))
    return web.services.pulse.listen(web.services, actor(account), session, case_id, NOW)


async def heard(stream: AsyncIterator[Told], seconds: float = 10) -> str:
    """The next word, or nothing within the time."""
    try:
        async with asyncio.timeout(seconds):
            return await anext(stream)
    except TimeoutError:
        return ""


async def test_an_open_page_is_told_of_each_change_once(quick: Web) -> None:
    case = await quick.add_case()
    stream = await listening(quick, "park-js-1")
    await happens(quick, case, 1)
    assert await heard(stream) == "changed"
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await happens(quick, case, 2)
    assert await asyncio.wait_for(waiting, 10) == "changed"


@pytest.mark.parametrize("case_id", ["", "zone-zj-1-case-1"])
async def test_nobody_is_told_of_a_case_they_have_no_part_in(quick: Web, case_id: str) -> None:
    case = await quick.add_case()
    await quick.add_case("zj-1")
    stream = await listening(quick, "park-zj-1", case_id)
    await happens(quick, case, 1)
    assert await heard(stream, 0.3) == ""


async def test_whoever_signs_out_hears_that_it_is_over_and_no_more(quick: Web) -> None:
    await quick.add_case()
    stream = await listening(quick, "park-js-1")
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.05)
    quick.sessions.forward(hours=13)
    assert await asyncio.wait_for(waiting, 10) == "over"
    with pytest.raises(StopAsyncIteration):
        await anext(stream)


async def test_one_look_serves_every_open_page_and_nobody_looks_for_none(quick: Web) -> None:
    quick.services.pulse.interval = 0.05
    case = await quick.add_case()
    streams = [await listening(quick, "samr") for _ in range(20)]
    waiting = [asyncio.ensure_future(anext(each)) for each in streams]
    await asyncio.sleep(0.3)
    assert quick.services.pulse.looks <= 8
    await happens(quick, case, 1)
    assert await asyncio.gather(*waiting) == ["changed"] * 20
    for each in streams:
        await each.aclose()  # type: ignore[attr-defined]
    looks = quick.services.pulse.looks
    await asyncio.sleep(0.2)
    assert quick.services.pulse.looks == looks


async def test_what_happened_while_the_page_was_on_its_way_is_told_at_once(quick: Web) -> None:
    case = await quick.add_case()
    await happens(quick, case, 1)
    assert await heard(await listening(quick, "park-js-1", case.id)) == "changed"


async def test_only_whoever_sees_a_case_may_listen_to_it(web: Web) -> None:
    case = await web.add_case()
    path = f"/live?since=2025-10-09T02:00:00Z&case={case.id}"
    assert (await web.call("GET", path, "park-zj-1")).status_code == 404
    assert (await web.call("GET", path)).status_code in (303, 401)
    page = await (await visitor(web).login("park-js-1")).get(f"/cases/{case.id}")
    (script,) = page.root.all("script")
    assert script.attrs["data-stream"] == f"/live?since=2025-10-09T02:00:00.000000Z&case={case.id}"
