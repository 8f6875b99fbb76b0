"""第二十七条 示范区每年向市场监管总局报送年度工作报告，重大事项及时上报。

Here what 总局 says is to become of a 重大事项 it has learned of. Reading R-27-5.
"""

from datetime import datetime

from pydantic import Field

from domain.dates import local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Opinion, Text
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone.art07_entries import Item
from domain.zone.art07_negative_list import BASIS as ARTICLE_7
from domain.zone.art07_negative_list import OPEN
from domain.zone.art27_material_event_alert import BASIS
from domain.zone.art27_revocation import Opening, opened, refuse_opening
from domain.zone.case import TITLE, ZoneCase
from domain.zone.parts import MaterialEvent, NegativeFact

NOTE = "note"
ASSESS = "assess"
CHANGE = "change_of_subject"
OPEN_REVIEW = "open_revocation"
REGULATION = (*ARTICLE_7, *BASIS)
_LONGEST = 200
"""Of what a negative fact says happened; the event tells the whole."""


def untriaged(case: ZoneCase) -> MaterialEvent | None:
    """The oldest event that 总局 has still to say something about."""
    return next((one for one in case.events if not one.triage), None)


class Assessment(Form):
    """第七条核查: what is to be determined by the body competent for it."""

    item: Item = Field(title="第七条所列情形")
    where: Name = Field(title="园区内的地点或者企业")
    opinion: Text = Field(title="核查意见")


def _may_assess(case: ZoneCase, form: Assessment, now: datetime) -> Refusal | None:
    if form.item == OPEN:
        return Refusal(
            kind=RefusalKind.RULE,
            text="“等”字所指的其他情形只能依有关机关的决定录入。",
            basis=BASIS,
            remedy="请另行录入第七条情形并写明决定。",
        )
    return None


def to_be_determined(case: ZoneCase, answer: Answer) -> NegativeFact:
    """The fact an assessment adds: whether it was 重大 or 严重 is for the competent body to say."""
    event, form = triaged(case), answer.form
    return NegativeFact(
        number=len(case.negative_facts) + 1,
        item=form.item.value,
        what=event.what[:_LONGEST],
        where=form.where,
        occurred_on=local_date(event.occurred_at),
        recorded_at=answer.at,
    )


def triaged(case: ZoneCase) -> MaterialEvent:
    """The event a triage is about: the oldest one."""
    event = untriaged(case)
    assert event is not None
    return event


def _noted(case: ZoneCase, answer: Answer) -> Effects:
    return _told(case, "作为情况掌握")


def _assessed(case: ZoneCase, answer: Answer) -> Effects:
    return _told(case, f"按第七条核查“{answer.form.item.label}”，待有关机关认定")


def _change_of_subject(case: ZoneCase, answer: Answer) -> Effects:
    return _told(case, "按创建主体、名称或者范围变更办理")


def _told(case: ZoneCase, result: str) -> Effects:
    number = triaged(case).number
    return Effects(
        text=f"市场监管总局对重大事项第{number}号的处理：{result}。",
        notices=(notice("material_event_triaged", REGULATION, case.applicant, number=number, result=result),),
    )


def _opened(case: ZoneCase, answer: Answer) -> Effects:
    effects, number = opened(case, answer), triaged(case).number
    return effects.model_copy(update={"text": f"市场监管总局对重大事项第{number}号的处理：{effects.text}"})


def _may_open(case: ZoneCase, form: Opening, now: datetime) -> Refusal | None:
    return refuse_opening(case)


TRIAGE = Matter(
    TaskKind(
        "material_event_triage",
        "处理重大事项报告",
        Role.SAMR,
        REGULATION,
        (
            Action(NOTE, "作为情况掌握", _noted, form=Opinion),
            Action(ASSESS, "按第七条核查", _assessed, form=Assessment, check=_may_assess),
            Action(CHANGE, "按主体、名称或者范围变更办理", _change_of_subject, form=Opinion),
            Action(OPEN_REVIEW, "开启撤销审查", _opened, form=Opening, check=_may_open),
        ),
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.stage in TITLE and untriaged(case) is not None,
)
