"""第四十二条 本条例自   年   月   日起施行。

Here how what becomes of the text reaches the case of a government: a later text, on its day, with the places it moved;
and the end, by repeal or because the government is no more. Both are told by the regulation's case; nobody waits for
them.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Text
from domain.procedure.review import notice
from domain.province.art42_adoption import BASIS, NewText, text_of
from domain.province.case import OPS, GovernmentCase, GovernmentStage
from domain.province.clauses import CLAUSES
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

TAKE, END = "take", "end"


class EndKind(StrEnum):
    REPEALED = "repealed_by_decision"
    DISSOLVED = "dissolved_or_merged"

    @property
    def label(self) -> str:
        return {"repealed_by_decision": "条例废止", "dissolved_or_merged": "政府撤销或者并入"}[self]


class Ending(Form):
    kind: EndKind = Field(title="终止的原因")
    reasons: Text = Field(title="说明")


def _refuse_twice(case: GovernmentCase, form: NewText, now: datetime) -> Refusal | None:
    if form.document_number not in {each.document_number for each in case.versions}:
        return None
    return Refusal(
        kind=RefusalKind.ALREADY_DONE,
        text=f"文本{form.document_number}已经采用。",
        basis=BASIS,
        remedy="文本在条例的案件中录入，由系统告知各级政府。",
    )


def _taken(case: GovernmentCase, answer: Answer) -> Effects:
    form: NewText = answer.form
    stated: dict[str, Any] = {"document_number": form.document_number, "effective_on": form.effective_on.isoformat()}
    return Effects(
        text=f"{case.name}改按修改后的文本（{form.document_number}）履行职责；条款的序号变化不影响已经办理的事项。",
        notices=(notice("province_text_taken", BASIS, case.audience, **stated),),
    )


def take(case: GovernmentCase, answer: Answer) -> None:
    """A clause keeps what was done about it; one the text no longer has is asked of nobody."""
    case.versions.append(text_of(answer))
    for clause in CLAUSES:
        if clause.id in case.duties and not case.is_asked(clause):
            duty = case.duties[clause.id]
            duty.due_on, duty.overdue = None, False


def _ended(case: GovernmentCase, answer: Answer) -> Effects:
    form: Ending = answer.form
    open_ = sum(duty.due_on is not None for duty in case.duties.values())
    closes = f"，{open_}项已设定的期限随之取消" if open_ else ""
    return Effects(text=f"{case.name}的职责和活动因{form.kind.label}终止{closes}：{form.reasons}")


def stage_after(answer: Answer) -> GovernmentStage:
    repealed = answer.form.kind is EndKind.REPEALED
    return GovernmentStage.REPEALED if repealed else GovernmentStage.DISSOLVED


def _matter(key: str, label: str, action: Action) -> Matter:
    return Matter(
        TaskKind(key, label, Role.OPS, BASIS, (action,), optional=True, standing=True, by_errand=True),
        audiences=lambda case: (OPS,),
        is_open=lambda case: not case.stage.is_final,
    )


TAKING = _matter(
    "province_text_taking",
    "采用修改后的文本（由条例的案件告知）",
    Action(TAKE, "采用", _taken, form=NewText, check=_refuse_twice),
)
ENDING = _matter(
    "province_ending",
    "终止（由条例的案件告知）",
    Action(END, "终止", _ended, form=Ending, irreversible=True),
)
