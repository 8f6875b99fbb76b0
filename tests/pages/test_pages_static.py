"""What the pages borrow is what was looked at, free of what is not ours to use, and our own."""

import hashlib
import json
import re
from pathlib import Path

from tests.support.page_rows import visitor
from tests.support.web import Web

STATIC = Path(__file__).parents[2] / "static"


def test_the_borrowed_style_sheet_is_the_one_that_was_looked_at() -> None:
    lock = json.loads((STATIC / "vendor.lock.json").read_text(encoding="utf-8"))
    content = (STATIC / lock["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == lock["file_sha256"]
    for foreign in (b"GDS Transport", b"Calvert", b"crest", b"@font-face", b"@import", b"url("):
        assert foreign not in content


async def test_every_page_asks_only_for_files_that_are_there(web: Web) -> None:
    browser = visitor(web)
    page = await browser.get("/notices")
    for link in page.root.all("link"):
        answer = await browser.http.get(link.attrs["href"])
        assert answer.status_code == 200, link.attrs
        assert answer.headers["content-type"].startswith(("text/css", "image/svg+xml"))


def test_every_class_of_our_own_in_templates_has_its_rule() -> None:
    rules = set(re.findall(r"\.(zh-[a-z_-]+)", (STATIC / "zhicheng.css").read_text(encoding="utf-8")))
    templates = (STATIC.parent / "templates").rglob("*.html")
    used = {name for path in templates for name in re.findall(r"\bzh-[a-z_-]+", path.read_text(encoding="utf-8"))}
    begun = {name for name in used if name.endswith("-")}
    made = {rule for rule in rules if rule.startswith(tuple(begun))}
    assert used - begun - made == rules - made
    assert all(any(rule.startswith(name) for rule in made) for name in begun)


async def test_what_people_read_travels_compressed_and_documents_as_they_are(web: Web) -> None:
    browser = visitor(web)
    for path in ("/notices", "/static/govuk-frontend.css", "/static/live.js"):
        answer = await browser.http.get(path)
        assert answer.headers["content-encoding"] == "gzip", path
        assert "Accept-Encoding" in answer.headers["vary"], path
    assert "content-encoding" not in (await browser.http.get("/openapi.json")).headers
    plain = await browser.http.get("/notices", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
