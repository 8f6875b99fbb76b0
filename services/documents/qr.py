"""真伪核验: the QR code that leads from a printed document to the public's check of it."""

import io
from functools import lru_cache

import segno

BORDER = 4
"""Blank modules on every side, as ISO/IEC 18004 wants them."""
WIDTH = 21
"""Millimetres with the border: the symbol itself is at least 15 wide, however short the address."""


def as_svg(url: str) -> bytes:
    """The code as a drawing, the same bytes for the same address. Raises ``ValueError`` for too long an address."""
    return _drawn(url, "svg")


def as_png(url: str) -> bytes:
    """The code as a picture of 8 dots a module. Raises ``ValueError`` for too long an address."""
    return _drawn(url, "png")


@lru_cache(maxsize=64)
def _symbol(url: str) -> segno.QRCode:
    """Page and Word file of a document show the same symbol; finding its best mask takes some 10 ms."""
    return segno.make_qr(url, error="m")


def _drawn(url: str, kind: str) -> bytes:
    out = io.BytesIO()
    _symbol(url).save(out, kind=kind, scale=8, border=BORDER)
    return out.getvalue()


def words(url: str) -> str:
    """What the code is, for somebody who cannot see it."""
    return f"真伪核验二维码，内容为{url}"
