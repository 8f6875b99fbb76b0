"""五省级市场监管局共同工作台账: reading the ledger, and entering what was done. One way for JSON and pages."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.deliverable_views import DeliverableEntryView, DeliverableView
from api.deps import Services
from api.errors import basis_views, not_found
from api.ledger_views import NamedView
from api.ledgers import LATEST, Entry, Known, known
from api.ledgers import enter as enter_once
from api.registering import Act, admit
from db.models import LedgerEntry
from db.queries import ledgers
from db.queries.ledgers import NOTHING, Standing
from domain.dates import in_words
from domain.pilot import deliverable_ledger as rules
from domain.pilot.deliverable import Deliverable
from domain.pilot.deliverable_ledger import LEDGER, Progress, ProgressForm
from domain.pilot.deliverables import DELIVERABLES
from domain.refusal import Refusal
from domain.roles import Actor

_NOT_YET = "还没有记载"


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
    """One page of the entries of a deliverable, the latest day first; ``start``: see ``db.queries.ledgers``.

    Raises 403, 404.
    """
    admit(rules.refuse_reading(actor))
    async with services.register.read() as session:
        rows = await ledgers.entries(session, LEDGER, _deliverable(key).key, start, limit)
        about = await known(session, rows)
    return [_entry(row, about) for row in rows]


async def enter(
    services: Services, actor: Actor, key: str, form: ProgressForm, file_id: str | None, *, request_id: str
) -> DeliverableView:
    """Enter what was done; ``file_id`` is evidence, uploaded by the actor. Raises ``WebError``: 403, 404, 409, 422."""
    item = _deliverable(key)

    async def check(session: AsyncSession, today: date) -> Refusal | None:
        return rules.refuse_entry(form, item.basis, today)

    async def show(session: AsyncSession) -> DeliverableView:
        return await _one(session, item)

    words = f"{item.name}，{in_words(form.on)}，{form.progress.label}：{form.what}"
    refusal = rules.refuse_keeping(actor, item.basis)
    act = Act(actor, "deliverable.enter", key, request_id, item.basis, refusal)
    return await enter_once(services, act, Entry(LEDGER, key, form, file_id, words), check, show)


def _deliverable(key: str) -> Deliverable:
    if key not in DELIVERABLES:
        raise not_found("该项工作")
    return DELIVERABLES[key]


async def _one(session: AsyncSession, item: Deliverable) -> DeliverableView:
    (found,) = await _views(session, [item])
    return found


async def _views(session: AsyncSession, items: Iterable[Deliverable]) -> list[DeliverableView]:
    standings = await ledgers.standings(session, LEDGER, LATEST)
    about = await known(session, [row for each in standings.values() for row in each.latest])
    return [_view(each, standings.get(each.key, NOTHING), about) for each in items]


def _view(item: Deliverable, standing: Standing, about: Known) -> DeliverableView:
    latest = [_entry(row, about) for row in standing.latest]
    return DeliverableView(
        key=item.key,
        name=item.name,
        named=[NamedView(place=basis_views([each.place])[0], words=each.words) for each in item.places],
        progress=latest[0].progress if latest else None,
        progress_label=latest[0].progress_label if latest else _NOT_YET,
        total=standing.total,
        latest=latest,
    )


def _entry(row: LedgerEntry, about: Known) -> DeliverableEntryView:
    facts = about.facts(row)
    return DeliverableEntryView(**facts, progress_label=Progress(facts["progress"]).label)
