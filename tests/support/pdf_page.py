"""A finished page of a PDF, measured in millimetres from its upper left corner."""

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import pypdfium2
import zxingcpp
from pypdfium2 import raw

MM = 72 / 25.4
ABOVE = 0.88
"""What of an em square stands above the baseline."""


class Rule(NamedTuple):
    """A horizontal rule: from where to where, the middle of its weight, its weight."""

    left: float
    right: float
    middle: float
    weight: float

    @property
    def width(self) -> float:
        return self.right - self.left


class Glyph(NamedTuple):
    """One character and its em square: what its font makes of it has no part in that."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    glyphs: list[Glyph]
    rules: list[Rule]
    """The horizontal rules that span at least 100 mm, from top to bottom."""

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.glyphs)

    def found(self, words: str) -> list[Glyph]:
        """The glyphs of the first place where these words stand."""
        at = self.text.index(words)
        return self.glyphs[at : at + len(words)]


def pages(data: bytes) -> list[Page]:
    """Every page of a PDF."""
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        return [Page(_glyphs(page), _rules(page)) for page in pdf]


def symbols(data: bytes, dots: int = 300) -> list[list[zxingcpp.Barcode]]:
    """The bar codes that a reader finds on each page, printed with so many dots an inch."""
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        return [_symbols(page, dots) for page in pdf]


def _rules(page: pypdfium2.PdfPage) -> list[Rule]:
    return sorted((rule for rule in map(_rule, _paths(page)) if rule.width > 100), key=lambda rule: rule.middle)


def _paths(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    return (each for each in page.get_objects() if each.type == raw.FPDF_PAGEOBJ_PATH)


def _rule(path: pypdfium2.PdfObject) -> Rule:
    left, bottom, right, top = (value / MM for value in path.get_bounds())
    stroked = _stroked(path)
    high = top - bottom
    # PDFium adds the weight of a stroke on every side.
    weight, grown = (high / 2, high / 2) if stroked else (high, 0.0)
    return Rule(left + grown, right - grown, 297 - (top + bottom) / 2, weight)


def _stroked(path: pypdfium2.PdfObject) -> bool:
    fill, stroke = raw.c_int(), raw.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        left, _, right, _ = (value / MM for value in text.get_charbox(index, loose=True))
        across, up = raw.c_double(), raw.c_double()
        raw.FPDFText_GetCharOrigin(text, index, across, up)
        size, baseline = raw.FPDFText_GetFontSize(text, index) / MM, 297 - up.value / MM
        found.append(
            Glyph(text.get_text_range(index, 1), left, baseline - ABOVE * size, right, baseline + (1 - ABOVE) * size)
        )
    return found


def _symbols(page: pypdfium2.PdfPage, dots: int) -> list[zxingcpp.Barcode]:
    bitmap = page.render(scale=dots / 72, grayscale=True)
    grey = memoryview(bitmap.buffer).cast("B", shape=[bitmap.height, bitmap.stride])
    return zxingcpp.read_barcodes(grey)
