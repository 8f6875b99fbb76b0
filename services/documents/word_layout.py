"""What a Word template cannot say: sizes that follow the text, columns, merged cells, the code, the place of a seal."""

import io
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from services.documents import qr
from services.documents import word_styles as styles
from services.documents.content import Block, Content
from services.documents.masthead import head_size
from services.documents.word_styles import CHARACTER, element

AREA = 156.0
"""Width of the text area in mm."""
_NUMBERED = 3 * AREA / 28
_SHORT, _LONG, _LABEL = 4, 24, 12
"""Characters: the least and the most that a column counts for, and up to where its cells are centred."""
FORMULA = 14
"""Characters: 特此函复 and its like is no text for a page to stand on."""
_HEAD_ROOM, _MAST_LINES = 35 * 72 / 25.4, 17
_SEAL = 42
_RING = """
<w:r {w}><w:pict><v:oval {v} alt="{word}：印章位置" filled="f" strokecolor="#{red}" strokeweight="1pt"
 style="position:absolute;margin-left:{left}pt;margin-top:-{up}pt;width:{size}mm;height:{size}mm;z-index:1">
<v:stroke dashstyle="dash"/><v:textbox inset="0,{inset}pt,0,0"><w:txbxContent>
<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr><w:color w:val="{red}"/></w:rPr><w:t>{word}</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:oval></w:pict></w:r>
""".replace("\n", "")
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def lay_out(word: Document, content: Content) -> None:
    """Lay out a rendered document, in place."""
    tables = _Tables(word, content)
    _head(word, content, tables.names)
    for table, block in zip(tables.body, (each for each in content.body if each.kind == "table"), strict=True):
        _columns(table, block)
    for table in tables.explanations:
        _widths(table, (28.0, AREA - 28))
    _sign(word, content, tables.joint)
    _foot(tables.foot, content)


class _Tables:
    """The tables of a document in their order."""

    def __init__(self, word: Document, content: Content) -> None:
        left = list(word.tables)
        named = content.form == "document" and len(content.organ_head) > 1
        self.names = left.pop(0) if named else None
        self.foot = left.pop()
        count = len(content.explanations)
        self.explanations = left[len(left) - count :]
        left = left[: len(left) - count]
        self.joint = left.pop() if len(content.organs) > 1 else None
        self.body = left


def _head(word: Document, content: Content, names: Table | None) -> None:
    size = head_size(content)
    form = _style(word, styles.HEAD)
    form.font.size, form.paragraph_format.line_spacing = Pt(size), Pt(size)
    rows = len(content.organ_head)
    if names is not None:
        form.paragraph_format.line_spacing = Pt(1.35 * size)
        longest = max(map(len, content.organ_head)) * size * 25.4 / 72 + 4
        _widths(names, (longest, (len(content.head_word) + 1) * size * 25.4 / 72 + 4))
        names.alignment = WD_TABLE_ALIGNMENT.CENTER
    # Page one must carry text: where the names of a joint act are many, the room above them gives way.
    lines = rows * 1.35 * size + 7 * styles.PITCH + 35 * len(content.title_lines)
    room = max(1.0, min(_HEAD_ROOM, _MAST_LINES * styles.PITCH - lines))
    _style(word, styles.HEAD_ROOM).paragraph_format.line_spacing = Pt(room)


def _style(word: Document, name: str) -> Any:
    return word.styles[name]


def _columns(table: Table, block: Block) -> None:
    """Columns as the wording shares them out, or by what they hold; 序号 is as narrow as it can be."""
    _widths(table, column_widths(block))
    for column in range(len(table.columns)):
        long = any(len(row[column]) > _LABEL for row in block.rows)
        for cell in _below_head(table, block, column):
            label = not block.head and column == 0
            cell.paragraphs[0].style = styles.TABLE_CELL if long and not label else styles.TABLE_LABEL
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for row in table.rows:
        if all(len(cell.text) < 200 for cell in row.cells):
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    if block.merged:
        _merge(table, block)


def column_widths(block: Block) -> tuple[float, ...]:
    """In mm, together as wide as the text area."""
    every = [row for row in (block.head, *block.rows) if row]
    shares = block.widths or tuple(
        0
        if column == 0 and block.head[0] == "序号"
        else max(_SHORT, min(_LONG, max(len(row[column]) for row in every)))
        for column in range(len(every[0]))
    )
    free = AREA - _NUMBERED * shares.count(0)
    return tuple(free * share / sum(shares) if share else _NUMBERED for share in shares)


