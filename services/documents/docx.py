"""Official documents as Word files, from the same content as their pages (``pdf``): to be edited, sealed and sent on.

The text comes through a template (docxtpl), what depends on it is laid out afterwards. No font is embedded: the file
names those of an office's machine, and a character they lack is that machine's affair, so that none is replaced here.
"""

import io
import re
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from services.documents.content import Content, cn_date
from services.documents.package import repacked
from services.documents.pdf import GETA
from services.documents.word_layout import lay_out

_TEMPLATES = Path(__file__).parent / "templates"
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LETTERS_OF_JINJA = {ord(sign): f"&#{ord(sign)};" for sign in "{}%"}
_COLUMNS = 3


def to_docx(content: Content) -> bytes:
    """The document as a Word file: the same text as ``pdf.to_pdf``, the same bytes for the same content.

    A character that XML cannot carry becomes 〓. Raises ``ValueError`` for too long a ``check_url``.
    """
    template = DocxTemplate(_TEMPLATES / f"{content.form}.docx")
    template.render({"d": said(content)}, _environment(), autoescape=True)
    lay_out(template.docx, content)
    _describe(template.docx, content)
    out = io.BytesIO()
    template.save(out)
    return repacked(out.getvalue())


def said(content: Content) -> dict[str, Any]:
    """The content as the template speaks of it."""
    several = len(content.annexes) > 1
    return {
        **content.model_dump(exclude={"check_url", "specimen"}),
        "date": cn_date(content.date),
        "printed_on": cn_date(content.printed_on),
        "annex_lines": [
            f"{number}.{name}" if several else name for number, name in enumerate(content.annexes, start=1)
        ],
        "explanation_mark": f"附件{len(content.annexes) if several else ''}",
        "signatures": _signatures(content),
    }


def _signatures(content: Content) -> list[list[str]]:
    """The names of a joint act in rows; a short last row stands to the right, the date below its last name."""
    widest = max(map(len, content.organs))
    columns = _COLUMNS if widest <= 28 // _COLUMNS else _COLUMNS - 1
    names = [*content.organs[:-1], f"{content.organs[-1]}\n{cn_date(content.date)}"]
    rows = [names[start : start + columns] for start in range(0, len(names), columns)]
    return [[""] * (columns - len(row)) + row for row in rows]


def _describe(word: Any, content: Content) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.keywords = content.title, "、".join(content.organs), content.number
    properties.created = properties.modified = datetime.combine(content.date, time.min)


def _environment() -> Environment:
    """What was typed is neither XML nor a tag: docxtpl would read ``{_{`` in a rendered value as ``{{``."""
    return Environment(autoescape=True, undefined=StrictUndefined, finalize=_inert)


def _inert(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return Markup(escape(_NO_XML.sub(GETA, value)).translate(_LETTERS_OF_JINJA))
