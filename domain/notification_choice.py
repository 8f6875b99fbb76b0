"""通知设置: by which channels somebody wants to be told of what, and when not to be disturbed.

All of it 系统策略 and each person's own choice, except that a statutory notice always goes to inbox and mail
(docs/adr/0030).
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.dates import CHINA
from domain.delivery import ALWAYS, Channel, Group
from domain.task import Form

CHOSEN_BY_US = "系统策略，法规未作规定"


class OwnChannel(StrEnum):
    """Channels for which a person has to say how they are reached."""

    SMS = "sms"
    CHAT = "chat"
    WEBHOOK = "webhook"

    @property
    def label(self) -> str:
        return Channel(self).label


class OptionalChannel(StrEnum):
    """Every channel but the inbox, where everything can always be read."""

    MAIL = "mail"
    SMS = "sms"
    CHAT = "chat"
    WEBHOOK = "webhook"

    @property
    def label(self) -> str:
        return Channel(self).label


Own = tuple[OwnChannel, ...]
Optionals = tuple[OptionalChannel, ...]
_MAIL = (OptionalChannel.MAIL,)
_NOT_AT_NIGHT = (OptionalChannel.SMS, OptionalChannel.CHAT)
Hour = Annotated[int, Field(ge=0, le=23)]


class Preferences(Form):
    """What a person chose; the defaults are how everybody is told who chose nothing. Hours are those of Asia/Shanghai;
    from and until alike: no quiet hours."""

    to_do: Annotated[
        Own, Field(title="法定通知（需要办理）另外发到", description="站内消息和邮件不能关闭", max_length=3)
    ] = ()
    for_information: Annotated[
        Own, Field(title="法定通知（仅供知悉）另外发到", description="站内消息和邮件不能关闭", max_length=3)
    ] = ()
    reminder: Annotated[
        Optionals,
        Field(title="期限提醒另外发到", description="站内消息不能关闭；提醒的时点由系统策略设定", max_length=4),
    ] = _MAIL
    of_the_platform: Annotated[
        Optionals, Field(title="平台通知另外发到", description="站内消息不能关闭", max_length=4)
    ] = _MAIL
    quiet_channels: Annotated[
        Optionals,
        Field(
            title="免打扰的渠道",
            description="免打扰时段内的通知顺延到下一个工作日9:00发出；等不到那时的（如期限先到）仍立即发出",
            max_length=4,
        ),
    ] = _NOT_AT_NIGHT
    quiet_from: Annotated[Hour, Field(title="免打扰开始（0至23时）")] = 21
    quiet_until: Annotated[Hour, Field(title="免打扰结束（0至23时）")] = 8
    digest: Annotated[bool, Field(title="一日超过5条的，其余当日17:00合并为一条")] = False

    def wanted(self, group: Group) -> tuple[Channel, ...]:
        """The channels of a group: the inbox always, and mail too where it is statutory."""
        fixed = ALWAYS if group.is_statutory else (Channel.INBOX,)
        chosen = {str(each) for each in getattr(self, group)}
        return tuple(each for each in Channel if each in fixed or each in chosen)

    def is_quiet(self, channel: Channel, now: datetime) -> bool:
        """Whether ``channel`` is not to disturb at ``now``."""
        if str(channel) not in self.quiet_channels:
            return False
        hour = now.astimezone(CHINA).hour
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until


class EndpointForm(Form):
    """How a person is reached on a channel of their own."""

    channel: Annotated[OwnChannel, Field(title="渠道")]
    address: Annotated[
        str,
        Field(
            title="接收地址",
            description="短信填手机号码；群机器人填企业微信、钉钉、飞书给出的机器人地址；回调填https地址",
            min_length=1,
            max_length=500,
        ),
    ]
    secret: Annotated[
        str,
        Field(
            title="签名密钥",
            description="回调必填，以whsec_开头；钉钉机器人设置了加签的，填其密钥；其他不填",
            max_length=120,
        ),
    ] = ""
