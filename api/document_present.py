"""Documents the platform wrote as view models: their files, and the later documents they are to be read with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api.document_views import DocumentFileView, DocumentView, LaterDocumentView, StandingView, VerifiedDocument
from db.models import DocumentFile, DocumentRow
from db.queries import documents
from db.queries.recipients import organisation_names
from services.documents.formats import FORMATS
from services.documents.relations import Mark, Relation, gravest, in_force

Later = Mapping[str, Sequence[tuple[Relation, DocumentRow]]]
"""Document → the later ones that are in force, and what they did to it."""
VALID = "valid"
_VALID = "有效"
_EXTENSIONS = {each.media_type: each.extension for each in FORMATS}
_ORDER = list(_EXTENSIONS)


async def views(session: AsyncSession, rows: Sequence[DocumentRow]) -> list[DocumentView]:
    """In the order given."""
    names = await organisation_names(session)
    files = await documents.files_of(session, (row.id for row in rows))
    later = await _later(session, {row.case_id for row in rows})
    return [_view(row, names, files[row.id], later) for row in rows]


async def verified(session: AsyncSession, row: DocumentRow, *, is_sample: bool) -> VerifiedDocument:
    """A stored document, for whoever holds it."""
    names = await organisation_names(session)
    files = await documents.files_of(session, [row.id])
    return VerifiedDocument(
        number=row.number or "",
        title=row.title,
        issuers=_issuers(row, names),
        on=row.on,
        standing=_standing(row, await _later(session, {row.case_id})),
        files=_files(files[row.id]),
        regulation=row.regulation or "",
        policy_version=row.policy_version or "",
        is_sample=is_sample,
    )


async def _later(session: AsyncSession, case_ids: Iterable[str]) -> Later:
    found: dict[str, list[tuple[Relation, DocumentRow]]] = defaultdict(list)
    for case_id in case_ids:
        kept = await documents.relations_in(session, case_id)
        rows = {row.id: row for _, row in kept}
        marks = [Mark(each.earlier_id, each.later_id, Relation(each.relation)) for each, _ in kept]
        for mark in in_force(marks):
            found[mark.earlier].append((mark.relation, rows[mark.later]))
    return found


def _view(row: DocumentRow, names: Mapping[str, str], kept: Sequence[DocumentFile], later: Later) -> DocumentView:
    files = _files(kept)
    first = files[0] if files else None
    return DocumentView(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        title=row.title,
        number=row.number,
        on=row.on,
        issuers=_issuers(row, names),
        state=row.state,
        sha256=first.sha256 if first else None,
        size=first.size if first else None,
        created_at=row.created_at,
        files=files,
        standing=_standing(row, later),
        verify_path=f"/verify/{row.check_code}" if row.check_code and files else None,
    )


def _issuers(row: DocumentRow, names: Mapping[str, str]) -> list[str]:
    return [names.get(each, each) for each in row.issuers]


def _files(kept: Sequence[DocumentFile]) -> list[DocumentFileView]:
    """In the order in which formats are offered."""
    known = sorted(
        (each for each in kept if each.media_type in _EXTENSIONS), key=lambda each: _ORDER.index(each.media_type)
    )
    return [
        DocumentFileView(
            format=_EXTENSIONS[each.media_type],
            media_type=each.media_type,
            sha256=each.sha256,
            sm3=each.sm3,
            size=each.size,
        )
        for each in known
    ]


def _standing(row: DocumentRow, later: Later) -> StandingView:
    found = later.get(row.id, ())
    worst = gravest([relation for relation, _ in found])
    return StandingView(
        key=worst.value if worst else VALID,
        label=worst.label if worst else _VALID,
        later=[
            LaterDocumentView(
                relation=relation.value,
                relation_label=relation.label,
                meaning=relation.meaning,
                title=each.title,
                number=each.number or "",
                on=each.on,
            )
            for relation, each in found
        ],
    )
