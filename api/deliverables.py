"""五省级市场监管局共同工作台账: reading the ledger, and entering what was done. One way for JSON and pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import present
from api.deliverable_views import DeliverableEntryView, DeliverableView, NamedView
from api.deps import Services
from api.errors import FieldError, basis_views, malformed, not_found
from api.registering import Act, admit, done_once
from db.models import DeliverableEntry, StoredFile
from db.queries import deliverables, files
from db.queries.deliverables import Standing
from db.queries.recipients import organisation_names
from domain.dates import in_words, local_date
from domain.pilot import deliverable_ledger as rules
from domain.pilot.deliverable import Deliverable
from domain.pilot.deliverable_ledger import Progress, ProgressForm
from domain.pilot.deliverables import DELIVERABLES
from domain.roles import Actor

_LATEST = 3
"""So many entries are shown with a deliverable."""
_NOTHING = "还没有记载"


@dataclass(frozen=True, slots=True)
class _Known:
    """What entries refer to, by id."""

    files: Mapping[str, StoredFile]
    bureaus: Mapping[str, str]


async def all_deliverables(services: Services, actor: Actor) -> list[DeliverableView]:
    """Every deliverable in the order of the plan. Raises 403."""
    admit(rules.refuse_reading(actor))
    async with services.register.read() as session:
        return await _views(session, DELIVERABLES.values())


async def one_deliverable(services: Services, actor: Actor, key: str) -> DeliverableView:
    """Raises 403, 404."""
    admit(rules.refuse_reading(actor))
    async with services.register.read() as session:
        return await _one(session, _deliverable(key))


async def one_to_enter(services: Services, actor: Actor, key: str) -> DeliverableView:
    """One that the actor may enter something of. Raises 403, 404."""
    admit(rules.refuse_keeping(actor, _deliverable(key).basis))
    return await one_deliverable(services, actor, key)


async def some_entries(
    services: Services, actor: Actor, key: str, start: tuple[Any, ...] | None, limit: int
) -> list[DeliverableEntryView]:
    """One page of the entries of a deliverable, the latest day first; ``start``: see ``db.queries.deliverables``.

    Raises 403, 404.
    """
    admit(rules.refuse_reading(actor))
    async with services.register.read() as session:
        rows = await deliverables.entries(session, _deliverable(key).key, start, limit)
        known = await _known(session, rows)
    return [_entry(row, known) for row in rows]


async def enter(
    services: Services, actor: Actor, key: str, form: ProgressForm, file_id: str | None, *, request_id: str
) -> DeliverableView:
    """Enter what was done; ``file_id`` is evidence, uploaded by the actor. Raises ``WebError``: 403, 404, 409, 422."""
    item = _deliverable(key)

    async def change(session: AsyncSession, now: datetime) -> str:
        admit(rules.refuse_entry(form, item.basis, local_date(now)))
        if file_id is not None and await files.handed_in(session, actor, file_id) is None:
            error = FieldError(loc=["body", "file"], code="unknown", message="文件不存在，请重新上传")
            raise malformed("佐证文件有误，未作任何变更。", error)
        await deliverables.add(session, key, form, file_id, actor.organisation, now)
        return f"{item.name}，{in_words(form.on)}，{form.progress.label}：{form.what}"

    async def show(session: AsyncSession) -> DeliverableView:
        return await _one(session, item)

    refusal = rules.refuse_keeping(actor, item.basis)
    act = Act(actor, "deliverable.enter", key, request_id, item.basis, refusal)
    return await done_once(services, act, change, show)


def _deliverable(key: str) -> Deliverable:
    if key not in DELIVERABLES:
        raise not_found("该项工作")
    return DELIVERABLES[key]


async def _one(session: AsyncSession, item: Deliverable) -> DeliverableView:
    (found,) = await _views(session, [item])
    return found


async def _views(session: AsyncSession, items: Iterable[Deliverable]) -> list[DeliverableView]:
    standings = await deliverables.standings(session, _LATEST)
    known = await _known(session, [row for each in standings.values() for row in each.latest])
    nothing = Standing(0, ())
    return [_view(each, standings.get(each.key, nothing), known) for each in items]


async def _known(session: AsyncSession, rows: Iterable[DeliverableEntry]) -> _Known:
    found = await files.by_id(session, filter(None, (row.file_id for row in rows)))
    return _Known(found, await organisation_names(session))


def _view(item: Deliverable, standing: Standing, known: _Known) -> DeliverableView:
    latest = [_entry(row, known) for row in standing.latest]
    return DeliverableView(
        key=item.key,
        name=item.name,
        named=[NamedView(place=basis_views([each.place])[0], words=each.words) for each in item.places],
        progress=latest[0].progress if latest else None,
        progress_label=latest[0].progress_label if latest else _NOTHING,
        total=standing.total,
        latest=latest,
    )


def _entry(row: DeliverableEntry, known: _Known) -> DeliverableEntryView:
    return DeliverableEntryView(
        number=row.number,
        on=row.on,
        what=row.what,
        progress=row.progress,
        progress_label=Progress(row.progress).label,
        file=present.file(known.files[row.file_id]) if row.file_id else None,
        bureau=known.bureaus[row.bureau_id],
        entered_at=row.entered_at,
    )
