"""Documents stored before a document had several files keep theirs through the change of the tables, and back."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command

from db.schema import blocking, configuration, upgrade
from db.session import Register
from tests.support.printing import a_case_to_print_for, a_store, files_of, order, print_all, rows_of


def _rows(url: str, query: str) -> list[Any]:
    engine = sa.create_engine(blocking(url))
    with engine.begin() as connection:
        found = list(connection.execute(sa.text(query)).all())
    engine.dispose()
    return found


async def test_a_stored_document_keeps_its_file_when_documents_get_several(
    register: Register, register_url: str, tmp_path: Path
) -> None:
    await a_case_to_print_for(register)
    await order(register, 1, "withdrawal_letter")
    await print_all(register, a_store(tmp_path))
    await order(register, 2, "withdrawal_confirmation")
    [before] = (await files_of(register)).values()
    await register.dispose()
    command.downgrade(configuration(register_url), "0017")
    assert _rows(register_url, "SELECT id, sha256, size, media_type FROM documents ORDER BY id") == [
        ("document-1", before.sha256, before.size, "application/pdf"),
        ("document-2", None, None, "application/pdf"),
    ]
    upgrade(register_url)
    [after] = (await files_of(register)).values()
    assert (after.document_id, after.sha256, after.size) == ("document-1", before.sha256, before.size)
    assert after.sm3 is None
    await print_all(register, a_store(tmp_path))
    assert {row.state for row in (await rows_of(register)).values()} == {"stored"}
    assert (await files_of(register))["document-1"].sm3 == before.sm3
