"""Opening what people handed in: attachments of cases, and the evidence of objections, which may tell who objected."""

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.deps import Services
from api.errors import not_found
from db.models import StoredFile
from db.queries import substitutions
from db.queries.attachments import Place, place_of
from db.queries.files import readable
from domain.roles import Actor, Role


async def open_file(services: Services, actor: Actor, file_id: str) -> StoredFile:
    """The file, its reading entered in the audit log. Raises 404."""
    async with services.register.read() as session:
        stored = await readable(session, actor, file_id)
        if stored is None:
            raise not_found("该文件")
        place = await place_of(session, file_id)
        reader = await _reader(session, actor, place)
    action = "evidence.read" if place.receipt_number else "file.read"
    what = f"异议{place.receipt_number}的举证材料" if place.receipt_number else "文件"
    await audit.record_reading(
        services, reader, action, file_id, case_id=place.case_id, detail=f"查看{what}{stored.name}"
    )
    return stored


async def _reader(session: AsyncSession, actor: Actor, place: Place) -> Actor:
    """In which capacity: evidence is opened by 总局, by supervision, or in the stead of 总局 on an order."""
    if place.receipt_number is None or actor.role in (Role.SAMR, Role.SUPERVISOR):
        return actor
    orders = (each.order for each in await substitutions.held_by(session, actor.id))
    serving = (each.office for each in orders if each.revoked_at is None and each.case_id in (None, place.case_id))
    return next((office for office in serving if office.role is Role.SAMR), actor)
