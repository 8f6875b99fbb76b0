"""Bytes of the document store as an answer: with an ETag, a Chinese file name, and never run as a page."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from api.deps import Services


async def download(services: Services, request: Request, sha256: str, name: str, media_type: str) -> Response:
    """The bytes under ``sha256``, or 304 when the asker already has them."""
    headers = {"ETag": f'"{sha256}"', "Cache-Control": "private, no-cache", **named(name)}
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(await services.store.get(sha256), headers=headers, media_type=media_type)


def named(name: str) -> dict[str, str]:
    """The header that makes a browser save the answer under a Chinese file name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def is_known(request: Request, tag: str) -> bool:
    """Whether the asker already has what this ETag stands for."""
    return tag in {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
