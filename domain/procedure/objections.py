"""异议: anyone may object to a notice, with evidence; what lacks it may be completed, what comes late is recorded.

Used by 第二十二条 and 第二十八条第三款 (reading R-28-4: the same rules for both). Readings R-22-5 (late and incomplete
objections), R-22-6 (anonymous objectors), R-22-9 (withdrawn objections). Who objected is never known here.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import Field

from domain.citation import Basis
from domain.dates import local_date
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Text
from domain.procedure.review import notice
from domain.procedure.state import Notice, Objection, ObjectionStatus
from domain.procedure.subject import Subject
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Form, TaskKind

OBJECT = "object"
SUPPLEMENT = "supplement"
WITHDRAW = "withdraw"
_SUPPLEMENT = "objection_supplement_working_days"


class ObjectionForm(Form):
    """What the case learns of an objection; who objected stays in the register (domain: identity protected)."""

    grounds: Text = Field(title="异议内容和理由")
    evidence: list[str] = Field(default_factory=list, title="书面举证材料", max_length=20)
    receipt_number: str = Field(title="回执编号", min_length=1, max_length=40)


class SupplementForm(Form):
    evidence: list[str] = Field(title="书面举证材料", min_length=1, max_length=20)
    receipt_number: str = Field(title="回执编号", min_length=1, max_length=40)


class ObjectionWithdrawal(Form):
    receipt_number: str = Field(title="回执编号", min_length=1, max_length=40)


class Waiting(NamedTuple):
    """An objection nobody has settled. ``since``: the day it was received; ``days``: whole days since then, in
    Asia/Shanghai, days off included."""

    receipt_number: str
    status: ObjectionStatus
    since: date
    days: int


def waiting(objections: Iterable[Objection], today: date) -> list[Waiting]:
    """The open ones, the longest waiting first. The text sets no limit: the days are shown, and decide nothing."""
    received = ((one, one.stamped_on or local_date(one.received_at)) for one in objections if one.is_open)
    found = [Waiting(one.receipt_number, one.status, day, (today - day).days) for one, day in received]
    return sorted(found, key=lambda each: each.since)


def status_of(case: Any, *, evidence: bool, late: bool) -> ObjectionStatus:
    """How an objection is taken: 系统策略 decides only over what comes late or without evidence."""
    if late and case.policy.objection_late == "record":
        return ObjectionStatus.LATE
    return ObjectionStatus.ACCEPTED if evidence else ObjectionStatus.INCOMPLETE


def is_late(public_notice: Notice, at: datetime) -> bool:
    """The legal instant governs, also while a platform that stood still has not yet closed the notice.

    A notice that stands still has no end, and nothing is late for it.
    """
    closes_at = public_notice.last_day.closes_at
    return closes_at is not None and at >= closes_at


def status_at(case: Any, form: ObjectionForm, at: datetime) -> ObjectionStatus:
    """How an objection that comes at ``at`` (UTC) is taken."""
    return status_of(case, evidence=bool(form.evidence), late=is_late(case.current.notice, at))


def objection(key: str, label: str, basis: Basis, *, optional: bool = False) -> TaskKind:
    """The invitation to the public; it stands while the entry is not settled, for whoever completes or withdraws."""

    def new(case: Any, form: ObjectionForm, now: datetime) -> Refusal | None:
        if case.current.notice.objection(form.receipt_number) is None:
            return None
        return Refusal(
            kind=RefusalKind.ALREADY_DONE, text=f"异议{form.receipt_number}已经收到，无需再次提出。", basis=basis
        )

    def may_be_completed(case: Any, form: SupplementForm, now: datetime) -> Refusal | None:
        known = case.current.notice.objection(form.receipt_number)
        if known is None or known.status is not ObjectionStatus.INCOMPLETE:
            return _not_in_hand(form.receipt_number, "补正", known, basis)
        until = case.current.notice.supplement_until
        if until is None or until.closes_at is None or now < until.closes_at:
            return None
        text = f"补正期限已于{until.words}24时届满（{case.policy.source(_SUPPLEMENT)}），不再接收书面举证材料。"
        return Refusal(kind=RefusalKind.TOO_LATE, text=text, basis=basis, remedy="请向市场监管总局反映情况。")

    def may_be_withdrawn(case: Any, form: ObjectionWithdrawal, now: datetime) -> Refusal | None:
        known = case.current.notice.objection(form.receipt_number)
        return None if known and known.is_open else _not_in_hand(form.receipt_number, "撤回", known, basis)

    actions = (
        Action(OBJECT, "提出异议", lambda case, answer: received(case, answer, basis), form=ObjectionForm, check=new),
        Action(
            SUPPLEMENT,
            "补正书面举证材料",
            lambda case, answer: _completed(case, answer, basis),
            form=SupplementForm,
            check=may_be_completed,
        ),
        Action(
            WITHDRAW,
            "撤回异议",
            lambda case, answer: _withdrawn(case, answer, basis),
            form=ObjectionWithdrawal,
            check=may_be_withdrawn,
        ),
    )
    taken = actions[:1] if optional else actions
    return TaskKind(key, label, Role.PUBLIC, basis, taken, standing=True, optional=optional)


def _not_in_hand(number: str, what: str, known: Objection | None, basis: Basis) -> Refusal:
    state = f"目前为“{known.status.label}”" if known else "不在本次公示的异议之中"
    return Refusal(
        kind=RefusalKind.ALREADY_DONE if known else RefusalKind.RULE,
        text=f"异议{number}{state}，不能{what}。",
        basis=basis,
        remedy="请按回执编号查询办理情况。",
    )


def received(case: Any, answer: Answer, basis: Basis) -> Effects:
    """Of an objection as it comes in: the record, word to 总局 and to the park, and the receipt."""
    return told(case, answer.form.receipt_number, status_at(case, answer.form, answer.at), answer.at, basis)


def told(case: Subject, number: str, status: ObjectionStatus, at: datetime, basis: Basis) -> Effects:
    """What an objection of ``status`` causes when it is taken."""
    kind = {ObjectionStatus.INCOMPLETE: "objection_incomplete", ObjectionStatus.LATE: "objection_late"}.get(status)
    to_park = () if status is ObjectionStatus.LATE else (notice("objection_received_park", basis, case.applicant),)
    return Effects(
        text=f"收到对{case.subject_name}的异议，回执编号{number}：{status.label}。",
        notices=(notice(kind or "objection_received", basis, SAMR, receipt_number=number), *to_park),
        documents=(
            DocumentOrder(
                kind="objection_receipt",
                issuers=("samr",),
                data={
                    "receipt_number": number,
                    "received_at": local_date(at).isoformat(),
                    "entry": case.subject_name,
                    "late": status is ObjectionStatus.LATE,
                    "incomplete": status is ObjectionStatus.INCOMPLETE,
                },
                basis=basis,
            ),
        ),
    )


def incomplete(case: Subject, basis: Basis, number: str, until: Deadline) -> Effects:
    """补正通知: what is missing, and until when it may come."""
    return Effects(
        text=f"异议{number}未附书面举证材料，可以在{until.words}24时之前补正（{case.policy.source(_SUPPLEMENT)}）。",
        documents=(
            DocumentOrder(
                kind="objection_supplement_notice",
                issuers=("samr",),
                data={"receipt_number": number, "entry": case.subject_name, "until": until.date.isoformat()},
                deadlines=(until,),
                basis=basis,
            ),
        ),
    )


def _completed(case: Subject, answer: Answer, basis: Basis) -> Effects:
    number = answer.form.receipt_number
    return Effects(
        text=f"异议{number}已补正书面举证材料，予以受理。",
        notices=(notice("objection_received", basis, SAMR, receipt_number=number),),
    )


def _withdrawn(case: Subject, answer: Answer, basis: Basis) -> Effects:
    number = answer.form.receipt_number
    return Effects(
        text=f"异议人撤回对{case.subject_name}的异议，回执编号{number}。",
        notices=(
            notice("objection_withdrawn", basis, SAMR, receipt_number=number),
            notice("objection_withdrawn_park", basis, case.applicant),
        ),
    )


def closed_without_evidence(case: Subject, basis: Basis, public_notice: Notice) -> Effects:
    """不予受理说明 for every objection that was not completed in time; the entry is free of it."""
    until = public_notice.supplement_until
    assert until is not None
    numbers = [one.receipt_number for one in public_notice.incomplete]
    return Effects(
        text=f"异议{'、'.join(numbers)}未提供书面举证材料，补正期限于{until.words}24时届满（{case.policy.source(_SUPPLEMENT)}），不予受理。",
        notices=(
            notice("objection_closed", basis, SAMR, deadlines=(until,), numbers=numbers),
            notice("objection_closed_park", basis, case.applicant),
        ),
        documents=tuple(
            DocumentOrder(
                kind="objection_not_accepted",
                issuers=("samr",),
                data={"receipt_number": number, "entry": case.subject_name, "until": until.date.isoformat()},
                deadlines=(until,),
                basis=basis,
            )
            for number in numbers
        ),
    )
