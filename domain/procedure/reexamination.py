"""复核: 总局 re-examines the objections one by one; whoever prepared or published the result does not.

Used by 第二十二条第三句 and 第二十八条第三款. Readings R-22-2 (an upheld objection), R-22-9 (a withdrawn one). The text
sets no time limit, so there is none: pages show how many days an objection has waited.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pydantic import Field

from domain.citation import Basis
from domain.orders import DocumentOrder, Effects
from domain.procedure.forms import Reasons, Text
from domain.procedure.review import notice
from domain.procedure.state import ObjectionStatus
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, TaskKind

UPHOLD = "uphold"
REJECT = "reject"
RESUME = "resume"

OUTCOMES = {
    UPHOLD: ObjectionStatus.UPHELD,
    REJECT: ObjectionStatus.REJECTED,
    RESUME: ObjectionStatus.ACCEPTED,
}
"""What an objection is after the act."""


class Ruling(Reasons):
    receipt_number: str = Field(title="异议回执编号", min_length=1, max_length=40)


class Upholding(Ruling):
    improvements: list[Text] = Field(default_factory=list, title="改进意见", max_length=20)


Consequence = Callable[[Any, Answer], tuple[DocumentOrder, ...]]
"""(state of the case, answer) → what is issued when an objection is upheld."""


def reexamination(
    key: str, label: str, basis: Basis, *, apart_from: tuple[str, ...], upheld_means: Consequence
) -> TaskKind:
    """复核 by someone who did not decide before; the task stays until the last objection is settled."""

    def in_state(status: ObjectionStatus) -> Callable[[Any, Ruling, datetime], Refusal | None]:
        def check(case: Any, form: Ruling, now: datetime) -> Refusal | None:
            known = case.current.notice.objection(form.receipt_number) if case.current.notice else None
            if known and known.status is status:
                return None
            state = f"，该异议目前为“{known.status.label}”" if known else ""
            what = "待复核" if status is ObjectionStatus.ACCEPTED else "已撤回"
            return Refusal(
                kind=RefusalKind.RULE,
                text=f"没有{what}的异议{form.receipt_number}{state}。",
                basis=basis,
                remedy="请核对回执编号。",
            )

        return check

    def concluded(case: Any, answer: Answer, *, upheld: bool) -> Effects:
        number = answer.form.receipt_number
        conclusion = DocumentOrder(
            kind="reexamination_conclusion",
            issuers=("samr",),
            data={"receipt_number": number, "upheld": upheld, "reasons": answer.form.reasons},
            basis=basis,
        )
        return Effects(
            text=f"异议{number}经复核{'成立' if upheld else '不成立'}。",
            notices=(notice("objection_concluded", basis, case.applicant, case.province, upheld=upheld),),
            documents=(conclusion, *(upheld_means(case, answer) if upheld else ())),
        )

    def resumed(case: Any, answer: Answer) -> Effects:
        return Effects(text=f"市场监管总局决定对已撤回的异议{answer.form.receipt_number}继续复核。")

    in_hand = in_state(ObjectionStatus.ACCEPTED)
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
                check=in_hand,
            ),
            Action(
                UPHOLD,
                "异议成立",
                lambda case, answer: concluded(case, answer, upheld=True),
                form=Upholding,
                check=in_hand,
            ),
            Action(RESUME, "已撤回的异议继续复核", resumed, form=Ruling, check=in_state(ObjectionStatus.WITHDRAWN)),
        ),
        standing=True,
        apart_from=apart_from,
    )
