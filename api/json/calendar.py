"""Calendar releases: what the working days are counted by."""

from fastapi import APIRouter

from api.deps import Web
from api.json.lists import Listing
from api.views import ReleaseView
from db.queries.calendar import releases

router = APIRouter(prefix="/calendar-releases", tags=["日历"])


@router.get("", summary="节假日安排通知，最近的年份在前")
async def list_calendar_releases(services: Web) -> Listing[ReleaseView]:
    async with services.register.read() as session:
        rows = await releases(session)
    return Listing(items=[ReleaseView.model_validate(row, from_attributes=True) for row in rows])
