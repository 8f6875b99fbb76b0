"""A unit's ledger by sheet: the sheet to take along, a filled one looked at, and filed."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from api import files, ledger_sheets
from api.deps import Services, Web, request_id
from api.downloads import named
from api.errors import WebError
from api.identity import Identity, SignedIn
from api.pages.drafts import new_key
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from services.ledger_sheet import MOST
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/ledger-sheets/{task_id}")
_MISSING = FieldError("file", "file", "请选择填好的XLSX文件")


@router.get("")
async def sheet(request: Request, services: Web, me: SignedIn, task_id: str) -> Response:
    return await _show(request, services, me, task_id)


@router.post("")
async def upload(request: Request, services: Web, me: SignedIn, task_id: str) -> Response:
    """The sheet is kept at once, and looked at on a page of its own."""
    await ledger_sheets.task(services, me.actor, task_id)
    async with request.form(max_files=1, max_fields=10) as form:
        part = form.get("file")
        if not isinstance(part, UploadFile) or not part.filename:
            return await _show(request, services, me, task_id, (_MISSING,))
        try:
            stored = await files.store(services, await files.examine(part), me.account.id)
            await ledger_sheets.check(services, me.actor, task_id, stored.id)
        except WebError as error:
            if not error.problem.errors:
                raise
            return await _show(request, services, me, task_id, (FieldError("file", "file", error.problem.detail),))
    return RedirectResponse(f"/ledger-sheets/{task_id}/check/{stored.id}", 303)


@router.get("/template.xlsx")
async def read_template(services: Web, me: SignedIn, task_id: str) -> Response:
    name, data = await ledger_sheets.template_of(services, me.actor, task_id)
    return Response(data, media_type=MEDIA_TYPE, headers=named(name))


@router.get("/check/{sheet_id}")
async def look_at(request: Request, services: Web, me: SignedIn, task_id: str, sheet_id: str) -> Response:
    found = await ledger_sheets.check(services, me.actor, task_id, sheet_id)
    return await page(request, services, me, "ledger_sheet_check", "报送前核对台账", found=found, request_key=new_key())


@router.get("/check/{sheet_id}/marked.xlsx")
async def read_marked(services: Web, me: SignedIn, task_id: str, sheet_id: str) -> Response:
    name, data = await ledger_sheets.marked_file(services, me.actor, task_id, sheet_id)
    return Response(data, media_type=MEDIA_TYPE, headers=named(name))


@router.post("/check/{sheet_id}")
async def send(
    services: Web, me: SignedIn, task_id: str, sheet_id: str, request_key: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    sent = request_id(me.account.id, request_key or new_key())
    receipt = await ledger_sheets.file(services, me.actor, task_id, sheet_id, request_id=sent)
    return RedirectResponse(f"/cases/{receipt.case_id}/receipts/{receipt.step}", 303)


async def _show(
    request: Request, services: Services, me: Identity, task_id: str, errors: tuple[FieldError, ...] = ()
) -> Response:
    return await page(
        request,
        services,
        me,
        "ledger_sheet",
        "用表格建立工作台账",
        status=422 if errors else 200,
        task=await ledger_sheets.task(services, me.actor, task_id),
        most=MOST,
        errors=errors,
    )
