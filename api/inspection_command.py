"""``verify-documents`` of the command line: every registered file against the bytes in the store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.app import services_for
from api.deps import Services
from config import Settings
from db.queries import documents
from services.documents.inspection import Registered, faults

Lines = list[str]


async def inspect(config: Settings) -> tuple[Lines, bool]:
    """What is wrong, and how many files were looked at; whether all are whole. Raises ``DocumentStoreDown``."""
    async with _services(config) as services:
        files = await _registered(services)
        wrong = [each async for each in faults(services.store, files)]
    return [*wrong, f"共核对{len(files)}个文件，{f'{len(wrong)}处不符' if wrong else '全部完好'}。"], not wrong


async def _registered(services: Services) -> list[Registered]:
    async with services.register.read() as session:
        issued = await documents.every_file(session)
        uploaded = await documents.every_upload(session)
    return [
        *(Registered(f"{row.number}《{row.title}》", file.sha256, file.sm3, file.size) for row, file in issued),
        *(Registered(f"上传的文件{file.id}", file.sha256, None, file.size) for file in uploaded),
    ]


@asynccontextmanager
async def _services(config: Settings) -> AsyncIterator[Services]:
    services = await services_for(config)
    try:
        yield services
    finally:
        await services.register.dispose()
