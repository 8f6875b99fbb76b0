"""Official documents as pages: GB/T 9704-2012 by typst, in PDF/A-2a and PDF/UA-1."""

import json
from datetime import time
from pathlib import Path

import typst

from domain.dates import at
from services.documents import qr
from services.documents.content import Content, cn_date
from services.documents.fonts import covered, fonts, has_heavy
from services.documents.masthead import head_size

_TEMPLATES = Path(__file__).parent / "templates"
GETA = "〓"
"""What a printer sets for a character the fonts lack."""


def to_pdf(content: Content) -> bytes:
    """The document as a PDF: fonts embedded, text extractable, the same bytes for the same content and fonts.

    A character that no font can show is set as 〓, and a line at the foot names it: a rare character in a
    name must not keep an act from being issued. Raises ``typst.TypstError`` when the page cannot be set.
    """
    return typst.compile(
        _TEMPLATES / f"{content.form}.typ",
        root=_TEMPLATES,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs(content),
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at(content.date, time.min).timestamp()),
    )


def inputs(content: Content) -> dict[str, str]:
    """What the templates of typst are given."""
    return {"content": _showable(content), "heavy": "yes" if has_heavy() else "no", **_check(content.check_url)}


def _check(url: str) -> dict[str, str]:
    """The QR code of 真伪核验, where the document has an address of its own."""
    drawn = {"qr": qr.as_svg(url).decode(), "qr-words": qr.words(url)} if url else {}
    return {"qr-width": str(qr.WIDTH), **drawn}


def _showable(content: Content) -> str:
    """The content as JSON with every character one that the fonts can show."""
    said = content.model_dump(mode="json")
    said |= {"date": cn_date(content.date), "printed_on": cn_date(content.printed_on), "head_size": head_size(content)}
    missing = sorted({ord(sign) for sign in json.dumps(said, ensure_ascii=False)} - covered())
    if missing:
        names = "、".join(f"U+{code:04X}" for code in missing)
        said["provenance"].append(f"字库缺字，以“{GETA}”代替：{names}。")
    return json.dumps(said, ensure_ascii=False).translate(dict.fromkeys(missing, GETA))
