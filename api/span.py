"""Spans of time for the sandbox clock: years and months by the calendar in Asia/Shanghai, the rest to the second."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, TypeAdapter, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from domain.dates import CHINA, at, local_date, plus_months

_WRITTEN = re.compile(r"([+-]?)P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?([^YMT]*(?:T.*)?)")
_EXACT = TypeAdapter(timedelta)


@dataclass(frozen=True, slots=True)
class Span:
    """``written`` as ISO 8601 (P1M, P30D, PT1H): months of the calendar, then an exact time."""

    written: str
    months: int
    exact: timedelta

    def after(self, instant: datetime) -> datetime:
        """The instant that lies this span later, in UTC; a day the month does not have is its last one.

        Raises ``ValueError`` or ``OverflowError`` beyond the calendar.
        """
        day = plus_months(local_date(instant), self.months)
        return at(day, instant.astimezone(CHINA).time()) + self.exact


def _read(value: Any) -> Span:
    if not isinstance(value, str):
        raise PydanticCustomError("time_delta_type", "not an ISO 8601 duration")
    found = _WRITTEN.fullmatch(value)
    if found is None:
        raise PydanticCustomError("time_delta_parsing", "not an ISO 8601 duration")
    sign, years, months, rest = found.groups()
    calendar = 12 * int(years or 0) + int(months or 0)
    exact = timedelta(0)
    if rest or not (years or months):
        try:
            exact = _EXACT.validate_python(f"{sign}P{rest}")
        except ValidationError as error:
            raise PydanticCustomError("time_delta_parsing", "not an ISO 8601 duration") from error
    return Span(value, -calendar if sign == "-" else calendar, exact)


Duration = Annotated[
    Span,
    PlainValidator(_read),
    PlainSerializer(lambda span: span.written, return_type=str),
    WithJsonSchema({"type": "string", "format": "duration"}),
]
"""A span in a JSON body."""
