"""The page of the Word files: margins, grid, page numbers, the rules, the head of a letter."""

from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from services.documents import word_styles as styles
from services.documents.word_styles import GRID_PITCH, RED, element

OUTER, INNER = "8", "6"
"""Eighths of a point: about 0.35 mm and 0.25 mm."""
_RED_RULE = "16"
_NUMBER_BELOW, _NUMBER_HIGH, _LETTER_RULE_UP = 7, 5, 20
"""Millimetres: from the text area to the page number, its height, from the page's edge to a letter's second rule."""


def set_page(word: Document, *, letter: bool) -> None:
    """A4 with a text area of 156 × 225 mm on a grid of lines."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    section.header_distance = Mm(30) if letter else Mm(15)
    section.footer_distance = Mm(_LETTER_RULE_UP) if letter else Mm(35 - _NUMBER_BELOW - _NUMBER_HIGH)
    grid: Any = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(GRID_PITCH))
    if letter:
        section.different_first_page_header_footer = True
        _head(section.first_page_header.paragraphs[0])
        _rule(section.first_page_footer.paragraphs[0], "bottom", "thinThickSmallGap", 0)
    for part in (section.header, section.even_page_header):
        part.is_linked_to_previous = False
        part.paragraphs[0].style = styles.TINY


def _head(paragraph: Any) -> None:
    """发文机关标志 of a letter, with the red double rule 4 mm below it."""
    paragraph.text, paragraph.style = "{{ d.organ_head[0] }}", styles.HEAD
    _rule(paragraph, "bottom", "thickThinSmallGap", 11, style=styles.HEAD)


def _rule(paragraph: Any, side: str, pattern: str, space: int, style: str = styles.TINY) -> None:
    """A red double rule of 170 mm, centred on the page, 8 mm and 6 mm beyond the text area."""
    paragraph.style = style
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(-8), Mm(-6)
    _border(paragraph, side, pattern, "24", space)


def red_rule(paragraph: Any) -> None:
    """The rule below 发文字号: 4 mm under it and as wide as the text area."""
    _border(paragraph, "bottom", "single", _RED_RULE, 11)


def _border(paragraph: Any, side: str, pattern: str, size: str, space: int) -> None:
    edges = OxmlElement("w:pBdr")
    edges.append(element(f"w:{side}", val=pattern, sz=size, space=str(space), color=RED))
    properties = paragraph._p.get_or_add_pPr()
    before = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
    properties.insert_element_before(edges, *before)


def number_pages(word: Document, *, first_too: bool) -> None:
    """Page numbers between dashes, odd ones right, even ones left, one character in."""
    section = word.sections[0]
    word.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = styles.PAGE_NUMBER, align
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Pt(styles.CHARACTER)
        if not first_too:
            form.space_after = Mm(35 - _NUMBER_BELOW - _NUMBER_HIGH - _LETTER_RULE_UP)
        for piece in ("— ", "begin", "PAGE", "end", " —"):
            _piece(paragraph.add_run(), piece)


def _piece(run: Any, piece: str) -> None:
    if piece == "PAGE":
        field = OxmlElement("w:instrText")
        field.text = piece
        run._r.append(field)
    elif piece in ("begin", "end"):
        run._r.append(element("w:fldChar", fldCharType=piece))
    else:
        run.text = piece


def cell_rules(cell: Any, **sizes: str) -> None:
    """The rules of one cell by edge, in eighths of a point; of two that meet Word draws the heavier."""
    edges = OxmlElement("w:tcBorders")
    for edge in ("top", "bottom"):
        if edge in sizes:
            edges.append(element(f"w:{edge}", val="single", sz=sizes[edge], space="0", color="000000"))
    cell._tc.get_or_add_tcPr().insert_element_before(edges, "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")


def lay_at_the_foot(table: Table) -> None:
    """The table floats on the lower edge of the text area of its page, as wide as the area."""
    properties = table._tbl.tblPr
    place = element("w:tblpPr", leftFromText="0", rightFromText="0", vertAnchor="margin", horzAnchor="margin")
    place.set(qn("w:tblpXSpec"), "left")
    place.set(qn("w:tblpYSpec"), "bottom")
    properties.insert(1 if properties.find(qn("w:tblStyle")) is not None else 0, place)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="0", type="dxa"))
    properties.insert_element_before(margins, "w:tblLook")
