"""Files people hand in: what kind they really are, how large they may be, and where they go."""

import hashlib
import io
import re
import secrets
import unicodedata
import zipfile
from dataclasses import dataclass

from starlette.datastructures import UploadFile

from api import audit
from api.deps import Services
from api.errors import FieldError, WebError, malformed
from db.models import StoredFile
from db.queries import identity
from db.queries.recipients import actor_of
from domain.roles import ANYONE

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
PUBLIC = "public"
"""Uploader of an objector without an account."""
_LONGEST_NAME = 200
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SIGNS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_TYPES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    "text/plain": ".txt",
}
ALLOWED = "PDF、PNG、JPEG、DOCX、XLSX、TXT"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


async def examine(part: UploadFile) -> Upload:
    """What was uploaded, if it may be kept. Raises 413 or 422.

    The kind is told by the content; the name is only a name.
    """
    data = await part.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise WebError("too_large", f"文件不得超过{LARGEST // 1024 // 1024} MB。")
    media_type = sniff(data)
    if media_type is None:
        error = FieldError(loc=["body", "file"], code="file_type", message=f"只接受{ALLOWED}文件，且不得含宏")
        raise malformed(f"文件类型不被接受，只接受{ALLOWED}。", error)
    return Upload(safe_name(part.filename or "", _TYPES[media_type]), media_type, data)


async def store(services: Services, upload: Upload, uploaded_by: str) -> StoredFile:
    """Keep a file under the hash of its content; ``uploaded_by`` is an account or ``PUBLIC``."""
    stored = StoredFile(
        id=secrets.token_urlsafe(16),
        sha256=await services.store.put(upload.data),
        name=upload.name,
        media_type=upload.media_type,
        size=len(upload.data),
        uploaded_by=uploaded_by,
        uploaded_at=await services.clock.now(),
    )
    async with services.register.write() as session:
        session.add(stored)
        member = await identity.member(session, uploaded_by)
        await audit.add(
            session,
            stored.uploaded_at,
            actor_of(*member) if member else ANYONE,
            "file.upload",
            stored.id,
            detail=f"上传{stored.name}（SHA-256 {stored.sha256}）",
        )
    return stored


def sniff(data: bytes) -> str | None:
    """The media type by the first bytes; None for whatever is not accepted."""
    for sign, media_type in _SIGNS.items():
        if data.startswith(sign):
            return media_type
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return "text/plain" if data and _is_text(data) else None


def _office(data: bytes) -> str | None:
    """DOCX or XLSX without macros; only the list of parts is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = set(package.namelist())
    except zipfile.BadZipFile:
        return None
    if "[Content_Types].xml" not in parts or any(part.lower().endswith("vbaproject.bin") for part in parts):
        return None
    if "word/document.xml" in parts:
        return f"{_OFFICE}.wordprocessingml.document"
    return f"{_OFFICE}.spreadsheetml.sheet" if "xl/workbook.xml" in parts else None


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            return not _CONTROLS.search(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False


def safe_name(name: str, extension: str) -> str:
    """The last part of a path, without signs that cannot be shown, with the extension of its real kind."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(sign for sign in last if not unicodedata.category(sign).startswith("C")).strip(" .")
    stem = shown[: -len(extension)] if shown.lower().endswith(extension) else shown
    if extension == ".jpg" and shown.lower().endswith(".jpeg"):
        stem = shown[: -len(".jpeg")]
    return (stem[:_LONGEST_NAME] or "附件") + extension
