"""Documents the platform wrote."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, DocumentFile, DocumentRelation, DocumentRow, ListActRow, StoredFile
from db.queries.case_lists import lists_seen_by
from db.queries.cases import visible_to
from domain.roles import Actor

_ORDER = (DocumentRow.created_at, DocumentRow.workflow_id, DocumentRow.step, DocumentRow.position)


async def in_case(session: AsyncSession, case_id: str) -> Sequence[DocumentRow]:
    """In the order in which they were ordered."""
    query = select(DocumentRow).where(DocumentRow.case_id == case_id)
    return (await session.scalars(query.order_by(*_ORDER))).all()


async def files_of(session: AsyncSession, ids: Iterable[str]) -> dict[str, list[DocumentFile]]:
    """The files of documents by their ids; a document not yet stored has none."""
    query = select(DocumentFile).where(DocumentFile.document_id.in_(set(ids))).order_by(DocumentFile.media_type)
    found: dict[str, list[DocumentFile]] = defaultdict(list)
    for row in await session.scalars(query):
        found[row.document_id].append(row)
    return found


async def relations_in(session: AsyncSession, case_id: str) -> list[tuple[DocumentRelation, DocumentRow]]:
    """What documents of a case did to earlier ones, with the later one, in the order of the later ones."""
    query = select(DocumentRelation, DocumentRow).join(DocumentRow, DocumentRow.id == DocumentRelation.later_id)
    rows = await session.execute(query.where(DocumentRow.case_id == case_id).order_by(*_ORDER))
    return [(relation, row) for relation, row in rows]


async def with_code(session: AsyncSession, code: str) -> DocumentRow | None:
    """The stored document with this check code."""
    return await _stored(session, DocumentRow.check_code == code)


async def with_digest(session: AsyncSession, digest: str) -> DocumentRow | None:
    """The stored document of which one file has this SHA-256 or SM3, in lower-case hex."""
    same = select(DocumentFile.document_id).where((DocumentFile.sha256 == digest) | (DocumentFile.sm3 == digest))
    return await _stored(session, DocumentRow.id.in_(same))


async def _stored(session: AsyncSession, condition: ColumnElement[bool]) -> DocumentRow | None:
    query = select(DocumentRow).where(DocumentRow.state == "stored", condition)
    found: DocumentRow | None = await session.scalar(query.order_by(*_ORDER).limit(1))
    return found


async def every_file(session: AsyncSession) -> list[tuple[DocumentRow, DocumentFile]]:
    """Every file of every document, in the order in which the documents were ordered."""
    query = select(DocumentRow, DocumentFile).join(DocumentFile, DocumentFile.document_id == DocumentRow.id)
    rows = await session.execute(query.order_by(*_ORDER, DocumentFile.media_type))
    return [(row, file) for row, file in rows]


async def every_upload(session: AsyncSession) -> Sequence[StoredFile]:
    """Every file somebody handed in, in the order in which they came."""
    return (await session.scalars(select(StoredFile).order_by(StoredFile.uploaded_at, StoredFile.id))).all()


async def failed(session: AsyncSession) -> Sequence[DocumentRow]:
    """Documents that could not be written, in the order in which they were ordered."""
    query = select(DocumentRow).where(DocumentRow.state == "failed")
    return (await session.scalars(query.order_by(*_ORDER))).all()


async def order_again(session: AsyncSession, ids: Iterable[str]) -> None:
    """Of documents that could not be written: number and check code stay theirs."""
    again = update(DocumentRow).where(DocumentRow.id.in_(set(ids)), DocumentRow.state == "failed")
    await session.execute(again.values(state="ordered", failure=None))


async def visible(session: AsyncSession, actor: Actor, document_id: str) -> DocumentRow | None:
    """The document, if there is one and the actor may see its case, or the list it sends out."""
    of_lists = select(ListActRow.document_id).where(ListActRow.list_number.in_(lists_seen_by(actor)))
    query = select(DocumentRow).join(Case, Case.id == DocumentRow.case_id).where(DocumentRow.id == document_id)
    found: DocumentRow | None = await session.scalar(query.where(visible_to(actor) | DocumentRow.id.in_(of_lists)))
    return found


async def by_state(session: AsyncSession) -> dict[str, int]:
    """How many documents are in each state."""
    rows = await session.execute(select(DocumentRow.state, func.count()).group_by(DocumentRow.state))
    return dict(rows.all())
