"""``zhicheng``: the command line for operations. Run as ``python cli.py COMMAND``."""

import typer

from config import settings
from db.schema import upgrade

app = typer.Typer(add_completion=False, no_args_is_help=True, help="质程：运维命令行")


@app.command()
def migrate() -> None:
    """把登记库升级到当前版本。"""
    upgrade(settings().database)
    print("登记库已是当前版本。")


if __name__ == "__main__":
    app()
