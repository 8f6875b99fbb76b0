"""第5项措施 完善消费投诉处置机制，推进质量侵权违法行为举报和奖励金发放“一门式”“一网式”便捷服务，保护消费者依法维权。

Who reported is never written here: the report is known by its number.
"""

from datetime import date

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import measure_event
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import not_ahead
from domain.procedure.forms import Name, Reasons, Text
from domain.task import Form

BASIS = (Citation("district:5"),)
UNITS = ("区市场监管局",)


class ReportInquiry(Form):
    receipt_number: Name = Field(title="举报编号（不写举报人身份）")
    findings: Text = Field(title="核查情况")


class Reward(Form):
    receipt_number: Name = Field(title="举报编号（不写举报人身份）")
    standard: Name = Field(title="奖励依据和标准")
    amount: Name = Field(title="奖励金额")
    on: date = Field(title="发放日期")


KIND = measure_event(
    BASIS,
    "reward",
    "质量侵权违法行为举报奖励",
    UNITS,
    (
        EventStep(
            "inquiry",
            "核查举报",
            (
                StepAnswer("verified", "经核查属实", ReportInquiry),
                StepAnswer("unfounded", "经核查不属实，办结", ReportInquiry, then=CLOSE),
            ),
        ),
        EventStep(
            "payment",
            "发放奖励金",
            (
                StepAnswer("pay", "发放", Reward, "district_reward", CLOSE, check=not_ahead("on", BASIS)),
                StepAnswer("none", "不予奖励，办结", Reasons, then=CLOSE),
            ),
        ),
    ),
    occasion="质量侵权违法行为举报",
)
