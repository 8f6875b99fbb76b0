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

CLAUSES: tuple[Clause, ...] = (
    *chapter1_general.CLAUSES,
    *chapter2_foundations.CLAUSES,
    *chapter3_innovation.CLAUSES,
    *chapter4_brands.CLAUSES,
    *chapter5_safeguards.CLAUSES,
    *chapter6_supervision.CLAUSES,
)
BY_ID: dict[str, Clause] = {clause.id: clause for clause in CLAUSES}
