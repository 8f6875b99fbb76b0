"""真伪核验: whoever holds a document asks here whether it is registered, and whether it still stands. No log-in."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from api import verification
from api.deps import Services, Web
from api.document_views import VerificationView
from api.errors import WebError
from api.identity import Identity, Visitor
from api.pages.forms.check import FieldError
from api.pages.rendering import page

router = APIRouter(prefix="/verify")
_FILE, _DIGEST, _CODE = "file", "digest", "code"
_NOTHING = FieldError(_FILE, _FILE, "请上传文书文件，或者填写核验码、散列值")
_SEVERAL = FieldError(_FILE, _FILE, "请只选一种方式核验：文件、核验码或者散列值")
_LONGEST = 300
_TITLE = "文书真伪核验"


@router.get("")
async def ask(request: Request, services: Web, visitor: Visitor) -> Response:
    return await _shown(request, services, visitor)


@router.post("")
async def verify(request: Request, services: Web, visitor: Visitor) -> Response:
    async with request.form(max_files=1, max_fields=5) as form:
        part = form.get(_FILE)
        given = part if isinstance(part, UploadFile) and part.filename else None
        typed = {name: _line(form, name) for name in (_DIGEST, _CODE)}
        if (count := sum(map(bool, (given, *typed.values())))) != 1:
            wrong = _SEVERAL if count else _NOTHING
            return await _shown(request, services, visitor, typed=typed, error=wrong, status=422)
        if typed[_CODE]:
            code = typed[_CODE].rpartition("/")[2]
            return RedirectResponse(f"/verify/{quote(code, safe='')}", 303)
        if given is None:
            found = await verification.by_digest(services, typed[_DIGEST])
            return await _shown(request, services, visitor, typed=typed, found=found)
        try:
            found = await verification.by_file(services, given)
        except WebError as error:
            wrong = FieldError(_FILE, _FILE, error.problem.detail)
            return await _shown(request, services, visitor, typed=typed, error=wrong, status=error.problem.status)
    return await _shown(request, services, visitor, found=found)


@router.get("/{code}")
async def verify_code(request: Request, services: Web, visitor: Visitor, code: str) -> Response:
    """Where the QR code on a document leads."""
    found = await verification.by_code(services, code)
    return await _shown(request, services, visitor, typed={_CODE: code[:_LONGEST]}, found=found)


def _line(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip()[:_LONGEST].replace("\x00", "") if isinstance(value, str) else ""


async def _shown(
    request: Request,
    services: Services,
    visitor: Identity | None,
    *,
    typed: Mapping[str, str] | None = None,
    found: VerificationView | None = None,
    error: FieldError | None = None,
    status: int = 200,
) -> Response:
    """An answer that nothing is registered is an answer, not an error of the page; only an address nobody gave is."""
    return await page(
        request,
        services,
        visitor,
        "verification",
        f"{'已登记' if found.registered else '没有登记'} - {_TITLE}" if found else _TITLE,
        status=404 if found and not found.registered and request.method == "GET" else status,
        heading=_TITLE,
        typed=typed or {},
        found=found,
        errors=(error,) if error else (),
        message=error.message if error else "",
    )
