"""Keyset paging: the next page begins after the last row of this one, however many rows came in between."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_


def after(columns: Sequence[SQLColumnExpression[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows that come after ``values`` in ascending order of ``columns``, compared from left to right."""
    return or_(
        *(
            and_(*(columns[before] == values[before] for before in range(place)), columns[place] > values[place])
            for place in range(len(columns))
        )
    )
