"""Importing a calendar release: first what it would do, then the import, and a second one that does nothing."""

from typing import Any

import pytest
from sqlalchemy import select

from db.models import AuditEntry, CalendarReleaseRow
from tests.support.dated_cases import LONG, SHEET, SHORT, SOON, in_notice, notice_of
from tests.support.web import Web

PATH = "/calendar-releases"


def body(**changes: Any) -> dict[str, Any]:
    return LONG.model_dump(mode="json") | changes


async def with_notice(web: Web) -> str:
    """A notice that runs into 2027, and the clock in the middle of it; answers the case's id."""
    web.clock.instant = SOON
    case = in_notice()
    await web.save(case)
    return case.id


async def years(web: Web) -> list[int]:
    return [each["year"] for each in (await web.get(PATH)).json()["items"]]


async def entries(web: Web) -> list[AuditEntry]:
    async with web.register.read() as session:
        return list(await session.scalars(select(AuditEntry).where(AuditEntry.action == "calendar.import")))


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
async def test_a_dry_run_says_which_date_moves_from_when_to_when_and_who_would_be_told(web: Web) -> None:
    case_id = await with_notice(web)
    before = await years(web)
    answer = await web.post(f"{PATH}?dry_run=true", "ops", json=body())
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["known"], found["applied"], found["impact"]["counts"]) == (False, False, {"moved": 1})
    [case] = found["impact"]["cases"]
    [move] = case["moves"]
    assert (case["case_id"], case["region_name"]) == (case_id, "江苏省")
    assert (move["label"], move["outcome"]) == ("公示期最后一日", "moved")
    assert move["before"] == notice_of(in_notice()).date.isoformat()
    assert move["after"] > move["before"]
    assert move["told"] == ["示例一号园区管理委员会", "江苏省市场监督管理局", "市场监管总局"]
    assert await years(web) == before
    assert await entries(web) == []


@pytest.mark.article("zone:22#1")
async def test_a_date_stated_to_the_public_is_shown_as_kept_and_tells_nobody(web: Web) -> None:
    await with_notice(web)
    found = (await web.post(f"{PATH}?dry_run=true", "ops", json=SHORT.model_dump(mode="json"))).json()
    [move] = found["impact"]["cases"][0]["moves"]
    assert (move["outcome"], move["told"]) == ("kept", [])
    assert move["before"] == move["after"]
    assert "只延后、不提前" in move["text"]


async def test_an_import_answers_the_same_list_and_a_second_one_changes_nothing(web: Web) -> None:
    await with_notice(web)
    would = (await web.post(f"{PATH}?dry_run=true", "ops", json=body())).json()
    answer = await web.post(PATH, "ops", json=body())
    assert answer.status_code == 201, answer.text
    assert answer.json() == would | {"applied": True}
    assert (await years(web))[0] == 2027
    again = await web.post(PATH, "ops", json=body(days_off=body()["days_off"][::-1]))
    assert (again.status_code, again.json()["known"], again.json()["applied"]) == (200, True, False)
    assert again.json()["impact"]["cases"] == []
    async with web.register.read() as session:
        rows = list(await session.scalars(select(CalendarReleaseRow).where(CalendarReleaseRow.year == 2027)))
    assert [(row.document_number, row.imported_by) for row in rows] == [(LONG.document_number, "ops")]
    [entry] = await entries(web)
    assert (entry.outcome, entry.actor_id) == ("done", "ops")
    assert "涉及案件1件" in entry.detail


