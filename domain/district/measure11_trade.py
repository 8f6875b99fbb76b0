"""第11项措施 支持专业机构和行业协会、商会等社会组织，开展境外技术性贸易措施的跟踪、翻译和评议，加强我区企业出口产品
境外被召回、通报、退运等信息监测和研判，为出口企业提供预警信息和解决方案，提升出口企业应对技术性贸易措施的能力。"""

from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import measure_event
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Reasons, Text
from domain.task import Form

BASIS = (Citation("district:11"),)
UNITS = ("区工商信局", "区市场监管局")


class ExportIncident(StrEnum):
    """What happened to the product abroad."""

    RECALLED = "recalled_abroad"
    NOTIFIED = "notified_abroad"
    RETURNED = "returned_abroad"
    OTHER = "other_abroad"

    @property
    def label(self) -> str:
        return {
            "recalled_abroad": "境外被召回",
            "notified_abroad": "境外被通报",
            "returned_abroad": "境外被退运",
            "other_abroad": "其他",
        }[self]


class TradeWarning(Form):
    incident: ExportIncident = Field(title="信息类别")
    product: Name = Field(title="涉及的出口产品")
    market: Name = Field(title="国家或者地区")
    assessment: Text = Field(title="监测和研判情况")
    warning: Text = Field(title="预警信息")


class TradeSolution(Form):
    enterprises: Text = Field(title="提供给哪些出口企业")
    solution: Text = Field(title="解决方案")


KIND = measure_event(
    BASIS,
    "trade",
    "出口产品境外信息预警",
    UNITS,
    (
        EventStep(
            "warning",
            "提供预警信息",
            (
                StepAnswer("warn", "发布预警信息", TradeWarning, "district_trade_warning"),
                StepAnswer("none", "经研判不需要预警，办结", Reasons, then=CLOSE),
            ),
        ),
        EventStep(
            "solution",
            "提供解决方案",
            (
                StepAnswer("solve", "提供解决方案", TradeSolution, "district_trade_solution", CLOSE),
                StepAnswer("none", "没有可以提供的方案，办结", Reasons, then=CLOSE),
            ),
        ),
    ),
    occasion="出口产品境外被召回、通报、退运等信息",
)
