"""第5项措施 支持消费者委员会等社会组织对严重质量侵权行为提起公益诉讼，激发消费者主动维权意识。

The organisation sues, or does not; the unit supports it.
"""

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import measure_event
from domain.district.measure05_reward import UNITS
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Reasons, Text
from domain.task import Form

BASIS = (Citation("district:5"),)


class LitigationSupport(Form):
    organisation: Name = Field(title="提起公益诉讼的社会组织")
    infringement: Text = Field(title="严重质量侵权行为")
    support: Text = Field(title="支持事项")


KIND = measure_event(
    BASIS,
    "litigation",
    "严重质量侵权公益诉讼支持",
    UNITS,
    (
        EventStep(
            "support",
            "决定是否支持公益诉讼",
            (
                StepAnswer("support", "出具支持函", LitigationSupport, "district_litigation_support", CLOSE),
                StepAnswer("decline", "不予支持，办结", Reasons, then=CLOSE),
            ),
        ),
    ),
    occasion="严重质量侵权行为",
    concerns=True,
)
