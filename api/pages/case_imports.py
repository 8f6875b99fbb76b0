"""批量接入: the batches, a sheet looked at before it is proposed, and one batch with its progress."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from api import case_imports, files
from api.deps import Services, Web, request_id
from api.downloads import named
from api.errors import WebError
from api.identity import Identity, SignedIn
from api.pages.drafts import new_key
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from services.case_sheet import MOST, template
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/case-imports")
_MISSING = FieldError("file", "file", "请选择填好的XLSX文件")


@router.get("")
async def imports(request: Request, services: Web, me: SignedIn) -> Response:
    return await _show(request, services, me)


@router.post("")
async def upload(request: Request, services: Web, me: SignedIn) -> Response:
    """The sheet is kept at once, and looked at on a page of its own."""
    case_imports.admit_proposer(me.actor)
    async with request.form(max_files=1, max_fields=10) as form:
        part = form.get("file")
        if not isinstance(part, UploadFile) or not part.filename:
            return await _show(request, services, me, (_MISSING,))
        try:
            stored = await files.store(services, await files.examine(part), me.account.id)
            await case_imports.check(services, me.actor, stored.id)
        except WebError as error:
            if not error.problem.errors:
                raise
            return await _show(request, services, me, (FieldError("file", "file", error.problem.detail),))
    return RedirectResponse(f"/case-imports/check/{stored.id}", 303)


@router.get("/template.xlsx")
async def read_template(services: Web, me: SignedIn) -> Response:
    return Response(template(await services.clock.now()), media_type=MEDIA_TYPE, headers=named("在办案件接入模板.xlsx"))


@router.get("/check/{sheet_id}")
async def look_at(request: Request, services: Web, me: SignedIn, sheet_id: str) -> Response:
    found = await case_imports.check(services, me.actor, sheet_id)
    title = "接入前核对"
    return await page(request, services, me, "case_import_check", title, found=found, request_key=new_key())


@router.get("/check/{sheet_id}/marked.xlsx")
async def read_marked(services: Web, me: SignedIn, sheet_id: str) -> Response:
    name, data = await case_imports.marked_file(services, me.actor, sheet_id)
    return Response(data, media_type=MEDIA_TYPE, headers=named(name))


@router.post("/check/{sheet_id}")
async def propose(
    services: Web, me: SignedIn, sheet_id: str, request_key: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    sent = request_id(me.account.id, request_key or new_key())
    made = await case_imports.propose(services, me.actor, sheet_id, request_id=sent)
    return RedirectResponse(f"/case-imports/{made.id}", 303)


@router.get("/{import_id}")
async def one_import(request: Request, services: Web, me: SignedIn, import_id: str) -> Response:
    found = await case_imports.one_import(services, me.actor, import_id)
    return await page(request, services, me, "case_import", f"批量接入：{found.file_name}", found=found)


@router.post("/{import_id}/confirm")
async def confirm(services: Web, me: SignedIn, import_id: str) -> Response:
    return await _decided(services, me, import_id, confirm=True)


@router.post("/{import_id}/decline")
async def decline(services: Web, me: SignedIn, import_id: str) -> Response:
    return await _decided(services, me, import_id, confirm=False)


async def _decided(services: Services, me: Identity, import_id: str, *, confirm: bool) -> Response:
    sent = request_id(me.account.id, f"{'confirm' if confirm else 'decline'}-{import_id}")
    await case_imports.decide(services, me.actor, import_id, confirm=confirm, request_id=sent)
    return RedirectResponse(f"/case-imports/{import_id}", 303)


async def _show(request: Request, services: Services, me: Identity, errors: tuple[FieldError, ...] = ()) -> Response:
    return await page(
        request,
        services,
        me,
        "case_imports",
        "批量接入在办案件",
        status=422 if errors else 200,
        batches=await case_imports.all_imports(services, me.actor),
        may_propose=case_imports.may_propose(me.actor),
        most=MOST,
        errors=errors,
    )
