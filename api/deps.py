"""What every route is given: the services of this process, strict bodies, keys and pages of lists."""

import base64
import binascii
import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from limits.aio.storage import MemoryStorage
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from temporalio.client import Client

from api.errors import FieldError, malformed
from api.live import Pulse
from config import Settings
from contracts.clock import Clock
from db.session import Register
from services.clock import SystemClock
from services.documents.store import DocumentStore


@dataclass(frozen=True, slots=True)
class Services:
    """What one web process works with. ``clock`` is the platform's time; sessions live by the real clock. ``counts``:
    see ``api.rate_limits``."""

    register: Register
    client: Client
    clock: Clock
    store: DocumentStore
    settings: Settings
    session_clock: Clock = field(default_factory=SystemClock)
    pulse: Pulse = field(default_factory=Pulse)
    counts: MemoryStorage = field(default_factory=MemoryStorage)


def services_of(request: Request) -> Services:
    services: Services = request.state.services
    return services


Web = Annotated[Services, Depends(services_of)]


def without_nul(request: Request) -> None:
    """Refuse U+0000 in path and query: PostgreSQL stores none, and nobody means it."""
    places = {"path": request.url.path, **{f"query.{name}": value for name, value in request.query_params.items()}}
    for place, text in places.items():
        if "\x00" in text:
            raise malformed("请求内容有误，未作任何变更。", nul_error(place.split(".", 1)))


def nul_error(loc: list[str]) -> FieldError:
    return FieldError(loc=list(loc), code="nul", message="含有无法保存的字符（U+0000）")


class Body(BaseModel):
    """A JSON body: nothing unknown, nothing coerced. Routes take it as ``JsonBody[…]``."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _ReadAsJson:
    """FastAPI hands in what ``json.loads`` made, where strictness refuses a date written as text; so the values
    are read as JSON once more. Refuses U+0000."""

    def __get_pydantic_core_schema__(self, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any, inner: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if not isinstance(value, dict):
                return inner(value)
            if holds_nul(value):
                raise PydanticCustomError("nul", "U+0000")
            return source.model_validate_json(json.dumps(value), strict=True)

        return core_schema.no_info_wrap_validator_function(read, handler(source))


BodyT = TypeVar("BodyT", bound=BaseModel)
JsonBody = Annotated[BodyT, _ReadAsJson()]


def holds_nul(value: Any) -> bool:
    """Whether U+0000 stands anywhere in a JSON value."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(holds_nul(each) for pair in value.items() for each in pair)
    return isinstance(value, list) and any(map(holds_nul, value))


def _request_key(
    idempotency_key: Annotated[
        str | None,
        Header(max_length=100, pattern=r"^[\x21-\x7e]+$", description="同一键再次提交得到第一次的答复，不再作任何变更"),
    ] = None,
) -> str:
    return idempotency_key or secrets.token_urlsafe(16)


RequestKey = Annotated[str, Depends(_request_key)]
"""The Idempotency-Key of the request; a random one when the sender gave none."""


def request_id(account: str, key: str) -> str:
    """The id under which a sender's request is known for ever: the same account and key give the same id.

    Twelve characters, because a history holds the id of a message four times.
    """
    return base64.urlsafe_b64encode(hashlib.blake2s(f"{account}:{key}".encode(), digest_size=9).digest()).decode()


Limit = Annotated[int, Query(ge=1, le=200, description="每页条数")]
_LARGEST = 2**31 - 1
"""The largest whole number a column of either database holds."""
After = Annotated[str | None, Query(max_length=500, description="上一页答复中的 next")]


def cursor(*values: Any) -> str:
    """Where a page ended, as an opaque word."""
    return base64.urlsafe_b64encode(json.dumps([str(value) for value in values]).encode()).decode().rstrip("=")


def row_number(word: str) -> int:
    """A whole number of a cursor, such as every database can hold. Raises ``ValueError``."""
    number = int(word)
    if abs(number) > _LARGEST:
        raise ValueError(word)
    return number


def read_cursor(word: str | None, *readers: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """The values of a cursor again. Raises ``RequestValidationError`` for a word that no page gave."""
    if word is None:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        if holds_nul(values):
            raise ValueError("U+0000")
        return tuple(read(value) for read, value in zip(readers, values, strict=True))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise RequestValidationError([{"type": "cursor", "loc": ("query", "after")}]) from error
