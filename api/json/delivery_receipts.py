"""Receipts of the gateway for text messages: whether what it took has arrived. Signed, and without signing in."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from pydantic import ValidationError
from starlette.responses import Response

from api import delivery_receipts
from api.delivery_receipts import Receipt
from api.deps import Web, holds_nul
from api.errors import FieldError, field_errors, malformed

router = APIRouter(prefix="/delivery-receipts", tags=["通知回执"])

_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": Receipt.model_json_schema()}}}
}


@router.post(
    "", status_code=204, openapi_extra=_BODY, summary="短信网关的送达回执（按网关密钥签名；重复、迟到、先后颠倒均可）"
)
async def receive_receipt(
    services: Web,
    request: Request,
    timestamp: Annotated[str, Header(alias="X-Timestamp", max_length=20)],
    signature: Annotated[str, Header(alias="X-Signature", max_length=128)],
) -> Response:
    """The signature is over the bytes as they came, so they are read here."""
    body = await request.body()
    delivery_receipts.check(services.settings, await services.session_clock.now(), timestamp, signature, body)
    try:
        receipt = Receipt.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise malformed("回执内容有误，未作任何变更。", *field_errors(error.errors(), ("body",))) from None
    if holds_nul(receipt.model_dump()):
        raise malformed(
            "回执内容有误，未作任何变更。", FieldError(loc=["body"], code="nul", message="含有无法保存的字符（U+0000）")
        )
    await delivery_receipts.take(services, receipt)
    return Response(status_code=204)
