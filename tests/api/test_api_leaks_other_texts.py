"""The same of the district plan, of the provincial regulation and of the events under both: whoever has no part in a
case cannot tell that it is there, and 总局 finds nothing of it in the audit log either."""

from collections.abc import Sequence
from typing import Any

import pytest

from api import audit
from domain.oversight import EXTENSION
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from tests.support.leaks import NOBODY, answers, everything, own_feed
from tests.support.other_texts import Kept, add_district, add_offices, add_province
from tests.support.plan_walls import add_ledger, add_plan, an_item
from tests.support.web import Web

PLAN, LEDGER = "district-441602-1", "district-441602-1-ledger-yc-market"
DUTIES = "province-hb-gov-gov-wh"
CASES = {
    "district": (LEDGER, PLAN, "district-sample-event-1"),
    "province": (DUTIES, "province-hb", "province-sample-event-1"),
}
OPENED = {"district": add_district, "province": add_province}
OUTSIDERS: Sequence[Any] = (
    ("district", NOBODY),
    ("district", "zz-market"),
    pytest.param("district", "zz-office", marks=pytest.mark.long),
    pytest.param("district", "gov-wh", marks=pytest.mark.long),
    pytest.param("district", "park-js-1", marks=pytest.mark.long),
    ("district", "samr"),
    ("province", NOBODY),
    ("province", "gov-yc"),
    pytest.param("province", "gov-ja", marks=pytest.mark.long),
    ("province", "dep-yc-finance"),
    pytest.param("province", "npc-yc", marks=pytest.mark.long),
    pytest.param("province", "prov-zj", marks=pytest.mark.long),
    pytest.param("province", "yc-office", marks=pytest.mark.long),
    pytest.param("province", "samr", marks=pytest.mark.long),
)
INSIDERS = (
    ("district", "yc-market"),
    ("district", "yc-office"),
    ("district", "yc-gov"),
    ("district", "supervisor"),
    ("province", "gov-wh"),
    ("province", "gov-hb"),
    ("province", "dep-wh-market"),
    ("province", "npc-hb"),
)
SEARCHES = (
    "/cases?q=质量", "/cases?stage=running", "/cases?stage=duties_running", "/cases?province=440000",
    "/cases?province=420000", "/api/v1/cases?q=质量", "/api/v1/cases?programme=district-ledger",
    "/api/v1/cases?programme=province-government", "/api/v1/cases?region=441602", "/api/v1/cases?region=420100",
    "/api/v1/cases.csv?programme=district-event", "/api/v1/cases.xlsx?programme=province-event",
    "/api/v1/plans/441602-1/ledger?unit=yc-market", "/api/v1/plans/441602-1/ledger.xlsx?measure=8",
    "/api/v1/tasks?limit=1", "/plans/441602-1?overdue=late", "/api/v1/statistics?programme=district-ledger",
    "/statistics/tasks?programme=province-government", "/sessions?account=yc-market",
)  # fmt: skip
NONE = dict.fromkeys(
    ("notice_id", "receipt_number", "code", "file_id", "sheet_id", "import_id", "rehearsal_id"), "none"
)
ELSEWHERE = NONE | {"park_id": "js-1", "line": "cultivation", "deliverable": "showcases", "number": "1"}
ELSEWHERE |= {"programme": "district", "version": "1", "delivery_task_id": "none", "plan_id": "441602-1"}


def wherever(text: str, own: dict[str, str]) -> list[str]:
    """Every address, those that name a case for each case of the text; the audit log tells of its own reading."""
    found = [*SEARCHES]
    for case_id in CASES[text]:
        named = {"case_id": case_id, "task_id": f"{case_id}-task-1", "document_id": f"{case_id}-paper"}
        found += everything(ELSEWHERE | named | own)
    return [each for each in dict.fromkeys(found) if not each.removeprefix("/api/v1").startswith("/audit")]


IN_FORCE = {"province": {"/events/new"}, "district": set[str]()}
"""Where anybody who records events reads that a text is in force: it is public."""


