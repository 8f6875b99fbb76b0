"""The codec endpoint of Temporal's own page and command line: it unpacks what the histories keep small.

It reads nothing and knows no secret: whoever asks has brought the bytes. That changes with the first encrypting
codec, which must ask for a log-in here.
"""

from fastapi import APIRouter, Request
from google.protobuf.json_format import MessageToJson, Parse, ParseError
from starlette.responses import Response
from temporalio.api.common.v1 import Payloads

from api.deps import Web
from api.errors import FieldError, malformed
from config import Settings
from contracts.client import DATA_CONVERTER
from contracts.codec import UndecodablePayload

router = APIRouter(prefix="/codec", include_in_schema=False)
_HEADERS = "content-type,x-namespace,authorization"


@router.options("/decode")
async def may_ask(services: Web) -> Response:
    """The question a browser asks before it sends anything to another address."""
    return Response(status_code=204, headers=_shared_with_temporal(services.settings))


@router.post("/decode")
async def decode(services: Web, request: Request) -> Response:
    """Payloads in, payloads out, as JSON of Temporal's protocol. Raises 422 for anything else."""
    assert DATA_CONVERTER.payload_codec is not None
    try:
        packed = Parse(await request.body(), Payloads())
        plain = Payloads(payloads=await DATA_CONVERTER.payload_codec.decode(packed.payloads))
    except (ParseError, UnicodeDecodeError, UndecodablePayload) as error:
        raise malformed(
            "不是可以解开的流程数据。", FieldError(loc=["body"], code="payloads", message="内容无法识别")
        ) from error
    return Response(
        MessageToJson(plain), media_type="application/json", headers=_shared_with_temporal(services.settings)
    )


def _shared_with_temporal(config: Settings) -> dict[str, str]:
    """Only Temporal's own page may read the answer in a browser."""
    return {
        "access-control-allow-origin": config.temporal_ui,
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": _HEADERS,
        "vary": "origin",
    }
