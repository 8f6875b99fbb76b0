"""Documents the platform wrote, as bytes."""

import asyncio
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import Services, Web
from api.downloads import download
from api.errors import FieldError, malformed, not_found, unavailable
from api.identity import SignedIn
from db.models import DocumentRow
from db.queries import documents
from domain.roles import Actor

router = APIRouter(prefix="/documents", tags=["文书"])

_TRIES = 50
_PAUSE = 0.1


@router.get("/{document_id}", response_class=Response, summary="下载文书（PDF）")
async def download_document(
    services: Web, who: SignedIn, request: Request, document_id: str, format: Literal["pdf", "docx"] = "pdf"
) -> Response:
    if format == "docx":
        error = FieldError(loc=["query", "format"], code="not_offered", message="目前提供pdf")
        raise malformed("DOCX格式将在后续版本提供，请下载PDF。", error)
    row = await written(services, who.actor, document_id)
    assert row.sha256 is not None
    return await download(services, request, row.sha256, f"{row.number or ''}{row.title}.pdf", row.media_type)


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
