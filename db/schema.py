"""The shape of the register's tables: brought to the newest version, or found to be another."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url

_SCRIPTS = Path(__file__).parent / "migrations"


class SchemaNotCurrent(Exception):
    """The register has not the tables this code was written for."""


def upgrade(url: str) -> None:
    """Bring the register at ``url`` to the newest version, in one transaction; creates an SQLite file.

    Blocks for as long as it takes. Processes that upgrade at the same time wait for each other.
    """
    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(configuration(url), "head")


def assert_current(url: str) -> None:
    """Raise ``SchemaNotCurrent`` unless the register at ``url`` is at the newest version."""
    newest = set(ScriptDirectory.from_config(configuration(url)).get_heads())
    engine = create_engine(blocking(url))
    try:
        with engine.connect() as connection:
            present = set(MigrationContext.configure(connection).get_current_heads())
    finally:
        engine.dispose()
    if present != newest:
        raise SchemaNotCurrent(
            f"登记库结构版本为 {'、'.join(sorted(present)) or '空'}，本程序需要 {'、'.join(sorted(newest))}。"
            "请先运行 alembic upgrade head。"
        )


def configuration(url: str) -> Config:
    """Alembic's configuration for the register at ``url``, without a file and without output."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def blocking(url: str) -> str:
    """The same database by a driver without an event loop: migrations run wherever they are called from."""
    return url.replace("sqlite+aiosqlite:", "sqlite:", 1)
