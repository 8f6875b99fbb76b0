"""Sessions (我的登录) and the password."""

from fastapi import APIRouter
from starlette.responses import Response

from api import passwords, sessions
from api.deps import JsonBody, Web
from api.idempotency import Submission
from api.identity import Known, SignedIn
from api.json.lists import Listing
from api.passwords import PasswordChange
from api.sessions import EndedView, SessionView

router = APIRouter(tags=["身份"])


@router.get("/sessions", summary="本人尚未结束的登录，最近的在前")
async def list_sessions(services: Web, who: SignedIn) -> Listing[SessionView]:
    return Listing(items=await sessions.own(services, who))


@router.post("/sessions/{session_id}/end", response_model=EndedView, summary="结束本人的一个登录，立即生效")
async def end_session(sent: Submission, session_id: str) -> Response:
    return await sent.once(session_id, lambda id_: sessions.end(sent.services, sent.who, session_id, request_id=id_))


@router.post("/sessions/end-others", response_model=EndedView, summary="结束本人除当前以外的登录，立即生效")
async def end_other_sessions(sent: Submission) -> Response:
    return await sent.once(None, lambda id_: sessions.end_others(sent.services, sent.who, request_id=id_))


@router.get("/accounts/{account_id}/sessions", summary="一个账号尚未结束的登录，由技术运维查看")
async def list_account_sessions(services: Web, who: SignedIn, account_id: str) -> Listing[SessionView]:
    return Listing(items=await sessions.of_account(services, who, account_id))


@router.post(
    "/accounts/{account_id}/sessions/end",
    response_model=EndedView,
    summary="结束一个账号的全部登录，由技术运维办理，立即生效",
)
async def end_account_sessions(sent: Submission, account_id: str) -> Response:
    place = sent.services, sent.who, account_id
    return await sent.once(account_id, lambda id_: sessions.end_all(*place, request_id=id_))


@router.post("/me/password", summary="更改本人的密码；其他登录随即结束")
async def change_password(services: Web, who: Known, body: JsonBody[PasswordChange]) -> EndedView:
    """Not kept as a first answer, which would keep a hash of both passwords: repeated, it finds nothing to do."""
    return await passwords.change(services, who, body)
