"""``export-audit`` of the command line: the same export as of JSON and page, into a file."""

import getpass
from pathlib import Path

from api import audit_log
from api.app import services_for
from config import Settings
from db.queries.audit import Head
from domain.roles import Actor, Role


async def export_to(config: Settings, file: Path) -> Head:
    """Write the export; answers its head. Raises ``OSError``."""
    services = await services_for(config)
    actor = Actor(id=f"cli:{getpass.getuser()}", role=Role.OPS, organisation="ops")
    try:
        head, lines = await audit_log.export(services, actor)
        with file.open("wb") as target:
            async for part in lines:
                target.write(part)
    finally:
        await services.register.dispose()
    return head
