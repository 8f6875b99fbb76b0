"""How a Chinese name is found by who types letters: its initials and its pinyin, kept beside the name."""

import re
from functools import lru_cache

_BETWEEN = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def search_key(name: str) -> str:
    """``slyhyq shiliyihaoyuanqu`` of 示例一号园区, in small letters; what is no Chinese character stays as it is.

    Of characters with several readings that of the word they stand in counts (重庆: ``cq``). Names in its order stand
    in the order of their initials.
    """
    from pypinyin import Style, lazy_pinyin  # its tables take a third of a second to load

    initials, whole = (lazy_pinyin(name, style=each) for each in (Style.FIRST_LETTER, Style.NORMAL))
    return f"{_plain(initials)} {_plain(whole)}"


def typed_key(words: str) -> str:
    """What somebody typed to search by, as it would stand in a key; empty where it is not in letters."""
    return _plain([words]) if words.isascii() else ""


def _plain(parts: list[str]) -> str:
    return _BETWEEN.sub("", "".join(parts).lower())
