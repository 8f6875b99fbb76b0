"""可疑办理: acts that supervision looks at twice, and why. None of them is forbidden, and none of it is law.

What is listed, and from which limits on, is 系统策略 throughout: the texts know no such list. It decides nothing.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.dates import in_words, local_date
from domain.deadline import Deadline
from domain.roles import Role

BACK_DATED = timedelta(days=7)
"""系统策略: what is entered more than so many days after the day it gives is listed."""
HASTY = timedelta(seconds=60)
"""系统策略: what is decided sooner after it was asked for is listed."""
DECIDERS = frozenset(
    {
        Role.PROVINCIAL_REGULATOR,
        Role.PROVINCIAL_LEADING_GROUP,
        Role.SAMR,
        Role.JOINT_DEPARTMENT,
        Role.EXPERT,
    }
)
"""Whose answers are decisions. A park hands in what it had ready."""
DATED = frozenset(
    {
        "paper_application.apply",
        "paper_annual_report.submit",
        "paper_renewal.apply",
        "paper_objection.register",
        "ledger.enter",
        "deliverable.enter",
        "park.succession",
    }
)
"""Acts by which somebody says on which earlier day something was received or done; their words name it first."""
EDITS = {
    "notice_correction.correct": "公示发布以后更正了公示的内容",
    "notice_correction.withdraw": "公示发布以后撤回了公示",
    "correction_opening.open": "向社会公布以后提请撤回决定",
}
"""Acts by which something shown to the public became another."""
EXTENSION = "date.extend"
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日（周[一二三四五六日]）")


class Question(StrEnum):
    """Why an act is listed."""

    BACK_DATED = "back_dated"
    EDITED = "edited"
    HASTY = "hasty"
    EXTENDED = "extended"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Question.BACK_DATED: f"倒填日期：所填日期比录入早{BACK_DATED.days}日以上",
    Question.EDITED: "公示、公布以后更改",
    Question.HASTY: f"转来后{int(HASTY.total_seconds())}秒以内即作决定",
    Question.EXTENDED: "期限届满以后延长",
}


def stated_day(words: str) -> date | None:
    """The first day (``domain.dates.in_words``) that the words of an act name; None where they name none."""
    found = _DAY.search(words)
    return date(*map(int, found.groups())) if found else None


def back_dating(words: str, at: datetime) -> str:
    """The reason, of an act in ``DATED`` with these words, taken at an instant (UTC); empty when there is none."""
    stated, entered = stated_day(words), local_date(at)
    if stated is None or entered - stated <= BACK_DATED:
        return ""
    return f"{in_words(entered)}录入，所填日期为{in_words(stated)}，相距{(entered - stated).days}日"


def haste(opened_at: datetime, at: datetime) -> str:
    """The reason, of a decision taken at an instant that was asked for at another; empty when there is none."""
    waited = at - opened_at
    return f"转来后{max(int(waited.total_seconds()), 0)}秒即作决定" if waited < HASTY else ""


def late_extension(state: dict[str, Any], at: datetime) -> str:
    """The reason, of an extension recorded at an instant in the case with this state: the date that stood until then
    had already closed. The case itself refuses such an act; this looks at what it kept. Empty when there is none."""
    for kept in _superseded(state):
        before = Deadline.model_validate(kept["deadline"])
        when = datetime.fromisoformat(kept["at"])
        if when == at and before.closes_at is not None and before.closes_at <= when:
            return f"{before.label}{before.words}届满以后才延长"
    return ""


def _superseded(value: Any) -> Iterator[dict[str, Any]]:
    """Every ``Superseded`` anywhere in a state."""
    if isinstance(value, dict):
        yield from (each for each in value.get("superseded", ()) if isinstance(each, dict) and "deadline" in each)
        yield from _in_all(value.values())
    elif isinstance(value, list):
        yield from _in_all(value)


def _in_all(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for each in values:
        yield from _superseded(each)
