"""Runs migrations: by ``alembic`` at the prompt on the configured register, by ``db.schema`` on a given one.

It runs without an event loop, so that both an async and a plain caller may use it.
"""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from config import settings
from db.models import Base
from db.schema import blocking
from db.types import Instant

_MIGRATION_LOCK = 0x5A44
"""Number of the advisory lock under which one process at a time migrates PostgreSQL."""


def on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """SQLite: foreign keys stay off (batch mode drops and renames tables), tables change within the transaction."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 60000")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def on_begin(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_sqlite else f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def short_type(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """In a generated version the column types have the names that script.py.mako gives them."""
    names = {Instant: "INSTANT", sa.JSON: "JSON", sa.BigInteger: "SERIAL", sa.String: "KEY"}
    return next((name for type_, name in names.items() if kind == "type" and isinstance(item, type_)), False)


def migrate() -> None:
    url = context.config.attributes.get("url") or settings().database
    engine = create_engine(blocking(url), poolclass=NullPool)
    event.listen(engine, "begin", on_begin)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", on_connect)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transactional_ddl=True,
            compare_type=True,
            render_item=short_type,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
