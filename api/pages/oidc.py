"""To the identity provider, and back from it."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api import oidc
from api.deps import Services, Web
from api.identity import is_encrypted
from api.pages.signing_in import entered, own_path
from api.whence import From

router = APIRouter()


@router.get("/login/oidc")
async def begin(services: Web, next: str = "/") -> Response:
    address, flow = await oidc.begin(services, own_path(next))
    response = RedirectResponse(address, 303)
    response.set_cookie(
        _cookie(services),
        flow.packed(),
        oidc.FLOW_SECONDS,
        httponly=True,
        samesite="lax",
        secure=is_encrypted(services),
    )
    return response


@router.get(oidc.CALLBACK)
async def finish(request: Request, services: Web, whence: From) -> Response:
    """A browser comes back once: its flow is over, however it ends."""
    flow = oidc.unpacked(request.cookies.get(_cookie(services)))
    token = await oidc.finish(services, flow, dict(request.query_params), whence)
    response = await entered(request, services, token, own_path(flow.next) if flow else "/")
    response.delete_cookie(_cookie(services), httponly=True, samesite="lax", secure=is_encrypted(services))
    return response


def _cookie(services: Services) -> str:
    return "__Host-zhicheng_oidc" if is_encrypted(services) else "zhicheng_oidc"
