"""Transactions of the register. One writes at a time, so that what a transaction has read stays true until its commit.

By default SQLite and PostgreSQL both let two transactions read a row and write it one over the other, in
silence. Here a write transaction first takes the register's one write lock (``BEGIN IMMEDIATE`` on SQLite, an
advisory lock on PostgreSQL), and writers of one process queue for its single write connection. Reading never
waits: a read transaction sees one moment and cannot write. So never wait for anything outside while writing.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from functools import partial

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

PATIENCE = 10.0
"""Seconds to wait for the write lock before the transaction fails."""
_WRITE_LOCK = 0x5A43
"""Number of the advisory lock; it only has to be the same in every process."""
_READERS = 8


class Access(StrEnum):
    READ = "read"
    WRITE = "write"


def make_engine(url: str, access: Access = Access.WRITE) -> AsyncEngine:
    """An engine for ``sqlite+aiosqlite:///path`` or ``postgresql+psycopg://…``, reading or writing.

    A writing engine has a single connection. SQLite must lie in a file: connections of memory share nothing.
    """
    writing = access is Access.WRITE
    on_sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_async_engine(
        url,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        hide_parameters=True,  # an error repeats no values: they may be somebody's personal data, and errors are logged
        pool_size=1 if writing else _READERS,
        max_overflow=0,
        pool_timeout=PATIENCE,
        pool_pre_ping=not on_sqlite,
        connect_args={} if on_sqlite else {"options": _postgresql_options(access)},
    )
    (_serialise_sqlite if on_sqlite else _serialise_postgresql)(engine.sync_engine, access)
    return engine


def _serialise_sqlite(engine: Engine, access: Access) -> None:
    """Check foreign keys, let readers run beside the writer, and begin a transaction when it begins.

    A commit outlives a crash of the process; one of the machine may take the last moment with it.
    """
    pragmas = (
        f"busy_timeout = {PATIENCE * 1000:.0f}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"query_only = {'OFF' if access is Access.WRITE else 'ON'}",
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # otherwise the driver begins on its own, and too late
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if access is Access.WRITE else "BEGIN")


def _postgresql_options(access: Access) -> str:
    own = {
        Access.READ: "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read",
        Access.WRITE: f"-c lock_timeout={PATIENCE * 1000:.0f}ms",
    }
    return f"-c timezone=UTC {own[access]}"


def _serialise_postgresql(engine: Engine, access: Access) -> None:
    if access is Access.WRITE:

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")


class Register:
    """The register of one process. Rows stay readable after their transaction."""

    def __init__(self, url: str) -> None:
        self._writer = make_engine(url, Access.WRITE)
        self._reader = make_engine(url, Access.READ)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """One transaction: committed at the end of the block, undone by an exception.

        The lock is taken with the first statement, so that whatever is read here is read under it. Raises
        ``sqlalchemy.exc.TimeoutError`` or ``OperationalError`` when it stays taken for ``PATIENCE`` seconds, as it
        always does for a write within a write.
        """
        async with AsyncSession(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A view of one moment. Writing raises ``sqlalchemy.exc.DBAPIError``."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session:
            yield session

    async def dispose(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._reader.dispose()
