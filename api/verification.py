"""真伪核验: whoever holds a document learns whether the platform issued it, and whether it still stands.

Only a file, its digest or its check code tells anything; a number alone does not, for numbers can be guessed. What is
uploaded is hashed and forgotten.
"""

import asyncio
import re
from typing import Annotated, Any

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError
from starlette.datastructures import UploadFile

from api import document_present
from api.deps import Body, Services
from api.document_views import DigestsView, VerificationView, VerifiedDocument
from api.errors import NOT_FOUND, FieldError, WebError, malformed
from api.files import LARGEST
from config import Environment
from db.models import DocumentRow
from db.queries import documents
from services.documents.digests import digests

_DIGEST = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMPARE = (
    "请将手中文件的发文字号、标题、发文机关、成文日期与下列登记内容逐项核对；有一项不符的，手中的文件就不是登记的文书。"
)
_SAME = "手中的文件与登记的文书逐字节相同。"
_NOT_ISSUED = "请向出示文件的单位索取平台制发的原始电子文件（不要经过转换、另存、合并或者打印后扫描），再核验一次。"
_SCAN = "纸质件、扫描件与电子文件的散列值不同，请扫描件上的二维码，或者填写核验码核验。"
_ASK = "仍然不能核验的，请以电话等其他途径向文件所载的发文机关核实；核实之前，请勿以该文件为依据办理事项。"
_SAMPLE = "本平台现为演示或者演练环境，所登记的文书都是示例，不具有法律效力。"
_MISTYPED = "请检查填写是否完整：核验码区分大小写，散列值为64位十六进制数。"

Digest = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Fa-f]{64}$")]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class VerificationBody(Body):
    """One of them: the SHA-256 or the SM3 of the file in hex, or the check code of the document."""

    sha256: Digest | None = None
    sm3: Digest | None = None
    code: Code | None = None

    @model_validator(mode="after")
    def _one(self) -> "VerificationBody":
        if sum(each is not None for each in (self.sha256, self.sm3, self.code)) != 1:
            raise PydanticCustomError("one_of", "exactly one")
        return self


async def verify(services: Services, body: VerificationBody) -> VerificationView:
    """What the register holds under a digest or a code."""
    if body.code is not None:
        return await by_code(services, body.code)
    return await by_digest(services, body.sha256 or body.sm3 or "")


async def by_file(services: Services, part: UploadFile) -> VerificationView:
    """What the register holds of these bytes. Raises 413, or 422 for an empty file."""
    data = await part.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise WebError(
            "too_large", f"文件不得超过{LARGEST // 1024 // 1024} MB；平台制发的文书都小于此，请核对是否选错了文件。"
        )
    if not data:
        error = FieldError(loc=["body", "file"], code="empty", message="文件是空的，请重新选择")
        raise malformed("文件是空的，没有核验。", error)
    found = await asyncio.to_thread(digests, data)
    document = await _registered(services, digest=found.sha256)
    told = DigestsView(sha256=found.sha256, sm3=found.sm3)
    if document is None:
        return _unknown(
            "file", "该文件没有登记：它不是平台制发的文书，或者已被改动。", (_NOT_ISSUED, _SCAN, _ASK), told
        )
    return _known("file", document, _SAME, told)


async def by_digest(services: Services, digest: str) -> VerificationView:
    """``digest``: SHA-256 or SM3, in whatever letters and with whatever spaces it was copied."""
    wanted = re.sub(r"\s", "", digest).lower()
    document = await _registered(services, digest=wanted) if _DIGEST.fullmatch(wanted) else None
    if document is None:
        return _unknown("digest", "没有登记散列值与此相同的文书。", (_MISTYPED, _NOT_ISSUED, _ASK))
    return _known("digest", document, "散列值与登记的相同。")


async def by_code(services: Services, code: str) -> VerificationView:
    """``code``: a check code, or the address with it that stands behind the QR code."""
    wanted = code.strip().rpartition("/")[2]
    document = await _registered(services, code=wanted) if _CODE.fullmatch(wanted) else None
    if document is None:
        return _unknown("code", "没有登记核验码与此相同的文书。", (_MISTYPED, _ASK))
    return _known("code", document, _COMPARE)


async def registered(services: Services, code: str) -> VerifiedDocument:
    """The document with this check code. Raises 404."""
    found = await by_code(services, code)
    if found.document is None:
        raise WebError(NOT_FOUND, "".join((found.conclusion, *found.advice)))
    return found.document


async def _registered(services: Services, *, code: str = "", digest: str = "") -> VerifiedDocument | None:
    async with services.register.read() as session:
        row: DocumentRow | None = (
            await documents.with_code(session, code) if code else await documents.with_digest(session, digest)
        )
        is_sample = services.settings.env is not Environment.PRODUCTION
        return await document_present.verified(session, row, is_sample=is_sample) if row else None


def _known(by: Any, document: VerifiedDocument, how: str, told: DigestsView | None = None) -> VerificationView:
    stands = document.standing
    conclusion = f"已登记：{'、'.join(document.issuers)}{document.number}《{document.title}》，{stands.label}。"
    advice = [*dict.fromkeys(each.meaning for each in stands.later), how, *([_SAMPLE] if document.is_sample else [])]
    return VerificationView(
        registered=True, by=by, conclusion=conclusion, advice=advice, digests=told, document=document
    )


def _unknown(by: Any, conclusion: str, advice: tuple[str, ...], told: DigestsView | None = None) -> VerificationView:
    return VerificationView(
        registered=False, by=by, conclusion=conclusion, advice=list(advice), digests=told, document=None
    )
