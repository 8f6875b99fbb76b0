"""How a clause stands with a government, in one word for the table of duties: derived, never stored.

What the text encourages, supports or allows, and what it asks of others than governments, stands alike with all of
them; so does a clause that the text now in force no longer has. That a day somebody set has passed is a mark beside it.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from domain.province import places
from domain.province.case import GovernmentCase
from domain.province.clause import Clause, Modality
from domain.province.parts import DutyStatus


class Standing(StrEnum):
    UNASSIGNED = "unassigned"
    OPEN = "without_evidence"
    EVIDENCED = "evidenced"
    REVIEWED = "reviewed"
    OTHER_LEVEL = "other_level"
    ENCOURAGED = "encouraged"
    ALLOWED = "allowed"
    GUIDANCE = "guidance"
    GONE = "gone"

    @property
    def label(self) -> str:
        return {
            "unassigned": "未明确责任主体",
            "without_evidence": "未提交佐证材料",
            "evidenced": "佐证材料待审阅",
            "reviewed": "佐证材料已审阅",
            "other_level": "不适用于该层级",
            "encouraged": "鼓励、支持（不作要求）",
            "allowed": "可以（不作要求）",
            "guidance": "责任主体不是政府（只作指导）",
            "gone": "现行文本已无此条款",
        }[self]


_OF_STATUS = {
    DutyStatus.UNASSIGNED: Standing.UNASSIGNED,
    DutyStatus.ASSIGNED: Standing.OPEN,
    DutyStatus.EVIDENCED: Standing.EVIDENCED,
    DutyStatus.REVIEWED: Standing.REVIEWED,
}


def with_all(clause: Clause, texts: Sequence[Mapping[str, str]]) -> Standing | None:
    """How it stands with every government alike; None where that is for each to show."""
    if places.now_at(clause, texts) is None:
        return Standing.GONE
    if clause.modality is Modality.MAY:
        return Standing.ALLOWED
    if not clause.is_obligation:
        return Standing.ENCOURAGED
    return None if clause.is_for_governments else Standing.GUIDANCE


def with_one(case: GovernmentCase, clause: Clause) -> Standing:
    """How it stands with this government, by the text its case goes by."""
    if found := with_all(clause, case.moves):
        return found
    return _OF_STATUS[case.status(clause)] if clause.is_for(case.level) else Standing.OTHER_LEVEL


def is_overdue(case: GovernmentCase, clause: Clause) -> bool:
    """Whether evidence of it was expected by a day that has passed; only ever where somebody set one."""
    return case.is_asked(clause) and case.duty(clause.id).overdue
