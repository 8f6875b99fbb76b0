"""What one official document says, before it has a page: the parts that GB/T 9704-2012 names."""

import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


def cn_date(day: datetime.date | str) -> str:
    """A date in Asia/Shanghai, or its ISO string, as a document writes it: 2025年10月9日.

    Raises ``ValueError`` for a string that is no ISO date.
    """
    day = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


class Specimen(StrEnum):
    """What a document is called that nobody issued."""

    NONE = ""
    DEMONSTRATION = "样章"
    REHEARSAL = "推演"


class Block(BaseModel):
    """One piece of the body: a heading (一、 or （一）), a paragraph, a line flush left, or a table."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["h1", "h2", "p", "line", "table"]
    text: str = ""
    head: tuple[str, ...] = ()
    """Of a table; a form, whose first column holds the labels, has none."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells of a table; they alone may hold line breaks."""
    widths: tuple[int, ...] = ()
    """Shares of the columns; empty: by what they hold."""
    merged: bool = False
    """Equal cells that follow each other in the first column are one."""


class Explanation(BaseModel):
    """How one date of the document came about: the same lines as on the pages."""

    model_config = ConfigDict(frozen=True)

    heading: str
    lines: tuple[tuple[str, str], ...]
    """法规规定 or 系统策略, and the line."""


class Content(BaseModel):
    """Everything one official document says. Texts are plain: no markup, no line breaks."""

    model_config = ConfigDict(frozen=True)

    form: Literal["document", "letter", "paper"] = "document"
    """文件格式, 信函格式, or a paper without the head of an organ: a form of an annex, what an expert writes."""
    annex_mark: str = ""
    """附件1 at the top left of a form of an annex."""
    organ_head: tuple[str, ...]
    """发文机关标志: one organ, or all of a joint act in signing order."""
    head_word: str = ""
    """What follows the organs in red: 文件, 公告, or nothing."""
    number: str = ""
    """发文字号."""
    title: str
    title_lines: tuple[str, ...]
    """The title as its lines are broken, words kept whole."""
    recipients: str = ""
    """主送机关, without the colon."""
    body: tuple[Block, ...]
    annexes: tuple[str, ...] = ()
    """附件说明: names only; the last is 期限说明 where there are ``explanations``."""
    explanations: tuple[Explanation, ...] = ()
    """期限说明, set on pages of its own after the signature."""
    organs: tuple[str, ...]
    """发文机关署名, in signing order, with 代 before one for which a substitute signs."""
    date: datetime.date
    """成文日期, in Asia/Shanghai."""
    note: str = ""
    """附注, without its brackets."""
    cc: tuple[str, ...] = ()
    printer: str
    """印发机关."""
    printed_on: datetime.date
    provenance: tuple[str, ...]
    """Versions of text and policy, and which dates are 系统策略."""
    check_url: str = ""
    """Where the public checks this very document (真伪核验); drawn as a QR code on the last page; empty
    leaves it out."""
    specimen: Specimen = Specimen.NONE
    """Written in a dashed ring where the seal goes. A real seal comes from the e-seal system, never from here."""
