"""汇总: several notices in one message."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from domain.dates import in_words, local_date
from domain.quiet_hours import SINGLY

_WHY = (
    f"您选择了汇总：一日内超过{SINGLY}条的通知，当日17:00合并为一条发出（系统策略，可在“通知设置”中更改）。"
    "各条通知的内容如下，站内消息中逐条可查。"
)


class Part(NamedTuple):
    """One notice, in the words in which it would have left on its own."""

    subject: str
    text: str


def together(parts: Sequence[Part], now: datetime) -> tuple[str, str]:
    """Subject and text of the message that leaves at ``now`` and holds all of ``parts`` in their order."""
    number = len(parts)
    subject = f"【汇总】{number}条通知：{in_words(local_date(now))}"
    overview = "\n".join(f"{place}. {part.subject}" for place, part in enumerate(parts, start=1))
    whole = (f"{'=' * 20}\n{place}. {part.subject}\n\n{part.text.strip()}" for place, part in enumerate(parts, start=1))
    return subject, "\n\n".join((_WHY, overview, *whole)) + "\n"
