"""Every character that a name may hold is on the page, or openly 〓: the fonts lack none of GBK but one."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from pypdf.generic import ByteStringObject, ContentStream, TextStringObject

from services.documents.content import Block, Content
from services.documents.fonts import covered
from services.documents.pdf import GETA, to_pdf
from services.documents.samples import sample
from services.documents.wording import compose

_TRAILS = [trail for trail in range(0x40, 0xFF) if trail != 0x7F]
LACKING = "≒"
"""Of GBK's signs the one that the font package does not hold."""


def gbk() -> str:
    """Every character that GBK writes in two bytes."""
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in _TRAILS)
    return "".join(pair.decode("gbk", errors="ignore") for pair in pairs)


def saying(text: str) -> Content:
    content = compose(sample("creation_refusal"))
    return content.model_copy(update={"body": (Block(kind="p", text=text),)})


def glyph_numbers(reader: PdfReader) -> Iterator[int]:
    """The numbers of all glyphs that the pages show; 0 is the empty box of a font."""
    for page in reader.pages:
        for operands, _ in ContentStream(page.get_contents(), reader).operations:
            for shown in (
                each for operand in operands for each in (operand if isinstance(operand, list) else [operand])
            ):
                if isinstance(shown, ByteStringObject | TextStringObject):
                    data = shown.original_bytes
                    yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))


def squeezed(reader: PdfReader) -> str:
    return "".join("".join(page.extract_text().split()) for page in reader.pages)


def test_every_character_of_gbk_has_a_glyph_on_the_page() -> None:
    every = gbk()
    assert len(every) > 21_700
    assert [each for each in every if ord(each) not in covered()] == [LACKING]
    reader = PdfReader(io.BytesIO(to_pdf(saying(every.replace(LACKING, "")))))
    numbers = list(glyph_numbers(reader))
    assert len(numbers) > len(every)
    assert 0 not in numbers
    assert GETA * 2 not in squeezed(reader)


def test_what_gbk_has_and_the_fonts_have_not_is_shown_openly() -> None:
    text = squeezed(PdfReader(io.BytesIO(to_pdf(saying(f"甲{LACKING}乙")))))
    assert "甲〓乙" in text
    assert "字库缺字，以“〓”代替：U+2252。" in text


@pytest.mark.parametrize("name", ["㛃", "𠅤", "𬱖", "𣲘", "堃", "喆", "镕", "𠮷"])
def test_a_rare_name_is_shown_or_openly_replaced(name: str) -> None:
    reader = PdfReader(io.BytesIO(to_pdf(saying(f"张{name}某"))))
    held = ord(name) in covered()
    assert (f"张{name}某" if held else "张〓某") in squeezed(reader)
    assert ("字库缺字" in squeezed(reader)) != held
    assert 0 not in glyph_numbers(reader)


def test_the_file_declares_itself_archivable_and_accessible_with_its_code_too() -> None:
    data = to_pdf(compose(sample("consultation_letter", check_code="1")))
    reader = PdfReader(io.BytesIO(data))
    metadata = reader.xmp_metadata
    assert metadata is not None
    said = metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
