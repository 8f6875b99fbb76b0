"""``zhicheng``: the command line for operations. Run as ``python cli.py COMMAND``."""

import json
from pathlib import Path

import typer

from api.app import app as web
from api.app import openapi as describe
from config import settings
from db.schema import upgrade

app = typer.Typer(add_completion=False, no_args_is_help=True, help="质程：运维命令行")
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


if __name__ == "__main__":
    app()
