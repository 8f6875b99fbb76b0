"""The page: GB/T 9704-2012, measured from the finished PDF."""

import hashlib
import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from domain.citation import cited
from domain.date_rules import derive
from domain.policy import ZonePolicy
from services.documents.content import Block, Content, Specimen
from services.documents.kinds import KINDS
from services.documents.pdf import to_pdf
from services.documents.samples import sample, stated
from services.documents.wording import compose
from tests.support.calendars import CALENDAR

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
PAGE_HEIGHT = 297 * MM
PITCH = (225 * MM - 15.75) / 21
BASELINE = 0.88 * 15.75
"""From the top of a line of 3号 type to its baseline."""


def read(content: Content) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(content)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages_of(content: Content) -> list[str]:
    """The text of each page without its number."""
    pages = enumerate(read(content).pages, start=1)
    return [squeezed(page.extract_text()).replace(f"—{number}—", "") for number, page in pages]


def lines_of(page: PageObject) -> list[tuple[str, float, float]]:
    """(text, mm from the left edge, mm from the top edge to the top of the line) of each line of 3号 type."""
    found: list[tuple[str, float, float]] = []

    def visit(text: str, position: list[float], _: Any, __: Any, size: float) -> None:
        if text.strip() and size == pytest.approx(15.75):
            left, baseline = position[4], PAGE_HEIGHT - position[5]
            found.append((text, left / MM, (baseline - BASELINE) / MM))

    page.extract_text(visitor_text=visit)
    return found


def filled(kind: str = "public_notice", **changes: Any) -> Content:
    """A document whose second page is full of text."""
    body = (Block(kind="p", text="国" * (28 * 60)),)
    return compose(sample(kind, deadlines=())).model_copy(update={"body": body, **changes})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_a_page_that_can_be_read_back(kind: str) -> None:
    facts = sample(kind)
    content = compose(facts)
    text = "".join(pages_of(content))
    assert squeezed(content.title) in text
    assert facts.number in text
    assert cited(facts.basis) in text
    for line in content.provenance:
        assert squeezed(line) in text
    for block in content.body:
        assert squeezed(block.text) in text
    for each in content.explanations:
        assert squeezed(each.heading) in text
        for source, line in each.lines:
            assert squeezed(source + line) in text


@pytest.mark.parametrize("kind", KINDS)
def test_page_one_carries_text_of_the_body(kind: str) -> None:
    content = compose(sample(kind))
    assert squeezed(content.body[0].text)[:20] in pages_of(content)[0]


def test_a_full_page_has_22_lines_of_28_characters_from_edge_to_edge() -> None:
    lines = [line for line in lines_of(read(filled()).pages[1]) if "国" in line[0]]
    assert [len(text.strip()) for text, _, _ in lines] == [28] * 22
    for row, (_, left, top) in enumerate(lines):
        assert left == pytest.approx(28, abs=0.05)
        assert top == pytest.approx(37 + row * PITCH / MM, abs=0.05)
    assert lines[-1][2] + 15.75 / MM == pytest.approx(262, abs=0.05)


def test_title_headings_and_tables_keep_every_line_on_the_grid() -> None:
    table = Block(kind="table", head=("序号", "园区"), rows=(("1", "甲园区"),))
    heading = Block(kind="h1", text="一、名单")
    text = Block(kind="p", text="国" * 100)
    content = filled()
    content = content.model_copy(update={"body": (text, table, text, heading, table, heading, text, table, text)})
    for page in read(content).pages:
        for text, _, top in lines_of(page):
            if "国" in text or "名单" in text:
                assert (top - 37) * MM / PITCH == pytest.approx(round((top - 37) * MM / PITCH), abs=0.01)


def test_the_rule_of_the_imprint_lies_on_the_lower_edge_of_the_text_area() -> None:
    last = read(compose(sample("creation_approval"))).pages[-1]
    tops: list[tuple[float, str]] = []
    last.extract_text(visitor_text=lambda text, at, _, __, ___: tops.append(((PAGE_HEIGHT - at[5]) / MM, text)))
    printed = next(top for top, text in tops if "2025年10月9日印发" in text)
    assert 255 < printed < 262


