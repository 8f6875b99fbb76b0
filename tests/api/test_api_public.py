"""What anyone may ask: calendars, notices, objections."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db.models import Objection
from domain.case import next_task
from domain.roles import EVERYONE
from domain.zone.kinds import TASK_KINDS
from tests.support.web import NOW, ON_BOTH_DATABASES, Web


async def test_the_calendar_releases_are_listed_newest_first(web: Web) -> None:
    items = (await web.get("/calendar-releases")).json()["items"]
    years = [each["year"] for each in items]
    assert years == sorted(years, reverse=True)
    assert "2025-10-01" in next(each for each in items if each["year"] == 2025)["days_off"]


async def test_a_notice_shows_its_last_day_and_how_it_was_counted(web: Web) -> None:
    case = await web.add_notice()
    board = (await web.get("/public/notices")).json()["items"]
    assert [each["id"] for each in board] == [f"{case.id}-notice"]
    assert board[0]["entry"]["park"] == "示例一号园区"
    notice = (await web.get(f"/public/notices/{case.id}-notice")).json()
    assert (notice["last_day"], notice["state"], notice["open_for_objections"]) == ("2025-10-15", "running", True)
    assert notice["deadline"]["explanation"]


async def test_unknown_notices_and_receipts_are_not_found(web: Web) -> None:
    assert (await web.get("/public/notices/none")).status_code == 404
    assert (await web.get("/public/objections/GS-1")).status_code == 404
    assert (await web.post("/public/notices/none/objections", json={"grounds": "不符"})).status_code == 404


@ON_BOTH_DATABASES
@pytest.mark.article("zone:22#2")
async def test_an_objection_after_the_notice_is_kept_as_a_report_and_holds_nothing(web: Web) -> None:
    case = await web.add_notice()
    case.tasks.clear()
    assert case.proceeding.notice is not None
    case.proceeding.notice.ended = True
    case.stage_since = NOW + timedelta(days=8)
    await web.save(case)
    answer = await web.post(f"/public/notices/{case.id}-notice/objections", json={"grounds": "不符", "name": "张三"})
    assert (answer.status_code, answer.json()["status"]) == (201, "late")
    assert "反映情况" in answer.json()["status_label"]
    async with web.register.read() as session:
        assert await session.scalar(select(func.count()).select_from(Objection).where(Objection.status == "late")) == 1


@ON_BOTH_DATABASES
async def test_an_objection_is_kept_with_its_objector_while_the_engine_is_silent(web: Web) -> None:
    case = await web.add_notice()
    file = (await web.post("/public/files", files={"file": ("材料.pdf", b"%PDF-1.7\n")})).json()
    body = {"grounds": "指标不实", "evidence": [file["id"]], "name": "张三", "contact": "13800000000"}
    for _ in range(2):
        headers = {"Idempotency-Key": "objection-1"}
        answer = await web.post(f"/public/notices/{case.id}-notice/objections", json=body, headers=headers)
        assert answer.status_code == 503
    async with web.register.read() as session:
        row = (await session.scalars(select(Objection))).one()
    assert (row.objector_name, row.status) == ("张三", "sending")
    assert row.receipt_number.startswith("GS-20251009-")
    shown = (await web.get(f"/public/objections/{row.receipt_number}")).json()
    assert shown == {
        "receipt_number": row.receipt_number,
        "status": "sending",
        "status_label": "正在提交",
        "source": "系统策略",
        "supplement_until": None,
        "documents": [],
    }
    told = await web.get(f"/cases/{case.id}/objections", "samr")
    assert "指标不实" in told.text
    assert "张三" not in told.text
    assert "13800000000" not in told.text


async def test_evidence_is_for_those_who_reexamine(web: Web) -> None:
    case = await web.add_notice()
    form = {"grounds": "指标不实", "name": "张三"}
    files = {"evidence": ("材料.pdf", b"%PDF-1.7\n")}
    answer = await web.post(f"/public/notices/{case.id}-notice/objections", data=form, files=files)
    assert answer.status_code == 503
    told = (await web.get(f"/cases/{case.id}/objections", "samr")).json()["items"][0]
    path = f"/files/{told['evidence'][0]['id']}"
    seen = {
        who: (await web.get(path, who)).status_code for who in ("samr", "supervisor", "park-js-1", "prov-js", "ops")
    }
    assert seen == {"samr": 200, "supervisor": 200, "park-js-1": 404, "prov-js": 404, "ops": 404}


async def test_evidence_must_be_a_public_upload(web: Web) -> None:
    case = await web.add_notice()
    own = (await web.post("/files", "samr", files={"file": ("a.txt", b"a")})).json()["id"]
    body = {"grounds": "指标不实", "evidence": [own]}
    answer = await web.post(f"/public/notices/{case.id}-notice/objections", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", "evidence", 0])


@pytest.mark.article("zone:22#2", "zone:28.3#1")
async def test_who_objects_to_the_notice_of_the_recognition_is_not_heard_on_that_of_the_renewal(web: Web) -> None:
    """Both are of one case: the renewal's notice runs, the other is over and takes objections as reports alone."""
    case = await web.add_notice()
    assert case.proceeding.notice is not None
    case.proceeding.notice.ended = True
    case.stage_since = NOW + timedelta(days=8)
    case.tasks = [next_task(case, TASK_KINDS["renewal_objection"], EVERYONE, NOW)]
    await web.save(case)
    answer = await web.post(f"/public/notices/{case.id}-notice/objections", json={"grounds": "不符"})
    assert (answer.status_code, answer.json()["status"]) == (201, "late")
    number = answer.json()["receipt_number"]
    refused = await web.post(f"/public/objections/{number}/withdrawal", json={"code": answer.json()["code"]})
    assert (refused.status_code, refused.json()["basis"][0]["key"]) == (409, "zone:22#2")
