"""Where a rule comes from. Every refusal, deadline, document and decision carries a citation."""

import re
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

TITLES = {
    "zone": "全国质量品牌提升示范区管理办法（试行）",
    "pilot": "长三角质量提升示范试点建设工作方案",
    "district": "源城区加快推进质量强区建设实施方案",
    "province": "湖北省质量促进条例（草案）",
}
"""Full title of every instrument, by the key used in citations. The key is also that of its programme."""

_UNITS = {
    "zone": r"\d+",
    "pilot": r"\d+(?:\(\d+\))?|a\d(?:\(\d+\))?",
    "district": r"\d+|s\d+(?:\(\d+\))?",
    "province": r"\d+",
}
"""How each text is cut: articles (``28``); sections and their items (``5(4)``); numbered measures (``8``), and sections
marked by an s (``s4(3)``); annexes marked by an a, and their items (``a2(9)``)."""
_IN_ARTICLES = frozenset({"zone", "province"})
_DIGITS = "零一二三四五六七八九十"
_KEY = re.compile(
    rf"(?P<instrument>{'|'.join(_UNITS)}):(?P<unit>[as\d()]+)(?:\.(?P<paragraph>\d+))?(?:#(?P<sentence>\d+))?"
)


def numeral(n: int) -> str:
    """1..99 as the law writes it: 一, 十, 十二, 二十, 二十八."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


class Citation(str):
    """One place of one instrument, as its machine key: an article (条), section (部分) or measure (措施), and in it a
    paragraph (款, 段) or sentence (句).

    The key is the value (``zone:28.1``, ``zone:27#2``, ``pilot:5(4)``, ``district:8``, ``district:s4(3)``), so a
    citation travels through JSON as a plain string; ``words`` is what a person reads. Sentences are needed because
    several rules share one paragraph, as in 第二十七条.

    Raises ``ValueError`` for a key that names no known instrument or is malformed.
    """

    def __new__(cls, key: str) -> "Citation":
        match = _KEY.fullmatch(key)
        if match is None or not re.fullmatch(_UNITS[match["instrument"]], match["unit"]):
            raise ValueError(f"not a citation: {key!r}")
        return super().__new__(cls, key)

    @property
    def instrument(self) -> str:
        return self.split(":", 1)[0]

    @property
    def unit(self) -> str:
        """The article, section, item of a section or measure, as the key writes it: ``28``, ``5(4)``, ``s2``."""
        return str(self._parts()["unit"])

    @property
    def article(self) -> int:
        """The number of the article, section or measure."""
        return int(re.findall(r"\d+", self.unit)[0])

    @property
    def paragraph(self) -> int | None:
        number = self._parts()["paragraph"]
        return int(number) if number else None

    @property
    def sentence(self) -> int | None:
        number = self._parts()["sentence"]
        return int(number) if number else None

    @property
    def whole(self) -> "Citation":
        """The whole article, item or measure that the place lies in."""
        return Citation(f"{self.instrument}:{self.unit}")

    @property
    def place(self) -> str:
        """第二十八条第一款, 第五部分（四）, 第8项措施 — without the title of the instrument."""
        parts = self._parts()
        words = self._unit_in_words()
        if parts["paragraph"]:
            words += f"第{numeral(int(parts['paragraph']))}{'款' if self.instrument in _IN_ARTICLES else '段'}"
        if parts["sentence"]:
            words += f"第{numeral(int(parts['sentence']))}句"
        return words

    @property
    def words(self) -> str:
        """《全国质量品牌提升示范区管理办法（试行）》第二十八条第一款."""
        return f"《{TITLES[self.instrument]}》{self.place}"

    def _unit_in_words(self) -> str:
        if self.instrument in _IN_ARTICLES:
            return f"第{numeral(self.article)}条"
        if self.instrument == "district" and not self.unit.startswith("s"):
            return f"第{self.article}项措施"
        if self.unit.startswith("a"):
            return f"附件{self.article}" + "".join(f"第{item}项" for item in re.findall(r"\((\d+)\)", self.unit))
        items = "".join(f"（{numeral(int(item))}）" for item in re.findall(r"\((\d+)\)", self.unit))
        return f"第{numeral(self.article)}部分{items}"

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
