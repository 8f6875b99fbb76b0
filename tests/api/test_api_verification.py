"""真伪核验: whoever holds a document learns whether it was issued, and whether it still stands. Nobody signs in."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from api.files import LARGEST
from config import Environment
from db.models import StoredFile
from services.documents.digests import digests
from tests.support.issued import CODE, PDF, issued, relate
from tests.support.web import ON_BOTH_DATABASES, Web

PATH = "/public/documents/verify"
SILENT = {"case_id", "facts", "id"}
"""What the answer never names."""


@ON_BOTH_DATABASES
async def test_the_file_either_digest_and_the_code_find_the_same_document(web: Web) -> None:
    await issued(web)
    found = digests(PDF)
    uploaded = (await web.post(PATH, files={"file": ("公示.pdf", PDF)})).json()
    assert uploaded["registered"] is True
    assert uploaded["digests"] == {"sha256": found.sha256, "sm3": found.sm3}
    assert uploaded["advice"][0] == "手中的文件与登记的文书逐字节相同。"
    by_others = [
        (await web.post(PATH, json=body)).json()
        for body in ({"sha256": found.sha256}, {"sm3": found.sm3}, {"code": CODE}, {"sha256": found.sha256.upper()})
    ]
    assert [each["document"] for each in by_others] == [uploaded["document"]] * 4
    assert (await web.get(f"/public/documents/{CODE}")).json() == uploaded["document"]


async def test_the_answer_says_number_title_organs_date_digests_and_versions_and_nothing_of_the_case(web: Web) -> None:
    await issued(web)
    found = digests(PDF)
    told = (await web.get(f"/public/documents/{CODE}")).json()
    assert told == {
        "number": "示公示〔2025〕1号",
        "title": "市场监管总局关于示例一号园区的公示",
        "issuers": ["市场监管总局"],
        "on": "2025-10-09",
        "standing": {"key": "valid", "label": "有效", "later": []},
        "files": [
            {
                "format": "pdf",
                "media_type": "application/pdf",
                "sha256": found.sha256,
                "sm3": found.sm3,
                "size": len(PDF),
            }
        ],
        "regulation": "《全国质量品牌提升示范区管理办法（试行）》（2024年3月14日印发）",
        "policy_version": "zone-2025-1",
        "is_sample": True,
    }
    assert not SILENT & told.keys()


async def test_a_withdrawn_document_names_the_one_that_withdrew_it(web: Web) -> None:
    notice = await issued(web)
    withdrawal = await issued(web, 2, kind="notice_withdrawal", title="关于撤回公示的公告", number="示公止〔2025〕1号")
    await relate(web, notice, withdrawal, "withdrawn")
    told = (await web.post(PATH, json={"code": CODE})).json()
    assert told["conclusion"].endswith("《市场监管总局关于示例一号园区的公示》，已撤回。")
    assert "本件已被撤回，不再有效。" in told["advice"]
    [later] = told["document"]["standing"]["later"]
    assert (later["relation"], later["number"], later["on"]) == ("withdrawn", "示公止〔2025〕1号", "2025-10-09")
    listed = (await web.get("/cases/zone-js-1-case-1/documents", "samr")).json()["items"]
    assert [each["standing"]["key"] for each in listed] == ["withdrawn", "valid"]
    assert listed[0]["verify_path"] == f"/verify/{CODE}"


@pytest.mark.article("zone:27#2")
async def test_a_revocation_that_was_withdrawn_itself_no_longer_counts(web: Web) -> None:
    recognition = await issued(web, kind="recognition")
    revocation = await issued(web, 2, kind="revocation_decision")
    withdrawal = await issued(web, 3, kind="decision_withdrawal")
    await relate(web, recognition, revocation, "revoked")
    assert (await web.get(f"/public/documents/{CODE}")).json()["standing"]["label"] == "所载认定已被撤销"
    await relate(web, revocation, withdrawal, "withdrawn")
    assert (await web.get(f"/public/documents/{CODE}")).json()["standing"]["label"] == "有效"


async def test_one_changed_byte_is_told_with_what_to_do(web: Web) -> None:
    await issued(web)
    answer = await web.post(PATH, files={"file": ("公示.pdf", PDF + b"\n")})
    told = answer.json()
    assert (answer.status_code, told["registered"], told["document"]) == (200, False, None)
    assert told["conclusion"] == "该文件没有登记：它不是平台制发的文书，或者已被改动。"
    assert any("索取平台制发的原始电子文件" in each for each in told["advice"])
    assert any("发文机关核实" in each for each in told["advice"])
    assert told["digests"]["sha256"] == hashlib.sha256(PDF + b"\n").hexdigest()


@pytest.mark.parametrize("body", [{"sha256": "0" * 64}, {"sm3": "0" * 64}, {"code": "k3yOf-the_Document_22X"}])
async def test_what_is_not_registered_is_an_answer_and_not_an_error(web: Web, body: dict[str, str]) -> None:
    await issued(web)
    answer = await web.post(PATH, json=body)
    assert (answer.status_code, answer.json()["registered"]) == (200, False)


async def test_an_unknown_code_in_an_address_is_not_found_and_says_what_to_do(web: Web) -> None:
    answer = await web.get("/public/documents/unknown")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "没有登记核验码与此相同的文书。" in answer.json()["detail"]
    assert "核验码区分大小写" in answer.json()["detail"]


@pytest.mark.parametrize("number", ["示公示〔2025〕1号", "zone-js-1-case-1-document-1-0", "%"])
async def test_a_number_reveals_nothing(web: Web, number: str) -> None:
    await issued(web)
    assert (await web.get(f"/public/documents/{number}")).status_code == 404
    assert (await web.post(PATH, json={"code": number})).json()["document"] is None
    assert (await web.post(PATH, json={"number": number})).status_code == 422


@pytest.mark.parametrize("state", ["ordered", "failed"])
async def test_a_document_not_yet_issued_is_not_registered(web: Web, state: str) -> None:
    await issued(web, state=state)
    assert (await web.get(f"/public/documents/{CODE}")).status_code == 404


async def test_an_empty_and_a_too_large_file_are_refused_in_chinese(web: Web) -> None:
    empty = await web.post(PATH, files={"file": ("空.pdf", b"")})
    assert (empty.status_code, empty.json()["detail"]) == (422, "文件是空的，没有核验。")
    fitting = await web.post(PATH, files={"file": ("a.pdf", b"a" * LARGEST)})
    assert fitting.json()["registered"] is False
    for size in (LARGEST + 1, LARGEST + 2 * 1024 * 1024):
        answer = await web.post(PATH, files={"file": ("a.pdf", b"a" * size)})
        assert answer.status_code == 413
        assert "不得超过" in answer.json()["detail"]


@pytest.mark.parametrize(
    "body", [{}, {"code": "a", "sm3": "0" * 64}, {"sha256": "0" * 63}, {"sha256": "g" * 64}, {"code": ""}]
)
async def test_a_malformed_question_is_refused_in_chinese(web: Web, body: dict[str, str]) -> None:
    answer = await web.post(PATH, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]
    assert (await web.post(PATH, files={"other": ("a.pdf", b"a")})).status_code == 422


async def test_a_body_that_is_no_form_is_refused_in_chinese(web: Web) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "application/json", "text/plain"):
        answer = await web.call("POST", f"/api/v1{PATH}", headers={"Content-Type": kind}, content=b"\xff no form")
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), kind


async def test_only_in_production_a_document_is_no_sample(web: Web) -> None:
    await issued(web)
    body = {"code": CODE}
    assert "不具有法律效力" in (await web.post(PATH, json=body)).json()["advice"][-1]
    settings = web.services.settings.model_copy(update={"env": Environment.PRODUCTION})
    web.app.services = replace(web.services, settings=settings)
    told = (await web.post(PATH, json=body)).json()
    assert (told["document"]["is_sample"], len(told["advice"])) == (False, 1)


async def test_what_is_uploaded_is_not_kept(web: Web, tmp_path: Path) -> None:
    await issued(web)
    before = kept(tmp_path)
    await web.post(PATH, files={"file": ("公示.pdf", PDF)})
    assert kept(tmp_path) == before
    async with web.register.read() as session:
        assert await session.scalar(select(func.count()).select_from(StoredFile)) == 0


def kept(folder: Path) -> list[Path]:
    """Files beside the database's own."""
    return sorted(path for path in folder.rglob("*") if "register.db" not in path.name)
