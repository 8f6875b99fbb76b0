"""通知设置: what a person chose, and how they are reached. One way for JSON and pages.

What they enter is sealed before it is written, and no answer, error or entry of the audit log repeats it.
"""

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.deps import Services
from api.errors import FieldError, malformed, not_found, unavailable
from api.identity import Identity
from api.notification_views import ChannelView, EndpointView, SettingsView
from db.models import NotificationEndpoint, NotificationPreferences
from db.queries.reaching import Reachable, endpoints, reachable
from domain.notification_choice import EndpointForm, OwnChannel, Preferences
from services.notifications.channels import offered
from services.notifications.endpoints import Unfit, hint_of, sealable
from services.notifications.outward import Outward
from services.sealing import NoKey, sealer


async def shown(services: Services, me: Identity) -> SettingsView:
    """A person's own choices; of others nobody learns."""
    async with services.register.read() as session:
        found = (await reachable(session, [me.account.id])).get(me.account.id, Reachable())
        entered = await endpoints(session, [me.account.id])
    return SettingsView(
        mail=me.account.email,
        chosen=found.preferences,
        endpoints=[_endpoint(row) for _, row in sorted(entered.items())],
        offered=[ChannelView(key=each, label=each.label) for each in offered(services.settings)],
    )


async def choose(services: Services, me: Identity, chosen: Preferences, *, request_id: str) -> SettingsView:
    """Write down what somebody chose; the same again changes nothing."""
    now = await services.clock.now()
    async with services.register.write() as session:
        row = await _row(session, me.account.id)
        row.chosen, row.updated_at = chosen.model_dump(mode="json"), now
        act = "notification.choose"
        await audit.add(
            session, now, me.actor, act, me.account.id, detail=f"更改通知设置：{_told(chosen)}", request_id=request_id
        )
    return await shown(services, me)


async def enter(services: Services, me: Identity, form: EndpointForm, *, request_id: str) -> SettingsView:
    """Enter how somebody is reached on a channel, in the place of what stood there.

    Raises ``WebError``: 422 with the field, 503 while the platform has no key to seal with.
    """
    hint, sealed = await _hint(services, form), _sealed(services, form)
    now, channel = await services.clock.now(), form.channel
    async with services.register.write() as session:
        preferences = await _row(session, me.account.id)
        preferences.updated_at = now
        row = await session.get(NotificationEndpoint, (me.account.id, channel.value))
        if row is None:
            row = NotificationEndpoint(account_id=me.account.id, channel=channel.value)
            session.add(row)
        row.hint, row.sealed, row.entered_at = hint, sealed, now
        act, detail = "notification.enter", f"登记接收地址：{channel.label}，{hint}"
        await audit.add(session, now, me.actor, act, me.account.id, detail=detail, request_id=request_id)
    return await shown(services, me)


async def remove(services: Services, me: Identity, channel: OwnChannel, *, request_id: str) -> SettingsView:
    """Take back how somebody is reached: it is erased, not kept. Raises 404 where nothing is entered."""
    now = await services.clock.now()
    async with services.register.write() as session:
        row = await session.get(NotificationEndpoint, (me.account.id, channel.value))
        if row is None:
            raise not_found("该接收地址")
        await session.delete(row)
        act, detail = "notification.remove", f"删除接收地址：{channel.label}，{row.hint}"
        await audit.add(session, now, me.actor, act, me.account.id, detail=detail, request_id=request_id)
    return await shown(services, me)


async def _row(session: AsyncSession, account_id: str) -> NotificationPreferences:
    row = await session.get(NotificationPreferences, account_id)
    if row is None:
        row = NotificationPreferences(account_id=account_id, chosen=Preferences().model_dump(mode="json"))
        session.add(row)
    return row


async def _hint(services: Services, form: EndpointForm) -> str:
    try:
        if form.channel not in offered(services.settings):
            raise Unfit("channel", "平台没有接通该渠道")
        return await hint_of(form, Outward(inside=services.settings.private_endpoints))
    except Unfit as unfit:
        error = FieldError(loc=["body", unfit.field], code="unfit", message=str(unfit))
        raise malformed(f"接收地址不能登记：{unfit}。", error) from None


def _sealed(services: Services, form: EndpointForm) -> str:
    try:
        return sealer(services.settings).seal(sealable(form))
    except NoKey:
        raise unavailable("平台没有设置保管接收地址的密钥，暂不能登记，请联系技术运维人员。") from None


def _endpoint(row: NotificationEndpoint) -> EndpointView:
    label = OwnChannel(row.channel).label
    return EndpointView(channel=row.channel, channel_label=label, hint=row.hint, entered_at=row.entered_at)


def _told(chosen: Preferences) -> str:
    """The choices in words, for the audit log."""
    groups = ("to_do", "for_information", "reminder", "of_the_platform", "quiet_channels")
    titles = {name: Preferences.model_fields[name].title for name in groups}
    parts = [f"{titles[name]}{'、'.join(each.label for each in getattr(chosen, name)) or '（无）'}" for name in groups]
    digest = "汇总" if chosen.digest else "不汇总"
    return "；".join([*parts, f"{chosen.quiet_from}时至{chosen.quiet_until}时", digest])
