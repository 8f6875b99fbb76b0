"""The parameters of the provincial regulation. It is a draft: until ``effective_date`` is set, nothing of it runs."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.event_limit import EventLimit
from domain.interpretation import PolicyBase
from domain.parameter import ClockTime, Count, Parameter, chosen


def _exists(text: str) -> str:
    """A day of every year. Raises ``ValueError`` for 02-29 and 04-31."""
    date.fromisoformat(f"2001-{text}")
    return text


Days = Annotated[int, Field(ge=0)]
YearDay = Annotated[str, Field(pattern=r"^\d\d-\d\d$"), AfterValidator(_exists)]
"""Month and day, 09-01."""


class Campaign(BaseModel):
    """One yearly campaign; the name is that of 第三十条, the days are known from elsewhere. Often both are one day."""

    model_config = ConfigDict(frozen=True)

    name: str
    first: YearDay
    last: YearDay


CAMPAIGNS = (
    Campaign(name="全国质量月", first="09-01", last="09-30"),
    Campaign(name="中国品牌日", first="05-10", last="05-10"),
    Campaign(name="世界计量日", first="05-20", last="05-20"),
    Campaign(name="世界标准日", first="10-14", last="10-14"),
    Campaign(name="世界认可日", first="06-09", last="06-09"),
    Campaign(name="国际消费者权益保护日", first="03-15", last="03-15"),
    Campaign(name="世界知识产权日", first="04-26", last="04-26"),
)
"""In the order of 第三十条."""


class ProvincePolicy(PolicyBase):
    """Policy of the provincial regulation. ``regulation`` is empty as long as there is only the draft."""

    regulation: str = ""
    effective_date: date | None = None
    campaigns: tuple[Campaign, ...] = CAMPAIGNS
    campaign_in_progress: bool = False
    campaign_ladder_before: tuple[Count, ...] = (30, 7)
    campaign_summary_days: Count = 15
    subjectless_by_context: bool = False
    duty_ladder_before: tuple[Count, ...] = (30, 7)
    duty_ladder_after: tuple[Count, ...] = (1, 7)
    assessment_cycle: Literal["none", "yearly"] = "none"
    event_limits: tuple[EventLimit, ...] = ()
    event_ladder_before: tuple[Days, ...] = (1,)
    event_ladder_after: tuple[Count, ...] = (1, 7)
    reminder_time: ClockTime = "09:00"
    separation_of_duties: bool = True


OF_THE_TEXT = ("effective_date", "regulation")
"""What of a case's policy the adopted text says: no newer policy changes it."""

PARAMETERS: dict[str, Parameter] = {
    "effective_date": chosen(
        "province:42", "H-EFFECTIVE", "施行日期", "本条例自   年   月   日起施行", entered="施行日期随正式文本录入。"
    ),
    "campaigns": chosen(
        "province:30.1",
        "H-CAMPAIGN-DAYS",
        "活动日期",
        "应当组织开展全国质量月、中国品牌日、世界计量日、世界标准日、世界认可日、国际消费者权益保护日、世界知识产权日等活动",
        "条文只列活动名称，没有写明日期。",
    ),
    "campaign_in_progress": chosen("province:30.1", "H-CAMPAIGN-IN-PROGRESS", "施行时正在进行的活动是否组织"),
    "campaign_ladder_before": chosen("province:30.1", "H-CAMPAIGN-LADDER", "活动开始前提醒天数"),
    "campaign_summary_days": chosen(
        "province:30.1", "H-CAMPAIGN-LADDER", "活动结束后报送总结的天数", note="条文没有规定总结及其期限。"
    ),
    "subjectless_by_context": chosen(
        "province:15.2",
        "H-SUBJECTLESS",
        "未写明主体的条款按上下文由县级以上人民政府负责",
        "健全政府、行业、社会等多层面的认证采信机制",
        "条文没有写明主体的，责任主体由运维明确以前，不归任何单位。",
    ),
    "duty_ladder_before": chosen(
        "province:40",
        "H-DUTY-LADDER",
        "自行设定的期限届满前提醒天数",
        note="条文没有规定任何期限；没有自行设定期限的条款不提醒。",
    ),
    "duty_ladder_after": chosen("province:40", "H-DUTY-LADDER", "自行设定的期限届满后提醒天数"),
    "assessment_cycle": chosen(
        "province:40",
        "H-ASSESS-CADENCE",
        "质量工作考核的周期",
        "强化质量工作考核",
        "条文没有规定考核周期；每年提示的，也没有期限，不答复不产生后果。",
        {"none": "不设周期，由上级人民政府决定", "yearly": "每满一年提示上级人民政府一次"},
    ),
}
"""Every field of its own that carries a choice or a number of the text."""
