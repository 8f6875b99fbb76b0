"""公示: a result is shown to the public; whoever disagrees may object; objections are re-examined.

Used by 第二十二条 and 第二十八条第三款 (reading R-28-4: the same rules for both). The text settles the floor of
five working days and that an objection needs detailed written evidence; the last day is counted by
``domain.zone.date_rules``. Readings R-22-5 (late objections) and R-22-6 (anonymous objectors).
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.citation import Basis
from domain.dates import CHINA, end_of, local_date
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.procedure.forms import Reasons, Text
from domain.procedure.review import notice
from domain.procedure.state import Notice, Objection
from domain.procedure.subject import Subject
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Form, TaskKind

PUBLISH = "publish"
OBJECT = "object"
UPHOLD = "uphold"
REJECT = "reject"


class Publication(Form):
    working_days: int = Field(default=5, title="公示期（工作日）", ge=1, le=60)
    channel: str = Field(default="市场监管总局网站", title="公示渠道", min_length=1, max_length=200)


class ObjectionForm(Form):
    """What the case learns of an objection; who objected stays in the register (domain: identity protected)."""

    grounds: Text = Field(title="异议内容和理由")
    evidence: list[str] = Field(default_factory=list, title="书面举证材料", max_length=20)
    receipt_number: str = Field(title="回执编号", min_length=1, max_length=40)


class Ruling(Reasons):
    receipt_number: str = Field(title="异议回执编号", min_length=1, max_length=40)


def publication(key: str, label: str, basis: Basis, *, matter: str, floor: str) -> TaskKind:
    """总局 publishes the notice; ``floor`` names the policy field that holds the minimum of working days."""

    def long_enough(case: Any, form: Publication, now: datetime) -> Refusal | None:
        minimum = getattr(case.policy, floor)
        if form.working_days >= minimum:
            return None
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"公示期不少于{minimum}个工作日，填报为{form.working_days}个工作日。",
            basis=basis,
            remedy=f"请将公示期改为{minimum}个工作日或更长。",
        )

    return TaskKind(
        key,
        label,
        Role.SAMR,
        basis,
        (
            Action(
                PUBLISH,
                "发布公示",
                # What a publication causes depends on the last day, which only the calendar tells: see `started`.
                lambda case, answer: Effects(text=f"市场监管总局决定公示{case.subject_name}的{matter}。"),
                form=Publication,
                check=long_enough,
                irreversible=True,
            ),
        ),
    )


def started(case: Subject, basis: Basis, matter: str, form: Publication, last_day: Deadline) -> Effects:
    """The notice is up: everyone learns until when it runs and how that was counted."""
    closes, hour = f"{last_day.words}{closing_hour(last_day)}", closing_hour(last_day)
    data = {"matter": matter, "last_day": last_day.date.isoformat(), "closing_hour": hour}
    return Effects(
        text=f"公示{case.subject_name}的{matter}，公示期{form.working_days}个工作日，至{closes}止。",
        notices=(
            NoticeOrder(
                kind="public_notice_started",
                audience=(case.applicant, case.province),
                data={**data, "closes": closes},
                deadlines=(last_day,),
                basis=basis,
            ),
        ),
        documents=(
            DocumentOrder(
                kind="public_notice",
                issuers=("samr",),
                data={
                    **data,
                    "entries": [case.subject_name],
                    "starts": last_day.anchor.isoformat(),
                    "working_days": form.working_days,
                    "counted": [day.isoformat() for day in last_day.counted],
                    "provisional": last_day.provisional,
                    "channel": form.channel,
                },
                deadlines=(last_day,),
                basis=basis,
            ),
        ),
    )


def ended(case: Subject, basis: Basis, matter: str, public_notice: Notice) -> Effects:
    """The last day has passed without an open objection."""
    last_day, hour = public_notice.last_day, closing_hour(public_notice.last_day)
    data = {"matter": matter, "last_day": last_day.date.isoformat(), "closing_hour": hour}
    return Effects(
        text=f"{case.subject_name}的{matter}公示期满（{last_day.words}{hour}），无成立的异议。",
        notices=(
            notice("public_notice_passed", basis, SAMR, case.applicant, case.province, deadlines=(last_day,), **data),
        ),
        documents=(
            DocumentOrder(
                kind="public_notice_result", issuers=("samr",), data=data, deadlines=(last_day,), basis=basis
            ),
        ),
    )


def closing_hour(last_day: Deadline) -> str:
    """The hour of the last day at which the notice closes, for people: 24时, or 17时30分 (``notice_close``)."""
    closes_at = last_day.closes_at
    assert closes_at is not None
    if closes_at == end_of(last_day.date):
        return "24时"
    local = closes_at.astimezone(CHINA)
    return f"{local.hour}时{local.minute:02}分" if local.minute else f"{local.hour}时"


def objection(key: str, label: str, basis: Basis) -> TaskKind:
    """The standing invitation to the public; it closes with the notice."""

    def in_time_with_evidence(case: Any, form: ObjectionForm, now: datetime) -> Refusal | None:
        closes_at = case.current.notice.last_day.closes_at
        if closes_at and now >= closes_at:  # a notice that stands still takes objections
            # The legal instant governs, also while a platform that stood still has not yet closed the notice.
            return Refusal(kind=RefusalKind.TOO_LATE, text="公示期已满，不再受理异议。", basis=basis)
        if form.evidence:
            return None
        return Refusal(
            kind=RefusalKind.RULE,
            text="提出异议应当提供详实的书面举证材料。",
            basis=basis,
            remedy="请上传书面举证材料后再次提交，已填写的内容不会丢失。",
        )

    def received(case: Subject, answer: Answer) -> Effects:
        number = answer.form.receipt_number
        return Effects(
            text=f"收到对{case.subject_name}的异议，回执编号{number}。",
            notices=(
                notice("objection_received", basis, SAMR, receipt_number=number),
                notice("objection_received_park", basis, case.applicant),
            ),
            documents=(
                DocumentOrder(
                    kind="objection_receipt",
                    issuers=("samr",),
                    data={
                        "receipt_number": number,
                        "received_at": local_date(answer.at).isoformat(),
                        "entry": case.subject_name,
                    },
                    basis=basis,
                ),
            ),
        )

    return TaskKind(
        key,
        label,
        Role.PUBLIC,
        basis,
        (Action(OBJECT, "提出异议", received, form=ObjectionForm, check=in_time_with_evidence),),
        standing=True,
    )


def reexamination(key: str, label: str, basis: Basis) -> TaskKind:
    """复核 of the objections one by one; the task stays until the last is decided."""

    def known(case: Any, form: Ruling, now: datetime) -> Refusal | None:
        if _find(case.current.notice, form.receipt_number):
            return None
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"没有待复核的异议{form.receipt_number}。",
            basis=basis,
            remedy="请核对回执编号。",
        )

    def concluded(case: Any, answer: Answer, *, upheld: bool) -> Effects:
        number = answer.form.receipt_number
        return Effects(
            text=f"异议{number}经复核{'成立' if upheld else '不成立'}。",
            notices=(notice("objection_concluded", basis, case.applicant, case.province, upheld=upheld),),
            documents=(
                DocumentOrder(
                    kind="reexamination_conclusion",
                    issuers=("samr",),
                    data={"receipt_number": number, "upheld": upheld, "reasons": answer.form.reasons},
                    basis=basis,
                ),
            ),
        )

    return TaskKind(
        key,
        label,
        Role.SAMR,
        basis,
        (
            Action(
                REJECT,
                "异议不成立",
                lambda case, answer: concluded(case, answer, upheld=False),
                form=Ruling,
                check=known,
            ),
            Action(
                UPHOLD, "异议成立", lambda case, answer: concluded(case, answer, upheld=True), form=Ruling, check=known
            ),
        ),
        standing=True,
    )


def _find(public_notice: Notice | None, receipt_number: str) -> Objection | None:
    pending = public_notice.pending if public_notice else []
    return next((one for one in pending if one.receipt_number == receipt_number), None)
