"""Column types of the register: the same meaning, and the same order, on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

JsonObject = dict[str, Any]
JsonList = list[Any]

Key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Any text. Compared by code point on both databases, so that lists and pages of lists agree; Chinese names
sort by a pinyin column beside them. No lengths: SQLite would ignore them and only PostgreSQL would refuse."""

Json = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""JSON. Changes inside a value are not seen: assign a new value. Dates go in as ISO text (``mode="json"``).
PostgreSQL keeps neither the order of an object's keys nor U+0000."""

Serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A number given by the database, growing with each row of an append-only table."""


class Instant(sa.TypeDecorator[datetime]):
    """An instant: aware in, UTC out. Raises ``ValueError`` for a naive datetime, also in a comparison."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"An instant needs its time zone, got {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
