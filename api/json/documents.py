"""Documents the platform wrote, as bytes."""

import asyncio
from collections.abc import Iterable
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import Services, Web
from api.downloads import download
from api.errors import FieldError, WebError, malformed, not_found, unavailable
from api.identity import SignedIn
from db.models import DocumentRow
from db.queries import documents
from domain.roles import Actor
from services.documents.formats import FORMATS, Format

router = APIRouter(prefix="/documents", tags=["文书"])

_TRIES = 50
_PAUSE = 0.1
Extension = Literal["pdf", "docx"]


@router.get("/{document_id}", response_class=Response, summary="下载文书，默认为PDF")
async def download_document(
    services: Web, who: SignedIn, request: Request, document_id: str, format: Extension = "pdf"
) -> Response:
    """Raises 404, 422 for a format in which the document was not written, or 503."""
    wanted = next(each for each in FORMATS if each.extension == format)
    row = await written(services, who.actor, document_id)
    async with services.register.read() as session:
        files = {each.media_type: each for each in (await documents.files_of(session, [row.id]))[row.id]}
    if wanted.media_type not in files:
        raise _not_written(wanted, [each for each in FORMATS if each.media_type in files])
    name = f"{row.number or ''}{row.title}.{wanted.extension}"
    return await download(services, request, files[wanted.media_type].sha256, name, wanted.media_type)


def _not_written(wanted: Format, there_are: Iterable[Format]) -> WebError:
    labels = "、".join(each.label for each in there_are)
    error = FieldError(loc=["query", "format"], code="not_offered", message=f"提供{labels}")
    return malformed(f"本件没有{wanted.label}格式，请下载{labels}。", error)


async def written(services: Services, actor: Actor, document_id: str) -> DocumentRow:
    """The document once it is stored; waits up to five seconds for the press. Raises 404 or 503."""
    for _ in range(_TRIES):
        async with services.register.read() as session:
            row = await documents.visible(session, actor, document_id)
        if row is None:
            raise not_found("该文书")
        if row.state == "stored":
            return row
        if row.state == "failed":
            raise unavailable("该文书制发失败，已通知技术运维人员。", retry_after=600)
        await asyncio.sleep(_PAUSE)
    raise unavailable("该文书正在制发，请稍后下载。")
