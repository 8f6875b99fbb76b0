"""The fonts of the documents: found in the font package, embedded in every PDF."""

import struct
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

FONT_DIRS = (Path(str(files("pylopdf_fonts_zh_cn"))),)


@cache
def fonts() -> typst.Fonts:
    """The fonts of ``FONT_DIRS`` and no others, so that every machine sets the same page."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in FONT_DIRS]
    )


@cache
def covered() -> frozenset[int]:
    """Every code point that one of the fonts can show."""
    paths = {font.path for font in fonts().fonts() if font.path}
    return frozenset().union(*(_code_points(Path(path).read_bytes()) for path in paths))


def _code_points(font: bytes) -> set[int]:
    """The code points of an OpenType font: the segments of its ``cmap`` subtables in format 12."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    subtables = struct.unpack_from(">H", font, cmap + 2)[0]
    found: set[int] = set()
    for index in range(subtables):
        start = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * index + 4)[0]
        if struct.unpack_from(">H", font, start)[0] == 12:
            groups = struct.unpack_from(">I", font, start + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * group)
                found.update(range(first, last + 1))
    return found
