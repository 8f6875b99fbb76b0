"""四（一） 质量安全平稳。试点区域、企业近三年未发生过区域性、系统性、行业性重大质量安全事件，未发生社会影响恶劣的相关
重大违法违规事件。

Here what happens after the launch. The condition is one of the selection; the plan says nothing of an incident later.
Reading R-P-15: it is made known to the five and to all who take part, and nothing follows by itself. Reading R-P-36: of
a park that is a 示范区 too, the incident is recorded once there and once here, and each record may name the other.
"""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.pilot.case import PilotCase, PilotStage
from domain.procedure.forms import Text
from domain.procedure.references import CaseNumber, refuse_reference, same_fact
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("pilot:4(1)"),)
REPORT = "report"


class Incident(Form):
    what: Text = Field(title="事件经过和处置情况")
    where: Text = Field(title="涉及的区域、企业")
    occurred_on: date = Field(title="发生日期")
    zone_case: CaseNumber = Field(default="", title="同一事件在全国质量品牌提升示范区的案件编号（没有的不填）")


def _refuse(case: PilotCase, form: Incident, now: datetime) -> Refusal | None:
    if form.occurred_on <= local_date(now):
        return refuse_reference(form.zone_case, "zone", BASIS)
    return Refusal(kind=RefusalKind.RULE, text="发生日期不能晚于今天。", basis=BASIS)


def _reported(case: PilotCase, answer: Answer) -> Effects:
    form: Incident = answer.form
    bureau = case.member(answer.act.actor.organisation)
    assert bureau is not None
    told: dict[str, Any] = {
        "who": bureau.name,
        "what": form.what,
        "where": form.where,
        "day": form.occurred_on.isoformat(),
        "same": same_fact(form.zone_case, "示范区"),
    }
    return Effects(
        text=f"{bureau.name}报告{case.title}于{in_words(form.occurred_on)}发生的质量安全事件（{form.where}）。"
        f"方案没有规定后果，不自动移出项目清单。{told['same']}",
        notices=(notice("pilot_incident", BASIS, *case.concerned, **told),),
    )


INCIDENT = Matter(
    TaskKind(
        "pilot_incident",
        "报告质量安全事件",
        Role.CITY_REGULATOR,
        BASIS,
        (Action(REPORT, "报告", _reported, form=Incident, check=_refuse),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: case.recipients,
    is_open=lambda case: case.stage is PilotStage.UNDER_CONSTRUCTION,
)
