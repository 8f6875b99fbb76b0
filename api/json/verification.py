"""真伪核验 without signing in: by the file, its digest, or the check code that stands on the document."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from api import verification
from api.deps import Web
from api.document_views import VerificationView, VerifiedDocument
from api.errors import FieldError, malformed
from api.verification import VerificationBody

router = APIRouter(prefix="/public/documents", tags=["真伪核验"])

_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "文书文件，不超过20 MB；只计算散列值，不保存"}
    },
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": VerificationBody.model_json_schema()},
            "multipart/form-data": {"schema": _FILE},
        },
    }
}


@router.post("/verify", summary="核验文书：上传文件，或者填写SHA-256、SM3、核验码之一", openapi_extra=_BODY)
async def verify_document(services: Web, request: Request) -> VerificationView:
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=1, max_fields=5) as form:
            part = form.get("file")
            if not isinstance(part, UploadFile):
                error = FieldError(loc=["body", "file"], code="missing", message="必填项未填写")
                raise malformed("没有收到文件，没有核验。", error)
            return await verification.by_file(services, part)
    try:
        body = VerificationBody.model_validate_json(await request.body())
    except ValidationError as error:
        found = [{**each, "loc": ("body", *each["loc"])} for each in error.errors(include_url=False)]
        raise RequestValidationError(found) from error
    return await verification.verify(services, body)


@router.get("/{code}", summary="凭核验码（文书上的二维码）查询文书的登记")
async def read_document_by_code(
    services: Web, code: Annotated[str, Path(max_length=64, description="核验码")]
) -> VerifiedDocument:
    return await verification.registered(services, code)
