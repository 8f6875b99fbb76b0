"""Every registered file against the bytes in the store."""

from pathlib import Path

from api.inspection_command import inspect
from config import Settings
from db.models import DocumentFile
from db.session import Register
from services.documents.digests import digests
from services.documents.inspection import Registered, faults
from services.documents.store import DocumentStore
from tests.support.printing import a_case_to_print_for, a_store, files_of, order, print_all

DATA = b"%PDF-1.7 document"


def registered(**changes: object) -> Registered:
    found = digests(DATA)
    facts: dict[str, object] = {"name": "甲", "sha256": found.sha256, "sm3": found.sm3, "size": len(DATA)}
    return Registered(**facts | changes)  # type: ignore[arg-type]


async def test_a_whole_file_is_not_spoken_of(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    await store.put(DATA)
    assert [each async for each in faults(store, [registered(), registered(sm3=None)])] == []


async def test_size_and_sm3_are_compared_and_what_is_missing_is_named(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    await store.put(DATA)
    files = [registered(size=1), registered(sm3="0" * 64), registered(name="乙", sha256="0" * 64)]
    assert [each async for each in faults(store, files)] == [
        "甲：登记的大小是1字节，实为17字节。",
        "甲：登记的SM3与文件不符。",
        f"乙：文件库中没有散列值为{'0' * 64}的文件。",
    ]


async def test_the_command_finds_the_one_document_whose_bytes_were_changed(
    register: Register, register_url: str, tmp_path: Path
) -> None:
    config = Settings(database_url=register_url, data_dir=tmp_path, temporal_address="127.0.0.1:1")
    await a_case_to_print_for(register)
    for place in (1, 2):
        await order(register, place, "withdrawal_confirmation")
    await print_all(register, DocumentStore(config.documents))
    assert await inspect(config) == (["共核对4个文件，全部完好。"], True)
    file: DocumentFile = (await files_of(register))["document-2"]
    (tmp_path / "documents" / file.sha256[:2] / file.sha256[2:]).write_bytes(b"forged")
    lines, whole = await inspect(config)
    assert not whole
    assert lines[0].startswith("示撤回〔2026〕2号《")
    assert "文件库中的文件已损坏" in lines[0]
    assert lines[1] == "共核对4个文件，1处不符。"


def test_nothing_deletes_from_the_store() -> None:
    assert not [name for name in dir(DocumentStore) if "delete" in name or "remove" in name]
