"""Ledgers and the register of documents as XLSX: everything that stands there, and where it comes from."""

from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

import pytest

from domain.pilot.deliverables import DELIVERABLES
from services.documents.digests import digests
from services.spreadsheets import MEDIA_TYPE
from tests.support import deliverables, ledgers
from tests.support.issued import CODE, PDF, issued, relate
from tests.support.page_rows import visitor
from tests.support.sheets import records_in, sheets_in
from tests.support.web import Web

CASE = "/cases/zone-js-1-case-1"
EXPORTED = datetime(2025, 10, 9, 10)  # noqa: DTZ001 - as the cell shows it, in Asia/Shanghai


async def sheets_of(web: Web, path: str, account: str) -> dict[str, list[list[Any]]]:
    answer = await web.get(path, account)
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPE), answer.text
    return sheets_in(answer.content)


@pytest.mark.article("zone:25.2")
async def test_the_ledger_of_a_case_has_every_entry_with_dates_as_dates_and_nothing_as_a_formula(web: Web) -> None:
    case = await ledgers.add_zone(web)
    for what, on in (("=cmd|' /C calc'!A0", "2025-10-09"), ("第二件", "2025-06-01")):
        assert (await ledgers.record(web, case, what=what, on=on, rule="苏财〔2025〕1号")).status_code == 201
    found = await sheets_of(web, f"{CASE}/ledger.xlsx", "prov-js")
    assert list(found) == ["支持和推广台账", "事项", "说明"]
    second, first = records_in(found["支持和推广台账"])
    assert first == {
        "依据": "第二十五条第二款", "事项": "质量发展资金安排", "序号": 1, "日期": date(2025, 10, 9),
        "做了什么": "=cmd|' /C calc'!A0", "所依据的规定": "苏财〔2025〕1号", "佐证文件": "",
        "记载单位": "江苏省市场监督管理局", "记载时间": EXPORTED,
    }  # fmt: skip
    assert (second["日期"], second["序号"]) == (date(2025, 6, 1), 2)
    kept = {each["事项"]: each["记载条数"] for each in records_in(found["事项"])}
    assert kept["质量发展资金安排"] == 2
    assert sum(kept.values()) == 2


async def test_the_last_sheet_says_which_versions_who_and_when(web: Web) -> None:
    await ledgers.add_zone(web)
    told = dict((await sheets_of(web, f"{CASE}/ledger.xlsx", "prov-js"))["说明"])
    assert told["表名"] == "支持和推广台账"
    assert (told["案件"], told["案件编号"]) == ("示例一号园区", "zone-js-1-case-1")
    assert told["法规版本"].startswith("《全国质量品牌提升示范区管理办法（试行）》（")
    assert told["策略版本"]
    assert (told["导出时间"], told["导出单位"]) == (EXPORTED, "江苏省市场监督管理局")
    assert told["导出人"]
    assert "系统策略" in told["注意"]


@pytest.mark.article("pilot:3(1)")
async def test_the_ledger_of_the_five_bureaus_has_every_item_and_how_it_stands(web: Web) -> None:
    for on, progress in (("2025-10-09", "delivered"), ("2025-06-01", "ongoing")):
        assert (await deliverables.record(web, on=on, progress=progress)).status_code == 201
    found = await sheets_of(web, "/deliverables.xlsx", "prov-zj")
    assert [(each["日期"], each["进展"]) for each in records_in(found["进展记载"])] == [
        (date(2025, 6, 1), "仍在进行"),
        (date(2025, 10, 9), "已经完成"),
    ]
    items = {each["工作"]: each for each in records_in(found["各项工作"])}
    assert len(items) == len(DELIVERABLES)
    assert items[DELIVERABLES[deliverables.KEY].name]["进展"] == "已经完成"
    assert dict(found["说明"])["法规版本"].startswith("《长三角")


async def test_the_register_of_documents_has_the_digests_and_what_became_of_each(web: Web) -> None:
    notice = await issued(web)
    later = await issued(web, 2, kind="notice_withdrawal", title="关于撤回公示的公告", number="示公止〔2025〕1号")
    await issued(web, 3, state="ordered", number=None)
    await relate(web, notice, later, "withdrawn")
    rows = records_in((await sheets_of(web, f"{CASE}/documents.xlsx", "samr"))["文书登记簿"])
    assert [each["制发状态"] for each in rows] == ["已制成", "已制成", "待制作"]
    first = rows[0]
    assert (first["SHA-256"], first["SM3"]) == (digests(PDF).sha256, digests(PDF).sm3)
    assert (first["成文日期"], first["文书状态"]) == (date(2025, 10, 9), "已撤回")
    assert first["后来的文书"] == "已撤回：2025-10-09示公止〔2025〕1号《关于撤回公示的公告》"
    assert first["核验网址"].endswith(f"/verify/{CODE}")


async def test_an_export_is_named_in_chinese_and_entered_in_the_audit_log(web: Web) -> None:
    await issued(web)
    answer = await web.get(f"{CASE}/documents.xlsx", "prov-js")
    assert unquote(answer.headers["content-disposition"]).endswith("示例一号园区文书登记簿.xlsx")
    [entry] = [
        each for each in (await web.get(f"{CASE}/audit", "samr")).json()["items"] if each["action"] == "table.export"
    ]
    assert (entry["actor"], entry["outcome"], entry["action_label"]) == ("prov-js", "read", "导出表格")


@pytest.mark.parametrize(
    ("path", "account", "status"),
    [
        (f"{CASE}/ledger.xlsx", "prov-zj", 404),
        (f"{CASE}/documents.xlsx", "prov-zj", 404),
        ("/deliverables.xlsx", "park-js-1", 403),
        (f"{CASE}/documents.xlsx", None, 401),
    ],
)
async def test_who_may_not_read_the_page_exports_nothing(web: Web, path: str, account: str | None, status: int) -> None:
    await issued(web)
    assert (await web.get(path, account)).status_code == status


async def test_the_pages_offer_what_can_be_exported(web: Web) -> None:
    await issued(web)
    case = await ledgers.add_zone(web)
    page = await (await visitor(web).login("prov-js")).get(f"/cases/{case.id}")
    assert page.links()["导出文书登记簿（XLSX）"] == f"/api/v1{CASE}/documents.xlsx"
    assert page.links()["导出支持和推广台账（XLSX）"] == f"/api/v1{CASE}/ledger.xlsx"
    five = await (await visitor(web).login("prov-js")).get("/deliverables")
    assert five.links()["导出共同工作台账（XLSX）"] == "/api/v1/deliverables.xlsx"
