"""The paragraph styles of the Word files: GB/T 9704-2012 in Word's own figures, named as an office names them.

Word's 三号 is 16 pt where type is 15.75 pt: 28 characters fill the line with −0.2 pt between them, 22 lines fill the
page with a fixed pitch of 28.95 pt. The fonts are those of an office's own machine; no font travels in the file.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
RED = "D7000F"
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0
PITCH = 28.95
GRID_PITCH = 580
"""``w:linePitch`` in twentieths of a point."""
CHARACTER = SIZE_3 - 0.2
"""What one character of the body takes on its line, in points."""
SMALL = 9.0
BASE = "Normal"


class Style(NamedTuple):
    """One paragraph style; sizes and pitches in points, indents in characters."""

    name: str
    font: str = FANGSONG
    size: float = SIZE_3
    pitch: float = PITCH
    align: ALIGN | None = None
    first: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    outline: int | None = None
    keep: bool = False
    new_page: bool = False
    red: bool = False


HEAD_ROOM, HEAD, NUMBER, TITLE = "版头留白", "发文机关标志", "发文字号", "公文标题"
LETTER_NUMBER, ANNEX_MARK = "信函发文字号", "附件标识"
RECIPIENTS, TEXT, HEADING_1, HEADING_2 = "主送机关", "公文正文", "一级标题", "二级标题"
BLANK, ANNEXES, MORE_ANNEXES = "空行", "附件说明", "附件说明续"
ORGAN, DATE, NOTE, JOINT_ORGAN = "署名", "成文日期", "附注", "联合署名"
TABLE_HEAD, TABLE_CELL, TABLE_LABEL = "表头", "表格", "表格居中"
LINE_HEAD, LINE_CELL, EXPLANATION_MARK = "推导表头", "推导", "期限说明标识"
PROVENANCE, CHECK, COPIES, PRINTED, TINY, PAGE_NUMBER = "版本说明", "真伪核验", "抄送", "印发", "极小", "页码"

STYLES = (
    Style(HEAD_ROOM, pitch=99.2),
    Style(HEAD, font=XIAOBIAOSONG, size=42, pitch=42, align=ALIGN.CENTER, red=True),
    Style(NUMBER, pitch=SIZE_3, align=ALIGN.CENTER),
    Style(LETTER_NUMBER, pitch=SIZE_3, align=ALIGN.RIGHT),
    Style(ANNEX_MARK, font=HEITI),
    Style(TITLE, font=XIAOBIAOSONG, size=SIZE_2, pitch=35, align=ALIGN.CENTER, outline=0, keep=True),
    Style(RECIPIENTS),
    Style(TEXT, align=ALIGN.JUSTIFY, first=2),
    Style(HEADING_1, font=HEITI, first=2, outline=1, keep=True),
    Style(HEADING_2, font=KAITI, first=2, outline=2, keep=True),
    Style(BLANK, keep=True),
    Style(ANNEXES, left=5, hanging=3, keep=True),
    Style(MORE_ANNEXES, left=5, keep=True),
    Style(ORGAN, align=ALIGN.RIGHT, keep=True),
    Style(DATE, align=ALIGN.RIGHT),
    Style(JOINT_ORGAN, align=ALIGN.CENTER, keep=True),
    Style(NOTE, first=2),
    Style(TABLE_HEAD, font=HEITI, size=SIZE_4, align=ALIGN.CENTER),
    Style(TABLE_CELL, size=SIZE_4),
    Style(TABLE_LABEL, size=SIZE_4, align=ALIGN.CENTER),
    Style(EXPLANATION_MARK, font=HEITI, new_page=True),
    Style(LINE_HEAD, font=HEITI, size=11, pitch=16, align=ALIGN.CENTER),
    Style(LINE_CELL, size=11, pitch=16),
    Style(PROVENANCE, font=SONGTI, size=SMALL, pitch=13),
    Style(CHECK, font=SONGTI, size=SMALL, pitch=13, align=ALIGN.CENTER),
    Style(COPIES, size=SIZE_4, pitch=25, left=4, right=1, hanging=3),
    Style(PRINTED, size=SIZE_4, pitch=25, left=1, right=1),
    Style(TINY, size=1, pitch=1),
    Style(PAGE_NUMBER, font=SONGTI, size=SIZE_4, pitch=SIZE_4),
)


def add_styles(word: Document) -> None:
    """Give an empty Word file these styles and no theme font, in Chinese throughout."""
    _default_fonts(word)
    base: Any = word.styles[BASE]
    _format(base, Style(BASE))
    for style in STYLES:
        made: Any = word.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = base
        _format(made, style)


def _default_fonts(word: Document) -> None:
    """The defaults of the file name no theme, whose fonts differ from machine to machine."""
    properties = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for each in list(properties):
        properties.remove(each)
    properties.append(named_fonts(FANGSONG))
    properties.append(element("w:lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA"))


def _format(made: Any, style: Style) -> None:
    properties = made.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, named_fonts(style.font))
    made.font.size = Pt(style.size)
    if style.red:
        made.font.color.rgb = RGBColor.from_string(RED)
    # 28 characters a line at 三号; other sizes stand as the font sets them.
    properties.append(element("w:spacing", val="-4" if style.size == SIZE_3 else "0"))
    _in_order(properties, ("rFonts", "color", "spacing", "sz"))
    _format_paragraph(made, style)


def _format_paragraph(made: Any, style: Style) -> None:
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.pitch)
    form.widow_control, form.keep_with_next, form.page_break_before = False, style.keep, style.new_page
    form.alignment = style.align
    properties = made.element.get_or_add_pPr()
    if indents := _indents(style):
        properties.append(element("w:ind", **indents))
    if style.outline is not None:
        properties.append(element("w:outlineLvl", val=str(style.outline)))
    _in_order(properties, ("keepNext", "pageBreakBefore", "widowControl", "spacing", "ind", "jc", "outlineLvl"))


def _indents(style: Style) -> dict[str, str]:
    """Indents in characters, and in twips for programs that do not know characters."""
    twips = 20 * (CHARACTER if style.size == SIZE_3 else style.size)
    given = {"left": style.left, "right": style.right, "firstLine": style.first, "hanging": style.hanging}
    return {
        name: value
        for side, count in given.items()
        if count
        for name, value in ((f"{side}Chars", str(100 * count)), (side, str(round(twips * count))))
    }


def _in_order(properties: Any, names: Iterable[str]) -> None:
    """Word wants the children in the order of the schema."""
    ranks = {qn(f"w:{name}"): rank for rank, name in enumerate(names)}
    properties[:] = sorted(properties, key=lambda each: ranks.get(each.tag, len(ranks)))


def named_fonts(name: str) -> Any:
    """One font for every script: digits and quotation marks come from the Chinese font too."""
    return element("w:rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")


def element(tag: str, **attributes: str) -> Any:
    """An element of WordprocessingML with attributes of its namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
