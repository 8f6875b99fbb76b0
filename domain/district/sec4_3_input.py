"""四（三） 区质量强区工作领导小组办公室要适时组织开展阶段性工作总结和评估，坚持问题导向，发挥政府质量工作考核导向作用，
督促各项工作任务落实到位。

Here in a ledger: what it is asked for by a stage review. The day is the office's; the plan names none, so nobody is
reminded and nothing falls overdue. Until the summary is made an input is taken, also after that day.
"""

from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.district.acting import OFFICE, doer, on_behalf
from domain.district.ledger_case import LedgerCase
from domain.district.parts import ReviewRequest
from domain.orders import Effects
from domain.procedure.forms import Text
from domain.procedure.review import document, notice
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s4(3)#3"),)
HAND_IN = "hand_in"


class Input(Form):
    done: Text = Field(title="工作开展情况和成效")
    problems: str = Field(default="", title="存在的问题", max_length=4000)
    plans: str = Field(default="", title="下一步打算", max_length=4000)


def request_of(case: LedgerCase) -> ReviewRequest:
    assert case.review is not None
    return case.review


def _handed_in(case: LedgerCase, answer: Answer) -> Effects:
    request = request_of(case)
    what = "终期总结" if request.is_final else f"第{request.number}次总结评估"
    late = "，晚于领导小组办公室所定日期" if local_date(answer.at) > request.due_on else ""
    counts = [f"{each.label}：{case.status(each).label}" for each in case.items if each.is_here]
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "by": doer(case, answer),
        "number": request.number,
        "what": what,
        "items": counts,
    }
    return Effects(
        text=f"{doer(case, answer)}报送{what}材料{late}。",
        notices=(notice("district_input", BASIS, case.office_audience, **told),),
        documents=(
            document("district_input", BASIS, answer, case.office_audience, **told, **answer.form.model_dump()),
        ),
    )


def hand_in(case: LedgerCase, answer: Answer) -> None:
    request_of(case).handed_in_on = local_date(answer.at)


def asked(case: LedgerCase, *, focus: str) -> Effects:
    """征集通知, as it comes to one unit."""
    request = case.reviews[-1]
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "focus": focus,
        "due_on": request.due_on.isoformat(),
        "is_final": request.is_final,
        "asks": case.unit.is_vertical,
        "by_office": not case.unit.has_account,
    }
    return Effects(
        text=f"{OFFICE}请{case.unit.name}报送{'终期' if request.is_final else '阶段性'}工作总结和评估的材料。",
        notices=(notice("district_review_asked", BASIS, case.debtor, **told),),
    )


INPUT = TaskKind(
    "ledger_input",
    "报送工作总结和评估材料",
    Role.DISTRICT_UNIT,
    BASIS,
    (Action(HAND_IN, "报送", _handed_in, form=Input),),
)
INPUT_ON_BEHALF = on_behalf(INPUT)
