"""Objecting to a public notice: anyone may, with evidence; who it was stays in the register.

The row with the objector is written before the case hears of the objection, so that nothing an objector
wrote is lost; it is taken back when the case refuses.
"""

from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from pydantic import Field

from api import acting, audit, files, present
from api.deps import Body, Services
from api.errors import FieldError, WebError, malformed, not_found, refused
from api.notice_views import ObjectionReceipt, ObjectionStatusView
from db.models import Case, Objection, PublicNotice, TaskRow
from db.queries import files as file_queries
from db.queries import notices
from db.queries.tasks import invitation
from domain.citation import Citation
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.procedure.objections import OBJECT, SUPPLEMENT, WITHDRAW
from domain.procedure.state import ObjectionStatus
from domain.refusal import Refusal, RefusalKind
from domain.roles import ANYONE
from domain.task import Act
from domain.zone.art22_public_notice import OBJECTION_BASIS
from domain.zone.art28_objections import INVITING

SENDING = "sending"
"""Status of an objection its case has not answered yet."""
_LABELS = {SENDING: "正在提交"} | {status.value: status.label for status in ObjectionStatus}


class ObjectionBody(Body):
    """``evidence``: ids of files uploaded before. Name and contact are optional and protected."""

    grounds: str = Field(title="异议内容和理由", min_length=1, max_length=4000)
    evidence: list[str] = Field(default_factory=list, title="书面举证材料", max_length=20)
    name: str = Field(default="", title="姓名或单位名称（选填）", max_length=200)
    contact: str = Field(default="", title="联系方式（选填）", max_length=200)


class SupplementBody(Body):
    """``evidence``: ids of files uploaded before."""

    evidence: list[str] = Field(default_factory=list, title="书面举证材料", max_length=20)


class WithdrawalBody(Body):
    code: str = Field(title="撤回码", min_length=1, max_length=20)


async def object_to(services: Services, notice_id: str, body: ObjectionBody, request_key: str) -> ObjectionReceipt:
    """File an objection; receipt number and code are the same for the same request key.

    After the notice it is recorded and holds nothing. Raises ``WebError``: 404, 409 where there is nothing to object
    to, 422, 503.
    """
    notice, task, policy = await _open(services, notice_id)
    await _check_evidence(services, body.evidence)
    row = await _keep(services, notice, body, request_key)
    try:
        if task is not None:
            await acting.send(services, task, _act(task, row))
        elif notice.state == "ended":
            await _record_late(services, row)
        else:
            raise refused(_not_open(notice, policy))
    except WebError as error:
        if error.refusal:
            async with services.register.write() as session:
                await notices.forget_objection(session, row.receipt_number, SENDING)
            await _audit(services, row, "object", f"提出异议，回执编号{row.receipt_number}", error.refusal)
        raise
    await _audit(services, row, "object", f"提出异议，回执编号{row.receipt_number}")
    receipt = await _receipt(services, row.receipt_number)
    return receipt.model_copy(update={"code": withdrawal_code(notice_id, request_key)})


async def supplement(services: Services, number: str, body: SupplementBody, request_key: str) -> ObjectionStatusView:
    """Supply missing evidence by receipt number. Raises ``WebError``: 404, 409, 422, 503."""
    row = await _known(services, number)
    await _check_evidence(services, body.evidence)
    if not body.evidence:
        raise malformed("请上传书面举证材料。", FieldError(loc=["body", "evidence"], code="missing", message="请上传"))
    await _say(services, row, SUPPLEMENT, {"evidence": body.evidence}, request_key, "补正书面举证材料")
    async with services.register.write() as session:
        await notices.add_evidence(session, number, body.evidence)
    return await status(services, number)


async def withdraw(services: Services, number: str, body: WithdrawalBody, request_key: str) -> ObjectionStatusView:
    """Withdraw by receipt number and the code printed on the receipt. Raises ``WebError``: 403, 404, 409, 503."""
    row = await _known(services, number)
    if not row.code_hash or not compare_digest(row.code_hash, _hashed(number, body.code)):
        text = "撤回码不正确，未作任何变更。"
        remedy = "撤回码印在提交异议后的回执页上；书面递交的异议请书面撤回。"
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=OBJECTION_BASIS, remedy=remedy))
    await _say(services, row, WITHDRAW, {}, request_key, "撤回异议")
    return await status(services, number)


async def _say(
    services: Services, row: Objection, action: str, data: dict[str, Any], request_key: str, what: str
) -> None:
    """Tell the case something about an objection it has."""
    async with services.register.read() as session:
        notice = await session.get_one(PublicNotice, row.notice_id)
        task = await invitation(session, row.case_id, INVITING[notice.matter])
    try:
        if task is None or task.optional:
            raise refused(_settled(row, what))
        mark = sha256(f"{row.receipt_number}|{action}|{request_key}".encode()).hexdigest()[:32]
        act = Act(
            task_id=task.id,
            action=action,
            actor=ANYONE,
            request_id=f"{ANYONE.id}:{mark}",
            data={**data, "receipt_number": row.receipt_number},
        )
        await acting.send(services, task, act)
    except WebError as error:
        if error.refusal:
            await _audit(services, row, action, f"{what}，回执编号{row.receipt_number}", error.refusal)
        raise
    await _audit(services, row, action, f"{what}，回执编号{row.receipt_number}")


