"""What a history says, for tests that nothing is said which must not be."""

from base64 import b64decode
from typing import Any

from temporalio.api.common.v1 import Payload

from contracts.codec import CompressingCodec


async def spoken(part: Any) -> list[str]:
    """Every payload of a history, decoded."""
    if isinstance(part, list):
        return [each for one in part for each in await spoken(one)]
    if not isinstance(part, dict):
        return []
    if "metadata" in part and "data" in part:
        metadata = {name: b64decode(value) for name, value in part["metadata"].items()}
        payload = Payload(metadata=metadata, data=b64decode(part["data"]))
        return [each.data.decode(errors="replace") for each in await CompressingCodec().decode([payload])]
    return await spoken(list(part.values()))
