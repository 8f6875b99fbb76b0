"""通知设置 through the API: one's own choices; what is entered of how one is reached is sealed and never told again."""

from typing import Any

import pytest
from sqlalchemy import select

from config import Environment
from db.models import AuditEntry, IdempotentResponse, NotificationEndpoint
from services.notifications.channel import Reach
from services.sealing import Broken, Sealer, sealer
from tests.support.dispatches import WHSEC
from tests.support.web import ON_BOTH_DATABASES, Web

SETTINGS = "/notification-settings"
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-0ec2"
HOOK = "https://93.184.216.34/hook/geheim"
EVERYBODY = {
    "to_do": [],
    "for_information": [],
    "reminder": ["mail"],
    "of_the_platform": ["mail"],
    "quiet_channels": ["sms", "chat"],
    "quiet_from": 21,
    "quiet_until": 8,
    "digest": False,
}


async def enter(web: Web, channel: str, address: str, secret: str = "", account: str = "prov-js") -> Any:
    body = {"channel": channel, "address": address, "secret": secret}
    return await web.post(f"{SETTINGS}/endpoints", account, json=body)


async def test_who_chose_nothing_is_told_by_inbox_and_mail_and_sees_that_it_is_so(web: Web) -> None:
    found = (await web.get(SETTINGS, "prov-js")).json()
    assert (found["chosen"], found["endpoints"]) == (EVERYBODY, [])
    assert found["mail"] == "prov-js@example.gov.cn"
    assert [each["key"] for each in found["offered"]] == ["chat", "webhook"], "without a gateway no text messages"


@ON_BOTH_DATABASES
async def test_choices_are_ones_own_and_kept(web: Web) -> None:
    wanted = EVERYBODY | {"reminder": [], "quiet_channels": ["mail"], "quiet_from": 20, "digest": True}
    assert (await web.post(SETTINGS, "prov-js", json=wanted)).json()["chosen"] == wanted
    assert (await web.get(SETTINGS, "prov-js")).json()["chosen"] == wanted
    assert (await web.get(SETTINGS, "samr")).json()["chosen"] == EVERYBODY


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"to_do": ["mail"]}, "to_do"), ({"quiet_from": 24}, "quiet_from"), ({"inbox": []}, "inbox")],
)
async def test_the_mail_of_a_statutory_notice_is_not_a_matter_of_choice(web: Web, wrong: Any, field: str) -> None:
    refused = await web.post(SETTINGS, "prov-js", json=EVERYBODY | wrong)
    assert refused.status_code == 422
    assert field in {part for each in refused.json()["errors"] for part in each["loc"]}


@ON_BOTH_DATABASES
@pytest.mark.parametrize(
    ("channel", "address", "secret", "hint"),
    [
        ("chat", ROBOT, "", "企业微信群机器人（尾号0ec2）"),
        ("webhook", HOOK, WHSEC, "https://93.184.216.34/…"),
    ],
)
async def test_an_address_is_sealed_and_told_nowhere(
    web: Web, channel: str, address: str, secret: str, hint: str
) -> None:
    entered = await enter(web, channel, address, secret)
    assert entered.status_code == 200, entered.text
    (found,) = entered.json()["endpoints"]
    assert (found["channel"], found["hint"]) == (channel, hint)
    async with web.register.read() as session:
        row = (await session.scalars(select(NotificationEndpoint))).one()
        entries = list(await session.scalars(select(AuditEntry).where(AuditEntry.action == "notification.enter")))
        kept = list(await session.scalars(select(IdempotentResponse)))
    reach = Reach.model_validate_json(sealer(web.services.settings).open(row.sealed))
    assert (reach.address.get_secret_value(), reach.secret.get_secret_value()) == (address, secret)
    assert hint in entries[0].detail
    told = [
        row.sealed,
        row.hint,
        entered.text,
        *(each.detail for each in entries),
        *(str(each.response) for each in kept),
    ]
    assert not [text for text in told if address in text or (secret and secret in text)]
    with pytest.raises(Broken):
        Sealer("another key").open(row.sealed)


@pytest.mark.parametrize(
    ("channel", "address", "secret", "field", "words"),
    [
        ("sms", "13912345678", "", "channel", "平台没有接通该渠道"),
        ("chat", "https://evil.example/?key=a", "", "address", "企业微信、钉钉或者飞书"),
        ("webhook", "https://127.0.0.1/hook", WHSEC, "address", "内部网络"),
        ("webhook", "https://[::ffff:10.0.0.1]/hook", WHSEC, "address", "内部网络"),
        ("webhook", "http://93.184.216.34/hook", WHSEC, "address", "https://"),
        ("webhook", HOOK, "short", "secret", "whsec_"),
    ],
)
async def test_an_address_that_reaches_nobody_or_our_own_network_is_not_taken(
    web: Web, channel: str, address: str, secret: str, field: str, words: str
) -> None:
    refused = await enter(web, channel, address, secret)
    assert refused.status_code == 422, refused.text
    (error,) = refused.json()["errors"]
    assert error["loc"] == ["body", field]
    assert words in error["message"]
    assert address not in refused.text


async def test_one_address_a_channel_the_new_one_in_the_place_of_the_old_and_removed_it_is_gone(web: Web) -> None:
    await enter(web, "chat", ROBOT)
    changed = await enter(web, "chat", "https://open.feishu.cn/open-apis/bot/v2/hook/abc-9999")
    assert [each["hint"] for each in changed.json()["endpoints"]] == ["飞书群机器人（尾号9999）"]
    assert (await web.post(f"{SETTINGS}/endpoints/chat/remove", "prov-js")).json()["endpoints"] == []
    assert (await web.post(f"{SETTINGS}/endpoints/chat/remove", "prov-js")).status_code == 404
    async with web.register.read() as session:
        assert list(await session.scalars(select(NotificationEndpoint))) == []


def test_production_without_a_key_seals_nothing_and_the_key_known_to_all_opens_nothing_there(web: Web) -> None:
    here = sealer(web.services.settings)
    production = sealer(web.services.settings.model_copy(update={"env": Environment.PRODUCTION}))
    assert (here.can_seal, production.can_seal) == (True, False)
    with pytest.raises(Broken):
        production.open(here.seal("x"))


def test_a_new_key_seals_and_an_old_one_still_opens() -> None:
    old, both, new = Sealer("old"), Sealer("new, old"), Sealer("new")
    assert both.open(old.seal("x")) == "x"
    assert new.open(both.seal("x")) == "x"
