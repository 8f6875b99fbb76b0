"""第二十二条 任何单位或个人对公示名单有不同意见的，可向市场监管总局提出异议，并提供详实的书面举证材料。

On paper it is in time by the day 总局 received it (``objection_receipt``, reading R-22-13), whenever it is entered.
The objector is named on the scan alone, which only those who re-examine may open.
"""

from datetime import date, datetime

from pydantic import Field

from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure import objections
from domain.procedure.review import notice
from domain.procedure.state import Notice, Objection, ObjectionStatus
from domain.refusal import Refusal, RefusalKind
from domain.roles import EVERYONE, SAMR, Audience, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone import art22_public_notice as art22
from domain.zone import art28_renewal as art28
from domain.zone.art22_notice_changes import at_notice, objection_basis_of
from domain.zone.art22_public_notice import OBJECTION_BASIS
from domain.zone.case import Stage, ZoneCase

REGISTER = "register"
REVIEW = "review"
LEAVE = "leave"
OPS = Audience(role=Role.OPS)
UNPUBLISHED = frozenset({Stage.RECOGNITION, Stage.ANNOUNCEMENT})
"""The notice is over, and no recognition has been published: an objection in time still holds the entry."""
_PUBLISHED = frozenset({Stage.IN_TERM, Stage.EXPIRED_PENDING_RENEWAL, Stage.EXPIRED_PENDING_REVOCATION})


class PaperObjection(Form):
    receipt_number: str = Field(title="收文编号（作为回执编号）", min_length=1, max_length=40)
    stamped_on: date = Field(title="收文日期（收文章上的日期）")
    postmarked_on: date | None = Field(default=None, title="邮戳日期（邮寄的填写）")
    has_evidence: bool = Field(title="附有书面举证材料")


def received_on(case: ZoneCase, form: PaperObjection) -> date:
    """The day that says whether it is in time (``objection_receipt``); what was handed over bears no postmark."""
    if case.policy.objection_receipt == "postmark" and form.postmarked_on:
        return form.postmarked_on
    return form.stamped_on


def is_late(case: ZoneCase, form: PaperObjection) -> bool:
    public_notice = _notice(case)
    return public_notice.last_day.suspended is None and received_on(case, form) > public_notice.last_day.date


def status_of(case: ZoneCase, form: PaperObjection) -> ObjectionStatus:
    """How it is taken. Once the recognition is published it holds nothing any more, and 总局 decides what follows."""
    late = is_late(case, form)
    if late and not at_notice(case) and case.stage is not Stage.RECOGNITION:
        return ObjectionStatus.LATE
    if _is_decided(case):
        return ObjectionStatus.ACCEPTED
    return objections.status_of(case, evidence=form.has_evidence, late=late)


def taken(case: ZoneCase, answer: Answer) -> Objection:
    """As the case keeps it, with both dates. ``received_at`` is when it was entered."""
    form: PaperObjection = answer.form
    return Objection(
        receipt_number=form.receipt_number,
        received_at=answer.at,
        status=status_of(case, form),
        stamped_on=form.stamped_on,
        postmarked_on=form.postmarked_on,
        scans=answer.act.attachments,
    )


def _is_decided(case: ZoneCase) -> bool:
    """Its matter is over: a recognition is published, or a renewal has left its notice."""
    return not at_notice(case) and (case.renewal is not None or case.stage not in UNPUBLISHED)


def _notice(case: ZoneCase) -> Notice:
    assert case.current.notice is not None
    return case.current.notice


def _check(case: ZoneCase, form: PaperObjection, now: datetime) -> Refusal | None:
    first, today = local_date(_notice(case).published_at), local_date(now)
    if case.renewal and case.policy.renewal_objections == "none":
        return no_channel(case)
    if _notice(case).objection(form.receipt_number):
        text = f"异议{form.receipt_number}已经登记，无需再次登记。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=objection_basis_of(case))
    if form.stamped_on > today or (form.postmarked_on and form.postmarked_on > form.stamped_on):
        text = "收文日期不能晚于今天，邮戳日期不能晚于收文日期。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=objection_basis_of(case), remedy="请核对日期。")
    if received_on(case, form) < first:
        text = f"公示于{in_words(first)}发布，发布之前收到的不属于对公示名单的异议。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=objection_basis_of(case), remedy="请核对日期。")
    return None


