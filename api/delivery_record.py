"""送达记录: everything a case's people were to be told, and what became of it. The same people see it as see the case.

Evidence of a chain of reminders: what was planned, sent, delivered, read or failed, when, to whom, by which channel and
with which words of the server; what came late says when it was due, and what did not leave says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from pydantic import BaseModel

from api import audit, reading
from api.deps import Services
from api.words import WORDS, fate
from db.models import DutyRow, Notification, Rung
from db.queries import deliveries, notifications
from domain.dates import CHINA, in_words, local_date
from domain.roles import Actor, Audience, Role
from services.notifications.wording import LATE
from services.spreadsheets import Cell, Table, workbook

State = Literal["", "coming", "planned", "sent", "delivered", "read", "failed", "cancelled", "inherited", "served"]
"""What may have become of a line, as a filter takes it; empty for whatever it is."""

_COLUMNS = {
    "计划时间": 22,
    "内容": 50,
    "应办事项": 30,
    "提醒档位": 12,
    "收件人": 30,
    "身份": 24,
    "渠道": 12,
    "送达情况": 28,
    "发出时间": 22,
    "送达时间": 22,
    "已读时间": 22,
    "未成功时间": 22,
    "发送次数": 10,
    "迟延说明": 50,
    "对方服务器的答复": 50,
    "邮件标识（Message-ID）": 50,
}
_POLICY = "提醒的时点由系统策略设定，法规未作规定；迟于应当发出时间一小时以上的注明。"


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """Which lines are wanted; what is empty does not matter. ``duty`` is the id of a duty."""

    duty: str = ""
    channel: str = ""
    state: State = ""
    late: bool = False

    def wants(self, line: "DeliveryLine") -> bool:
        return (
            self.duty in ("", line.duty_id)
            and self.channel in ("", line.channel)
            and self.state in ("", line.state)
            and (not self.late or bool(line.lateness))
        )


class DutyChoice(BaseModel):
    id: str
    title: str


class DeliveryLine(BaseModel):
    """One notification to one person on one channel; or a reminder that nobody was sent (yet): without a channel.

    ``lateness`` says when it was due and when it left, or that it has not; empty when it was on time. ``receipt``: the
    words of the recipient's server.
    """

    planned_at: datetime
    subject: str
    duty_id: str | None
    duty: str
    rung: str
    recipient: str
    recipient_role_label: str
    channel: str
    channel_label: str
    state: str
    state_label: str
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    failed_at: datetime | None = None
    attempts: int = 0
    lateness: str = ""
    receipt: str = ""
    message_id: str = ""


class DeliveryRecord(BaseModel):
    """``duties``: those the case has had; ``channels``: those somebody was told on."""

    case_id: str
    subject: str
    duties: list[DutyChoice]
    channels: list[str]
    lines: list[DeliveryLine]


@dataclass(frozen=True, slots=True)
class Export:
    name: str
    data: bytes
    sha256: str


async def read(services: Services, actor: Actor, case_id: str, wanted: DeliveryFilter) -> DeliveryRecord:
    """In the order in which it was planned. Raises 404."""
    now = await services.clock.now()
    async with services.register.read() as session:
        row = await reading.case_row(session, actor, case_id)
        sent = await notifications.in_case(session, row.id)
        duties = await deliveries.duties(session, row.id)
        rungs = await deliveries.rungs(session, row.id)
    titles = {each.id: each.title for each in duties}
    told = {(each.duty_id, each.rung) for each in sent}
    lines = [_sent(each, titles, now) for each in sent]
    lines += [_unsent(rung, duty, now) for rung, duty in rungs if (duty.id, rung.key) not in told]
    lines.sort(key=lambda line: (line.planned_at, line.subject, line.recipient, line.channel))
    return DeliveryRecord(
        case_id=row.id,
        subject=row.subject_name,
        duties=[DutyChoice(id=each.id, title=each.title) for each in duties],
        channels=sorted({each.channel for each in sent}),
        lines=[line for line in lines if wanted.wants(line)],
    )


async def export(services: Services, actor: Actor, case_id: str, wanted: DeliveryFilter) -> Export:
    """The record as XLSX; its hash is in the audit log before anybody has it. Raises 404."""
    record, now = await read(services, actor, case_id, wanted), await services.clock.now()
    provenance = (
        ("案件", f"{record.subject}（{record.case_id}）"),
        ("导出", f"{_moment(now)}，{actor.id}"),
        ("范围", _range(record, wanted)),
        ("说明", _POLICY),
    )
    data = workbook([Table("送达记录", _COLUMNS, [_cells(line) for line in record.lines])], provenance, now)
    digest = sha256(data).hexdigest()
    detail = f"导出送达记录（XLSX，{len(record.lines)}条，{_range(record, wanted)}），SHA-256：{digest}"
    await audit.record_reading(services, actor, "delivery.export", case_id, case_id=case_id, detail=detail)
    return Export(f"送达记录-{record.case_id}.xlsx", data, digest)


def _sent(row: Notification, titles: dict[str, str], now: datetime) -> DeliveryLine:
    state = "read" if row.read_at else row.state
    left = row.sent_at or row.delivered_at
    return DeliveryLine(
        planned_at=row.planned_at,
        subject=row.subject,
        duty_id=row.duty_id,
        duty=titles.get(row.duty_id or "", ""),
        rung=row.rung or "",
        recipient=row.recipient_name,
        recipient_role_label=Role(row.recipient_role).label,
        channel=row.channel,
        channel_label=WORDS[row.channel],
        state=state,
        state_label=fate(row.channel, state),
        sent_at=row.sent_at,
        delivered_at=row.delivered_at,
        read_at=row.read_at,
        failed_at=row.failed_at,
        attempts=row.attempts,
        lateness="" if row.state == "failed" else _lateness(row.planned_at, left, now),
        receipt=row.failure or "",
        message_id=row.message_id or "",
    )


def _unsent(rung: Rung, duty: DutyRow, now: datetime) -> DeliveryLine:
    """A reminder without a recipient: one to come, one dropped, or one that nobody is there to be sent."""
    state = rung.outcome or ("coming" if duty.closed_at is None else "cancelled")
    audience = [Audience.model_validate(each) for each in rung.audience]
    return DeliveryLine(
        planned_at=rung.planned_at,
        subject=f"提醒：{duty.title}",
        duty_id=duty.id,
        duty=duty.title,
        rung=rung.key,
        recipient="",
        recipient_role_label="、".join(dict.fromkeys(each.role.label for each in audience)),
        channel="",
        channel_label="",
        state=state,
        state_label=WORDS[state],
        lateness=_lateness(rung.planned_at, None, now) if state == "coming" else "",
    )


def _lateness(planned_at: datetime, left: datetime | None, now: datetime) -> str:
    if (left or now) - planned_at <= LATE:
        return ""
    return f"应于{_moment(planned_at)}发出，{f'实际于{_moment(left)}发出' if left else '至今没有发出'}"


def _moment(instant: datetime) -> str:
    return f"{in_words(local_date(instant))}{instant.astimezone(CHINA):%H:%M}（北京时间）"


def _range(record: DeliveryRecord, wanted: DeliveryFilter) -> str:
    title = next((each.title for each in record.duties if each.id == wanted.duty), wanted.duty)
    said: Iterable[str] = (
        title,
        WORDS.get(wanted.channel, ""),
        WORDS.get(wanted.state, ""),
        "仅迟延的" if wanted.late else "",
    )
    return "，".join(each for each in said if each) or "全部"


def _cells(line: DeliveryLine) -> Sequence[Cell]:
    return (
        line.planned_at,
        line.subject,
        line.duty,
        line.rung,
        line.recipient,
        line.recipient_role_label,
        line.channel_label,
        line.state_label,
        line.sent_at,
        line.delivered_at,
        line.read_at,
        line.failed_at,
        line.attempts,
        line.lateness,
        line.receipt,
        line.message_id,
    )
