"""``accounts`` of the command line: who may sign in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer

from api import accounts
from api.accounts import CommandRefused, NewAccount, NewOffice
from api.app import services_for
from api.deps import Services
from config import settings
from domain.roles import NATIONAL, Role

commands = typer.Typer(no_args_is_help=True, help="账号：列出、建立、重设初始密码、停用、恢复、关联统一身份")
Name = Annotated[str, typer.Argument(help="用户名")]


@commands.command("list")
def list_() -> None:
    """列出全部账号及其单位、角色和状态。"""
    _run(accounts.everybody)


@commands.command()
def add(
    name: Name,
    organisation: Annotated[str, typer.Option(help="单位编号")],
    display_name: Annotated[str, typer.Option(help="姓名，不填则用单位名称")] = "",
    email: Annotated[str, typer.Option(help="邮件地址，接收法定通知")] = "",
    person: Annotated[str, typer.Option(help="同一人持有几个账号的：人员编号")] = "",
    organisation_name: Annotated[str, typer.Option(help="新单位的名称")] = "",
    role: Annotated[Role | None, typer.Option(help="新单位的角色")] = None,
    jurisdiction: Annotated[str, typer.Option(help="新单位的行政区划代码，六位")] = NATIONAL,
) -> None:
    """建立账号，给出初始密码；单位还没有登记的，同时登记。不能建立时退出码为1。"""
    new = NewAccount(name, organisation, display_name, email, person)
    office = NewOffice(organisation_name, role, jurisdiction)
    _run(lambda services: accounts.add(services, new, office))


@commands.command()
def reset(name: Name) -> None:
    """重设初始密码：原密码作废，账号的全部登录随即结束，登录未成功的次数重新计算。"""
    _run(lambda services: accounts.reset(services, name))


@commands.command()
def disable(name: Name) -> None:
    """停用账号：不能再登录，全部登录随即结束；以前办理的事项不变。"""
    _run(lambda services: accounts.disable(services, name))


@commands.command()
def enable(name: Name) -> None:
    """恢复停用的账号，密码不变。"""
    _run(lambda services: accounts.enable(services, name))


@commands.command()
def link(
    name: Name, external_id: Annotated[str, typer.Argument(help="统一身份中该人员的标识；不填则解除关联")] = ""
) -> None:
    """把账号与统一身份认证中的人员关联，或者解除关联。"""
    _run(lambda services: accounts.link(services, name, external_id))


def _run(act: Callable[[Services], Awaitable[list[str]]]) -> None:
    try:
        lines = asyncio.run(_on_services(act))
    except CommandRefused as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo("\n".join(lines))


async def _on_services(act: Callable[[Services], Awaitable[list[str]]]) -> list[str]:
    services = await services_for(settings())
    try:
        return await act(services)
    finally:
        await services.register.dispose()
