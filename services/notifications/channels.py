"""The channels of this platform, as the settings make them."""

from collections.abc import Mapping

from pydantic import SecretStr

from config import Settings
from domain.delivery import Channel
from domain.notification_choice import OwnChannel
from services.clock import SystemClock
from services.notifications.channel import DeliveryChannel
from services.notifications.chat import ChatChannel
from services.notifications.outward import Outward
from services.notifications.sms import SmsChannel
from services.notifications.webhook import WebhookChannel


def offered(config: Settings) -> tuple[OwnChannel, ...]:
    """The channels a person may enter an address for. A text message needs a gateway, and its settings."""
    return tuple(each for each in OwnChannel if _has(config, each))


def outbound(config: Settings) -> Mapping[str, DeliveryChannel]:
    """Every channel but inbox and mail, by its key. They sign by real time, also in the sandbox."""
    clock, outward = SystemClock(), Outward(inside=config.private_endpoints)
    found: dict[str, DeliveryChannel] = {
        Channel.CHAT: ChatChannel(outward),
        Channel.WEBHOOK: WebhookChannel(outward, clock),
    }
    if _has(config, OwnChannel.SMS):
        secret = SecretStr(config.sms_gateway_secret)
        found[Channel.SMS] = SmsChannel(config.sms_gateway_url, config.sms_gateway_key_id, secret, clock)
    return found


def _has(config: Settings, channel: OwnChannel) -> bool:
    return channel is not OwnChannel.SMS or bool(config.sms_gateway_url)
