"""日历与政策: the releases working days are counted by, and the import of another one; the policies are one page on."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api import policies, releases
from api.deps import Services, Web
from api.errors import Problem, WebError, malformed
from api.identity import Identity, SignedIn
from api.json.calendar import LARGEST_SHEET
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from domain.working_days import CalendarRelease
from services.calendar_sheet import template

router = APIRouter(prefix="/rules")
_TRY_AGAIN = frozenset({409, 422})
_NO_FILE = FieldError("file", "file", "请选择文件")

Imported = Annotated[str, Query(pattern=r"^(\d{4})?$")]


@router.get("")
async def rules(request: Request, services: Web, me: SignedIn, imported: Imported = "") -> Response:
    return await _rules(request, services, me, imported=imported)


@router.get("/template.xlsx")
async def sheet(me: SignedIn) -> Response:
    """The sheet to fill in."""
    return Response(
        template(),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": 'attachment; filename="calendar.xlsx"'},
    )


@router.post("/releases")
async def import_release(
    request: Request,
    services: Web,
    me: SignedIn,
    file: Annotated[UploadFile | None, File()] = None,
    release: Annotated[str, Form(max_length=LARGEST_SHEET)] = "",
) -> Response:
    """First the list of what a file would do; sent again from there, the import itself."""
    try:
        if release:
            given = _confirmed(release)
            await releases.import_release(services, me.actor, given, dry_run=False)
            return RedirectResponse(f"/rules?imported={given.year}", 303)
        if file is None or not file.filename:
            return await _rules(request, services, me, errors=(_NO_FILE,), status=422)
        given = releases.in_file(await file.read(LARGEST_SHEET))
        found = await releases.import_release(services, me.actor, given, dry_run=True)
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        errors = tuple(FieldError("file", "file", each.message) for each in error.problem.errors)
        return await _rules(request, services, me, errors=errors, problem=error.problem, status=error.problem.status)
    title = f"{given.year}年节假日安排：{'已经登记' if found.known else '请核对后确认'}"
    return await page(request, services, me, "release", title, found=found, release=given.model_dump_json())


def _confirmed(release: str) -> CalendarRelease:
    """What our own page carries from the list to the import."""
    try:
        return CalendarRelease.model_validate_json(release)
    except ValidationError as error:
        raise malformed("请求内容无法解析，未作任何变更。") from error


async def _rules(
    request: Request,
    services: Services,
    me: Identity,
    *,
    imported: str = "",
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
    status: int = 200,
) -> Response:
    return await page(
        request,
        services,
        me,
        "rules",
        "日历与政策",
        status=status,
        releases=await releases.all_releases(services),
        policies=await policies.all_policies(services),
        may_import=releases.may_import(me.actor),
        imported=imported,
        errors=errors,
        problem=problem,
    )
