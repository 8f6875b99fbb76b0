"""第15项措施 探索建立质量帮扶企业跟踪机制，根据帮扶效果进一步加大对质量工作的投入力度。

探索: nothing is owed by a day. One file an enterprise, kept as long as it is helped.
"""

from datetime import date

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import measure_event
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import not_ahead
from domain.procedure.forms import Name, Text
from domain.task import Form

BASIS = (Citation("district:15"),)
UNITS = ("区市场监管局", "区科技局", "区工商信局")
TRACKING = "tracking"


class HelpEntry(Form):
    enterprise: Name = Field(title="帮扶企业")
    on: date = Field(title="帮扶日期")
    services: Text = Field(title="帮扶内容")
    effect: Text = Field(title="帮扶效果")


class HelpClosing(Form):
    effect: Text = Field(title="帮扶效果和下一步投入")


KIND = measure_event(
    BASIS,
    "help",
    "中小微企业质量精准帮扶",
    UNITS,
    (
        EventStep(
            TRACKING,
            "跟踪帮扶企业",
            (
                StepAnswer(
                    "track", "记录帮扶", HelpEntry, "district_help_entry", TRACKING, check=not_ahead("on", BASIS)
                ),
                StepAnswer("finish", "帮扶结束，办结", HelpClosing, then=CLOSE),
            ),
        ),
    ),
    occasion="质量帮扶企业",
)
