"""Where a rule comes from. Every refusal, deadline, document and decision carries a citation."""

import re
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

TITLES = {"zone": "全国质量品牌提升示范区管理办法（试行）"}
"""Full title of every instrument, by the key used in citations."""

_DIGITS = "零一二三四五六七八九"
_KEY = re.compile(r"(?P<instrument>[a-z]+):(?P<article>\d+)(?:\.(?P<paragraph>\d+))?(?:#(?P<sentence>\d+))?")


def numeral(n: int) -> str:
    """1..99 as the law writes it: 一, 十, 十二, 二十, 二十八."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


class Citation(str):
    """One article (条), paragraph (款) or sentence (句) of one instrument, as its machine key.

    The key is the value (``zone:28.1``, ``zone:27#2``), so a citation travels through JSON as a plain
    string; ``str(citation.words)`` is what a person reads. Sentences are needed because several rules
    share one paragraph, as in 第二十七条.

    Raises ``ValueError`` for a key that names no known instrument or is malformed.
    """

    def __new__(cls, key: str) -> "Citation":
        match = _KEY.fullmatch(key)
        if match is None or match["instrument"] not in TITLES:
            raise ValueError(f"not a citation: {key!r}")
        return super().__new__(cls, key)

    @property
    def instrument(self) -> str:
        return self.split(":", 1)[0]

    @property
    def article(self) -> int:
        return int(self._parts()["article"])

    @property
    def paragraph(self) -> int | None:
        number = self._parts()["paragraph"]
        return int(number) if number else None

    @property
    def sentence(self) -> int | None:
        number = self._parts()["sentence"]
        return int(number) if number else None

    @property
    def place(self) -> str:
        """第二十八条第一款 — without the title of the instrument."""
        parts = self._parts()
        words = f"第{numeral(int(parts['article']))}条"
        if parts["paragraph"]:
            words += f"第{numeral(int(parts['paragraph']))}款"
        if parts["sentence"]:
            words += f"第{numeral(int(parts['sentence']))}句"
        return words

    @property
    def words(self) -> str:
        """《全国质量品牌提升示范区管理办法（试行）》第二十八条第一款."""
        return f"《{TITLES[self.instrument]}》{self.place}"

    def _parts(self) -> dict[str, Any]:
        match = _KEY.fullmatch(self)
        assert match is not None
        return match.groupdict()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


Basis = Annotated[tuple[Citation, ...], "the citations an act, date or refusal rests on, most specific first"]


def cited(basis: Basis) -> str:
    """The basis as one phrase for people: 第二十二条、第二十八条第三款."""
    return "、".join(citation.place for citation in basis)
