"""运维台: one page to look at, without a button."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import operations
from api.deps import Web
from api.identity import SignedIn
from api.pages.rendering import page

router = APIRouter()


@router.get("/operations")
async def console(request: Request, services: Web, me: SignedIn) -> Response:
    found = await operations.console(services, me.actor)
    return await page(request, services, me, "operations", "运维台", found=found)
