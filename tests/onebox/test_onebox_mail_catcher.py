"""The mail catcher as its own process, spoken to by a real SMTP client."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest

from onebox.mail_catcher import file_stem, store
from onebox.plans import smtp_greets
from onebox.ports import free_port
from tests.support.processes import started


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    number = free_port()
    environment = {"ZHICHENG_SMTP_PORT": str(number), "ZHICHENG_DATA_DIR": str(tmp_path)}
    with started("-m", "onebox.mail_catcher", env=environment) as process:
        yield number
        process.terminate()
        assert process.wait() == 0


def mail(to: str, message_id: str = "<rung-1@zhicheng>") -> EmailMessage:
    message = EmailMessage(policy=policy.SMTPUTF8)
    message["From"] = "zhicheng@example.gov.cn"
    message["To"] = to
    message["Subject"] = "请报送年度工作报告"
    message["Message-ID"] = message_id
    message.set_content("依据管理办法第二十七条。")
    return message


async def send(message: EmailMessage, port: int) -> None:
    await smtp_greets(port)
    await aiosmtplib.send(message, hostname="127.0.0.1", port=port, start_tls=False)


async def test_a_mail_lands_unchanged_under_its_message_id(port: int, tmp_path: Path) -> None:
    await send(mail("园区@example.cn"), port)
    (stored,) = (tmp_path / "mail").iterdir()
    received = message_from_bytes(stored.read_bytes(), policy=policy.SMTPUTF8)
    assert stored.name == "rung-1@zhicheng.eml"
    assert received["To"] == "园区@example.cn"
    assert received["Subject"] == "请报送年度工作报告"
    assert received.get_content().strip() == "依据管理办法第二十七条。"


async def test_a_mail_delivered_twice_is_seen_twice(port: int, tmp_path: Path) -> None:
    await send(mail("park@example.cn"), port)
    await send(mail("park@example.cn"), port)
    assert sorted(file.name for file in (tmp_path / "mail").iterdir()) == [
        "rung-1@zhicheng.2.eml",
        "rung-1@zhicheng.eml",
    ]


@pytest.mark.parametrize(("domain", "code"), [("refuse.example", 550), ("defer.example", 451)])
async def test_the_domains_that_show_failure_are_refused(port: int, tmp_path: Path, domain: str, code: int) -> None:
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as refused:
        await send(mail(f"park@{domain}"), port)
    assert [recipient.code for recipient in refused.value.recipients] == [code]
    assert list((tmp_path / "mail").iterdir()) == []


@pytest.mark.parametrize("identity", ["<../../etc/passwd>", "<a/b@c>", "<..>", "<报告@zhicheng>"])
def test_no_message_id_leads_out_of_the_folder(tmp_path: Path, identity: str) -> None:
    content = f"Message-ID: {identity}\r\n\r\ntext".encode()
    assert store(tmp_path, content).parent == tmp_path
    assert len(list(tmp_path.iterdir())) == 1


def test_different_message_ids_never_share_a_name() -> None:
    names = {file_stem(f"Message-ID: <{identity}>\r\n\r\n".encode()) for identity in ("a/b", "a_b", "a?b", "")}
    assert len(names) == 4
