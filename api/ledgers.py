"""What every ledger (台账) has in common: entering what was done, once, and showing entries."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from api import present
from api.deps import Services
from api.errors import FieldError, malformed
from api.registering import Act, admit, done_once
from db.models import LedgerEntry, StoredFile
from db.queries import files, ledgers
from db.queries.recipients import organisation_names
from domain.dates import local_date
from domain.ledger import EntryForm
from domain.refusal import Refusal

LATEST = 3
"""So many entries are shown with a line."""
V = TypeVar("V")
Check = Callable[[AsyncSession, date], Awaitable[Refusal | None]]
"""Why the entry is not taken, as the register stands today."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``ledger`` and ``item``: see ``db.models.LedgerEntry``. ``file_id``: evidence, uploaded by the actor."""

    ledger: str
    item: str
    form: EntryForm
    file_id: str | None
    words: str
    """The entry for the audit log."""


@dataclass(frozen=True, slots=True)
class Known:
    """What entries refer to, by id."""

    files: Mapping[str, StoredFile]
    offices: Mapping[str, str]

    def facts(self, row: LedgerEntry) -> dict[str, Any]:
        """Of an ``EntryView``, with what the ledger asks beside."""
        return {
            "number": row.number,
            "on": row.on,
            "what": row.what,
            "file": present.file(self.files[row.file_id]) if row.file_id else None,
            "office": self.offices[row.office_id],
            "entered_at": row.entered_at,
            **row.details,
        }


async def known(session: AsyncSession, rows: Iterable[LedgerEntry]) -> Known:
    found = await files.by_id(session, filter(None, (row.file_id for row in rows)))
    return Known(found, await organisation_names(session))


async def enter(
    services: Services, act: Act, entry: Entry, check: Check, show: Callable[[AsyncSession], Awaitable[V]]
) -> V:
    """Enter what was done; what ``show`` finds afterwards. Raises ``WebError``: 403, 409, 422."""

    async def change(session: AsyncSession, now: datetime) -> str:
        admit(await check(session, local_date(now)))
        file_id = entry.file_id
        if file_id is not None and await files.handed_in(session, act.actor, file_id) is None:
            error = FieldError(loc=["body", "file"], code="unknown", message="文件不存在，请重新上传")
            raise malformed("佐证文件有误，未作任何变更。", error)
        await ledgers.add(session, entry.ledger, entry.item, entry.form, file_id, act.actor.organisation, now)
        return entry.words

    return await done_once(services, act, change, show)
