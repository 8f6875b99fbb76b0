"""Rows of parks as view models. Reads nothing: whatever a view needs is handed in."""

from collections.abc import Mapping, Sequence
from typing import Any

from api import present
from api.park_views import IdentityView, NamedView, SuccessionView
from db.models import Organisation, Park, ParkIdentity, ParkSuccession, StoredFile
from db.queries.lineage import edge_of
from domain.lineage import SuccessionKind, succession_in_words

TITLE_NOTE = (
    "沿革只作记载：合并、分立或者划转区域，示范区称号不随之转移。"
    "称号是否及于新的园区，由市场监管总局另行决定（系统策略）。"
)


def facts(row: Park) -> dict[str, Any]:
    """The fields of ``ParkSummary``."""
    return {
        "id": row.id,
        "name": row.name,
        "sector": row.kind,
        "form": row.form,
        "industry": row.industry,
        "region": row.region,
        "region_name": row.region_name,
        "creating_body": row.creating_body,
        "is_synthetic": row.is_synthetic,
    }


def bodies(rows: Sequence[Organisation]) -> list[NamedView]:
    return [NamedView(id=row.id, name=row.name) for row in rows]


def identity(row: ParkIdentity, files: Mapping[str, StoredFile]) -> IdentityView:
    file = files.get(row.file_id or "")
    return IdentityView(
        name=row.name,
        creating_body=row.creating_body,
        region=row.region,
        from_day=row.from_day,
        until_day=row.until_day,
        change=row.change,
        document_number=row.document_number,
        file=present.file(file) if file else None,
    )


def succession(
    row: ParkSuccession, names: Mapping[str, str], files: Mapping[str, StoredFile], people: Mapping[str, str]
) -> SuccessionView:
    return SuccessionView(
        id=row.id,
        kind=row.kind,
        kind_label=SuccessionKind(row.kind).label,
        predecessor=NamedView(id=row.predecessor_id, name=names[row.predecessor_id]),
        successor=NamedView(id=row.successor_id, name=names[row.successor_id]),
        on=row.on,
        words=succession_in_words(edge_of(row), names),
        document_number=row.document_number,
        file=present.file(files[row.file_id]),
        entered_by=people.get(row.entered_by, row.entered_by),
        entered_at=row.entered_at,
    )
