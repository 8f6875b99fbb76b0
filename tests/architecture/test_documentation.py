"""What the documents say of the code is so."""

import re
from pathlib import Path

import pytest

from config import Settings
from onebox.people import BODIES, PASSWORD
from tests.support import source_tree

DOCS = source_tree.ROOT / "docs"
README = (source_tree.ROOT / "README.md").read_text(encoding="utf-8")
ADRS = sorted((DOCS / "adr").glob("*.md"))
PAGES = [source_tree.ROOT / "README.md", source_tree.ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def test_the_readme_and_the_page_on_signing_in_list_every_setting_with_its_default() -> None:
    tables = README + (DOCS / "signing-in.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(ZHICHENG_\w+)` \| (?:`([^`]*)`)? ?\|", tables, re.MULTILINE))
    prefix = Settings.model_config["env_prefix"]
    assert listed == {
        f"{prefix}{name.upper()}": str(getattr(field.default, "value", field.default))
        for name, field in Settings.model_fields.items()
    }


def test_the_readme_names_every_demonstration_account_and_the_password() -> None:
    table = README.split("## Demonstration accounts")[1].split("## ")[0]
    accounts = {account for body in BODIES for account in body.accounts}
    assert set(re.findall(r"`([^`]+)`", table)) == {PASSWORD, *accounts}


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) <= 120


@pytest.mark.parametrize("page", PAGES, ids=source_tree.name)
def test_a_link_of_a_document_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=source_tree.name)
def test_a_file_named_in_a_document_exists(page: Path) -> None:
    """Paths with a folder in them; patterns (``*``, ``NN``, ``…``, ``{``) and what running makes are left out."""
    folders = "|".join((*source_tree.PACKAGES, "docs", "tests", "regulations", "templates", "static", "bench"))
    named = re.findall(rf"`((?:{folders})/[\w./-]*)`", page.read_text(encoding="utf-8"))
    patterns = re.compile(r"NN|YYYY|docs/adr/\d{4}$")
    assert [each for each in named if not patterns.search(each) and not (source_tree.ROOT / each).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=source_tree.name)
def test_a_make_target_named_in_a_document_exists(page: Path) -> None:
    makefile = (source_tree.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize("record", ADRS, ids=lambda path: path.stem)
def test_a_decision_record_has_its_four_parts(record: Path) -> None:
    headings = re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Alternatives"]


def test_decision_records_are_numbered_without_a_gap() -> None:
    assert [path.name[:4] for path in ADRS] == [f"{number:04d}" for number in range(1, len(ADRS) + 1)]


def test_a_decision_record_cited_in_the_code_exists() -> None:
    numbers = {path.name[:4] for path in ADRS}
    cited = {
        number
        for path in source_tree.own_files()
        for number in re.findall(r"docs/adr/(\d{4})", path.read_text(encoding="utf-8"))
    }
    assert cited <= numbers
