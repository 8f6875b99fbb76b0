"""What anyone may ask: dates, calendars, notices, objections."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from db.models import Objection
from domain.zone.date_rules import DATE_RULES
from tests.support.web import NOW, Web


async def explain(web: Web, key: str, anchor: str, **parameters: int) -> dict[str, Any]:
    answer = await web.post(f"/date-rules/{key}/explain", json={"anchor": anchor, "parameters": parameters})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.article("zone:22#1")
async def test_the_calculator_counts_working_days_and_says_which(web: Web) -> None:
    answer = await explain(web, "zone-notice", "2025-09-26", working_days=5)
    assert (answer["date"], answer["provisional"]) == ("2025-10-10", False)
    assert answer["closes_at"] == "2025-10-10T16:00:00Z"
    (basis,) = answer["basis"]
    assert (basis["key"], basis["place"]) == ("zone:22#1", "第二十二条第一句")
    assert basis["words"] == "《全国质量品牌提升示范区管理办法（试行）》第二十二条第一句"
    assert answer["parameters"] == {"working_days": 5}


async def test_a_year_without_a_release_gives_an_interval(web: Web) -> None:
    answer = await explain(web, "zone-notice", "2040-09-28")
    assert answer["provisional"] is True
    assert str(answer["earliest"]) <= str(answer["date"]) <= str(answer["latest"])


@pytest.mark.parametrize("key", DATE_RULES)
async def test_every_rule_explains_itself_at_the_ends_of_its_range(web: Web, key: str) -> None:
    for anchor in ("1950-01-01", "2024-02-29", "2199-12-31"):
        for end in (0, 1):
            given = {name: ends[end] for name, ends in DATE_RULES[key].parameters.items()}
            answer = await explain(web, key, anchor, **given)
            assert answer["explanation"]


async def test_the_rules_are_listed_with_their_basis_and_parameters(web: Web) -> None:
    items = (await web.get("/date-rules")).json()["items"]
    assert {each["key"] for each in items} == set(DATE_RULES)
    notice = next(each for each in items if each["key"] == "zone-notice")
    assert notice["parameters"] == [{"name": "working_days", "minimum": 5, "maximum": 60}]


@pytest.mark.parametrize(
    ("key", "parameters", "loc"),
    [
        ("none", {}, ["path", "key"]),
        ("zone-notice", {"days": 5}, ["body", "parameters", "days"]),
        ("zone-notice", {"working_days": 0}, ["body", "parameters", "working_days"]),
        ("zone-notice", {"working_days": 61}, ["body", "parameters", "working_days"]),
        ("zone-look-back", {"working_days": 5}, ["body", "parameters", "working_days"]),
    ],
)
async def test_an_unknown_rule_or_parameter_is_malformed(
    web: Web, key: str, parameters: dict[str, int], loc: list[str]
) -> None:
    answer = await web.post(f"/date-rules/{key}/explain", json={"anchor": "2025-10-09", "parameters": parameters})
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, loc)


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


@pytest.mark.article("zone:22#2")
async def test_an_objection_after_the_notice_is_too_late_and_leaves_no_trace_of_the_objector(web: Web) -> None:
    case = await web.add_notice()
    case.tasks.clear()
    assert case.proceeding.notice is not None
    case.proceeding.notice.ended = True
    case.stage_since = NOW + timedelta(days=8)
    await web.save(case)
    answer = await web.post(f"/public/notices/{case.id}-notice/objections", json={"grounds": "不符", "name": "张三"})
    assert (answer.status_code, answer.json()["basis"][0]["key"]) == (409, "zone:22#2")
    async with web.register.read() as session:
        assert await session.scalar(select(func.count()).select_from(Objection)) == 0


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
    assert shown == {"receipt_number": row.receipt_number, "status": "sending", "status_label": "正在提交"}
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
