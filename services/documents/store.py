"""Where bytes lie: a content-addressed store in files or S3. The register keeps the hash."""

import hashlib
import re
from contextlib import suppress

import obstore
from obstore.exceptions import AlreadyExistsError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

_SHA256 = re.compile(r"[0-9a-f]{64}")


class DocumentStoreError(Exception):
    """The store cannot hand out what the register says it holds.

    ├── DocumentMissing    nothing lies under this hash
    └── DocumentCorrupted  what lies there has another hash
    """


class DocumentMissing(DocumentStoreError):
    def __init__(self, sha256: str) -> None:
        super().__init__(f"文件库中没有散列值为{sha256}的文件。")


class DocumentCorrupted(DocumentStoreError):
    def __init__(self, sha256: str, found: str) -> None:
        super().__init__(f"文件库中的文件已损坏：应为{sha256}，实为{found}。")


class DocumentStore:
    """Bytes under their SHA-256: written once, never changed, checked at every reading.

    ``url`` is ``file:///…`` (the folder is made when it is missing), ``memory:///`` or ``s3://bucket/prefix``
    with endpoint and keys as the S3 client knows them.
    """

    def __init__(self, url: str) -> None:
        self._store: ObjectStore = LocalStore.from_url(url, mkdir=True) if url.startswith("file:") else from_url(url)

    async def put(self, data: bytes) -> str:
        """Store ``data`` and answer its SHA-256 in hex; storing it again changes nothing."""
        sha256 = hashlib.sha256(data).hexdigest()
        with suppress(AlreadyExistsError):
            await obstore.put_async(self._store, _path(sha256), data, mode="create")
        return sha256

    async def get(self, sha256: str) -> bytes:
        """The bytes with this hash.

        Raises ``DocumentMissing`` when there are none and ``DocumentCorrupted`` when they are not the same
        any more; ``ValueError`` when ``sha256`` is not 64 lower-case hex digits.
        """
        try:
            result = await obstore.get_async(self._store, _path(sha256))
            data = bytes(await result.bytes_async())
        except (NotFoundError, FileNotFoundError) as error:
            raise DocumentMissing(sha256) from error
        found = hashlib.sha256(data).hexdigest()
        if found != sha256:
            raise DocumentCorrupted(sha256, found)
        return data


def _path(sha256: str) -> str:
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return f"{sha256[:2]}/{sha256[2:]}"
