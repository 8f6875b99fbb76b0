"""What is asked of the register, statement by statement."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """From now on."""
    found: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)