async def test_a_request_sent_again_gets_its_first_answer(web: Web) -> None:
    await with_notice(web)
    key = {"Idempotency-Key": "one"}
    first = await web.post(PATH, "ops", json=body(), headers=key)
    second = await web.post(PATH, "ops", json=body(), headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"


async def test_a_number_stands_for_one_content_and_a_correction_has_its_own(web: Web) -> None:
    await with_notice(web)
    await web.post(PATH, "ops", json=body())
    other = await web.post(PATH, "ops", json=body(days_off=["2027-01-01"]))
    assert other.status_code == 409
    assert "内容与本件不同" in other.json()["detail"]
    assert other.json()["basis"]
    assert "自己的文号" in other.json()["remedy"]
    correction = body(document_number="更正〔2027〕1号", issued_on="2026-12-30", days_off=["2027-01-01"])
    assert (await web.post(PATH, "ops", json=correction)).status_code == 201
    late = body(document_number="旧件", issued_on="2026-12-01")
    found = (await web.post(f"{PATH}?dry_run=true", "ops", json=late)).json()
    assert any("以发布在后的为准" in each for each in found["warnings"])


@pytest.mark.parametrize("account", ["samr", "prov-js", "park-js-1", "supervisor"])
async def test_only_operations_imports(web: Web, account: str) -> None:
    answer = await web.post(PATH, account, json=body())
    assert answer.status_code == 403
    assert answer.json()["basis"]
    assert 2027 not in await years(web)
    assert [entry.outcome for entry in await entries(web)] == ["refused"]


async def test_nobody_imports_without_signing_in(web: Web) -> None:
    assert (await web.post(PATH, json=body())).status_code == 401


@pytest.mark.parametrize(
    ("changes", "loc", "words"),
    [
        ({"days_off": ["2028-01-01"]}, ["days_off", 0], "不在2027年"),
        ({"days_off": ["2026-11-30"]}, ["days_off", 0], "也不在上一年12月"),
        ({"days_off": ["2027-01-01", "2027-01-01"]}, ["days_off", 1], "重复"),
        ({"make_up_workdays": ["2027-01-09"]}, ["make_up_workdays", 0], "既列为放假，又列为上班"),
        ({"make_up_workdays": ["2027-01-24", "2027-01-25"]}, ["make_up_workdays", 1], "应当是周六或者周日"),
        ({"issued_on": "2028-01-01"}, ["issued_on"], "在一年以后"),
        ({"year": 1999, "days_off": []}, ["year"], "年份应当在"),
        ({"document_number": " "}, ["document_number"], "请填写文号"),
        ({"days_off": ["2027-02-30"]}, ["days_off", 0], "应为日期"),
        ({"year": "2027"}, ["year"], "应为整数"),
        ({"extra": 1}, ["extra"], "不认识的字段"),
    ],
)
async def test_days_that_cannot_be_right_are_named_one_by_one(
    web: Web, changes: dict[str, Any], loc: list[Any], words: str
) -> None:
    web.clock.instant = SOON
    answer = await web.post(f"{PATH}?dry_run=true", "ops", json=body(**changes))
    assert answer.status_code == 422
    assert [
        each["message"]
        for each in answer.json()["errors"]
        if each["loc"] == ["body", *loc] and words in each["message"]
    ]


async def test_december_of_the_year_before_belongs_to_a_notice(web: Web) -> None:
    web.clock.instant = SOON
    answer = await web.post(f"{PATH}?dry_run=true", "ops", json=body(days_off=["2026-12-31", "2027-01-01"]))
    assert answer.status_code == 200, answer.text


async def test_what_is_merely_unusual_is_a_warning(web: Web) -> None:
    web.clock.instant = SOON
    answer = await web.post(f"{PATH}?dry_run=true", "ops", json=body(days_off=["2027-01-01"], issued_on="2027-06-01"))
    assert answer.status_code == 200
    assert [each[:4] for each in answer.json()["warnings"]] == ["放假日期", "没有列出", "发布日期"]


async def test_a_sheet_imports_like_its_content(web: Web) -> None:
    await with_notice(web)
    answer = await web.post(f"{PATH}/file?dry_run=true", "ops", files={"file": ("安排.csv", SHEET)})
    assert answer.status_code == 200, answer.text
    assert answer.json()["release"]["days_off"] == ["2027-01-01", "2027-01-02", "2027-01-03"]
    wrong = SHEET.replace(b"2027-01-09", "下周一".encode())
    answer = await web.post(f"{PATH}/file", "ops", files={"file": ("安排.csv", wrong)})
    assert answer.status_code == 422
    assert [each["message"] for each in answer.json()["errors"]] == ["第6行B列：应为日期，如2027-01-01"]
