"""Whoever has no part in a case cannot tell that it is there: every address that can be read answers them the same
before it was opened and afterwards. Lists, counts, searches, details, exports, calendars, timelines, pages and JSON."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import update

from db.models import CaseEvent, DocumentFile
from domain.roles import Role
from domain.zone.case import Stage
from tests.support.accounts import add_accounts
from tests.support.leaks import NOBODY, answers, everything, own_feed
from tests.support.page_rows import add_history, add_task
from tests.support.undelivered import add_undelivered
from tests.support.web import NOW, Web

CITY = {"city-zj": ("city-zj", "杭州市市场监督管理局", Role.CITY_REGULATOR, "330100")}
OUTSIDERS = (NOBODY, "park-zj-1", "prov-zj", "city-zj", "mara", "expert-1")
INSIDERS = ("park-js-1", "prov-js", "samr")
CASE = "zone-js-1-case-1"
SEARCHES = (
    "/cases?q=js-1", "/cases?stage=creation", "/cases?province=320000", "/parks?q=示例一号", "/lists?after=",
    "/api/v1/cases?q=示例一号", "/api/v1/cases?stage=creation", "/api/v1/cases?region=320000", "/api/v1/cases?limit=1",
    "/api/v1/tasks?limit=1", "/api/v1/parks?q=示例一号", "/sessions?account=park-js-1",
)  # fmt: skip
EXAMPLES = {
    "case_id": CASE,
    "task_id": f"{CASE}-task-1",
    "document_id": "document-stored",
    "delivery_task_id": "undelivered-1",
    "park_id": "js-1",
    "line": "cultivation",
    "deliverable": "showcases",
    "number": "1",
    "plan_id": "none",
    "programme": "zone",
    "version": "1",
    "notice_id": f"{CASE}-notice",
    "receipt_number": "1",
    "code": "none",
    "file_id": "none",
    "sheet_id": "none",
    "import_id": "none",
    "rehearsal_id": "none",
}


async def open_case(web: Web) -> str:
    """A case with a task, an event, documents, notices, and a notice that reached nobody; the file that it keeps."""
    case = await web.add_case(stage=Stage.CREATION)
    await add_task(web, case, "creation_application")
    await add_history(web, case)
    digest = await web.services.store.put(b"%PDF-1.7 document")
    await add_undelivered(web, case.id, role="provincial_regulator")
    file = (await web.post("/files", "park-js-1", files={"file": ("说明.txt", "说明".encode())})).json()["id"]
    event: dict[str, Any] = {"case_id": case.id, "workflow_id": "zone/js-1/case-1", "step": 2, "position": 0}
    async with web.register.write() as session:
        await session.execute(update(DocumentFile).values(sha256=digest))
        session.add(CaseEvent(**event, at=NOW, kind="x", text="附件", attachments=[file]))
    return str(file)


async def told_by_opening(web: Web, account: str, paths: Iterable[str]) -> tuple[set[str], str]:
    """The paths that answer an account otherwise once a case is opened, and the file that it keeps."""
    before = await answers(web, account, paths)
    file = await open_case(web)
    after = await answers(web, account, paths)
    return {path for path in before if before[path] != after[path]}, file


@pytest.mark.parametrize("account", OUTSIDERS)
async def test_who_has_no_part_in_a_case_cannot_tell_that_it_is_there(web: Web, account: str) -> None:
    async with web.register.write() as session:
        await add_accounts(session, CITY, NOW)
    told, file = await told_by_opening(web, account, [*everything(EXAMPLES | await own_feed(web, account)), *SEARCHES])
    assert "\n".join(sorted(told)) == ""
    hidden = await web.get(f"/files/{file}", None if account == NOBODY else account)
    assert hidden.status_code == (401 if account == NOBODY else 404)


@pytest.mark.parametrize("account", INSIDERS)
async def test_the_same_question_shows_it_to_those_who_have_a_part(web: Web, account: str) -> None:
    """Otherwise the test above would see nothing where there is something to see."""
    seen = {
        "/cases", f"/cases/{CASE}", f"/cases/{CASE}/delivery-record", f"/api/v1/cases/{CASE}/timeline",
        f"/api/v1/cases/{CASE}/documents.xlsx", "/api/v1/cases", "/api/v1/cases?q=示例一号", "/cases?q=js-1",
    }  # fmt: skip
    told, file = await told_by_opening(web, account, seen)
    assert "\n".join(sorted(seen - told)) == ""
    assert (await web.get(f"/files/{file}", account)).status_code == 200
