"""What was numbered is kept: no way through the database takes it away; what never left may be taken back."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from db.queries.steps import forget_unconfirmed
from db.session import Register
from tests.support.printing import a_case_to_print_for, a_store, files_of, order, print_all, rows_of

REFUSED = {
    "a document is removed": "DELETE FROM documents WHERE id = 'document-1'",
    "all documents are removed": "DELETE FROM documents",
    "its number is changed": "UPDATE documents SET number = '示公示〔2025〕99号' WHERE id = 'document-1'",
    "its number is taken away": "UPDATE documents SET number = NULL",
    "its file is removed": "DELETE FROM document_files",
}


@pytest.mark.parametrize("what", REFUSED)
async def test_what_was_numbered_is_kept(register: Register, tmp_path: Path, what: str) -> None:
    await a_case_to_print_for(register)
    await order(register, 1, "withdrawal_letter")
    await print_all(register, a_store(tmp_path))
    before = {id_: row.number for id_, row in (await rows_of(register)).items()}
    with pytest.raises(DBAPIError, match="is kept|keeps its number"):
        async with register.write() as session:
            await session.execute(sa.text(REFUSED[what]))
    assert {id_: row.number for id_, row in (await rows_of(register)).items()} == before
    assert list(await files_of(register)) == ["document-1"]


async def test_what_was_only_ordered_is_taken_back_with_its_step(register: Register) -> None:
    await a_case_to_print_for(register)
    await order(register, 1, "withdrawal_letter")
    async with register.write() as session:
        await forget_unconfirmed(session, "order/1", 1)
    assert await rows_of(register) == {}
