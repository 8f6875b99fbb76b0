"""第十八条 创建活动原则上不少于一年。

原则上: 总局 alone may except, in writing and with its reasons (reading R-18-1). A park asks for it; the province has no
power to grant it. A request that is declined may be made again.
"""

from datetime import date, datetime

from pydantic import Field

from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Reasons
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone.art18_creation_period import BASIS, minimum
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import CreationException, ExceptionRequest

ASK = "ask"
GRANT = "grant"
DECLINE = "decline"
CONFIRM = "confirm"

BEFORE_EVALUATION = frozenset({Stage.CREATION, Stage.ACCEPTANCE, Stage.MATERIAL_REVIEW})


class Grant(Reasons):
    """例外批准意见: in writing, so it has a number."""

    document_number: Name = Field(title="批准文号")


class Delivery(Form):
    """Delivery of the approval to the park, as 总局 enters it."""

    delivered_on: date = Field(title="送达日期")


def requested(answer: Answer) -> ExceptionRequest:
    return ExceptionRequest(requested_on=local_date(answer.at), reasons=answer.form.reasons)


def granted(answer: Answer) -> CreationException:
    form: Grant = answer.form
    return CreationException(
        granted_on=local_date(answer.at), document_number=form.document_number, reasons=form.reasons
    )


def delivered_on(answer: Answer) -> date:
    """The day of delivery: that which 总局 enters, or the day on which the park confirms."""
    return answer.form.delivered_on if isinstance(answer.form, Delivery) else local_date(answer.at)


def _asked(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"{case.park.name}书面申请提前验收，由市场监管总局决定。",
        notices=(notice("early_acceptance_asked", BASIS, SAMR, case.province),),
        documents=(document("early_acceptance_request", BASIS, answer, SAMR, reasons=answer.form.reasons),),
    )


def _granted(case: ZoneCase, answer: Answer) -> Effects:
    form: Grant = answer.form
    return Effects(
        text=f"市场监管总局书面批准{case.park.name}提前申请验收（{form.document_number}）。",
        notices=(
            notice(
                "early_acceptance_granted", BASIS, case.applicant, case.province, document_number=form.document_number
            ),
        ),
        documents=(
            document(
                "early_acceptance_grant",
                BASIS,
                answer,
                case.applicant,
                case.province,
                document_number=form.document_number,
                reasons=form.reasons,
            ),
        ),
    )


def _declined(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(
        text=f"市场监管总局未同意{case.park.name}提前申请验收。",
        notices=(notice("early_acceptance_declined", BASIS, case.applicant, case.province),),
        documents=(document("early_acceptance_decline", BASIS, answer, case.applicant, reasons=answer.form.reasons),),
    )


def _delivered(case: ZoneCase, answer: Answer) -> Effects:
    year = minimum(delivered_on(answer), case.policy)
    return Effects(
        text=f"同意创建通知于{in_words(delivered_on(answer))}送达{case.park.name}，"
        f"创建活动原则上不少于一年，至{year.words}届满。",
        notices=(notice("creation_delivered", BASIS, case.applicant, case.province, deadlines=(year,)),),
    )


def _not_before_the_approval(case: ZoneCase, form: Delivery, now: datetime) -> Refusal | None:
    if case.approved_on and case.approved_on <= form.delivered_on <= local_date(now):
        return None
    return Refusal(kind=RefusalKind.RULE, text="送达日期不能早于审核同意之日，也不能晚于今日。", basis=BASIS)


def _undelivered(case: ZoneCase) -> bool:
    return case.stage in BEFORE_EVALUATION and case.creation_minimum is None


REQUEST = Matter(
    TaskKind(
        "early_acceptance_request",
        "申请提前验收",
        Role.CREATING_BODY,
        BASIS,
        (Action(ASK, "申请提前验收", _asked, form=Reasons),),
        standing=True,
        optional=True,
    ),
    audiences=lambda case: (case.applicant,),
    is_open=lambda case: case.stage in BEFORE_EVALUATION and case.exception is None and case.exception_request is None,
)
DECISION = Matter(
    TaskKind(
        "creation_exception",
        "决定是否同意提前验收",
        Role.SAMR,
        BASIS,
        (
            Action(GRANT, "书面批准提前验收", _granted, form=Grant, irreversible=True),
            Action(DECLINE, "不同意提前验收", _declined, form=Reasons),
        ),
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.stage in BEFORE_EVALUATION and case.exception_request is not None,
)
"""Somebody waits for it, so it is on the desk of 总局; a question of its own beside that of the stage."""
RECEIPT = Matter(
    TaskKind(
        "creation_delivery",
        "确认收到同意创建通知",
        Role.CREATING_BODY,
        BASIS,
        (Action(CONFIRM, "确认收到", _delivered, irreversible=True),),
    ),
    audiences=lambda case: (case.applicant,),
    is_open=_undelivered,
)
DELIVERY = Matter(
    TaskKind(
        "creation_delivery_entry",
        "录入同意创建通知的送达日期",
        Role.SAMR,
        BASIS,
        (Action(CONFIRM, "录入送达日期", _delivered, form=Delivery, check=_not_before_the_approval),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=_undelivered,
)
