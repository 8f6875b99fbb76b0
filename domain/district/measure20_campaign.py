"""第20项措施 借助交易会、博览会和“质量月”等活动，宣传推介源城产品，推广源城标准，讲好源城品牌故事。

The measure names the month and no day; that 质量月 is September is general knowledge (reading R-E-5). Nothing here is
owed by a day: the units open a file for each activity they use.
"""

from datetime import date, datetime

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import DistrictEvent, measure_event
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Text
from domain.refusal import Refusal, RefusalKind
from domain.task import Form

BASIS = (Citation("district:20"),)
UNITS = ("区市场监管局", "区发改局", "区工商信局", "区住建局", "区农业农村局", "区金融工作局")


class CampaignPlan(Form):
    activity: Name = Field(title="活动名称")
    starts_on: date = Field(title="活动开始日期")
    ends_on: date = Field(title="活动结束日期")
    content: Text = Field(title="宣传推介安排")


class CampaignSummary(Form):
    activity: Name = Field(title="活动名称")
    summary: Text = Field(title="活动开展情况和成效")


def _in_order(case: DistrictEvent, form: CampaignPlan, now: datetime) -> Refusal | None:
    if form.starts_on <= form.ends_on:
        return None
    text = "活动结束日期不能早于开始日期。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对活动日期。")


KIND = measure_event(
    BASIS,
    "campaign",
    "质量月等宣传推介活动",
    UNITS,
    (
        EventStep(
            "plan",
            "制定活动方案",
            (StepAnswer("plan", "印发活动方案", CampaignPlan, "district_campaign_plan", check=_in_order),),
        ),
        EventStep(
            "summary",
            "活动总结",
            (StepAnswer("sum_up", "提交活动总结", CampaignSummary, "district_campaign_summary", CLOSE),),
        ),
    ),
    occasion="质量月等活动",
)
