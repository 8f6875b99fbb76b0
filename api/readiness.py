"""Whether business can be done: the register, the engine with its workers, and the document store."""

import asyncio

from sqlalchemy.exc import SQLAlchemyError

from api import engine
from api.deps import Services
from db.schema import SchemaNotCurrent, assert_current
from services.documents.store import DocumentStoreDown


async def reasons(services: Services) -> list[str]:
    """What is missing, in Chinese; empty when nothing is."""
    return [*await _register(services), *await engine.state(services), *await _store(services)]


async def _register(services: Services) -> list[str]:
    try:
        await asyncio.to_thread(assert_current, services.settings.database)
    except SchemaNotCurrent as error:
        return [str(error)]
    except SQLAlchemyError:
        return ["登记库没有应答。"]
    return []


async def _store(services: Services) -> list[str]:
    try:
        await services.store.check()
    except DocumentStoreDown as error:
        return [str(error)]
    return []
