"""Accounts made and mended at the command line, and what it makes of signing in."""

import re

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from api import accounts
from api.accounts import CommandRefused, NewAccount, NewOffice
from api.accounts_command import commands
from db.models import AuditEntry
from domain.roles import Role
from tests.support.accounts import PASSWORD
from tests.support.web import ON_BOTH_DATABASES, Web

HUNAN = NewOffice("湖南省市场监督管理局", Role.PROVINCIAL_REGULATOR, "430000")


def initial_in(lines: list[str]) -> str:
    (found,) = re.findall(r"初始密码：(\S+)（", lines[-1])
    return str(found)


async def status(web: Web, name: str, password: str) -> int:
    return (await web.post("/token", data={"username": name, "password": password})).status_code


@ON_BOTH_DATABASES
async def test_a_new_account_of_a_new_office_signs_in_with_the_password_shown(web: Web) -> None:
    new = NewAccount("prov-hn-1", "prov-hn", "王五")
    with pytest.raises(CommandRefused, match="单位 prov-hn 还没有登记"):
        await accounts.add(web.services, new, NewOffice())
    shown = await accounts.add(web.services, new, HUNAN)
    assert await status(web, "prov-hn-1", initial_in(shown)) == 200
    with pytest.raises(CommandRefused, match="已有账号 prov-hn-1"):
        await accounts.add(web.services, new, NewOffice())
    listed = await accounts.everybody(web.services)
    assert "prov-hn-1　王五　湖南省市场监督管理局　省级市场监管部门　初始密码" in listed
    async with web.register.read() as session:
        kept = (await session.scalars(select(AuditEntry).where(AuditEntry.action == "account.add"))).one()
    assert kept.detail == "建立账号prov-hn-1（湖南省市场监督管理局）"
    assert initial_in(shown) not in kept.detail


@ON_BOTH_DATABASES
async def test_a_reset_ends_what_was_open_and_the_count_of_wrong_passwords(web: Web) -> None:
    token = await web.token("samr")
    for _ in range(10):
        await status(web, "samr", "错")
    shown = await accounts.reset(web.services, "samr")
    assert "结束了1个登录" in shown[0]
    assert (await web.get("/me", headers={"Authorization": f"Bearer {token}"})).status_code == 401
    assert await status(web, "samr", PASSWORD) == 401
    assert await status(web, "samr", initial_in(shown)) == 200


async def test_a_disabled_account_stays_out_until_it_is_enabled_again(web: Web) -> None:
    await accounts.disable(web.services, "samr")
    assert await status(web, "samr", PASSWORD) == 401
    with pytest.raises(CommandRefused, match="已经停用"):
        await accounts.disable(web.services, "samr")
    await accounts.enable(web.services, "samr")
    assert await status(web, "samr", PASSWORD) == 200
    with pytest.raises(CommandRefused, match="没有停用"):
        await accounts.enable(web.services, "samr")


@ON_BOTH_DATABASES
async def test_one_name_of_the_identity_provider_is_one_account(web: Web) -> None:
    await accounts.link(web.services, "samr", "E-1001")
    with pytest.raises(CommandRefused, match="该标识已与另一账号关联"):
        await accounts.link(web.services, "prov-js", "E-1001")
    await accounts.link(web.services, "samr", "")
    await accounts.link(web.services, "prov-js", "E-1001")
    with pytest.raises(CommandRefused, match="没有账号 nobody"):
        await accounts.link(web.services, "nobody", "E-1002")


def test_the_command_line_has_a_command_for_each() -> None:
    shown = CliRunner().invoke(commands, ["--help"]).output
    assert all(name in shown for name in ("list", "add", "reset", "disable", "enable", "link"))
