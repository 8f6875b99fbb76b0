"""Objecting to a public notice: anyone may, with evidence; who it was stays in the register.

The row with the objector is written before the case hears of the objection, so that nothing an objector
wrote is lost; it is taken back when the case refuses.
"""

from collections.abc import Sequence
from hashlib import sha256

from pydantic import Field

from api import acting, audit, files
from api.deps import Body, Services
from api.errors import FieldError, WebError, malformed, not_found, refused
from api.views import ObjectionReceipt, ObjectionStatusView
from db.models import Objection, PublicNotice, TaskRow
from db.queries import files as file_queries
from db.queries import notices
from db.queries.tasks import invitation
from domain.dates import local_date
from domain.procedure.public_notice import OBJECT
from domain.procedure.state import ObjectionStatus
from domain.refusal import Refusal, RefusalKind
from domain.roles import ANYONE
from domain.task import Act
from domain.zone.art22_public_notice import OBJECTION_BASIS

SENDING = "sending"
"""Status of an objection its case has not answered yet."""
_LABELS = {SENDING: "正在提交"} | {status.value: status.label for status in ObjectionStatus}


class ObjectionBody(Body):
    """``evidence``: ids of files uploaded before. Name and contact are optional and protected."""

    grounds: str = Field(title="异议内容和理由", min_length=1, max_length=4000)
    evidence: list[str] = Field(default_factory=list, title="书面举证材料", max_length=20)
    name: str = Field(default="", title="姓名或单位名称（选填）", max_length=200)
    contact: str = Field(default="", title="联系方式（选填）", max_length=200)


async def object_to(services: Services, notice_id: str, body: ObjectionBody, request_key: str) -> ObjectionReceipt:
    """File an objection; the receipt number is the same for the same request key.

    Raises ``WebError``: 404, 409 once the notice has closed or without evidence, 422, 503.
    """
    request_id = f"{ANYONE.id}:{notice_id}:{request_key}"
    notice, task = await _open(services, notice_id)
    await _check_evidence(services, body.evidence)
    row = await _keep(services, notice, body, request_id)
    try:
        if task is None:
            raise refused(_closed())
        await acting.send(services, task, _act(task, row))
    except WebError as error:
        if error.refusal:
            async with services.register.write() as session:
                await notices.forget_objection(session, row.receipt_number, SENDING)
            await _audit(services, notice, row, error.refusal)
        raise
    await _audit(services, notice, row, None)
    return await _receipt(services, row.receipt_number)


async def status(services: Services, receipt_number: str) -> ObjectionStatusView:
    """Where an objection stands, and nothing else. Raises 404."""
    receipt = await _receipt(services, receipt_number)
    return ObjectionStatusView(**receipt.model_dump(exclude={"received_at"}))


async def _receipt(services: Services, receipt_number: str) -> ObjectionReceipt:
    async with services.register.read() as session:
        row = await notices.objection(session, receipt_number)
    if row is None:
        raise not_found("该回执编号对应的异议")
    return ObjectionReceipt(
        receipt_number=row.receipt_number,
        received_at=row.received_at,
        status=row.status,
        status_label=_LABELS[row.status],
    )


async def _open(services: Services, notice_id: str) -> tuple[PublicNotice, TaskRow | None]:
    async with services.register.read() as session:
        found = await notices.notice(session, notice_id)
        if found is None:
            raise not_found("该公示")
        return found[0], await invitation(session, found[0].case_id)


def _closed() -> Refusal:
    return Refusal(
        kind=RefusalKind.TOO_LATE,
        text="公示期已满，不再受理异议。",
        basis=OBJECTION_BASIS,
        remedy="公示期满后发现问题的，请向市场监管总局反映。",
    )


async def _check_evidence(services: Services, evidence: Sequence[str]) -> None:
    async with services.register.read() as session:
        known = await file_queries.by_id(session, evidence)
    strange = [
        FieldError(loc=["body", "evidence", place], code="unknown_file", message="材料不存在，请重新上传")
        for place, each in enumerate(evidence)
        if each not in known or known[each].uploaded_by != files.PUBLIC
    ]
    if strange:
        raise malformed("书面举证材料有误，未作任何变更。", *strange)


async def _keep(services: Services, notice: PublicNotice, body: ObjectionBody, request_id: str) -> Objection:
    now = await services.clock.now()
    async with services.register.write() as session:
        known = await notices.objection_of_request(session, request_id)
        if known is not None:
            return known
        mark = sha256(f"{notice.id}|{request_id}".encode()).hexdigest()[:6].upper()
        row = Objection(
            receipt_number=f"GS-{local_date(now):%Y%m%d}-{mark}",
            notice_id=notice.id,
            case_id=notice.case_id,
            grounds=body.grounds,
            attachments=body.evidence,
            objector_name=body.name,
            objector_contact=body.contact,
            received_at=now,
            request_id=request_id,
            status=SENDING,
        )
        session.add(row)
        return row


def _act(task: TaskRow, row: Objection) -> Act:
    return Act(
        task_id=task.id,
        action=OBJECT,
        actor=ANYONE,
        request_id=row.request_id,
        data={"grounds": row.grounds, "evidence": row.attachments, "receipt_number": row.receipt_number},
    )


async def _audit(services: Services, notice: PublicNotice, row: Objection, refusal: Refusal | None) -> None:
    await audit.record(
        services,
        ANYONE,
        "objection.object",
        notice.id,
        case_id=notice.case_id,
        refusal=refusal,
        basis=OBJECTION_BASIS,
        detail=f"提出异议，回执编号{row.receipt_number}",
        request_id=row.request_id,
    )
