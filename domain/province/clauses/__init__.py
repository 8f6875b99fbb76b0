"""The 87 clauses of the regulation, chapter by chapter, in the order of the text (chapter 7 has none)."""

from domain.province.clause import Clause
from domain.province.clauses import (
    chapter1_general,
    chapter2_foundations,
    chapter3_innovation,
    chapter4_brands,
    chapter5_safeguards,
    chapter6_supervision,
)

CHAPTERS: tuple[tuple[str, tuple[Clause, ...]], ...] = (
    ("第一章 总则", chapter1_general.CLAUSES),
    ("第二章 基础支撑", chapter2_foundations.CLAUSES),
    ("第三章 创新驱动", chapter3_innovation.CLAUSES),
    ("第四章 品牌引领", chapter4_brands.CLAUSES),
    ("第五章 保障措施", chapter5_safeguards.CLAUSES),
    ("第六章 监督考核", chapter6_supervision.CLAUSES),
)
"""Heading of the draft → the clauses below it."""
CLAUSES: tuple[Clause, ...] = tuple(clause for _, clauses in CHAPTERS for clause in clauses)
BY_ID: dict[str, Clause] = {clause.id: clause for clause in CLAUSES}
