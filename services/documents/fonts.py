"""The fonts of the documents: those of the office first, then the font package's; embedded in every PDF."""

import struct
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

from config import settings

PACKAGE = Path(str(files("pylopdf_fonts_zh_cn")))
HEAVY = frozenset({"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FandolSong"})
"""Faces as heavy as a head and a title want them; without one a hairline makes up for it."""
_COLLECTION = b"ttcf"


def fonts() -> typst.Fonts:
    """The fonts of the office's folder (``Settings.font_dir``) and of the font package, and no others."""
    return fonts_of(folders())


def folders() -> tuple[Path, ...]:
    own = settings().font_dir
    return (Path(own), PACKAGE) if own else (PACKAGE,)


@cache
def fonts_of(folders: tuple[Path, ...]) -> typst.Fonts:
    """The fonts below these folders. A folder that is not there holds none."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders]
    )


def has_heavy() -> bool:
    """Whether one of the fonts is 小标宋 or as heavy."""
    return not HEAVY.isdisjoint(fonts().families())


def covered() -> frozenset[int]:
    """Every code point that one of the fonts can show."""
    return covered_by(folders())


@cache
def covered_by(folders: tuple[Path, ...]) -> frozenset[int]:
    """Every code point that one of the fonts below these folders can show."""
    found = {(font.path, font.index) for font in fonts_of(folders).fonts() if font.path}
    return frozenset().union(*(code_points(Path(path).read_bytes(), index) for path, index in found))


def code_points(font: bytes, index: int = 0) -> set[int]:
    """The code points of an OpenType font, or of one font of a collection: its ``cmap`` in the formats 4 and 12."""
    begin = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == _COLLECTION else 0
    tables = struct.unpack_from(">H", font, begin + 4)[0]
    records = (struct.unpack_from(">4sIII", font, begin + 12 + 16 * table) for table in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    found: set[int] = set()
    for subtable in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", font, cmap + 4 + 8 * subtable + 4)[0]
        reader = _FORMATS.get(struct.unpack_from(">H", font, start)[0])
        if reader:
            found |= reader(font, start)
    return found


def _segments(font: bytes, start: int) -> set[int]:
    """Format 4: segments of the basic plane; a code point without a glyph is left out."""
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = start + 14
    starts, deltas, offsets = (ends + 2 * count * rank + 2 for rank in (1, 2, 3))
    found: set[int] = set()
    for segment in range(count):
        first, last, delta, offset = (
            struct.unpack_from(">H", font, at + 2 * segment)[0] for at in (starts, ends, deltas, offsets)
        )
        if not offset:
            found.update(code for code in range(first, last + 1) if (code + delta) % 65536)
            continue
        glyphs = offsets + 2 * segment + offset
        found.update(
            code for code in range(first, last + 1) if struct.unpack_from(">H", font, glyphs + 2 * (code - first))[0]
        )
    return found - {0xFFFF}


def _groups(font: bytes, start: int) -> set[int]:
    """Format 12: groups of all planes."""
    found: set[int] = set()
    for group in range(struct.unpack_from(">I", font, start + 12)[0]):
        first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * group)
        found.update(range(first, last + 1))
    return found


_FORMATS = {4: _segments, 12: _groups}
