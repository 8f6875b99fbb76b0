"""The fonts: those of the office first, and which characters they hold."""

import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import settings
from services.documents import fonts
from services.documents.pdf import to_pdf
from services.documents.samples import sample
from services.documents.wording import compose


@pytest.fixture(params=["ZHICHENG_FONT_DIR", "GONGWEN_FONT_DIR"])
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The office's folder of fonts, by either name in the environment."""
    monkeypatch.setenv(request.param, str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def table(tag: bytes, offset: int) -> bytes:
    return struct.pack(">4sIII", tag, 0, offset, 0)


def segments(*given: tuple[int, int, int, int]) -> bytes:
    """A ``cmap`` subtable in format 4 of (first, last, delta, offset), with two glyphs behind it."""
    every = [*given, (0xFFFF, 0xFFFF, 1, 0)]
    first, last, delta, offset = zip(*every, strict=True)
    columns = b"".join(struct.pack(f">{len(every)}H", *column) for column in (first, delta, offset))
    body = struct.pack(f">{len(every)}HH", *last, 0) + columns + struct.pack(">2H", 7, 0)
    return struct.pack(">7H", 4, 14 + len(body), 0, 2 * len(every), 0, 0, 0) + body


def font(subtable: bytes, begin: int = 0) -> bytes:
    """A font of nothing but a ``cmap`` with one subtable, ``begin`` bytes into its file."""
    cmap = begin + 12 + 16
    head = struct.pack(">4s4H", b"\0\1\0\0", 1, 0, 0, 0) + table(b"cmap", cmap)
    return head + struct.pack(">2H2HI", 0, 1, 3, 1, 12) + subtable


def test_the_code_points_of_a_font_with_segments_are_those_that_have_a_glyph() -> None:
    given = segments((0x41, 0x43, 10, 0), (0x61, 0x62, 0, 6), (0x4E00, 0x4E00, 0x10000 - 0x4E00, 0))
    assert fonts.code_points(font(given)) == {0x41, 0x42, 0x43, 0x61}


def test_a_collection_is_read_font_by_font() -> None:
    collection = struct.pack(">4sIII", b"ttcf", 0x10000, 1, 16) + font(segments((0x41, 0x41, 10, 0)), begin=16)
    assert fonts.code_points(collection) == {0x41}


def test_without_a_folder_of_its_own_the_office_has_those_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: (fonts.PACKAGE,))
    assert fonts.fonts().families() == ["Noto Sans SC", "Noto Serif SC"]
    assert not fonts.has_heavy()


def test_the_fonts_of_the_office_come_first(own_folder: Path) -> None:
    shutil.copy(fonts.PACKAGE / "NotoSansSC-Regular.otf", own_folder / "own.otf")
    assert fonts.folders() == (own_folder, fonts.PACKAGE)
    assert str(own_folder / "own.otf") in {each.path for each in fonts.fonts().fonts()}


def test_a_folder_that_is_not_there_keeps_no_document_from_being_written(own_folder: Path) -> None:
    content = compose(sample("creation_refusal"))
    own_folder.rmdir()
    assert to_pdf(content).startswith(b"%PDF")
    own_folder.mkdir()
