"""通知的送达: by which channels a notice goes, what becomes of it, and who sees to it that somebody is told otherwise.

No text says how a notice travels; everything here is 系统策略 (docs/adr/0030).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.citation import Basis, Citation
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Actor, Audience, Role
from domain.task import Form

BASIS: Basis = (Citation("zone:5"), Citation("zone:6"))
"""Who works with whom; how they are told, the text leaves open."""


class Channel(StrEnum):
    """In the order in which they are tried when one of them fails."""

    INBOX = "inbox"
    MAIL = "mail"
    SMS = "sms"
    CHAT = "chat"
    WEBHOOK = "webhook"

    @property
    def label(self) -> str:
        return _CHANNELS[self]


_CHANNELS = {
    Channel.INBOX: "站内消息",
    Channel.MAIL: "邮件",
    Channel.SMS: "短信",
    Channel.CHAT: "群机器人（企业微信、钉钉、飞书）",
    Channel.WEBHOOK: "业务系统回调",
}
ALWAYS = (Channel.INBOX, Channel.MAIL)
"""What a statutory notice cannot be kept from, and where everything goes as long as nobody chose otherwise."""


class Group(StrEnum):
    """What kind of notice it is, as far as somebody may choose its channels; also the names of the choices."""

    TO_DO = "to_do"
    FOR_INFORMATION = "for_information"
    REMINDER = "reminder"
    OF_THE_PLATFORM = "of_the_platform"

    @property
    def label(self) -> str:
        return _GROUPS[self]

    @property
    def is_statutory(self) -> bool:
        """A notice of something that a text provides for. It cannot be switched off."""
        return self in (Group.TO_DO, Group.FOR_INFORMATION)


_GROUPS = {
    Group.TO_DO: "法定通知（需要办理）",
    Group.FOR_INFORMATION: "法定通知（仅供知悉）",
    Group.REMINDER: "期限提醒",
    Group.OF_THE_PLATFORM: "平台通知",
}


def group_of(basis: Iterable[str], *, is_reminder: bool, is_owed: bool) -> Group:
    """``is_reminder``: a rung of a ladder, whose moments are 系统策略 whatever the duty rests on; ``is_owed``: its
    words ask somebody to do something. A notice that cites no text is the platform's own."""
    if is_reminder:
        return Group.REMINDER
    if not tuple(basis):
        return Group.OF_THE_PLATFORM
    return Group.TO_DO if is_owed else Group.FOR_INFORMATION


class State(StrEnum):
    """How far a notification has come on its channel. That it was read is kept beside it: opened once, it is."""

    PLANNED = "planned"
    SENT = "sent"
    """Handed over; a receipt is to follow."""
    DELIVERED = "delivered"
    """The last system that answers us has taken it over."""
    FAILED = "failed"


class DeliveryState(StrEnum):
    """What is learnt of one attempt, or told later by a receipt."""

    DEFERRED = "deferred"
    """Not now, or the trouble is not the recipient's: to be tried again."""
    ACCEPTED = "accepted"
    """Handed over; whether it arrives a receipt will tell."""
    DELIVERED = "delivered"
    """Taken over for good (SMTP 250: the server answers for it from here on)."""
    REFUSED = "refused"
    """Never to this recipient; also of what was taken over and came back."""


_LEADS_TO: Mapping[DeliveryState, State] = {
    DeliveryState.DEFERRED: State.PLANNED,
    DeliveryState.ACCEPTED: State.SENT,
    DeliveryState.DELIVERED: State.DELIVERED,
    DeliveryState.REFUSED: State.FAILED,
}
_ORDER = tuple(State)


def after(state: State, news: DeliveryState) -> State:
    """The state after some news, which may come twice, late or out of order: it only ever moves on.

    A failure outranks a delivery, for somebody told twice has lost less than somebody not told.
    """
    return max(state, _LEADS_TO[news], key=_ORDER.index)


def responsible(role: Role, jurisdiction: str) -> Audience:
    """Who sees to it that a body of ``role`` is told by other means: whoever supervises it, else operations."""
    if role in (Role.CREATING_BODY, Role.CITY_REGULATOR):
        return Audience(role=Role.PROVINCIAL_REGULATOR, region=jurisdiction)
    if role in (Role.PROVINCIAL_REGULATOR, Role.PROVINCIAL_LEADING_GROUP):
        return SAMR
    return Audience(role=Role.OPS)


class Means(StrEnum):
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    LETTER = "letter"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _MEANS[self]


_MEANS = {Means.TELEPHONE: "电话", Means.IN_PERSON: "当面", Means.LETTER: "书面送达", Means.OTHER: "其他方式"}


class OtherwiseTold(Form):
    """已另行通知: how, when and by whom somebody was told whom no channel reaches. The day is in Asia/Shanghai."""

    means: Annotated[Means, Field(title="以何种方式通知")]
    told_on: Annotated[date, Field(title="通知的日期")]
    told_by: Annotated[str, Field(title="由谁通知（姓名、职务）", min_length=1, max_length=100)]
    told_whom: Annotated[str, Field(title="通知到何人", min_length=1, max_length=100)]
    remarks: Annotated[str, Field(title="说明", max_length=1000)] = ""


def refuse_otherwise_told(
    actor: Actor, asked: Audience, form: OtherwiseTold, *, is_closed: bool, opened_on: date, today: date
) -> Refusal | None:
    """Why ``actor`` cannot close the task of ``asked`` by ``form``; None if nothing stands in the way."""
    if not asked.includes(actor):
        text = f"通知未送达事项由{asked.role.label}办理（系统策略，法规未规定通知的送达方式）。"
        return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS, remedy="请由该单位的人员办理。")
    if is_closed:
        text = "该通知未送达事项已经办结，未作任何变更。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS, remedy="在事项页面查看如何办结。")
    if not opened_on <= form.told_on <= today:
        text = "通知的日期应当在事项转来之日以后、不晚于今天（系统策略：据实填写）。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请填写实际通知的日期。")
    return None
