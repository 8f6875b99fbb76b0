"""第三十六条 县级以上人民政府及其有关部门应当建立健全市场主体质量安全事故强制报告和调查处理制度，依法开展质量安全事故
上报、应急处置、调查处理、案件移送等工作。

Here a county that turns out to be concerned by an accident whose file is open. Reading R-E-12: whoever handles it adds
the government, which has a part in it from then on; and where the jurisdiction of whoever handles it does not cover
them all any more, the government above them all goes on (R-E-6).
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.event_file import no_limit
from domain.procedure.event_state import Body, EventStage
from domain.procedure.forms import Text
from domain.procedure.review import notice
from domain.province import art36_accident
from domain.province.event_case import PROVINCE, ProvinceEvent, involved, lead
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role, covers
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("province:36.1"),)
Region = Annotated[str, Field(pattern=r"^\d{6}$")]


class Joining(Form):
    regions: list[Region] = Field(title="有关人民政府的行政区划代码", min_length=1, max_length=20)
    reasons: Text = Field(title="涉及该地的情况")


class KnownGovernments(BaseModel):
    """Those of the register, with the widest jurisdiction first."""

    model_config = ConfigDict(frozen=True)

    governments: tuple[Body, ...]


def joining(case: ProvinceEvent, form: Joining, facts: KnownGovernments) -> list[Body]:
    """The governments that have no part in the event yet."""
    there = {each.organisation for each in case.everyone}
    return [each for each in involved(form.regions, facts.governments) if each.organisation not in there]


def _leads(case: ProvinceEvent, new: list[Body], facts: KnownGovernments) -> Body | None:
    """Who goes on in the place of whoever handles it; None where that one does."""
    found = lead(case.opened_by, [each.region for each in (*case.bodies, *new)], facts.governments)
    return found if found and found.organisation != case.handler.organisation else None


def refuse(case: ProvinceEvent, form: Joining, now: datetime, facts: KnownGovernments) -> Refusal | None:
    known = {each.region for each in facts.governments}
    unknown = [each for each in form.regions if each not in known or not covers(PROVINCE, each)]
    if unknown:
        text = f"平台没有登记这些行政区划的人民政府，或者不在本省行政区域内：{'、'.join(unknown)}。"
        return _refusal(RefusalKind.RULE, text, "请核对行政区划代码。")
    if not joining(case, form, facts):
        return _refusal(RefusalKind.ALREADY_DONE, "这些人民政府已经列入本案卷。", "请填写尚未列入的行政区划代码。")
    return None


def _refusal(kind: RefusalKind, text: str, remedy: str) -> Refusal:
    return Refusal(kind=kind, text=text, basis=BASIS, remedy=remedy)


def _joined(case: ProvinceEvent, answer: Answer) -> Effects:
    form: Joining = answer.form
    new = joining(case, form, answer.facts)
    handler = _leads(case, new, answer.facts)
    names = "、".join(each.name for each in new)
    told: dict[str, Any] = {
        "who": case.handler.name,
        "step": "增加有关人民政府",
        "answer": names,
        "next": case.at_label,
        "by": (handler or case.handler).name,
        "limit": no_limit(art36_accident.KIND),
    }
    goes_on = f"此后由{handler.name}办理（系统策略：由各有关人民政府的共同上一级办理）。" if handler else ""
    audience = (*case.concerned, *(each.audience for each in new), *((handler.audience,) if handler else ()))
    return Effects(
        text=f"{case.handler.name}将{names}列入{case.title}的案卷：{form.reasons.rstrip('。')}。{goes_on}",
        notices=(notice("province_event_step", BASIS, *dict.fromkeys(audience), **told),),
    )


def take(case: ProvinceEvent, answer: Answer) -> None:
    """They have a part in it; what was done so far stays."""
    new = joining(case, answer.form, answer.facts)
    if handler := _leads(case, new, answer.facts):
        case.lead, case.region = handler, handler.region
    case.bodies = [*case.bodies, *new]


JOINING = Matter(
    TaskKind(
        "province_accident_joining",
        "增加有关人民政府",
        Role.GOVERNMENT_DEPARTMENT,
        BASIS,
        (
            Action(
                "join",
                "列入案卷",
                _joined,
                form=Joining,
                enquiry=Enquiry("province_governments", KnownGovernments, refuse),
            ),
        ),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.handler.audience,),
    is_open=lambda case: case.kind == art36_accident.KIND.key and case.stage is EventStage.OPEN,
)
