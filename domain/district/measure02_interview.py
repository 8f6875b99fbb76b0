"""第2项措施 严厉查处质量违法行为，建立重大质量问题约谈机制，强化行政执法与刑事司法衔接。

约谈 comes first: a notice, then the record of the talk. A case goes to 市公安局源城分局 by a decision alone, never by
the talk itself; whoever handles it may decide that nothing is transferred.
"""

from datetime import date

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import POLICE, DistrictEvent, measure_event, unit, units
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import not_ahead
from domain.procedure.forms import Name, Reasons, Text
from domain.roles import Audience
from domain.task import Form

BASIS = (Citation("district:2"),)
UNITS = ("区市场监管局", "区工商信局", "区住建局", POLICE)
NOTICE, TALK, TRANSFER = "notice", "talk", "transfer"


class InterviewNotice(Form):
    interviewed: Name = Field(title="被约谈单位")
    problem: Text = Field(title="重大质量问题")
    on: date = Field(title="约谈日期")
    place: Name = Field(title="约谈地点")


class InterviewRecord(Form):
    on: date = Field(title="约谈的日期")
    present: Text = Field(title="参加人员单位和职务")
    said: Text = Field(title="约谈内容")
    promised: Text = Field(title="被约谈单位的整改承诺")


class PoliceTransfer(Form):
    """To the police named in the measure; nothing is transferred without a decision."""

    decision: Name = Field(title="移送决定文号")
    decided_on: date = Field(title="移送决定日期")
    legal_basis: Name = Field(title="移送的法律依据")
    facts: Text = Field(title="移送的事实和证据")


def _enforcing(case: DistrictEvent) -> tuple[Audience, ...]:
    """The units that may have something to transfer: all but whoever would receive it."""
    return units(case, without=(POLICE,))


KIND = measure_event(
    BASIS,
    "interview",
    "重大质量问题约谈",
    UNITS,
    (
        EventStep(
            NOTICE, "约谈通知", (StepAnswer("notify", "发出约谈通知", InterviewNotice, "district_interview_notice"),)
        ),
        EventStep(
            TALK,
            "约谈记录",
            (
                StepAnswer(
                    "record", "记录约谈", InterviewRecord, "district_interview_record", check=not_ahead("on", BASIS)
                ),
                StepAnswer("again", "未能约谈，重新通知", then=NOTICE),
            ),
        ),
        EventStep(
            TRANSFER,
            "决定是否移送案件",
            (
                StepAnswer(
                    "transfer",
                    "决定移送",
                    PoliceTransfer,
                    "district_case_transfer",
                    CLOSE,
                    recipients=lambda case: unit(case, POLICE),
                    check=not_ahead("decided_on", BASIS),
                    irreversible=True,
                ),
                StepAnswer("keep", "不移送，办结", Reasons, then=CLOSE),
            ),
            actors=_enforcing,
        ),
    ),
    occasion="重大质量问题",
    concerns=True,
)
