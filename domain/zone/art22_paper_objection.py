"""第二十二条 任何单位或个人对公示名单有不同意见的，可向市场监管总局提出异议，并提供详实的书面举证材料。

On paper it is in time by the day 总局 received it (``objection_receipt``, reading R-22-13), whenever it is entered.
The objector is named on the scan alone, which only those who re-examine may open.
"""

from collections.abc import Callable
from datetime import date, datetime

from pydantic import Field

from domain.citation import Basis
from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure import objections
from domain.procedure.review import notice
from domain.procedure.state import Objection, ObjectionStatus
from domain.refusal import Refusal, RefusalKind
from domain.roles import EVERYONE, SAMR, Audience, Role
from domain.task import Action, Answer, Check, Form, TaskKind
from domain.zone.art22_notice_changes import at_notice
from domain.zone.art22_public_notice import OBJECTION_BASIS
from domain.zone.art22_shown import UNPUBLISHED, Shown, shown, shown_on
from domain.zone.case import Stage, ZoneCase

REGISTER = "register"
REVIEW = "review"
LEAVE = "leave"
OPS = Audience(role=Role.OPS)
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


def belongs_to(case: ZoneCase, form: PaperObjection) -> Shown:
    """The notice it objects to: the last one published when it was received."""
    found = shown_on(case, received_on(case, form))
    assert found is not None
    return found


def status_of(case: ZoneCase, form: PaperObjection) -> ObjectionStatus:
    """How it is taken. Once the decision is published it holds nothing any more, and 总局 decides what follows."""
    to = belongs_to(case, form)
    late = to.notice.last_day.suspended is None and received_on(case, form) > to.notice.last_day.date
    if late and not (to.at_notice or to.is_signed):
        return ObjectionStatus.LATE
    if to.is_decided:
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


def _check(case: ZoneCase, form: PaperObjection, now: datetime) -> Refusal | None:
    if form.stamped_on > local_date(now) or (form.postmarked_on and form.postmarked_on > form.stamped_on):
        text = "收文日期不能晚于今天，邮戳日期不能晚于收文日期。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=OBJECTION_BASIS, remedy="请核对日期。")
    to = shown_on(case, received_on(case, form))
    if to is None:
        return _before_every_notice(case)
    if to.of_renewal and case.policy.renewal_objections == "none":
        return no_channel(case, to.basis)
    if any(each.notice.objection(form.receipt_number) for each in shown(case)):
        text = f"异议{form.receipt_number}已经登记，无需再次登记。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=to.basis)
    return None


def _before_every_notice(case: ZoneCase) -> Refusal:
    first = in_words(shown(case)[-1].first_day)
    text = f"公示于{first}发布，发布之前收到的不属于对公示名单的异议。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=OBJECTION_BASIS, remedy="请核对日期。")


def no_channel(case: ZoneCase, basis: Basis) -> Refusal:
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"复审公示不设异议渠道（{case.policy.source('renewal_objections')}：第二十八条没有重复异议的规定）。",
        basis=basis,
        remedy="有不同意见的，请向市场监管总局反映。",
    )


def _with_scan(form: PaperObjection, attachments: tuple[str, ...]) -> Refusal | None:
    if attachments:
        return None
    text = "登记书面异议应当附扫描件。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=OBJECTION_BASIS, remedy="请上传加盖收文章的扫描件。")


def _registered(case: ZoneCase, answer: Answer) -> Effects:
    form: PaperObjection = answer.form
    to, status = belongs_to(case, form), status_of(case, form)
    told = objections.told(case, form.receipt_number, status, answer.at, to.basis)
    posted = f"、邮戳日期{in_words(form.postmarked_on)}" if form.postmarked_on else ""
    text = f"登记书面异议：收文日期{in_words(form.stamped_on)}{posted}，{in_words(local_date(answer.at))}录入。"
    if not (to.is_decided and status is ObjectionStatus.ACCEPTED):
        return told.model_copy(update={"text": f"{text}{told.text}"})
    flagged = notice("late_finding", to.basis, SAMR, OPS, receipt_number=form.receipt_number)
    consequence = "在公示期内收到，而有关决定已经作出，决定不因此改变，由市场监管总局决定如何处理。"
    return told.model_copy(
        update={"text": f"{text}异议{form.receipt_number}{consequence}", "notices": (*told.notices, flagged)}
    )


def _may_come(case: ZoneCase) -> bool:
    return bool(shown(case)) and (case.stage in UNPUBLISHED | _PUBLISHED or at_notice(case))


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


def undecided(case: ZoneCase, *, of_renewal: bool) -> list[Objection]:
    """Objections in time that were entered when the decision had been published."""
    decided = (each for each in shown(case) if each.of_renewal is of_renewal and each.is_decided)
    return [one for each in decided for one in each.notice.pending]


class LateFinding(Form):
    receipt_number: str = Field(title="异议回执编号", min_length=1, max_length=40)
    reasons: str = Field(title="理由", min_length=1, max_length=4000)


def late_finding(key: str, decision: str, basis: Basis, *, of_renewal: bool, apart_from: tuple[str, ...]) -> Matter:
    """What 总局 makes of an objection in time that was entered after ``decision`` (in words) had been published."""

    def is_undecided(case: ZoneCase, form: LateFinding, now: datetime) -> Refusal | None:
        if any(one.receipt_number == form.receipt_number for one in undecided(case, of_renewal=of_renewal)):
            return None
        text = f"没有待决定的书面异议{form.receipt_number}。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy="请核对回执编号。")

    return Matter(
        TaskKind(
            key,
            f"决定{decision}公布后登记的异议是否需要撤销审查",
            Role.SAMR,
            basis,
            (_finding(REVIEW, decision, is_undecided), _finding(LEAVE, decision, is_undecided)),
            apart_from=apart_from,
            standing=True,
        ),
        audiences=lambda case: (SAMR,),
        is_open=lambda case: bool(undecided(case, of_renewal=of_renewal)),
    )


def _finding(choice: str, decision: str, check: Check) -> Action:
    words = {REVIEW: "需要撤销审查（另行开启）", LEAVE: "不启动撤销审查"}[choice]

    def effects(case: ZoneCase, answer: Answer) -> Effects:
        form: LateFinding = answer.form
        text = f"就{decision}公布后登记的书面异议{form.receipt_number}，市场监管总局决定{words}：{form.reasons}"
        return Effects(text=text)

    return Action(choice, words, effects, form=LateFinding, check=check)


def late_objection(key: str, basis: Basis, is_open: Callable[[ZoneCase], bool]) -> Matter:
    """From anybody, after the notice: recorded, or by policy taken until the joint decision (R-22-5)."""
    return Matter(
        objections.objection(key, "公示期满后反映情况", basis, optional=True),
        audiences=lambda case: (EVERYONE,),
        is_open=is_open,
    )


LATE_FINDING = late_finding(
    "late_finding", "认定", OBJECTION_BASIS, of_renewal=False, apart_from=("recognition_decision",)
)
LATE_OBJECTION = late_objection(
    "late_objection",
    OBJECTION_BASIS,
    lambda case: case.stage is Stage.RECOGNITION and case.current.notice is not None,
)
