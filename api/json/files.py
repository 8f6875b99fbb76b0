"""Files people hand in."""

from typing import Annotated

from fastapi import APIRouter, Request, UploadFile
from fastapi import File as FilePart
from starlette.responses import Response

from api import files, handed_in, present
from api.deps import RequestKey, Services, Web
from api.downloads import download
from api.idempotency import once
from api.identity import SignedIn
from api.views import FileView

router = APIRouter(prefix="/files", tags=["文件"])

Part = Annotated[UploadFile, FilePart(description=f"{files.ALLOWED}，不超过20 MB")]


@router.post("", status_code=201, response_model=FileView, summary="上传文件")
async def upload_file(services: Web, who: SignedIn, key: RequestKey, request: Request, file: Part) -> Response:
    return await upload(services, request, file, who.account.id, key)


@router.get("/{file_id}", response_class=Response, summary="下载文件")
async def download_file(services: Web, who: SignedIn, request: Request, file_id: str) -> Response:
    stored = await handed_in.open_file(services, who.actor, file_id)
    return await download(services, request, stored.sha256, stored.name, stored.media_type)


async def upload(services: Services, request: Request, part: UploadFile, uploaded_by: str, key: str) -> Response:
    """Keep one uploaded file, once for one key."""
    upload = await files.examine(part)

    async def keep() -> FileView:
        return present.file(await files.store(services, upload, uploaded_by))

    return await once(services, request, uploaded_by, key, [upload.name, upload.sha256]).answer(keep, 201)
