"""二 到2025年，基本形成以市场主体责任落实为核心、消费者权益保护为基础、保险救济和社会救助为保障、质量基础设施建设为支
撑，行业组织规范自律作用充分发挥，政府依法监管、科学监管、有效监管的质量治理体系。

When the target day is over, what is still open is shown as open at the target; nobody fails by it. Reading R-D-5: the
office then makes the final summary, and closes the plan; it stays readable. Reading R-D-19: a later plan may take its
place, also before the target day, with a list of what it carries over.
"""

from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.district.acting import OFFICE
from domain.district.case import PlanCase, PlanStage
from domain.district.dispatches import dispatch_to_all
from domain.district.figures import LedgerFigures
from domain.district.sec4_3_review import FIGURES, Opening, refuse, started
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Text
from domain.procedure.review import document, notice
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s2.1"),)
START = "start"
CLOSE = "close"
SUCCEED = "succeed"


class Closing(Form):
    note: Text = Field(title="办结说明")


class Succession(Form):
    successor: Name = Field(title="后续方案名称")
    document_number: Name = Field(title="后续方案发文字号")
    reasons: Text = Field(title="说明")


def passed(case: PlanCase) -> Effects:
    assert case.target is not None
    return Effects(
        text=f"{case.title}的目标日（{case.target.words}）已过。未完成的事项列为“目标日未完成”，不自动作出不利认定；"
        f"待{OFFICE}组织终期总结和评估。",
        notices=(notice("district_target_passed", BASIS, case.office_audience, deadlines=(case.target,)),),
    )


def is_final_reported(case: PlanCase) -> bool:
    return any(each.is_final and each.reported_on for each in case.reviews)


def is_final_begun(case: PlanCase) -> bool:
    return any(each.is_final for each in case.reviews)


def _closed(case: PlanCase, answer: Answer) -> Effects:
    return _over(case, answer, successor="", reasons=answer.form.note)


def _succeeded(case: PlanCase, answer: Answer) -> Effects:
    form: Succession = answer.form
    return _over(case, answer, successor=f"{form.successor}（{form.document_number}）", reasons=form.reasons)


def _over(case: PlanCase, answer: Answer, *, successor: str, reasons: str) -> Effects:
    found: LedgerFigures = answer.facts or LedgerFigures()
    told: dict[str, Any] = {
        "successor": successor,
        "reasons": reasons,
        "total": found.total,
        "closed": found.closed,
        "lines": found.lines,
        "carried": found.carry_over,
    }
    audiences = tuple(each.audience for each in case.present if each.has_account)
    by = f"，由{successor}接续" if successor else ""
    return Effects(
        text=f"{OFFICE}办结{case.title}{by}：共{found.total}项，未办结{found.total - found.closed}项。"
        "各单位台账随之结束，仍可查阅。",
        notices=(notice("district_plan_closed", BASIS, case.office_audience, *audiences, **told),),
        documents=(document("district_carry_over", BASIS, answer, *audiences, **told),),
    )


def close(case: PlanCase, answer: Answer) -> None:
    """The ledgers end with the plan."""
    if isinstance(answer.form, Succession):
        case.successor = answer.form.successor
        reasons = f"方案由{answer.form.successor}（{answer.form.document_number}）接续。"
    else:
        reasons = "方案已经办结。"
    case.ended_on = local_date(answer.at)
    dispatch_to_all(case, answer.act.actor, "close", {"reasons": reasons})


FINAL = TaskKind(
    "plan_final_review",
    "组织终期总结和评估",
    Role.LEADING_GROUP_OFFICE,
    BASIS,
    (Action(START, "组织开展", started(True), form=Opening, check=refuse),),
)
CLOSING = TaskKind(
    "plan_closing",
    "办结方案",
    Role.LEADING_GROUP_OFFICE,
    BASIS,
    (Action(CLOSE, "办结", _closed, form=Closing, enquiry=FIGURES, irreversible=True),),
)
SUCCESSION = Matter(
    TaskKind(
        "plan_succession",
        "由后续方案接续",
        Role.LEADING_GROUP_OFFICE,
        BASIS,
        (Action(SUCCEED, "办结并结转", _succeeded, form=Succession, enquiry=FIGURES, irreversible=True),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.office_audience,),
    is_open=lambda case: case.stage in {PlanStage.RUNNING, PlanStage.FINAL_REVIEW_DUE},
)
