"""Each format of a document can be had from where it is offered: the page of its case, and the demonstration."""

from pathlib import Path

import httpx2

from db.models import DocumentFile
from onebox.demo_player import Player
from services.documents.digests import digests
from tests.support.issued import PDF, issued
from tests.support.page_rows import visitor
from tests.support.web import Web

DOCX = b"PK the same document for a word processor"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CASE = "zone-js-1-case-1"


async def issued_twice(web: Web) -> None:
    """A document with its two files in the store."""
    row, found = await issued(web), digests(DOCX)
    for content in (PDF, DOCX):
        await web.services.store.put(content)
    file = {"media_type": WORD, "sha256": found.sha256, "sm3": found.sm3, "size": len(DOCX)}
    async with web.register.write() as session:
        session.add(DocumentFile(document_id=row.id, **file))


async def test_every_link_to_a_document_on_its_case_leads_to_its_bytes(web: Web) -> None:
    await issued_twice(web)
    browser = await visitor(web).login("samr")
    links = [each for each in (await browser.get(f"/cases/{CASE}")).links().values() if "/documents/" in each]
    answers = [await browser.http.get(each) for each in links]
    found = {(each.status_code, each.headers["content-type"], each.content) for each in answers}
    assert {(200, "application/pdf", PDF), (200, WORD, DOCX)} <= found
    assert {status for status, *_ in found} == {200}


async def test_the_demonstration_leaves_every_document_in_each_of_its_formats(web: Web, tmp_path: Path) -> None:
    await issued_twice(web)
    async with Player("http://web") as player:
        await player._http.aclose()
        player._http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=web.app), base_url="http://web/api/v1")
        player._tokens["supervisor"] = await web.token("supervisor")
        assert await player.save_documents(CASE, tmp_path) == 1
    assert saved(tmp_path) == {".pdf": PDF, ".docx": DOCX}


def saved(folder: Path) -> dict[str, bytes]:
    return {each.suffix: each.read_bytes() for each in folder.glob("01-*")}
