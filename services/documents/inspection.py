"""Whether the store still holds, unchanged, what the register says it does. It reads everything and changes nothing."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from services.documents.digests import digests
from services.documents.store import DocumentCorrupted, DocumentMissing, DocumentStore


@dataclass(frozen=True, slots=True)
class Registered:
    """A file as the register knows it; ``sm3`` is null where none was counted. ``name`` is for people."""

    name: str
    sha256: str
    sm3: str | None
    size: int


async def faults(store: DocumentStore, files: Iterable[Registered]) -> AsyncIterator[str]:
    """What is wrong with which file, in Chinese. Raises ``DocumentStoreDown``."""
    for file in files:
        try:
            data = await store.get(file.sha256)
        except (DocumentMissing, DocumentCorrupted) as error:
            yield f"{file.name}：{error}"
            continue
        if len(data) != file.size:
            yield f"{file.name}：登记的大小是{file.size}字节，实为{len(data)}字节。"
        if file.sm3 is not None and digests(data).sm3 != file.sm3:
            yield f"{file.name}：登记的SM3与文件不符。"
