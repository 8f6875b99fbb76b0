"""What a person enters of how they are reached: read, found fit or not, and made into something to seal."""

import asyncio
import json
import re

from domain.delivery import Channel
from domain.notification_choice import EndpointForm
from services.notifications.chat import robot_of
from services.notifications.outward import Forbidden, Outward
from services.notifications.sms import NUMBER
from services.notifications.webhook import SECRET


class Unfit(Exception):
    """What was entered reaches nobody. ``field`` says where; the text is Chinese and repeats nothing."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def sealable(form: EndpointForm) -> str:
    """What is sealed: a ``services.notifications.channel.Reach`` as JSON."""
    return json.dumps({"address": form.address, "secret": form.secret})


async def hint_of(form: EndpointForm, outward: Outward) -> str:
    """What is shown of an endpoint from then on. Raises ``Unfit``."""
    match Channel(form.channel):
        case Channel.SMS:
            return _of_number(form)
        case Channel.CHAT:
            return await asyncio.to_thread(_of_robot, form)
        case _:
            return await _of_system(form, outward)


def _of_number(form: EndpointForm) -> str:
    if not re.fullmatch(NUMBER, form.address):
        raise Unfit("address", "请填写11位手机号码")
    return f"{form.address[:3]}****{form.address[-4:]}"


def _of_robot(form: EndpointForm) -> str:
    robot = robot_of(form.address, form.secret)
    if robot is None:
        raise Unfit("address", "应为企业微信、钉钉或者飞书群机器人的地址（钉钉的密钥只含字母和数字）")
    return f"{robot.label}群机器人（尾号{form.address.rstrip('/')[-4:]}）"


async def _of_system(form: EndpointForm, outward: Outward) -> str:
    if not re.fullmatch(SECRET, form.secret):
        raise Unfit("secret", "应以whsec_开头，其后为24至64字节的Base64")
    try:
        url = outward.check(form.address)
        await outward.resolve(url)
    except Forbidden as error:
        raise Unfit("address", str(error)) from error
    except OSError as error:
        raise Unfit("address", "查不到该主机") from error
    return f"{url.scheme}://{url.netloc.decode('ascii')}/…"