def _below_head(table: Table, block: Block, column: int) -> list[_Cell]:
    return [row.cells[column] for row in table.rows[1 if block.head else 0 :]]


def _merge(table: Table, block: Block) -> None:
    """Equal cells that follow each other in the first column become one."""
    before = None
    for cell, row in zip(_below_head(table, block, 0), block.rows, strict=True):
        again = row[0] == before
        cell._tc.get_or_add_tcPr().insert_element_before(
            element("w:vMerge", val="continue" if again else "restart"), "w:tcBorders", "w:shd", "w:vAlign"
        )
        if again:
            cell.paragraphs[0].text = ""
        before = row[0]


def _widths(table: Table, widths: tuple[float, ...]) -> None:
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    for row in table._tbl.tr_lst:
        at = 0
        for cell in row.tc_lst:
            cell.width = Mm(sum(widths[at : at + cell.grid_span]))
            at += cell.grid_span


def _sign(word: Document, content: Content, joint: Table | None) -> None:
    if joint is not None:
        _sign_together(joint, content)
        return
    name, date = (
        next(each for each in word.paragraphs if _named(each, style)) for style in (styles.ORGAN, styles.DATE)
    )
    organ, day = _letters(content.organs[0]), _letters(date.text)
    # 成文日期 four characters from the right, the name centred over it.
    edge = max(4.0, (organ - day) / 2)
    date.paragraph_format.right_indent = Pt(edge * CHARACTER)
    name.paragraph_format.right_indent = Pt((edge + (day - organ) / 2) * CHARACTER)
    _stay_together(name)
    if content.specimen:
        centre = AREA * 72 / 25.4 - (edge + day / 2) * CHARACTER
        _mark(name, content.specimen, left=centre - _SEAL * 72 / 25.4 / 2)


def _sign_together(joint: Table, content: Content) -> None:
    columns = len(joint.rows[0].cells)
    _widths(joint, (AREA / columns,) * columns)
    for row in joint.rows:
        row.height = Pt(5 * styles.PITCH)
        for cell in row.cells:
            if content.specimen and cell.text:
                _mark(cell.paragraphs[0], content.specimen, left=(AREA / columns - _SEAL) / 2 * 72 / 25.4)


def _named(paragraph: Paragraph, style: str) -> bool:
    return bool(paragraph.style is not None and paragraph.style.name == style)


def _letters(text: str) -> float:
    """Width in characters: what is half as wide counts for half."""
    return sum(0.5 if letter.isascii() else 1 for letter in text)


def _stay_together(name: Paragraph) -> None:
    """The signature never stands on a page without text: what stands before it goes along, and more than a formula."""
    before: Any = name._p.getprevious()
    while before is not None and before.tag == qn("w:p"):
        paragraph = Paragraph(before, name._parent)
        paragraph.paragraph_format.keep_with_next = True
        if len(paragraph.text) > FORMULA and _named(paragraph, styles.TEXT):
            return
        before = before.getprevious()


def _mark(paragraph: Paragraph, word: str, left: float) -> None:
    """A dashed ring with a word where the seal goes; ``left`` in points from the left edge of the column."""
    up = (_SEAL * 72 / 25.4 - 2 * styles.PITCH) / 2
    form = {
        "word": word,
        "w": nsdecls("w"),
        "v": _VML,
        "red": styles.RED,
        "size": _SEAL,
        "inset": 78,
        "style": styles.CHECK,
    }
    paragraph._p.append(parse_xml(_RING.format(left=round(left, 1), up=round(up, 1), **form)))


def _foot(foot: Table, content: Content) -> None:
    code = float(qr.WIDTH) if content.check_url else 1.0
    _widths(foot, (94.0, AREA - 94 - code, code))
    if not content.check_url:
        return
    drawn, words = foot.rows[0].cells[2].paragraphs[0], foot.rows[0].cells[2].add_paragraph(style=styles.CHECK)
    drawn.paragraph_format.line_spacing = 1.0
    drawn.add_run().add_picture(io.BytesIO(qr.as_png(content.check_url)), width=Mm(qr.WIDTH))
    shown = drawn._p.xpath(".//wp:docPr")[0]
    shown.set("descr", qr.words(content.check_url))
    words.text = "真伪核验"