def no_channel(case: ZoneCase) -> Refusal:
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"复审公示不设异议渠道（{case.policy.source('renewal_objections')}：第二十八条没有重复异议的规定）。",
        basis=objection_basis_of(case),
        remedy="有不同意见的，请向市场监管总局反映。",
    )


def _with_scan(form: PaperObjection, attachments: tuple[str, ...]) -> Refusal | None:
    if attachments:
        return None
    text = "登记书面异议应当附扫描件。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=OBJECTION_BASIS, remedy="请上传加盖收文章的扫描件。")


def _registered(case: ZoneCase, answer: Answer) -> Effects:
    form: PaperObjection = answer.form
    basis, status = objection_basis_of(case), status_of(case, form)
    told = objections.told(case, form.receipt_number, status, answer.at, basis)
    posted = f"、邮戳日期{in_words(form.postmarked_on)}" if form.postmarked_on else ""
    text = f"登记书面异议：收文日期{in_words(form.stamped_on)}{posted}，{in_words(local_date(answer.at))}录入。"
    if not (_is_decided(case) and status is ObjectionStatus.ACCEPTED):
        return told.model_copy(update={"text": f"{text}{told.text}"})
    flagged = notice("late_finding", basis, SAMR, OPS, receipt_number=form.receipt_number)
    consequence = "在公示期内收到，而有关决定已经作出，决定不因此改变，由市场监管总局决定如何处理。"
    return told.model_copy(
        update={"text": f"{text}异议{form.receipt_number}{consequence}", "notices": (*told.notices, flagged)}
    )


def _may_come(case: ZoneCase) -> bool:
    stands = case.current.notice is not None and case.current.notice.withdrawn_at is None
    return stands and (case.stage in UNPUBLISHED | _PUBLISHED or at_notice(case))


PAPER_OBJECTION = Matter(
    TaskKind(
        "paper_objection",
        "登记书面异议",
        Role.SAMR,
        OBJECTION_BASIS,
        (
            Action(
                REGISTER,
                "登记书面异议",
                _registered,
                form=PaperObjection,
                check=_check,
                attached=_with_scan,
                withheld=True,
            ),
        ),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=_may_come,
)


def blocks(case: ZoneCase, objection: Objection) -> bool:
    """Whether it holds the entry again: nothing has been published yet."""
    return objection.is_open and case.stage in UNPUBLISHED and case.renewal is None


def undecided(case: ZoneCase) -> list[Objection]:
    """Objections in time that were entered when the matter was already over."""
    public_notice = case.current.notice
    return public_notice.pending if public_notice and _is_decided(case) else []


class LateFinding(Form):
    receipt_number: str = Field(title="异议回执编号", min_length=1, max_length=40)
    reasons: str = Field(title="理由", min_length=1, max_length=4000)


def _is_undecided(case: ZoneCase, form: LateFinding, now: datetime) -> Refusal | None:
    if any(one.receipt_number == form.receipt_number for one in undecided(case)):
        return None
    text = f"没有待决定的书面异议{form.receipt_number}。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=objection_basis_of(case), remedy="请核对回执编号。")


def _decided(choice: str) -> Action:
    words = {REVIEW: "需要撤销审查（另行开启）", LEAVE: "不启动撤销审查"}[choice]

    def effects(case: ZoneCase, answer: Answer) -> Effects:
        return Effects(
            text=f"就认定公布后登记的书面异议{answer.form.receipt_number}，市场监管总局决定{words}：{answer.form.reasons}"
        )

    return Action(choice, words, effects, form=LateFinding, check=_is_undecided)


LATE_FINDING = Matter(
    TaskKind(
        "late_finding",
        "决定迟到登记的异议是否需要撤销审查",
        Role.SAMR,
        OBJECTION_BASIS,
        (_decided(REVIEW), _decided(LEAVE)),
        apart_from=("recognition_decision",),
        standing=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: bool(undecided(case)),
)
LATE_OBJECTION = Matter(
    objections.objection("late_objection", "公示期满后反映情况", OBJECTION_BASIS, optional=True),
    audiences=lambda case: (EVERYONE,),
    is_open=lambda case: case.stage is Stage.RECOGNITION and case.current.notice is not None,
)
INVITING = {
    art22.MATTER: frozenset({art22.OBJECTION.key, LATE_OBJECTION.kind.key}),
    art28.NOTICE_MATTER: frozenset({art28.OBJECTION.key}),
}
"""Matter of a notice → the kinds of task by which the public objects to it: to one notice never through another's."""
