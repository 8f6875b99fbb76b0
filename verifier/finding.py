"""What the check says of one recorded date, in Chinese."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from verifier.civil import local
from verifier.days import Reading

FIELDS = {
    "date": "日期",
    "earliest": "最早",
    "latest": "最晚",
    "provisional": "暂定",
    "reading": "取值",
    "opens_at": "起始时刻",
    "closes_at": "截止时刻",
    "counted": "计入的工作日",
    "releases": "依据的节假日安排",
}
"""Every field that is compared, by the name people read."""


class Verdict(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    KEPT = "kept"
    UNVERIFIED = "unverified"

    @property
    def label(self) -> str:
        return {"agrees": "一致", "differs": "不一致", "kept": "保留已公布日期", "unverified": "未核验"}[self]

    @property
    def passes(self) -> bool:
        return self in {Verdict.AGREES, Verdict.KEPT}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not what it should be."""

    field: str
    recorded: Any
    recomputed: Any

    @property
    def words(self) -> str:
        return f"{FIELDS[self.field]}登记{_words(self.recorded)}，核验{_words(self.recomputed)}"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one date, where it stands in the record, and what else there is to say."""

    path: str
    label: str
    recorded: str
    """The date as it stands in the record."""
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    note: str = ""

    @property
    def words(self) -> str:
        """One line for people."""
        told = "；".join([*(difference.words for difference in self.differences), *filter(None, [self.note])])
        place = f" {self.path}" if self.path else ""
        return f"{self.verdict.label}　{self.label}{place}：{self.recorded}{f'（{told}）' if told else ''}"


def _words(value: Any) -> str:
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return local(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Reading):
        return value.label
    if isinstance(value, tuple):
        return "、".join(map(_words, value)) or "无"
    return str(value)
