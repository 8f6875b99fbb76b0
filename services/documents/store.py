"""Where bytes lie: a content-addressed store in files or S3. The register keeps the hash."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TRIES, _PATIENCE = 3, timedelta(seconds=5)
"""The S3 client bridges a short gap only: a person waits for the answer, and an activity is tried again anyway."""


class DocumentStoreError(Exception):
    """The store cannot hand out what the register says it holds, or does not answer.

    ├── DocumentMissing    nothing lies under this hash
    ├── DocumentCorrupted  what lies there has another hash
    └── DocumentStoreDown  no answer, or no access; nothing is known of the document
    """


class DocumentMissing(DocumentStoreError):
    def __init__(self, sha256: str) -> None:
        super().__init__(f"文件库中没有散列值为{sha256}的文件。")


class DocumentCorrupted(DocumentStoreError):
    def __init__(self, sha256: str, found: str) -> None:
        super().__init__(f"文件库中的文件已损坏：应为{sha256}，实为{found}。")


class DocumentStoreDown(DocumentStoreError):
    def __init__(self) -> None:
        super().__init__("文件库没有应答，或者拒绝访问。")


class DocumentStore:
    """Bytes under their SHA-256: written once, never changed, checked at every reading.

    ``url`` is ``file:///…`` (the folder is made when it is missing), ``memory:///`` or ``s3://bucket/prefix``
    with endpoint and keys as the S3 client knows them.
    """

    def __init__(self, url: str) -> None:
        self._store: ObjectStore
        if url.startswith("file:"):
            self._store = LocalStore.from_url(url, mkdir=True)
        else:
            self._store = from_url(url, retry_config={"max_retries": _TRIES, "retry_timeout": _PATIENCE})

    async def put(self, data: bytes) -> str:
        """Store ``data`` and answer its SHA-256 in hex; storing it again changes nothing.

        Raises ``DocumentStoreDown``.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        with _answering(), suppress(AlreadyExistsError):
            await obstore.put_async(self._store, _path(sha256), data, mode="create")
        return sha256

    async def check(self) -> None:
        """That something can be stored: the empty file, which changes nothing from the second time on.

        Raises ``DocumentStoreDown``.
        """
        await self.put(b"")

    async def get(self, sha256: str) -> bytes:
        """The bytes with this hash.

        Raises ``DocumentMissing`` when there are none and ``DocumentCorrupted`` when they are not the same
        any more; ``DocumentStoreDown``; ``ValueError`` when ``sha256`` is not 64 lower-case hex digits.
        """
        path = _path(sha256)
        with _answering():
            try:
                result = await obstore.get_async(self._store, path)
                data = bytes(await result.bytes_async())
            except (NotFoundError, FileNotFoundError) as error:
                raise DocumentMissing(sha256) from error
        found = hashlib.sha256(data).hexdigest()
        if found != sha256:
            raise DocumentCorrupted(sha256, found)
        return data


@contextmanager
def _answering() -> Iterator[None]:
    """Whatever else the S3 client or the file system says means that the store is not at our service."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise DocumentStoreDown from error


def _path(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return f"{sha256[:2]}/{sha256[2:]}"
