"""案件列表 as XLSX and CSV: every line of the filtered list, nothing as a formula, and entered in the audit log."""

import csv
import io
from datetime import date
from urllib.parse import unquote

import pytest

from db.models import Case
from services.spreadsheets import CSV_MEDIA_TYPE, MEDIA_TYPE
from tests.support.page_rows import add_many_cases, visitor
from tests.support.sheets import records_in, sheets_in
from tests.support.web import ON_BOTH_DATABASES, Web


def lines_in(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@ON_BOTH_DATABASES
async def test_both_exports_hold_every_case_of_the_filter_in_the_order_of_the_list(web: Web) -> None:
    ids = await add_many_cases(web, 1203)
    await web.add_case("zj-1")
    sheet = await web.get("/cases.xlsx?region=320000", "samr")
    assert (sheet.status_code, sheet.headers["content-type"]) == (200, MEDIA_TYPE)
    records = records_in(sheets_in(sheet.content)["案件列表"])
    text = await web.get("/cases.csv?region=320000", "samr")
    assert (text.status_code, text.headers["content-type"]) == (200, CSV_MEDIA_TYPE)
    lines = lines_in(text.text)
    assert [each["案件编号"] for each in records] == [each["案件编号"] for each in lines] == ids
    first = records[0]
    assert (first["园区或者项目"], first["所处阶段"], first["行政区划代码"]) == ("示例一号园区", "公示", "320500")
    assert first["最近应办日期"] == date.fromisoformat(lines[0]["最近应办日期"])
    assert lines[0]["立案时间"] == "2025-10-09 10:01"


async def test_a_name_that_looks_like_a_formula_stays_a_text(web: Web) -> None:
    case = await web.add_case("js-1")
    for name in ("=cmd|' /C calc'!A0", "+1", "-1", "@x", "＝1"):
        async with web.register.write() as session:
            (await session.get_one(Case, case.id)).subject_name = name
        (line,) = lines_in((await web.get("/cases.csv", "samr")).text)
        assert line["园区或者项目"] == f"'{name}"
        (record,) = records_in(sheets_in((await web.get("/cases.xlsx", "samr")).content)["案件列表"])
        assert record["园区或者项目"] == name


async def test_a_csv_begins_with_the_mark_that_makes_excel_read_chinese(web: Web) -> None:
    answer = await web.get("/cases.csv", "samr")
    assert answer.content.startswith(b"\xef\xbb\xbf" + "案件编号,".encode())
    assert unquote(answer.headers["content-disposition"]).endswith("案件列表.csv")


async def test_the_last_sheet_says_by_what_it_was_filtered_who_and_when(web: Web) -> None:
    await web.add_case("js-1")
    found = sheets_in((await web.get("/cases.xlsx?q=slyh&due_within=30&overdue=true", "prov-js")).content)
    told = dict(found["说明"])
    assert (told["筛选条件"], told["行数"]) == ("“slyh”，已逾期，30天内到期", 0)
    assert told["导出单位"] == "江苏省市场监督管理局"
    assert dict(sheets_in((await web.get("/cases.xlsx", "prov-js")).content)["说明"])["筛选条件"] == "无"


async def test_an_export_is_entered_in_the_audit_log_with_its_filter(web: Web) -> None:
    for kind in ("csv", "xlsx"):
        await web.get(f"/cases.{kind}?overdue=true", "samr")
    entries = (await web.get("/audit?action=table.export", "supervisor")).json()["items"]
    told = [each["detail"] for each in entries if each["action"] == "table.export"]
    assert told == ["导出案件列表（已逾期）"] * 2


async def test_the_page_offers_what_is_shown(web: Web) -> None:
    await web.add_case("js-1")
    page = await (await visitor(web).login("samr")).get("/cases?q=slyh&stage=application")
    assert page.links()["导出XLSX"] == "/api/v1/cases.xlsx?q=slyh&programme=zone&stage=application"
    for words in ("导出XLSX", "导出CSV"):
        assert (await web.call("GET", page.links()[words], "samr")).status_code == 200


@pytest.mark.parametrize("path", ["/cases.xlsx", "/cases.csv"])
async def test_nobody_exports_without_signing_in(web: Web, path: str) -> None:
    assert (await web.get(path)).status_code == 401
