"""Writes the Word templates beside those of typst, one a form: ``python -m services.documents.word_templates``.

What is said comes from ``Content`` through Jinja tags that can be read in Word; which columns a table has, which of
its cells are one, and where a seal goes is laid out afterwards (``word_layout``).
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm
from docx.table import Table

from services.documents import word_styles as styles
from services.documents.package import PACKED_AT, repacked
from services.documents.word_page import INNER, OUTER, cell_rules, lay_at_the_foot, number_pages, red_rule, set_page
from services.documents.word_styles import element

FORMS = ("document", "letter", "paper")
FOLDER = Path(__file__).parent / "templates"
TABLE = "Table Grid"


def main() -> None:
    for form in FORMS:
        (FOLDER / f"{form}.docx").write_bytes(template(form))


def template(form: str) -> bytes:
    """The template of one form, the same bytes at every run."""
    word = docx.Document()
    _empty(word)
    styles.add_styles(word)
    set_page(word, letter=form == "letter")
    number_pages(word, first_too=form != "letter")
    _HEADS[form](word)
    _title(word)
    _body(word)
    _closing(word)
    _explanations(word)
    _foot(word, form)
    out = io.BytesIO()
    word.save(out)
    return repacked(out.getvalue())


def _empty(word: Document) -> None:
    """Nothing of the sample file that the library starts from: no thumbnail, no author, no day."""
    relations = word.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]
    properties = word.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.language, properties.revision = "", "zh-CN", 1
    properties.created = properties.modified = PACKED_AT


def _line(where: Any, style: str, text: str = "") -> Any:
    return where.add_paragraph(text, style=style)


def _document_head(word: Document) -> None:
    _line(word, styles.HEAD_ROOM)
    _line(word, styles.TINY, "{%p if d.organ_head | length > 1 %}")
    names = word.add_table(rows=1, cols=2)
    left, right = names.rows[0].cells
    left.paragraphs[0].text, left.paragraphs[0].style = "{%p for name in d.organ_head %}", styles.TINY
    _line(left, styles.HEAD, "{{ name }}").alignment = ALIGN.DISTRIBUTE
    _line(left, styles.TINY, "{%p endfor %}")
    right.paragraphs[0].text, right.paragraphs[0].style = "{{ d.head_word }}", styles.HEAD
    right.vertical_alignment = VERTICAL.CENTER
    _line(word, styles.TINY, "{%p else %}")
    _line(word, styles.HEAD, "{{ d.organ_head[0] }}{{ d.head_word }}")
    _line(word, styles.TINY, "{%p endif %}")
    _blank(word, 2)
    red_rule(_line(word, styles.NUMBER, "{{ d.number }}"))
    _blank(word, 2)


def _letter_head(word: Document) -> None:
    """The organ and the double rules stand in the head and the foot of page one (``word_page``)."""
    _line(word, styles.LETTER_NUMBER, "{{ d.number }}").paragraph_format.space_before = Mm(4.9)
    _blank(word, 2)


def _paper_head(word: Document) -> None:
    _line(word, styles.ANNEX_MARK, "{{ d.annex_mark }}")
    _blank(word, 1)


_HEADS: dict[str, Callable[[Document], None]] = {
    "document": _document_head,
    "letter": _letter_head,
    "paper": _paper_head,
}


def _blank(word: Document, count: int) -> None:
    for _ in range(count):
        _line(word, styles.BLANK)


def _title(word: Document) -> None:
    _line(word, styles.TITLE, "{{ d.title_lines | join('\\n') }}")
    _blank(word, 1)


def _body(word: Document) -> None:
    _line(word, styles.TINY, "{%p if d.recipients %}")
    _line(word, styles.RECIPIENTS, "{{ d.recipients }}：")
    _line(word, styles.TINY, "{%p endif %}")
    _line(word, styles.TINY, "{%p for part in d.body %}")
    kinds = {"h1": styles.HEADING_1, "h2": styles.HEADING_2, "line": styles.RECIPIENTS, "p": styles.TEXT}
    for position, (kind, style) in enumerate(kinds.items()):
        _line(word, styles.TINY, f"{{%p {'elif' if position else 'if'} part.kind == '{kind}' %}}")
        _line(word, style, "{{ part.text }}")
    _line(word, styles.TINY, "{%p else %}")
    _ruled(word)
    _line(word, styles.TINY, "{%p endif %}")
    _line(word, styles.TINY, "{%p endfor %}")


def _ruled(word: Document) -> None:
    """A table of any number of columns: a head that every page repeats, then the rows."""
    table = _table(word, rows=6, columns=3)
    _whole_row(table, 0, "{%tr if part.head %}")
    _looped(table, 1, "part.head", styles.TABLE_HEAD)
    _repeat(table, 1)
    _whole_row(table, 2, "{%tr endif %}")
    _whole_row(table, 3, "{%tr for row in part.rows %}")
    _looped(table, 4, "row", styles.TABLE_CELL)
    _whole_row(table, 5, "{%tr endfor %}")


def _table(word: Document, rows: int, columns: int) -> Table:
    table: Table = word.add_table(rows=rows, cols=columns)
    table.style = TABLE
    table.autofit = False
    return table


def _whole_row(table: Table, row: int, tag: str) -> None:
    _cell(table, row, 0, tag, styles.TINY)


def _looped(table: Table, row: int, values: str, style: str) -> None:
    for column, text in enumerate((f"{{%tc for cell in {values} %}}", "{{ cell }}", "{%tc endfor %}")):
        _cell(table, row, column, text, style)


def _cell(table: Table, row: int, column: int, text: str, style: str) -> None:
    paragraph = table.cell(row, column).paragraphs[0]
    paragraph.text, paragraph.style = text, style


def _repeat(table: Table, row: int) -> None:
    table.rows[row]._tr.get_or_add_trPr().append(element("w:tblHeader"))


def _closing(word: Document) -> None:
    """附件说明, 署名 and 成文日期, 附注."""
    _line(word, styles.TINY, "{%p if d.annexes %}")
    _blank(word, 1)
    _line(word, styles.ANNEXES, "附件：{{ d.annex_lines[0] }}")
    _line(word, styles.TINY, "{%p for name in d.annex_lines[1:] %}")
    _line(word, styles.MORE_ANNEXES, "{{ name }}")
    _line(word, styles.TINY, "{%p endfor %}")
    _line(word, styles.TINY, "{%p endif %}")
    _blank(word, 2)
    _line(word, styles.TINY, "{%p if d.organs | length > 1 %}")
    _joint(word)
    _line(word, styles.TINY, "{%p else %}")
    _line(word, styles.ORGAN, "{{ d.organs[0] }}")
    _line(word, styles.DATE, "{{ d.date }}")
    _line(word, styles.TINY, "{%p endif %}")
    _line(word, styles.TINY, "{%p if d.note %}")
    _line(word, styles.NOTE, "（{{ d.note }}）")
    _line(word, styles.TINY, "{%p endif %}")


def _joint(word: Document) -> None:
    """The names of a joint act in rows, the date below the last of them."""
    table = word.add_table(rows=3, cols=3)
    _whole_row(table, 0, "{%tr for row in d.signatures %}")
    _looped(table, 1, "row", styles.JOINT_ORGAN)
    _whole_row(table, 2, "{%tr endfor %}")


def _explanations(word: Document) -> None:
    _line(word, styles.TINY, "{%p if d.explanations %}")
    _line(word, styles.EXPLANATION_MARK, "{{ d.explanation_mark }}")
    _blank(word, 1)
    _line(word, styles.TITLE, "{{ d.annexes[-1] }}")
    _blank(word, 1)
    _line(word, styles.TINY, "{%p for each in d.explanations %}")
    _line(word, styles.HEADING_1, "{{ each.heading }}")
    table = _table(word, rows=4, columns=2)
    for column, text in enumerate(("来源", "推导")):
        _cell(table, 0, column, text, styles.LINE_HEAD)
    _repeat(table, 0)
    _whole_row(table, 1, "{%tr for line in each.lines %}")
    _cell(table, 2, 0, "{{ line[0] }}", styles.LINE_HEAD)
    _cell(table, 2, 1, "{{ line[1] }}", styles.LINE_CELL)
    _whole_row(table, 3, "{%tr endfor %}")
    _line(word, styles.TINY, "{%p endfor %}")
    _line(word, styles.TINY, "{%p endif %}")


def _foot(word: Document, form: str) -> None:
    """What the document rests on with the code of its check, and 版记: a table on the lower edge of the last page."""
    _line(word, styles.TINY)
    rows = {"document": 5, "letter": 4, "paper": 1}[form]
    table = word.add_table(rows=rows, cols=3)
    table.autofit = False
    lay_at_the_foot(table)
    said, code = table.cell(0, 0).merge(table.cell(0, 1)), table.cell(0, 2)
    said.paragraphs[0].text, said.paragraphs[0].style = "{%p for line in d.provenance %}", styles.TINY
    _line(said, styles.PROVENANCE, "{{ line }}")
    _line(said, styles.TINY, "{%p endfor %}")
    code.paragraphs[0].style = styles.CHECK
    code.vertical_alignment = VERTICAL.BOTTOM
    if rows > 1:
        _whole_row(table, 1, "{%tr if d.cc %}")
        cell = table.cell(2, 0).merge(table.cell(2, 2))
        cell.paragraphs[0].text, cell.paragraphs[0].style = "抄送：{{ d.cc | join('，') }}。", styles.COPIES
        _whole_row(table, 3, "{%tr endif %}")
    if form == "document":
        _cell(table, 4, 0, "{{ d.printer }}", styles.PRINTED)
        printed = table.cell(4, 1).merge(table.cell(4, 2)).paragraphs[0]
        _imprint_rules(table)
        printed.text, printed.style, printed.alignment = "{{ d.printed_on }}印发", styles.PRINTED, ALIGN.RIGHT
    _line(word, styles.TINY)


def _imprint_rules(table: Table) -> None:
    """Outer rules above and below, an inner one where 抄送 stands between them."""
    for row, edges in ((0, {"bottom": OUTER}), (2, {"bottom": INNER}), (4, {"bottom": OUTER})):
        for cell in dict.fromkeys(table.rows[row].cells):
            cell_rules(cell, **edges)


if __name__ == "__main__":
    main()
