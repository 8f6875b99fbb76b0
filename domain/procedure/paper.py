"""来文: what comes on paper is entered by the office that received it, and counts from the day stamped on it.

Used by 第十六条, 第二十七条 and 第二十八条 (系统策略, readings R-16-3, R-27-11 and R-28-8).
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Basis
from domain.dates import in_words, local_date, start_of
from domain.orders import DocumentOrder
from domain.refusal import Refusal, RefusalKind
from domain.task import Form


class OnPaper(Form):
    """What the office that received it adds to the form."""

    received_on: date = Field(title="收文日期（以收文章为准）")


def received_on(form: Form, now: datetime) -> date:
    """The day (Asia/Shanghai) it counts from: that of the stamp on paper, else of its arrival here at ``now`` (UTC)."""
    return form.received_on if isinstance(form, OnPaper) else local_date(now)


def moment(form: Form, now: datetime) -> datetime:
    """The UTC instant it is judged by: on paper the beginning of the day stamped, else ``now``."""
    return start_of(form.received_on) if isinstance(form, OnPaper) else now


def refuse_future(form: Form, now: datetime, basis: Basis) -> Refusal | None:
    """Nothing is entered before it was received."""
    if received_on(form, now) <= local_date(now):
        return None
    return Refusal(kind=RefusalKind.RULE, text="收文日期不能晚于今日。", basis=basis, remedy="请核对收文章上的日期。")


def with_scan(what: str, basis: Basis) -> Callable[[Any, tuple[str, ...]], Refusal | None]:
    """The check of the files attached: the paper itself must be among them, with its stamp."""

    def attached(form: Any, attachments: tuple[str, ...]) -> Refusal | None:
        if attachments:
            return None
        text = f"录入纸质{what}应当附来文扫描件。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy="请上传加盖收文章的扫描件。")

    return attached


def in_brackets(form: Form, now: datetime) -> str:
    """For the record: both days, and which counts; empty of what did not come on paper."""
    if not isinstance(form, OnPaper):
        return ""
    return f"（纸质来文，{in_words(form.received_on)}收文，{in_words(local_date(now))}录入，以收文日期为准）"


def written_by(organisation: str, order: DocumentOrder) -> DocumentOrder:
    """A document is its author's, whoever entered it."""
    return order.model_copy(update={"issuers": (organisation,)})