def _settled(row: Objection, what: str) -> Refusal:
    text = f"异议{row.receipt_number}目前为“{_LABELS[row.status]}”，不能{what}。"
    return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=OBJECTION_BASIS, remedy="请查询办理情况。")


async def _known(services: Services, number: str) -> Objection:
    async with services.register.read() as session:
        row = await notices.objection(session, number)
    if row is None:
        raise not_found("该回执编号对应的异议")
    return row


async def _record_late(services: Services, row: Objection) -> None:
    """反映情况: the notice is over and its case asks nobody any more, so the register alone keeps it."""
    async with services.register.write() as session:
        await notices.set_status(session, row.receipt_number, ObjectionStatus.LATE.value, ObjectionStatus.LATE.label)


async def status(services: Services, receipt_number: str) -> ObjectionStatusView:
    """Where an objection stands, and what was issued to whoever made it. Raises 404."""
    row = await _known(services, receipt_number)
    async with services.register.read() as session:
        issued = await notices.issued_to_objector(session, row.case_id, receipt_number)
    receipt = await _receipt(services, receipt_number)
    return ObjectionStatusView(
        **receipt.model_dump(exclude={"received_at", "code"}),
        documents=[present.objection_document(each) for each in issued],
    )


async def _receipt(services: Services, receipt_number: str) -> ObjectionReceipt:
    row = await _known(services, receipt_number)
    async with services.register.read() as session:
        case = await session.get_one(Case, row.case_id)
    late = row.status == ObjectionStatus.LATE.value
    decided_by = "objection_late" if late else "objection_supplement_working_days"
    return ObjectionReceipt(
        receipt_number=row.receipt_number,
        received_at=row.received_at,
        status=row.status,
        status_label=_LABELS[row.status],
        source=ZonePolicy.model_validate(case.state["policy"]).source(decided_by),
        supplement_until=row.supplement_until,
    )


async def _open(services: Services, notice_id: str) -> tuple[PublicNotice, TaskRow | None, ZonePolicy]:
    """The notice, the task that takes objections to it, and the policy of its case; one that stood before a later
    notice takes none."""
    async with services.register.read() as session:
        found = await notices.notice(session, notice_id)
        if found is None:
            raise not_found("该公示")
        notice, case = found
        latest = await notices.latest(session, notice.case_id)
        corrected = notice.state == "superseded" and latest is not None and latest.matter == notice.matter
        stands = corrected or (latest is not None and latest.id == notice.id)
        task = await invitation(session, notice.case_id, INVITING[notice.matter]) if stands else None
        return notice, task, ZonePolicy.model_validate(case.state["policy"])


def _not_open(notice: PublicNotice, policy: ZonePolicy) -> Refusal:
    if notice.state == "withdrawn":
        text, remedy = "公示已经撤回，没有可以提出异议的名单。", "重新公示后，可以在公示期内提出异议。"
        return Refusal(kind=RefusalKind.TOO_LATE, text=text, basis=OBJECTION_BASIS, remedy=remedy)
    text = f"本次公示不设异议渠道（{policy.source('renewal_objections')}：第二十八条没有重复异议的规定）。"
    basis = tuple(Citation(key) for key in notice.deadline["basis"])
    return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy="有不同意见的，请向市场监管总局反映。")


def withdrawal_code(notice_id: str, request_key: str) -> str:
    """The code printed on the receipt; it follows from the key of the request, which nothing keeps."""
    digest = sha256(f"withdrawal|{notice_id}|{request_key}".encode()).digest()
    return b32encode(digest).decode()[:10]


def _hashed(receipt_number: str, code: str) -> str:
    return sha256(f"{receipt_number}|{code.strip().upper()}".encode()).hexdigest()


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


async def _keep(services: Services, notice: PublicNotice, body: ObjectionBody, request_key: str) -> Objection:
    now, digest = await services.clock.now(), sha256(f"{notice.id}|{request_key}".encode()).hexdigest()
    request_id = f"{ANYONE.id}:{notice.id}:{digest[:32]}"
    async with services.register.write() as session:
        known = await notices.objection_of_request(session, request_id)
        if known is not None:
            return known
        number = f"GS-{local_date(now):%Y%m%d}-{digest[-8:].upper()}"
        row = Objection(
            receipt_number=number,
            code_hash=_hashed(number, withdrawal_code(notice.id, request_key)),
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


async def _audit(services: Services, row: Objection, act: str, detail: str, refusal: Refusal | None = None) -> None:
    await audit.record(
        services,
        ANYONE,
        f"objection.{act}",
        row.notice_id,
        case_id=row.case_id,
        refusal=refusal,
        basis=OBJECTION_BASIS,
        detail=detail,
        request_id=row.request_id,
    )
