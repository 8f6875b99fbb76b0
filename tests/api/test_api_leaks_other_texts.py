"""The same of a district plan, its ledgers and the files of events: who has no part in them cannot tell that they are
there, though they ask at every address."""

import pytest

from tests.api.test_api_leaks import NOBODY, SEARCHES, answers, everything, own_feed
from tests.support.accounts import ORGANISATIONS, add_accounts
from tests.support.event_files import BODIES, an_event
from tests.support.page_rows import visitor
from tests.support.plan_walls import add_district_people, add_wall
from tests.support.web import NOW, Web

EVENT = "district-sample-event-1"
WALL = "/plans/441602-1"
OUTSIDERS = (NOBODY, "park-js-1", "prov-js", "samr", "mara", "gov-wh", "wh-market", "npc-wh", "yc-agriculture")
"""The last is a unit of the plan whose ledger has not begun. Reading the audit log is an entry of it, so that whoever
may read it finds it changed each time: it is left out."""
EXAMPLES = {
    "case_id": EVENT,
    "task_id": f"{EVENT}-task-1",
    "plan_id": "441602-1",
    "kind": "district_interview",
    "number": "1",
    "programme": "district",
    "version": "1",
}
MISSING = (
    "document_id", "delivery_task_id", "park_id", "line", "deliverable", "notice_id", "receipt_number", "code",
    "file_id", "sheet_id", "import_id", "rehearsal_id",
)  # fmt: skip
MORE = ("/cases?programme=district-event", "/statistics?programme=district", "/api/v1/cases?programme=district-ledger")


async def told_by_recording(web: Web, account: str, paths: list[str]) -> set[str]:
    """The paths that answer otherwise once a plan runs and an event is recorded."""
    before = await answers(web, account, paths)
    await add_wall(web)
    await web.save(an_event("district_interview", "", NOW, id=EVENT, step=1))
    after = await answers(web, account, paths)
    return {path for path in before if before[path] != after[path]}


@pytest.fixture
async def peopled(web: Web) -> Web:
    await add_district_people(web.register)
    offices = {id_: (id_, each.name, each.role, each.region) for id_, each in BODIES.items()}
    known = {*ORGANISATIONS, *(each for each in offices if each.startswith("yc-"))}
    async with web.register.write() as session:
        await add_accounts(session, {key: each for key, each in offices.items() if key not in known}, NOW)
    return web


@pytest.mark.article("district:s4(3)#2", "district:2")
@pytest.mark.parametrize("account", OUTSIDERS)
async def test_who_has_no_part_in_a_plan_or_an_event_cannot_tell_that_it_is_there(peopled: Web, account: str) -> None:
    examples = dict.fromkeys(MISSING, "none") | EXAMPLES | await own_feed(peopled, account)
    paths = [each for each in (*everything(examples), *MORE) if "audit" not in each]
    told = await told_by_recording(peopled, account, paths)
    assert "\n".join(sorted(told)) == ""


@pytest.mark.parametrize("account", ["yc-office", "yc-gov", "ops"])
async def test_the_same_addresses_show_them_to_those_who_have_a_part(peopled: Web, account: str) -> None:
    seen = ["/cases", f"/cases/{EVENT}", WALL, f"/api/v1/cases/{EVENT}", *MORE[:1], SEARCHES[0]]
    told = await told_by_recording(peopled, account, seen)
    assert {"/cases", f"/cases/{EVENT}", WALL, MORE[0]} <= told
    assert WALL in (await (await visitor(peopled).login(account)).get("/")).links().values()
