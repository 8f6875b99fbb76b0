"""``zhicheng``: the command line for operations. Run as ``python cli.py COMMAND``."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from api import accounts_command, preview_command
from api.app import app as web
from api.app import openapi as describe
from api.audit_command import export_to
from api.inspection_command import inspect
from api.release_command import import_file
from api.reprint_command import reprint as order_again
from config import settings
from db.schema import upgrade
from db.session import Register
from services.documents.docx import to_docx
from services.documents.kinds import KINDS
from services.documents.pdf import to_pdf
from services.documents.samples import sample
from services.documents.store import DocumentStoreDown
from services.documents.wording import compose
from services.notifications.wording import BROKEN
from services.verification import inputs_of
from verifier import verify
from verifier.audit import main as verify_export

app = typer.Typer(add_completion=False, no_args_is_help=True, help="质程：运维命令行")
app.add_typer(accounts_command.commands, name="accounts")
ROOT = Path(__file__).parent


@app.command()
def migrate() -> None:
    """把登记库升级到当前版本。"""
    upgrade(settings().database)
    print("登记库已是当前版本。")


@app.command()
def openapi() -> None:
    """重写 docs/openapi.json。"""
    path = ROOT / "docs" / "openapi.json"
    path.write_text(json.dumps(describe(web), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"已写入 {path.relative_to(ROOT)}。")


@app.command()
def verify_dates(
    case: Annotated[str, typer.Argument(help="案件编号")],
    inputs: Annotated[
        bool, typer.Option("--inputs", help="只输出核验所依据的数据（JSON），可交 python -m verifier - 核验")
    ] = False,
) -> None:
    """由独立的核验程序重新推算案件的每个日期，并与登记的比对：退出码：相符0，不符或者未能核验1，没有该案件2。"""
    recorded = asyncio.run(_recorded(case))
    if recorded is None:
        typer.echo(f"没有案件 {case}。", err=True)
        raise typer.Exit(2)
    if inputs:
        print(json.dumps(recorded, ensure_ascii=False, indent=2))
        return
    findings = verify(recorded)
    for finding in findings:
        print(finding.words)
    counts = Counter(finding.verdict.label for finding in findings)
    print(f"共{len(findings)}个日期" + "".join(f"，{label}{count}个" for label, count in counts.items()) + "。")
    if not all(finding.verdict.passes for finding in findings):
        raise typer.Exit(1)


@app.command()
def preview(
    kind: Annotated[str, typer.Argument(help="文书种类，例如 public_notice；不填则列出全部种类")] = "",
    word: Annotated[bool, typer.Option("--docx", help="输出DOCX，不填则输出PDF")] = False,
    folder: Annotated[Path, typer.Option("--to", help="写入的文件夹")] = Path(),
) -> None:
    """按样例数据写出一种文书（标“样章”，不编入登记库），供核对版式和措辞；没有该种类时退出码为2。"""
    if kind not in KINDS:
        listed = [f"{name}  {each.label}" for name, each in KINDS.items()]
        typer.echo("\n".join([f"没有文书种类 {kind}，可以是：", *listed] if kind else listed), err=bool(kind))
        raise typer.Exit(2 if kind else 0)
    content = compose(sample(kind))
    path = folder / f"{kind}.{'docx' if word else 'pdf'}"
    try:
        path.write_bytes(to_docx(content) if word else to_pdf(content))
    except OSError as error:
        typer.echo(f"无法写入 {path}：{error.strerror}。", err=True)
        raise typer.Exit(2) from error
    print(f"已写入 {path}：{content.title}。")


@app.command()
def import_release(
    file: Annotated[Path, typer.Argument(help="JSON，或者按模板填写的XLSX、CSV")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出影响，不作任何变更")] = False,
) -> None:
    """导入一件节假日安排通知，并列出哪些案件的哪些期限由哪天改为哪天；不能导入时退出码为1。"""
    try:
        data = file.read_bytes()
    except OSError as error:
        typer.echo(f"无法读取 {file}：{error.strerror}。", err=True)
        raise typer.Exit(2) from error
    lines, taken = asyncio.run(import_file(settings(), data, dry_run=dry_run))
    print("\n".join(lines))
    if not taken:
        raise typer.Exit(1)


@app.command()
def reprint(
    documents: Annotated[list[str] | None, typer.Argument(help="文书编号；不写则为全部制发失败的文书")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出，不作任何变更")] = False,
) -> None:
    """把制发失败的文书重新交付制发（例如措辞模板修好以后），文号和核验码不变；有编号不是失败文书的，退出码为1。"""
    lines, done = asyncio.run(order_again(settings(), documents or [], dry_run=dry_run))
    print("\n".join(lines))
    if not done:
        raise typer.Exit(1)


@app.command()
def verify_documents() -> None:
    """逐个核对登记的文件与文件库中的内容，只读取，不作变更：退出码：全部完好0，有不符的1，文件库没有应答2。"""
    try:
        lines, whole = asyncio.run(inspect(settings()))
    except DocumentStoreDown as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    print("\n".join(lines))
    if not whole:
        raise typer.Exit(1)


@app.command()
def export_audit(file: Annotated[Path, typer.Argument(help="写入的文件（JSON Lines）")]) -> None:
    """导出全部审计记录，并给出链尾；请将链尾记在他处，供以后核验。不能写入时退出码为2。"""
    try:
        head = asyncio.run(export_to(settings(), file))
    except OSError as error:
        typer.echo(f"无法写入 {file}：{error.strerror}。", err=True)
        raise typer.Exit(2) from error
    print(f"已导出{head.sequence}条审计记录；链尾 {head.hash}。")


@app.command()
def verify_audit(
    file: Annotated[Path, typer.Argument(help="审计记录的导出文件")],
    head: Annotated[str | None, typer.Option("--head", help="以前另处记下的链尾")] = None,
) -> None:
    """仅凭导出文件核验审计记录有无改动、缺失、插入：退出码：完整0，不完整1，不能读取2。"""
    if code := verify_export(str(file), head):
        raise typer.Exit(code)


@app.command()
def preview_notice(
    kind: Annotated[str | None, typer.Argument(help="通知的种类")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="把邮件的网页部分写入该文件")] = None,
    every: Annotated[bool, typer.Option("--all", help="检查每一种通知能否由样例写成")] = False,
) -> None:
    """由随产品提供的样例写出一种通知，显示主题和正文；不写种类则列出全部种类。退出码：措辞有误1，没有该种类或者不能写入2。"""
    if every:
        faults = preview_command.faults()
        print("\n".join(faults) or f"{len(preview_command.kinds())}种通知都能写成。")
        raise typer.Exit(1 if faults else 0)
    if kind is None:
        print("\n".join(preview_command.kinds()))
        return
    if kind not in preview_command.kinds():
        typer.echo(f"没有通知种类 {kind}；不写种类可列出全部。", err=True)
        raise typer.Exit(2)
    try:
        print("\n".join(preview_command.show(kind, html)))
    except BROKEN as error:
        typer.echo(f"{kind}：措辞与样例不符（{error}）。", err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(f"无法写入 {html}：{error.strerror}。", err=True)
        raise typer.Exit(2) from error


async def _recorded(case: str) -> dict[str, Any] | None:
    register = Register(settings().database)
    try:
        async with register.read() as session:
            return await inputs_of(session, case)
    finally:
        await register.dispose()


if __name__ == "__main__":
    app()
