"""Calendar releases: what the working days are counted by."""

from typing import Annotated

from fastapi import APIRouter, Query, UploadFile
from fastapi import File as FilePart
from starlette.responses import JSONResponse, Response

from api import releases
from api.deps import JsonBody, Web
from api.idempotency import Submission
from api.json.lists import Listing
from api.releases import ReleaseBody
from api.rule_views import ReleaseImpactView, ReleaseView
from domain.working_days import CalendarRelease

router = APIRouter(prefix="/calendar-releases", tags=["日历"])

DryRun = Annotated[bool, Query(description="只列出影响，不作任何变更")]
Part = Annotated[UploadFile, FilePart(description="JSON，或者按模板填写的XLSX、CSV")]
LARGEST_SHEET = 1024 * 1024
"""Bytes."""


@router.get("", summary="节假日安排通知，最近的年份在前")
async def list_calendar_releases(services: Web) -> Listing[ReleaseView]:
    return Listing(items=await releases.all_releases(services))


@router.post(
    "",
    response_model=ReleaseImpactView,
    summary="导入节假日安排通知：哪些案件的哪些期限由哪天改为哪天（技术运维）",
    responses={201: {"model": ReleaseImpactView, "description": "已导入"}},
)
async def import_calendar_release(sent: Submission, body: JsonBody[ReleaseBody], dry_run: DryRun = False) -> Response:
    return await _import(sent, CalendarRelease.model_validate(body.model_dump()), dry_run)


@router.post(
    "/file",
    response_model=ReleaseImpactView,
    summary="以文件导入节假日安排通知（技术运维）",
    responses={201: {"model": ReleaseImpactView, "description": "已导入"}},
)
async def import_calendar_file(sent: Submission, file: Part, dry_run: DryRun = False) -> Response:
    return await _import(sent, releases.in_file(await file.read(LARGEST_SHEET)), dry_run)


async def _import(sent: Submission, release: CalendarRelease, dry_run: bool) -> Response:
    place = sent.services, sent.actor, release
    if dry_run:  # changes nothing, so there is nothing to remember of it
        found = await releases.import_release(*place, dry_run=True)
        return JSONResponse(found.model_dump(mode="json"))
    return await sent.once(
        release,
        lambda id_: releases.import_release(*place, dry_run=False, request_id=id_),
        lambda found: 201 if found.applied else 200,
    )
