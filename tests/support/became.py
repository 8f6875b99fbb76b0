"""What the documents a case has ordered do to each other, whether or not they are printed."""

from sqlalchemy import select

from db.models import DocumentRow
from db.session import Register
from services.documents.relations import Paper, in_force, marks

_ORDER = (DocumentRow.created_at, DocumentRow.step, DocumentRow.position)


async def became(register: Register) -> list[tuple[str, str, str]]:
    """Kind of the earlier document, what was done to it, kind of the later one; without what was undone since."""
    async with register.read() as session:
        rows = list(await session.scalars(select(DocumentRow).order_by(*_ORDER)))
    kinds = {row.id: row.kind for row in rows}
    found = in_force(marks([Paper(row.id, row.kind, row.issuers, row.facts["data"]) for row in rows]))
    return [(kinds[each.earlier], each.relation.value, kinds[each.later]) for each in found]
