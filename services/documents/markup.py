"""The tiny markup of the wordings: front lines, then one block a line.

What people typed takes no part in it: ``inert`` makes a value harmless before it enters a wording, and
the parser gives its characters back afterwards.
"""

import re
import unicodedata
from typing import Any, Literal

from services.documents.content import Block

_BREAK, _BAR, _HASH, _FLUSH = "\ue000", "\ue001", "\ue002", "\ue003"
"""Stand for line break, ``|``, ``#`` and ``>`` inside a value; private use, so no value can contain them."""
_UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories without a sign on paper (controls, direction marks, private use)."""

_LAYOUT = "|:"
_MARKS: dict[str, Literal["h1", "h2", "line"]] = {"## ": "h2", "# ": "h1", "> ": "line"}

REPEATED = frozenset({"annex", "cc"})


def inert(value: Any) -> Any:
    """A value that cannot act as markup; anything but a string passes unchanged."""
    if not isinstance(value, str):
        return value
    lines = (" ".join(_writable(line).split()) for line in value.splitlines())
    return _BREAK.join(filter(None, lines)).replace("|", _BAR).replace("#", _HASH).replace(">", _FLUSH)


def parse(text: str) -> tuple[dict[str, tuple[str, ...]], tuple[Block, ...]]:
    """A rendered wording as its front lines and its body.

    Front lines are ``key: value``, up to the first empty line; ``title`` is split at its ``|`` into the
    words that stay whole, the keys in ``REPEATED`` may occur several times. In the body a line is a
    paragraph, a heading (``# ``, ``## ``), a line flush left (``> ``) or a row of a table (``| a | b |``,
    the first row is the head). A table may begin with the shares of its columns, ``|: merged 4 | 7 |``:
    with ``merged`` equal cells of the first column become one, a ``form`` has labels there and no head.

    Raises ``ValueError`` for a front line without a key, or a key that occurs twice.
    """
    front, _, body = text.strip().partition("\n\n")
    return _front(front.splitlines()), _body(body.splitlines())


def _front(lines: list[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if not colon or (key in found and key not in REPEATED):
            raise ValueError(f"not a front line: {line!r}")
        parts = tuple(_plain(part) for part in value.split("|")) if key == "title" else (_plain(value),)
        found[key] = found.get(key, ()) + tuple(filter(None, parts))
    return found


def _body(lines: list[str]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*(line.strip() for line in lines), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if line:
            blocks += _written(line)
    return tuple(blocks)


def _table(lines: list[str]) -> Block:
    shares, words = "", frozenset[str]()
    if lines[0].startswith(_LAYOUT):
        shares, *lines = lines
        words = frozenset(re.findall("[a-z]+", shares))
    rows = [tuple(_plain(cell, "\n") for cell in line.strip("|").split("|")) for line in lines]
    head = () if "form" in words else rows.pop(0)
    widths = tuple(map(int, re.findall("[0-9]+", shares)))
    return Block(kind="table", head=head, rows=tuple(rows), widths=widths, merged="merged" in words)


def _written(line: str) -> list[Block]:
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return [Block(kind=kind, text=_plain(line.removeprefix(mark)))]
    return [Block(kind="p", text=_plain(part)) for part in line.split(_BREAK) if part.strip()]


def _plain(text: str, line_break: str = " ") -> str:
    return text.strip().replace(_BREAK, line_break).replace(_BAR, "|").replace(_HASH, "#").replace(_FLUSH, ">")


def _writable(line: str) -> str:
    return "".join(sign for sign in line if unicodedata.category(sign) not in _UNWRITABLE or sign == "\t")
