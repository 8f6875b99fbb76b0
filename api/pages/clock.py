"""The clock bar of the sandbox: the same moves as the API's, with a way back to the page one was on."""

import unicodedata
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from api import sandbox
from api.deps import Web
from api.errors import FieldError, malformed
from api.identity import SignedIn
from api.pages.signing_in import own_path
from domain.dates import start_of

router = APIRouter()


@router.post("/sandbox/clock")
async def move(
    services: Web,
    me: SignedIn,
    to: Annotated[Literal["tomorrow", "next", "date"], Form()],
    date: Annotated[str, Form(max_length=20)] = "",
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    await sandbox.move(services, me.actor, _wanted(to, date))
    return RedirectResponse(own_path(back), 303)


def _wanted(to: str, day: str) -> sandbox.Move:
    if to == "tomorrow":
        return sandbox.Move.model_validate({"advance_by": "P1D"})
    if to == "next":
        return sandbox.Move(to="next")
    try:
        return sandbox.Move(advance_to=start_of(date.fromisoformat(unicodedata.normalize("NFKC", day).strip())))
    except ValueError as error:
        message = "请填写真实存在的日期，例如2026-01-31"
        raise malformed(
            message + "。", FieldError(loc=["body", "date"], code="date_parsing", message=message)
        ) from error
