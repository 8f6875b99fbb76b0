"""A Word file read back: what it says block by block, and its parts."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from services.documents.content import Block, Content, cn_date


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def blocks(data: bytes) -> list[str]:
    """The text of every paragraph, the head of a letter first, those of a table cell by cell; empty ones left out."""
    word = opened(data)
    head = word.sections[0].first_page_header.paragraphs if word.sections[0].different_first_page_header_footer else []
    return [text for text in (*(each.text for each in head), *_texts(word.element.body)) if text]


def _texts(within: Any) -> Iterator[str]:
    for each in within.iter(qn("w:p")):
        if qn("w:txbxContent") not in {above.tag for above in each.iterancestors()}:
            yield Paragraph(each, None).text


def expected(content: Content) -> list[str]:
    """What a document of this content says, in the order of its page, block by block."""
    said = [
        *_head(content),
        "\n".join(content.title_lines),
        f"{content.recipients}：" if content.recipients else "",
        *(text for block in content.body for text in _block(block)),
        *_closing(content),
        *_explained(content),
        *_foot(content),
    ]
    return [each for each in said if each]


def _head(content: Content) -> list[str]:
    if content.form == "paper":
        return [content.annex_mark]
    if content.form == "letter":
        return [content.organ_head[0], content.number]
    together = len(content.organ_head) > 1
    head = (
        (*content.organ_head, content.head_word) if together else ("".join((*content.organ_head, content.head_word)),)
    )
    return [*head, content.number]


def _block(block: Block) -> Iterator[str]:
    yield block.text
    yield from block.head
    before = None
    for row in block.rows:
        yield from row[1:] if block.merged and row[0] == before else row
        before = row[0]


def _closing(content: Content) -> Iterator[str]:
    several = len(content.annexes) > 1
    for number, name in enumerate(content.annexes, start=1):
        yield ("附件：" if number == 1 else "") + (f"{number}." if several else "") + name
    date = cn_date(content.date)
    yield from content.organs[:-1]
    yield from [f"{content.organs[-1]}\n{date}"] if len(content.organs) > 1 else [content.organs[-1], date]
    yield f"（{content.note}）" if content.note else ""


def _explained(content: Content) -> Iterator[str]:
    if content.explanations:
        yield f"附件{len(content.annexes) if len(content.annexes) > 1 else ''}"
        yield content.annexes[-1]
    for each in content.explanations:
        yield from (each.heading, "来源", "推导", *(text for line in each.lines for text in line))


def _foot(content: Content) -> Iterator[str]:
    yield from content.provenance
    yield "真伪核验" if content.check_url else ""
    if content.form != "paper" and content.cc:
        yield f"抄送：{'，'.join(content.cc)}。"
    if content.form == "document":
        yield from (content.printer, f"{cn_date(content.printed_on)}印发")