async def told_by_opening(web: Web, text: str, account: str, paths: list[str]) -> tuple[set[str], list[Kept]]:
    """The paths that answer an account otherwise once the cases are opened, and what these keep."""
    before = await answers(web, account, paths)
    kept = await OPENED[text](web)
    after = await answers(web, account, paths)
    return {path for path in before if before[path] != after[path]}, kept


async def sees_nothing(web: Web, text: str, account: str) -> None:
    told, kept = await told_by_opening(web, text, account, wherever(text, await own_feed(web, account)))
    assert "\n".join(sorted(told - IN_FORCE[text])) == ""
    who = None if account == NOBODY else account
    for each in kept:
        assert (await web.get(f"/files/{each.file_id}", who)).status_code == (401 if who is None else 404)


@pytest.mark.parametrize(("text", "account"), OUTSIDERS)
async def test_who_has_no_part_in_a_case_cannot_tell_that_it_is_there(web: Web, text: str, account: str) -> None:
    await add_offices(web)
    await sees_nothing(web, text, account)


@pytest.mark.article("district:s4(3)#2")
async def test_a_unit_of_the_plan_cannot_tell_of_the_ledger_of_another_nor_of_events_it_has_no_part_in(
    web: Web,
) -> None:
    await add_offices(web)
    await add_plan(web)
    await add_ledger(web, "yc-tax", [an_item("8")])
    assert (await web.get("/plans/441602-1/ledger", "yc-tax")).status_code == 200
    await sees_nothing(web, "district", "yc-tax")


@pytest.mark.parametrize(("text", "account"), INSIDERS)
async def test_the_same_question_shows_it_to_those_who_have_a_part(web: Web, text: str, account: str) -> None:
    """Otherwise the tests above would see nothing where there is something to see."""
    case_id = CASES[text][0]
    of_the_case = {f"/cases/{case_id}", f"/cases/{case_id}/timeline", f"/cases/{case_id}/rehearsal"}
    of_the_case |= {f"/api/v1/cases/{case_id}/{each}" for each in ("documents", "documents.xlsx", "notifications")}
    seen = of_the_case | {"/cases", "/api/v1/cases", "/api/v1/cases.csv", "/cases?q=质量", "/api/v1/statistics"}
    seen |= {"/api/v1/plans/441602-1/ledger", "/plans/441602-1"} if text == "district" else set()
    await add_offices(web)
    told, kept = await told_by_opening(web, text, account, sorted(seen))
    assert "\n".join(sorted(seen - told)) == ""
    assert (await web.get(f"/files/{kept[0].file_id}", account)).status_code == 200


async def test_the_audit_log_tells_the_administration_of_zones_and_pilots_nothing_of_other_texts(web: Web) -> None:
    await add_offices(web)
    await add_district(web)
    unit = Actor(id="yc-market", role=Role.DISTRICT_UNIT, organisation="yc-market", jurisdiction="441602")
    late = Refusal(kind=RefusalKind.TOO_LATE, text="期限届满后不能延长。", basis=())
    await audit.record(web.services, unit, EXTENSION, "items.0", case_id=LEDGER, refusal=late)
    await web.get(f"/tasks/{LEDGER}-task-1", "yc-tax")
    await web.get("/plans/441602-1/ledger.xlsx", "yc-office")
    await web.get("/cases.csv", "yc-office")
    everywhere = ("/audit?limit=200", f"/audit?case={LEDGER}", "/audit/questionable")
    told = {path: (await web.get(path, "supervisor")).json()["items"] for path in everywhere}
    assert [bool(each) for each in told.values()] == [True] * 3
    for path in everywhere:
        answer = await web.get(path, "samr")
        assert ("yc-" in answer.text, PLAN in answer.text) == (False, False), path
    for page in ("/audit", "/audit/questionable"):
        assert (PLAN in (await web.call("GET", page, "supervisor")).text) is True, page
        assert (PLAN in (await web.call("GET", page, "samr")).text) is False, page
