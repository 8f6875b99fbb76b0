"""A day as a request writes it: 2025-10-09, and nothing else that a parser might take for one."""

import re
from datetime import date
from typing import Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _written(value: Any) -> Any:
    """Refuses seconds since 1970, which pydantic takes for a day, and tells a day that does not exist from no day."""
    if not isinstance(value, str):
        return value
    if not _ISO.fullmatch(value):
        raise PydanticCustomError("date_parsing", "not a day")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("date_impossible", "no such day") from error


AS_WRITTEN = BeforeValidator(_written)
"""For a ``date`` in a JSON body or a query; stands behind its bounds, so that these stay those of a date."""
