"""Calendar subscriptions (日历订阅), and the calendar itself, which a calendar program reads without signing in."""

from fastapi import APIRouter, Path, Request
from starlette.responses import JSONResponse, Response

from api import calendar_feed, calendar_tokens
from api.calendar_tokens import FeedView, NewFeed, NewFeedView
from api.deps import JsonBody, RequestKey, Web, request_id
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing

router = APIRouter(tags=["日历订阅"])


@router.get("/calendar-feeds", summary="本人的日历订阅，最近的在前")
async def list_calendar_feeds(services: Web, who: SignedIn) -> Listing[FeedView]:
    return Listing(items=await calendar_tokens.shown(services, who.actor))


@router.post(
    "/calendar-feeds", status_code=201, response_model=NewFeedView, summary="建立日历订阅；地址只在本次答复中给出"
)
async def make_calendar_feed(services: Web, who: SignedIn, key: RequestKey, body: JsonBody[NewFeed]) -> Response:
    """Not kept as a first answer, which would keep the address: a repeated request finds what the first one made."""
    sent = request_id(who.account.id, key)
    made = await calendar_tokens.make(services, who.actor, body, request_id=sent)
    return JSONResponse(made.model_dump(mode="json"), 201)


@router.post("/calendar-feeds/{feed_id}/revoke", response_model=FeedView, summary="撤销日历订阅：地址自此失效")
async def revoke_calendar_feed(sent: Submission, feed_id: str) -> Response:
    place = sent.services, sent.actor, feed_id
    return await sent.once(feed_id, lambda id_: calendar_tokens.revoke(*place, request_id=id_))


@router.get(
    "/feeds/{token}.ics",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {}}}, 304: {"description": "自上次读取以来没有变化"}},
    summary="订阅的日历（iCalendar），不需登录：待办、应办事项和案件日期，暂定的标明",
)
async def read_calendar_feed(services: Web, request: Request, token: str = Path(max_length=100)) -> Response:
    return await calendar_feed.answer(services, request, token)
