"""Mail leaves over one connection, and every recipient has a result of their own."""

import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.delivery import DeliveryState
from services.notifications.channel import Dispatch
from services.notifications.mail import MailChannel
from services.notifications.wording import compose
from tests.support.notifications import SAMPLES, some_facts
from tests.support.smtp import SmtpServer, smtp_server

DELIVERED, DEFERRED, REFUSED = DeliveryState.DELIVERED, DeliveryState.DEFERRED, DeliveryState.REFUSED
SENDER = "zhicheng@example.gov.cn"
AT = datetime(2026, 1, 3, 1, 0, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[SmtpServer]:
    async with smtp_server() as server:
        yield server


def channel_to(port: int) -> MailChannel:
    return MailChannel("127.0.0.1", port, SENDER, "example.gov.cn")


def a_mail(number: int = 1, **changes: Any) -> Dispatch:
    message = compose("annual_report_before", some_facts(SAMPLES["annual_report_before"]))
    fields: dict[str, Any] = {
        "id": f"notification-{number}",
        "case_id": "zone/sz-biobay",
        "recipient": "苏州生物医药产业园",
        "address": f"park{number}@example.cn",
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "at": AT,
        "account_id": f"park{number}",
    }
    return Dispatch(**fields | changes)


async def test_every_recipient_gets_a_result_of_their_own(server: SmtpServer) -> None:
    server.answers = {"park2@example.cn": "550 5.1.1 No such user", "park3@example.cn": "451 4.3.0 Try later"}

    results = await channel_to(server.port).deliver([a_mail(number) for number in (1, 2, 3, 4)])

    assert [(each.id, each.state, each.code) for each in results] == [
        ("notification-1", DELIVERED, 250),
        ("notification-2", REFUSED, 550),
        ("notification-3", DEFERRED, 451),
        ("notification-4", DELIVERED, 250),
    ]
    assert [each.text for each in results[:3]] == ["2.0.0 queued as 1", "5.1.1 No such user", "4.3.0 Try later"]
    assert server.recipients == ["park1@example.cn", "park4@example.cn"]
    assert server.connections == 1


async def test_a_chinese_mail_reads_the_same_on_the_other_side(server: SmtpServer) -> None:
    mail = a_mail()

    await channel_to(server.port).deliver([mail])

    received = server.mails[0]
    plain, page = received.get_body(("plain",)), received.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert received["Subject"] == mail.subject
    assert plain.get_content().replace("\r\n", "\n") == mail.text
    assert page.get_content().replace("\r\n", "\n") == mail.html
    assert received["To"].addresses[0].display_name == "苏州生物医药产业园"
    assert received["To"].addresses[0].addr_spec == "park1@example.cn"
    assert received["From"].addresses[0].display_name == "质程"
    assert received["From"].addresses[0].addr_spec == SENDER
    assert received["Auto-Submitted"] == "auto-generated"
    assert received.get_content_type() == "multipart/alternative"
    assert not received.defects


async def test_the_date_is_the_instant_handed_in_not_that_of_this_machine(server: SmtpServer) -> None:
    await channel_to(server.port).deliver([a_mail(at=AT)])

    assert server.mails[0]["Date"].datetime == AT
    assert server.mails[0]["Date"].datetime.utcoffset() == timedelta(hours=8)


async def test_a_mail_sent_again_keeps_its_message_id(server: SmtpServer) -> None:
    channel = channel_to(server.port)

    await channel.deliver([a_mail()])
    await channel.deliver([a_mail(at=AT + timedelta(days=1))])

    assert [mail["Message-ID"] for mail in server.mails] == ["<notification-1@example.gov.cn>"] * 2
    assert channel.message_id("notification-1") == "<notification-1@example.gov.cn>"


async def test_mails_of_one_case_form_one_thread_and_of_another_case_do_not(server: SmtpServer) -> None:
    await channel_to(server.port).deliver([a_mail(1), a_mail(2), a_mail(3, case_id="zone/other")])

    first, second, other = (mail["References"] for mail in server.mails)
    assert first == second != other
    assert [mail["In-Reply-To"] for mail in server.mails] == [first, second, other]
    assert first not in [mail["Message-ID"] for mail in server.mails]


async def test_long_and_unusual_ids_survive_the_headers(server: SmtpServer) -> None:
    long_id = "a3f0" * 32
    channel = channel_to(server.port)

    await channel.deliver([a_mail(id=long_id, case_id=long_id), a_mail(id="duty 催办:1>", case_id="案/1")])

    assert server.mails[0]["Message-ID"] == f"<{long_id}@example.gov.cn>"
    assert server.mails[0]["References"] == f"<case/{long_id}@example.gov.cn>"
    assert server.mails[1]["Message-ID"] == channel.message_id("duty 催办:1>")
    assert server.mails[1]["Message-ID"].isascii()
    assert " " not in server.mails[1]["Message-ID"]


async def test_a_line_break_in_a_name_or_subject_adds_no_header(server: SmtpServer) -> None:
    mail = a_mail(recipient="园区\r\nBcc: spy@example.cn", subject="标题\nX-Evil: yes")

    assert [each.state for each in await channel_to(server.port).deliver([mail])] == [DELIVERED]
    assert server.mails[0]["Bcc"] is None
    assert server.mails[0]["X-Evil"] is None


async def test_when_the_server_is_down_everything_waits(server: SmtpServer) -> None:
    await server.stop()
    try:
        results = await channel_to(server.port).deliver([a_mail(1), a_mail(2)])
    finally:
        await server.start()

    assert [(each.state, each.code, each.text) for each in results] == [(DEFERRED, None, "无法连接邮件服务器")] * 2

    assert [each.state for each in await channel_to(server.port).deliver([a_mail(1), a_mail(2)])] == [DELIVERED] * 2


async def test_a_connection_lost_in_the_middle_keeps_what_was_taken_and_defers_the_rest(server: SmtpServer) -> None:
    server.drop_after = 2
    mails = [a_mail(number) for number in (1, 2, 3, 4)]

    results = await channel_to(server.port).deliver(mails)

    assert [each.id for each in results] == [mail.id for mail in mails]
    assert [each.state for each in results] == [DELIVERED, DELIVERED, DEFERRED, DEFERRED]
    assert results[2].text == results[3].text == "与邮件服务器的连接中断"
    assert server.recipients == ["park1@example.cn", "park2@example.cn"]


async def test_a_server_that_closes_the_session_in_the_middle_defers_the_rest(server: SmtpServer) -> None:
    server.answers = {"park2@example.cn": "421 4.7.0 Too many mails"}

    results = await channel_to(server.port).deliver([a_mail(number) for number in (1, 2, 3)])

    assert [each.state for each in results] == [DELIVERED, DEFERRED, DEFERRED]
    assert results[1].code == 421


async def test_mails_after_one_that_a_recipient_does_not_take_now_wait_with_it(server: SmtpServer) -> None:
    server.answers = {"park1@example.cn": "451 4.3.0 Try later"}

    results = await channel_to(server.port).deliver([a_mail(1), a_mail(1, id="later"), a_mail(2)])

    assert [(each.state, each.tried) for each in results] == [(DEFERRED, True), (DEFERRED, False), (DELIVERED, True)]


async def test_content_the_server_will_not_have_is_refused(server: SmtpServer) -> None:
    server.content_answer = "554 5.7.1 Rejected"

    results = await channel_to(server.port).deliver([a_mail(1), a_mail(2)])

    assert [(each.state, each.code, each.text) for each in results] == [(REFUSED, 554, "5.7.1 Rejected")] * 2


async def test_a_refusal_of_our_own_sender_is_never_held_against_the_recipient(server: SmtpServer) -> None:
    server.sender_answer = f"550 5.7.1 {SENDER} may not send"

    results = await channel_to(server.port).deliver([a_mail(1), a_mail(2)])

    assert [(each.state, each.code) for each in results] == [(DEFERRED, 550)] * 2
    assert all(SENDER not in each.text for each in results)


@pytest.mark.parametrize(("charset", "words"), [("utf-8", "用户不存在"), ("gb18030", "?")])
async def test_the_servers_words_are_kept_without_anybody_elses_address(
    server: SmtpServer, charset: str, words: str
) -> None:
    server.charset = charset
    server.answers = {"park1@example.cn": "550 <park1@example.cn> moved, ask boss.name@ministry.gov.cn 用户不存在"}

    (result,) = await channel_to(server.port).deliver([a_mail(1)])

    assert result.text.startswith(f"<park1@example.cn> moved, ask （地址略） {words}")
    assert result.text.encode()


async def test_the_trouble_of_a_connection_names_no_server() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]

        (result,) = await channel_to(port).deliver([a_mail()])

    assert result.state is DEFERRED
    assert "127.0.0.1" not in result.text
    assert str(port) not in result.text


@pytest.mark.parametrize(
    "address",
    ["", "park", "park@", "@example.cn", "a b@example.cn", "a@example.cn\r\nRCPT TO:<b@example.cn>", "a,b@example.cn"],
)
async def test_a_text_that_is_no_address_is_refused_alone(server: SmtpServer, address: str) -> None:
    results = await channel_to(server.port).deliver([a_mail(1, address=address), a_mail(2)])

    assert [each.state for each in results] == [REFUSED, DELIVERED]
    assert results[0].text == "邮件地址格式不正确"
    assert server.recipients == ["park2@example.cn"]


async def test_no_mail_needs_no_server(server: SmtpServer) -> None:
    assert await channel_to(server.port).deliver([]) == []
    assert server.connections == 0


def test_a_sender_that_is_no_address_is_found_at_the_start() -> None:
    with pytest.raises(ValueError, match="addr-spec"):
        MailChannel("127.0.0.1", 25, "质程", "example.gov.cn")
