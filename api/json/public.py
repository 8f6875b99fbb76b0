"""What anyone may read and do without signing in."""

import json
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse, Response

from api import files, noticing, objecting, pilot_list
from api.deps import JsonBody, RequestKey, Web, holds_nul, nul_error
from api.errors import malformed
from api.idempotency import once
from api.json.files import Part, upload
from api.json.lists import Listing
from api.notice_views import NoticeSummary, NoticeView, ObjectionReceipt, ObjectionStatusView
from api.objecting import ObjectionBody, SupplementBody, WithdrawalBody
from api.pilot_views import PublishedList
from api.views import FileView
from domain.roles import ANYONE

router = APIRouter(prefix="/public", tags=["公示栏"])

_SCHEMA = ObjectionBody.model_json_schema()
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _SCHEMA}, "multipart/form-data": {"schema": _SCHEMA}},
    }
}


@router.get("/notices", summary="全部公示，最近的在前")
async def list_notices(services: Web) -> Listing[NoticeSummary]:
    return Listing(items=await noticing.board(services))


@router.get("/notices/{notice_id}", summary="一则公示，及其最后一日的由来")
async def read_notice(services: Web, notice_id: str) -> NoticeView:
    return await noticing.one_notice(services, notice_id)


@router.get("/pilot-projects", summary="联合发布的示范试点项目清单，按发布之日，最近的在前")
async def list_pilot_projects(services: Web) -> Listing[PublishedList]:
    return Listing(items=await pilot_list.published(services))


@router.post("/files", status_code=201, response_model=FileView, summary="上传书面举证材料")
async def upload_evidence(services: Web, key: RequestKey, request: Request, file: Part) -> Response:
    return await upload(services, request, file, files.PUBLIC, key)


@router.post(
    "/notices/{notice_id}/objections",
    status_code=201,
    response_model=ObjectionReceipt,
    summary="提出异议（evidence：文件编号；multipart 时也可以直接附文件）",
    openapi_extra=_BODY,
)
async def object_to_notice(services: Web, key: RequestKey, request: Request, notice_id: str) -> Response:
    body, uploads = await _objection(request)
    content = [body.model_dump(), [[each.name, each.sha256] for each in uploads]]
    # Nothing keeps the key in clear: the code on the receipt follows from it.
    first = once(services, request, f"{ANYONE.id}:{notice_id}", sha256(key.encode()).hexdigest(), content)

    async def take() -> ObjectionReceipt:
        stored = [(await files.store(services, each, files.PUBLIC)).id for each in uploads]
        form = body.model_copy(update={"evidence": [*body.evidence, *stored]})
        return (await objecting.object_to(services, notice_id, form, key)).model_copy(update={"code": ""})

    answer = await first.answer(take, 201)
    told = json.loads(bytes(answer.body)) | {"code": objecting.withdrawal_code(notice_id, key)}
    replayed = {name: value for name, value in answer.headers.items() if name == "idempotency-replayed"}
    return JSONResponse(told, answer.status_code, headers=replayed)


@router.post(
    "/objections/{receipt_number}/evidence", response_model=ObjectionStatusView, summary="凭回执编号补交书面举证材料"
)
async def supply_evidence(
    services: Web, key: RequestKey, request: Request, receipt_number: str, body: JsonBody[SupplementBody]
) -> Response:
    first = once(services, request, f"{ANYONE.id}:{receipt_number}", key, body)
    return await first.answer(lambda: objecting.supplement(services, receipt_number, body, key), 200)


@router.post(
    "/objections/{receipt_number}/withdrawal",
    response_model=ObjectionStatusView,
    summary="凭回执编号和撤回码撤回异议",
)
async def withdraw_objection(
    services: Web, key: RequestKey, request: Request, receipt_number: str, body: JsonBody[WithdrawalBody]
) -> Response:
    first = once(services, request, f"{ANYONE.id}:{receipt_number}", key, body)
    return await first.answer(lambda: objecting.withdraw(services, receipt_number, body, key), 200)


@router.get("/objections/{receipt_number}", summary="按回执编号查询异议的办理状态")
async def read_objection(services: Web, receipt_number: str) -> ObjectionStatusView:
    return await objecting.status(services, receipt_number)


async def _objection(request: Request) -> tuple[ObjectionBody, list[files.Upload]]:
    """The body, as JSON or as a multipart form that brings its evidence along. Raises 413 or 422."""
    try:
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            async with request.form(max_files=20, max_fields=50) as form:
                return await _form(form.multi_items())
        body = ObjectionBody.model_validate_json(await request.body())
    except ValidationError as error:
        found = [{**each, "loc": ("body", *each["loc"])} for each in error.errors(include_url=False)]
        raise RequestValidationError(found) from error
    _refuse_nul(body)
    return body, []


async def _form(parts: list[tuple[str, UploadFile | str]]) -> tuple[ObjectionBody, list[files.Upload]]:
    fields: dict[str, Any] = {name: value for name, value in parts if isinstance(value, str) and name != "evidence"}
    fields["evidence"] = [value for name, value in parts if name == "evidence" and isinstance(value, str) and value]
    body = ObjectionBody.model_validate(fields)
    _refuse_nul(body)
    return body, [await files.examine(value) for _, value in parts if isinstance(value, UploadFile) and value.size]


def _refuse_nul(body: ObjectionBody) -> None:
    if holds_nul(body.model_dump()):
        raise malformed("请求内容有误，未作任何变更。", nul_error(["body"]))
