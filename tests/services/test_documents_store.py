"""The document store over real files and over memory."""

import hashlib
from pathlib import Path

import pytest

from services.documents.store import DocumentCorrupted, DocumentMissing, DocumentStore

DATA = "认定文件".encode() * 1000
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> DocumentStore:
    return DocumentStore((tmp_path / "文件库" / "documents").as_uri() if request.param == "file" else "memory:///")


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_is_stored_comes_back_under_its_hash(store: DocumentStore) -> None:
    assert await store.put(DATA) == SHA256
    assert await store.get(SHA256) == DATA


async def test_storing_the_same_bytes_twice_is_storing_them_once(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path.as_uri())
    assert await store.put(DATA) == await store.put(DATA)
    assert files_under(tmp_path) == [tmp_path / SHA256[:2] / SHA256[2:]]


async def test_a_document_outlives_the_process_that_stored_it(tmp_path: Path) -> None:
    await DocumentStore(tmp_path.as_uri()).put(DATA)
    assert await DocumentStore(tmp_path.as_uri()).get(SHA256) == DATA


async def test_a_missing_document_is_named(store: DocumentStore) -> None:
    with pytest.raises(DocumentMissing, match=SHA256):
        await store.get(SHA256)


async def test_a_changed_document_is_never_handed_out(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path.as_uri())
    await store.put(DATA)
    (tmp_path / SHA256[:2] / SHA256[2:]).write_bytes(DATA + b"!")
    with pytest.raises(DocumentCorrupted):
        await store.get(SHA256)


async def test_storing_again_does_not_hide_a_changed_document(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path.as_uri())
    await store.put(DATA)
    (tmp_path / SHA256[:2] / SHA256[2:]).write_bytes(b"forged")
    await store.put(DATA)
    with pytest.raises(DocumentCorrupted):
        await store.get(SHA256)


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", SHA256.upper(), SHA256[:-1]])
async def test_only_a_hash_is_a_name(store: DocumentStore, wrong: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        await store.get(wrong)
