"""Files handed in and documents written: bytes, names, kinds and limits."""

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select

from api.files import LARGEST, safe_name, sniff
from db.models import CaseEvent, DocumentFile, DocumentRow, StoredFile
from tests.support.web import NOW, ON_BOTH_DATABASES, Web


def package(*parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return stream.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("说明\r\n".encode(), "text/plain"),
        ("说明".encode("gb18030"), "text/plain"),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (package("a.txt"), None),
        (b"PK\x03\x04broken", None),
        (b"MZ\x90\x00", None),
        (b"\x7fELF", None),
        (b"GIF89a\x00", None),
        (b"", None),
    ],
)
def test_the_content_tells_the_kind(data: bytes, media_type: str | None) -> None:
    assert sniff(data) == media_type


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报告.PDF", "报告.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\资料\\证据.exe", "证据.exe.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ("", "附件.pdf"),
        ("长" * 300, "长" * 200 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert safe_name(given, ".pdf") == kept


async def test_an_upload_comes_back_as_it_was_under_its_chinese_name(web: Web) -> None:
    answer = await web.post("/files", "park-js-1", files={"file": ("自查报告.pdf", b"%PDF-1.7 content")})
    stored = answer.json()
    assert (answer.status_code, stored["name"], stored["size"]) == (201, "自查报告.pdf", 16)
    back = await web.get(f"/files/{stored['id']}", "park-js-1")
    assert back.content == b"%PDF-1.7 content"
    assert back.headers["etag"] == f'"{stored["sha256"]}"'
    assert unquote(back.headers["content-disposition"]).endswith("自查报告.pdf")
    again = await web.get(f"/files/{stored['id']}", "park-js-1", headers={"If-None-Match": back.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@ON_BOTH_DATABASES
async def test_a_file_is_for_its_uploader_until_it_is_attached(web: Web) -> None:
    case = await web.add_case()
    stored = (await web.post("/files", "park-js-1", files={"file": ("a.txt", b"a")})).json()["id"]
    assert (await web.get(f"/files/{stored}", "prov-js")).status_code == 404
    async with web.register.write() as session:
        session.add(
            CaseEvent(
                case_id=case.id,
                workflow_id="zone/js-1/case-1",
                step=1,
                position=0,
                at=NOW,
                kind="x",
                text="x",
                attachments=[stored],
            )  # fmt: skip
        )
    assert (await web.get(f"/files/{stored}", "prov-js")).status_code == 200
    assert (await web.get(f"/files/{stored}", "prov-zj")).status_code == 404


async def test_what_is_not_accepted_is_refused_with_what_is(web: Web) -> None:
    answer = await web.post("/files", "samr", files={"file": ("a.pdf", b"MZ\x90\x00")})
    assert answer.status_code == 422
    assert "PDF" in answer.json()["detail"]


async def test_a_file_beyond_twenty_megabytes_is_too_large(web: Web) -> None:
    fitting = await web.post("/files", "samr", files={"file": ("a.txt", b"a" * LARGEST)})
    assert fitting.status_code == 201
    for size in (LARGEST + 1, LARGEST + 2 * 1024 * 1024):
        answer = await web.post("/files", "samr", files={"file": ("a.txt", b"a" * size)})
        assert answer.status_code == 413
        assert answer.headers["content-type"] == "application/problem+json"


async def test_while_the_store_is_down_no_file_is_taken_and_none_is_said_to_be_missing(
    web: Web, tmp_path: Path
) -> None:
    stored = (await web.post("/files", "samr", files={"file": ("a.txt", b"kept")})).json()
    shelf = tmp_path / "documents" / hashlib.sha256(b"a").hexdigest()[:2]
    shelf.write_text("a file where a folder should be")
    (tmp_path / "documents" / stored["sha256"][:2]).rename(tmp_path / "moved")
    (tmp_path / "documents" / stored["sha256"][:2]).write_text("another")
    refused = await web.post("/files", "samr", files={"file": ("a.txt", b"a")})
    silent = await web.get(f"/files/{stored['id']}", "samr")
    for answer in (refused, silent):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert answer.json()["detail"] == "文件库没有应答，请稍后重试。"
    async with web.register.read() as session:
        assert await session.scalar(select(func.count()).select_from(StoredFile)) == 1


PDF = "application/pdf"


async def a_document(web: Web, sha256: str = "", **facts: object) -> str:
    case = await web.add_case()
    row = DocumentRow(
        id=f"{case.id}-document-1-0", case_id=case.id, workflow_id="zone/js-1/case-1", step=1, position=0,
        kind="creation_application", title="创建申请", number="示创申〔2025〕1号", issuers=["park-js-1"], facts={},
        on=date(2025, 10, 9), created_at=NOW, **facts,
    )  # fmt: skip
    async with web.register.write() as session:
        session.add(row)
        if sha256:
            session.add(DocumentFile(document_id=row.id, media_type=PDF, sha256=sha256, sm3="1" * 64, size=17))
    return row.id


async def test_a_document_is_served_with_its_number_and_title(web: Web) -> None:
    digest = await web.services.store.put(b"%PDF-1.7 document")
    found = await a_document(web, state="stored", sha256=digest)
    answer = await web.get(f"/documents/{found}?format=pdf", "prov-js")
    assert (answer.content, answer.headers["content-type"]) == (b"%PDF-1.7 document", "application/pdf")
    assert answer.headers["etag"] == f'"{digest}"'
    assert unquote(answer.headers["content-disposition"]).endswith("示创申〔2025〕1号创建申请.pdf")
    listed = (await web.get("/cases/zone-js-1-case-1/documents", "prov-js")).json()["items"][0]
    assert (listed["number"], listed["issuers"]) == ("示创申〔2025〕1号", ["示例一号园区管理委员会"])


async def test_a_document_of_another_province_does_not_exist(web: Web) -> None:
    found = await a_document(web, state="ordered")
    assert (await web.get(f"/documents/{found}", "prov-zj")).status_code == 404


async def test_a_document_still_being_written_says_when_to_ask_again(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.json.documents._TRIES", 2)
    found = await a_document(web, state="ordered")
    answer = await web.get(f"/documents/{found}", "prov-js")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


async def test_a_document_is_served_with_a_chinese_file_name(web: Web) -> None:
    digest = await web.services.store.put(b"%PDF-1.7 document")
    found = await a_document(web, state="stored", sha256=digest)
    answer = await web.get(f"/documents/{found}?format=pdf", "prov-js")
    assert (answer.content, answer.headers["content-type"]) == (b"%PDF-1.7 document", PDF)
    assert unquote(answer.headers["content-disposition"]).endswith("示创申〔2025〕1号创建申请.pdf")
    listed = (await web.get("/cases/zone-js-1-case-1/documents", "prov-js")).json()["items"][0]
    assert listed["files"] == [
        {"format": "pdf", "media_type": PDF, "sha256": digest, "sm3": "1" * 64, "size": 17},
    ]


async def test_a_format_in_which_a_document_was_not_written_says_which_there_are(web: Web) -> None:
    found = await a_document(web, state="stored", sha256="0" * 64)
    answer = await web.get(f"/documents/{found}?format=docx", "prov-js")
    assert (answer.status_code, answer.json()["detail"]) == (422, "本件没有DOCX格式，请下载PDF。")
    assert (await web.get(f"/documents/{found}?format=odt", "prov-js")).status_code == 422
