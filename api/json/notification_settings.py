"""通知设置: a person's channels, and how they are reached."""

from fastapi import APIRouter
from starlette.responses import Response

from api import notification_settings
from api.deps import Body, JsonBody, Web
from api.idempotency import Submission
from api.identity import SignedIn
from api.notification_views import SettingsView
from domain.notification_choice import EndpointForm, OwnChannel, Preferences

router = APIRouter(prefix="/notification-settings", tags=["通知设置"])


class PreferencesBody(Body, Preferences):
    pass


class EndpointBody(Body, EndpointForm):
    pass


@router.get("", summary="本人的通知设置")
async def read_notification_settings(services: Web, who: SignedIn) -> SettingsView:
    return await notification_settings.shown(services, who)


@router.post(
    "", response_model=SettingsView, summary="选择各类通知的渠道、免打扰和汇总（法定通知的站内消息和邮件不能关闭）"
)
async def choose_channels(sent: Submission, body: JsonBody[PreferencesBody]) -> Response:
    place = sent.services, sent.who, body
    return await sent.once(body, lambda id_: notification_settings.choose(*place, request_id=id_))


@router.post("/endpoints", response_model=SettingsView, summary="登记短信、群机器人或者业务系统回调的接收地址")
async def enter_endpoint(sent: Submission, body: JsonBody[EndpointBody]) -> Response:
    """What a repetition is compared by holds neither address nor secret: a telephone number is soon guessed."""
    place = sent.services, sent.who, body
    told = {"channel": body.channel}
    return await sent.once(told, lambda id_: notification_settings.enter(*place, request_id=id_))


@router.post("/endpoints/{channel}/remove", response_model=SettingsView, summary="删除接收地址")
async def remove_endpoint(sent: Submission, channel: OwnChannel) -> Response:
    place = sent.services, sent.who, channel
    return await sent.once({}, lambda id_: notification_settings.remove(*place, request_id=id_))
