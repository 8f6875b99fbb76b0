"""批量接入: who proposes, who confirms, what is looked at before, and that nothing is written until then."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import AuditEntry, Case, CaseImport, CaseImportRow
from domain.zone.case import Stage
from tests.support.imports import confirmed, hand_in, proposed, sheet
from tests.support.web import NOW, ON_BOTH_DATABASES, Web

GOOD = sheet(("js-1", "示范期内", "", "", "2023-06-01", "2023：2024-01-20"), ("示例二号园区", "创建中", "2025-09-01"))


@ON_BOTH_DATABASES
async def test_a_dry_run_tells_which_dates_and_reminders_result_and_which_are_not_sent(web: Web) -> None:
    found = (await web.get(f"/case-imports/files/{await hand_in(web, GOOD)}/check", "ops")).json()
    assert found["faults"] == 0
    zone, creation = found["rows"]
    assert (zone["number"], zone["park"], zone["case_id"]) == (2, "js-1", "zone-js-1-case-1")
    dates = {each["label"]: (each["day"], each["is_past"]) for each in zone["dates"]}
    assert dates["示范期最后一日"] == ("2026-06-01", False)
    duties = {each["title"]: each for each in zone["duties"]}
    late = duties["2024年度工作报告"]
    assert late["is_overdue"]
    assert (late["to_send"], late["next_at"]) == (0, None)
    assert late["not_sent"] > 0
    ahead = duties["2025年度工作报告"]
    assert not ahead["is_overdue"]
    assert ahead["next_at"] > NOW.isoformat()
    assert "2023年度工作报告" not in duties
    assert [each["day"] for each in creation["dates"]] == ["2026-09-01"]
    assert creation["duties"] == []
    async with web.register.read() as session:
        assert list(await session.scalars(select(Case))) == list(await session.scalars(select(CaseImport))) == []


async def test_mistakes_are_told_row_by_row_and_nothing_is_proposed(web: Web) -> None:
    await web.add_case("zj-1", stage=Stage.CREATION)
    data = sheet(
        ("没有的园区", "创建中", "2025-09-01"),
        ("js-1", "创建中", "2026-09-01"),
        ("zj-1", "创建中", "2025-09-01"),
        ("示例一号园区", "创建中", "2025-09-01"),
    )
    file = await hand_in(web, data)
    found = (await web.get(f"/case-imports/files/{file}/check", "ops")).json()
    told = [[each["text"] for each in row["faults"]] for row in found["rows"]]
    assert told[0] == ["平台没有登记这个园区，请先登记，或者改正编号、名称"]
    assert told[1] == told[3] == ["表中同一园区不止一行"]
    assert "已有正在办理的案件zone-zj-1-case-1" in told[2][0]
    refused = await web.post("/case-imports", "ops", json={"file_id": file})
    assert refused.status_code == 422
    assert [each["loc"][-1] for each in refused.json()["errors"]] == [2, 3, 4, 5]
    marked = await web.get(f"/case-imports/files/{file}/marked.xlsx", "ops")
    cell = load_workbook(io.BytesIO(marked.content)).worksheets[0].cell(2, 1)
    assert (cell.value, cell.comment and cell.comment.text) == ("没有的园区", told[0][0])
    async with web.register.read() as session:
        assert list(await session.scalars(select(CaseImport))) == []


@ON_BOTH_DATABASES
async def test_a_second_person_of_the_administration_confirms(web: Web) -> None:
    made = await proposed(web, GOOD, "samr")
    path = f"/case-imports/{made['id']}"
    assert (made["state"], made["may_decide"], made["may_take_back"]) == ("proposed", False, True)
    own = await web.post(f"{path}/confirm", "samr")
    assert (own.status_code, own.json()["detail"]) == (403, "批量接入须由提出人以外的第二人确认（系统策略）。")
    assert own.json()["basis"][0]["key"] == "zone:5"
    assert (await web.post(f"{path}/confirm", "ops")).status_code == 403
    done = await web.post(f"{path}/confirm", "samr-2")
    assert (done.status_code, done.json()["state"], done.json()["total"]) == (200, "confirmed", 2)
    for name in ("confirm", "decline"):
        again = await web.post(f"{path}/{name}", "samr-2")
        assert (again.status_code, again.json()["detail"]) == (409, "该批接入已确认，未作任何变更。")
    async with web.register.read() as session:
        entries = [each.action for each in await session.scalars(select(AuditEntry).order_by(AuditEntry.sequence))]
    assert entries.count("import.propose") == 1


async def test_whoever_proposed_may_take_it_back_and_nothing_is_taken_over(web: Web) -> None:
    made = await proposed(web, GOOD)
    gone = await web.post(f"/case-imports/{made['id']}/decline", "ops")
    assert (gone.status_code, gone.json()["state"]) == (200, "declined")
    assert (await web.post(f"/case-imports/{made['id']}/confirm", "samr")).status_code == 409


async def test_the_same_request_proposes_once(web: Web) -> None:
    file, key = await hand_in(web, GOOD), {"Idempotency-Key": "one"}
    for _ in range(2):
        answer = await web.post("/case-imports", "ops", json={"file_id": file}, headers=key)
        assert answer.status_code == 201
    async with web.register.read() as session:
        assert len(list(await session.scalars(select(CaseImport)))) == 1
        rows = list(await session.scalars(select(CaseImportRow).order_by(CaseImportRow.number)))
    assert [(row.number, row.case_id) for row in rows] == [(2, "zone-js-1-case-1"), (3, "zone-zj-1-case-1")]
    assert rows[1].told["approved_on"] == date(2025, 9, 1).isoformat()


@pytest.mark.parametrize("account", ["park-js-1", "prov-js", "lsg-js", "mara", "expert-1"])
async def test_who_has_no_business_with_it_learns_nothing_of_it(web: Web, account: str) -> None:
    made = await confirmed(web, GOOD)
    for path in ("", f"/{made['id']}", f"/files/{made['file_id']}/check", f"/files/{made['file_id']}/marked.xlsx"):
        answer = await web.get(f"/case-imports{path}", account)
        assert answer.status_code == 403, path
        assert "示例二号园区" not in answer.text
    file = await hand_in(web, GOOD, account)
    assert (await web.post("/case-imports", account, json={"file_id": file})).status_code == 403


async def test_nobody_proposes_a_file_of_somebody_else(web: Web) -> None:
    file = await hand_in(web, GOOD, "ops")
    assert (await web.post("/case-imports", "samr", json={"file_id": file})).status_code == 404
