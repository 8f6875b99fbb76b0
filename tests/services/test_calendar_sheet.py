"""Calendar releases in files: what is read, and where a mistake is said to stand."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from services.calendar_sheet import Unreadable, read, template
from tests.support.dated_cases import LONG

ROWS = "年份,2027\n文号,国办〔2026〕9号\n发布日期,2026年11月4日\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_sheet_is_read_whatever_program_wrote_it(encoding: str) -> None:
    text = f"{ROWS}\n类别,自,至\r\n放假,2027/1/1,2027.1.3\n上班, 2027-1-4 ,\n"
    found = read(text.encode(encoding))
    assert (found.year, found.document_number, found.issued_on) == (2027, "国办〔2026〕9号", date(2026, 11, 4))
    assert found.days_off == (date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3))
    assert found.make_up_workdays == (date(2027, 1, 4),)


def test_the_template_is_itself_a_release() -> None:
    assert read(template()).days_off[0] == date(2027, 1, 1)


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """A workbook in which dates are dates, as office programs write them."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return written.getvalue()


HEAD = (("年份", 2027), ("文号", "九号"), ("发布日期", date(2026, 11, 4)), ())


def test_a_workbook_is_read_with_dates_as_dates_or_as_text() -> None:
    found = read(workbook(*HEAD, ("放假", date(2027, 1, 1), "2027-01-02"), ("上班", "2027年1月9日")))
    assert (found.year, found.issued_on) == (2027, date(2026, 11, 4))
    assert found.days_off == (date(2027, 1, 1), date(2027, 1, 2))
    assert found.make_up_workdays == (date(2027, 1, 9),)


def test_a_mistake_in_a_workbook_is_said_with_its_cell_counting_empty_rows() -> None:
    with pytest.raises(Unreadable) as caught:
        read(workbook(*HEAD, ("放假", "下周")))
    assert caught.value.faults == ("第5行B列：应为日期，如2027-01-01",)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + bytes(100)])
def test_a_package_that_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="无法读取文件"):
        read(data)


def test_a_workbook_that_unpacks_to_more_than_any_sheet_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", bytes(21 * 1024 * 1024))
    with pytest.raises(Unreadable, match="无法读取文件"):
        read(bomb.getvalue())


def test_json_is_read_as_the_api_takes_it() -> None:
    assert read(LONG.model_dump_json().encode()) == LONG


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"{ROWS}放假,2027-02-30\n", "第4行B列：应为日期，如2027-01-01"),
        (f"{ROWS}放假,\n", "第4行B列：应为日期，如2027-01-01"),
        (f"{ROWS}放假,2027-01-03,2027-01-01\n", "第4行C列：“至”应当不早于“自”，并在31天以内"),
        (f"{ROWS}放假,2027-01-01,2027-03-01\n", "第4行C列：“至”应当不早于“自”，并在31天以内"),
        (f"{ROWS}调休,2027-01-01\n", "第4行A列：不认识“调休”，应为放假或者上班"),
        ("文号,九号\n发布日期,2026-11-04\n", "缺少“年份”一行"),
        ("年份,二〇二七\n文号,九号\n发布日期,2026-11-04\n", "第1行B列：应为四位数的年份"),
        ('{"year": 2027,\n}', "第2行：不是有效的JSON"),
        (json.dumps(LONG.model_dump(mode="json") | {"weekdays": []}), "不认识的字段：weekdays"),
        (
            json.dumps({"year": 2027, "document_number": "九号", "issued_on": "2026-11-04", "days_off": ["明天"]}),
            "days_off.0：缺少，或者格式不正确",
        ),
        ("\x00", "无法读取文件：请上传JSON文件，或者按模板填写的XLSX、CSV文件"),
    ],
)
def test_a_mistake_is_said_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text.encode())
    assert fault in caught.value.faults


def test_every_mistake_is_said_at_once() -> None:
    with pytest.raises(Unreadable) as caught:
        read("放假,一\n上班,二\n".encode())
    assert len(caught.value.faults) == 5


def test_bytes_that_are_no_text_are_no_file_of_ours() -> None:
    with pytest.raises(Unreadable, match="无法读取文件"):
        read(b"\xff\xff\xff")
