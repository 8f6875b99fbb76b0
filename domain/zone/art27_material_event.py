"""第二十七条 示范区每年向市场监管总局报送年度工作报告，重大事项及时上报。

Here 重大事项, as they come in. The zone reports it, and 总局 takes it (受理回执). Reading R-27-5: officials may also write
down what they learned of themselves; the zone still owes its report. No report, late or missing, sanctions anybody by
itself.
"""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.dates import at
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
from domain.parameter import ClockTime
from domain.procedure.forms import Text
from domain.procedure.references import CaseNumber, refuse_reference, same_fact
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone.art07_entries import Item
from domain.zone.art07_negative_list import ITEMS
from domain.zone.art27_material_event_alert import BASIS, alert, in_words_to_the_minute
from domain.zone.case import TITLE, ZoneCase
from domain.zone.parts import MaterialEvent

REPORT = "report"
RECORD = "record"
_OVERDUE = "的提示时限，已作标记；法规没有规定时限，超过本身没有不利后果"


class EventKind(StrEnum):
    ARTICLE_7 = "article_7"
    SUBJECT = "subject"
    NAME = "name"
    MERGER_OR_SPLIT = "merger_or_split"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    EventKind.ARTICLE_7: "第七条所列情形",
    EventKind.SUBJECT: "创建主体变更",
    EventKind.NAME: "园区更名",
    EventKind.MERGER_OR_SPLIT: "园区合并、分立",
    EventKind.OTHER: "其他重大事项",
}


class _Event(Form):
    kind: EventKind = Field(title="事项类别")
    item: Item | None = Field(default=None, title="第七条所列情形（类别为第七条所列情形的填写）")
    what: Text = Field(title="事项经过和处置情况")
    occurred_on: date = Field(title="发生日期")
    occurred_time: ClockTime = Field(title="发生时刻（北京时间，24小时制，如22:00）")
    pilot_case: CaseNumber = Field(default="", title="同一事件在长三角示范试点项目的案件编号（没有的不填）")

    @property
    def occurred_at(self) -> datetime:
        """UTC."""
        return at(self.occurred_on, time.fromisoformat(self.occurred_time))


class EventReport(_Event):
    """重大事项报告."""

    number: int | None = Field(default=None, title="市场监管总局已记录该事项的，其编号", ge=1)


class EventRecord(_Event):
    """What officials learned of themselves."""

    source: Text = Field(title="线索来源")


def _check(case: ZoneCase, form: _Event, now: datetime) -> Refusal | None:
    if form.occurred_at > now:
        return _refused("发生时刻不能晚于现在。", "请如实填写发生时刻。")
    if (form.kind is EventKind.ARTICLE_7) is not (form.item is not None):
        return _refused("第七条所列情形须写明是哪一种情形，其他类别不填。", "请核对事项类别。")
    return refuse_reference(form.pilot_case, "pilot", BASIS)


def _check_report(case: ZoneCase, form: EventReport, now: datetime) -> Refusal | None:
    return refuse_number(case, form.number) or _check(case, form, now)


def refuse_number(case: ZoneCase, number: int | None) -> Refusal | None:
    """Why a report cannot be about the event of this number, which 总局 is said to have recorded."""
    if number is None or recorded(case, number):
        return None
    return _refused(f"没有尚待报告的第{number}号记录事项。", "不针对已记录事项的，编号不填。")


def _refused(text: str, remedy: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)


def recorded(case: ZoneCase, number: int) -> MaterialEvent | None:
    """The event of this number, which 总局 recorded and the zone has not yet reported."""
    return next((one for one in unreported(case) if one.number == number), None)


def unreported(case: ZoneCase) -> list[MaterialEvent]:
    return [one for one in case.events if one.reported_at is None]


def reported(case: ZoneCase, answer: Answer) -> MaterialEvent:
    """The event as the case keeps it once the zone has reported it."""
    form: EventReport = answer.form
    known = recorded(case, form.number) if form.number else None
    if known:
        return known.model_copy(update={"reported_at": answer.at})
    return _event(case, form).model_copy(update={"reported_at": answer.at})


def written_down(case: ZoneCase, answer: Answer) -> MaterialEvent:
    """The event as the case keeps it once 总局 has recorded it."""
    return _event(case, answer.form).model_copy(update={"recorded_at": answer.at})


def _event(case: ZoneCase, form: _Event) -> MaterialEvent:
    return MaterialEvent(
        number=len(case.events) + 1,
        kind=form.kind,
        item=form.item or "",
        what=form.what,
        occurred_at=form.occurred_at,
        alert_at=alert(form.occurred_at, case.policy).compact(),
    )


def _words(event: MaterialEvent) -> dict[str, Any]:
    kind = EventKind(event.kind).label
    assert event.alert_at is not None
    assert event.alert_at.closes_at is not None
    return {
        "number": event.number,
        "event_kind": f"{kind}：{ITEMS[event.item]}" if event.item else kind,
        "what": event.what,
        "occurred": in_words_to_the_minute(event.occurred_at),
        "alert": in_words_to_the_minute(event.alert_at.closes_at),
    }


def _reported(case: ZoneCase, answer: Answer) -> Effects:
    event = reported(case, answer)
    words = _words(event)
    source = case.policy.source("material_event_hours")
    timely = f"超过{source}{_OVERDUE}" if event.overdue else f"未超过{source}的提示时限"
    told = {**words, "timely": timely, "reported": in_words_to_the_minute(answer.at)}
    assert event.alert_at is not None
    return Effects(
        text=f"{case.park.name}上报重大事项第{event.number}号（{words['event_kind']}），发生于{words['occurred']}；{timely}。"
        f"{same_fact(answer.form.pilot_case, '示范试点')}",
        notices=(
            notice(
                "material_event_reported",
                BASIS,
                SAMR,
                case.province,
                case.applicant,
                deadlines=(event.alert_at,),
                **told,
            ),
        ),
        documents=(
            document("material_event_report", BASIS, answer, SAMR, case.province, **words),
            DocumentOrder(
                kind="material_event_receipt",
                issuers=("samr",),
                recipients=(case.applicant,),
                data={key: told[key] for key in ("number", "event_kind", "occurred", "reported", "timely")},
                deadlines=(event.alert_at,),
                basis=BASIS,
            ),
        ),
    )


def _recorded(case: ZoneCase, answer: Answer) -> Effects:
    event = written_down(case, answer)
    words = _words(event)
    assert event.alert_at is not None
    return Effects(
        text=f"市场监管总局记录其了解到的重大事项第{event.number}号（{words['event_kind']}），发生于{words['occurred']}；"
        f"{same_fact(answer.form.pilot_case, '示范试点')}来源：{answer.form.source}",
        notices=(
            notice(
                "material_event_recorded", BASIS, case.applicant, case.province, deadlines=(event.alert_at,), **words
            ),
        ),
    )


EVENT = Matter(
    TaskKind(
        "material_event",
        "上报重大事项",
        Role.CREATING_BODY,
        BASIS,
        (Action(REPORT, "上报重大事项", _reported, form=EventReport, check=_check_report),),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (case.applicant,),
    is_open=lambda case: case.stage in TITLE,
)
RECORDING = Matter(
    TaskKind(
        "material_event_record",
        "记录自行了解到的重大事项",
        Role.SAMR,
        BASIS,
        (Action(RECORD, "记录", _recorded, form=EventRecord, check=_check),),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.stage in TITLE,
)