def test_identical_content_gives_identical_bytes_in_another_process_too() -> None:
    script = (
        "import hashlib; from services.documents.samples import sample;"
        "from services.documents.pdf import to_pdf; from services.documents.wording import compose;"
        "print(hashlib.sha256(to_pdf(compose(sample('recognition')))).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT, text=True)
    assert run.stdout.strip() == hashlib.sha256(to_pdf(compose(sample("recognition")))).hexdigest()


def test_other_content_gives_other_bytes() -> None:
    assert to_pdf(compose(sample("recognition"))) != to_pdf(compose(sample("recognition", number="示创审〔2025〕13号")))


def test_every_font_is_embedded() -> None:
    fonts = read(compose(sample("recognition"))).pages[0]["/Resources"]["/Font"]
    descendants = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts.values()]
    assert descendants
    assert all("/FontFile3" in each["/FontDescriptor"].get_object() for each in descendants)


def test_the_file_declares_itself_archivable_and_accessible() -> None:
    data = to_pdf(compose(sample("recognition")))
    assert b"pdfaid:part" in data
    assert b"pdfuaid:part" in data


@pytest.mark.parametrize("annexes", [(), ("创建方案", "自查报告")])
def test_the_signature_never_stands_on_a_page_without_text(annexes: tuple[str, ...]) -> None:
    for characters in range(28, 28 * 24, 28):
        body = (Block(kind="p", text="国" * characters),)
        signed = next(page for page in pages_of(filled(body=body, annexes=annexes)) if "样章" in page)
        assert "国国" in signed, characters


@pytest.mark.parametrize(("specimen", "places"), [(Specimen.DEMONSTRATION, 5), (Specimen.NONE, 0)])
def test_a_seal_is_never_forged_only_its_place_is_marked_in_samples(specimen: Specimen, places: int) -> None:
    text = "".join(pages_of(compose(sample("recognition", specimen=specimen))))
    assert text.count("样章") == places


def test_a_character_the_fonts_lack_is_replaced_openly() -> None:
    facts = sample("renewal_failed", data={"reasons": "联系人𠮷某😀"})
    text = "".join(pages_of(compose(facts)))
    assert "联系人〓某〓" in text
    assert "字库缺字，以“〓”代替：U+1F600、U+20BB7。" in text


def test_typed_text_is_never_read_as_typst() -> None:
    typed = '#panic("x") $x^2$ *粗* \\ "引号" @标签'
    assert squeezed(typed) in "".join(pages_of(compose(sample("renewal_failed", data={"reasons": typed}))))


def test_a_row_of_a_table_stays_whole_and_only_an_endless_one_breaks() -> None:
    rows = tuple((str(number), "甲" * 20 + "乙" * 20) for number in range(1, 31))
    endless = ("31", "丙" * 2000)
    table = Block(kind="table", head=("序号", "评估情况"), rows=(*rows, endless))
    pages = pages_of(filled(body=(table, Block(kind="p", text="国"))))
    assert all(page.count("甲") == page.count("乙") for page in pages)
    assert sum(page.count("丙") for page in pages) == 2000


@pytest.mark.parametrize("kind", [kind for kind in KINDS if stated(kind)])
def test_the_derivation_of_the_dates_stands_after_the_signature_on_a_page_of_its_own(kind: str) -> None:
    content = compose(sample(kind))
    pages = pages_of(content)
    begins = [page.startswith("附件期限说明") for page in pages]
    assert begins.count(True) == 1
    assert "样章" in pages[begins.index(True) - 1]
    assert "样章" not in "".join(pages[begins.index(True) :])
    assert ("2025年10月9日印发" in pages[-1]) == (content.form == "document")


def test_an_annex_of_a_long_count_repeats_its_head_on_the_next_page() -> None:
    deadline = derive("zone-notice", date(2025, 9, 30), {"working_days": 60}, ZonePolicy(), CALENDAR)
    pages = pages_of(compose(sample("public_notice", deadlines=(deadline,))))
    annex = pages[next(number for number, page in enumerate(pages) if page.startswith("附件期限说明")) :]
    assert len(annex) > 1
    assert all("来源推导" in page for page in annex if "工作日" in page)
    for line in deadline.lines:
        assert any(squeezed(line.text) in page for page in annex), line.text


def test_a_document_that_ends_with_a_table_is_signed_too() -> None:
    table = Block(kind="table", head=("序号", "园区"), rows=(("1", "甲园区"),))
    assert "样章" in "".join(pages_of(filled(body=(table,))))
