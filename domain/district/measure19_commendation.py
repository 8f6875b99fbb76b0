"""第19项措施 对推进质量工作成效突出获得国务院督查激励的地方及相关单位和人员，以及获得中国质量奖、中国标准创新贡献奖、
省政府质量奖等奖励的单位和人员，区政府予以通报表扬。

予以: 区政府 commends; the plan says not by when. The units propose, which gives 区政府 what it needs to know.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import DistrictEvent, government, measure_event
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import every, not_ahead
from domain.procedure.forms import Name, Reasons, Text
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Form

BASIS = (Citation("district:19"),)
UNITS = ("区市场监管局", "区工商信局", "区人社局")


class Honour(StrEnum):
    """What the measure lists; 等 leaves the list open."""

    INSPECTION_INCENTIVE = "inspection_incentive"
    CHINA_QUALITY = "china_quality"
    STANDARD_INNOVATION = "standard_innovation"
    PROVINCIAL_QUALITY = "provincial_quality"
    OTHER = "other_honour"

    @property
    def label(self) -> str:
        return {
            "inspection_incentive": "国务院督查激励",
            "china_quality": "中国质量奖",
            "standard_innovation": "中国标准创新贡献奖",
            "provincial_quality": "省政府质量奖",
            "other_honour": "其他奖励",
        }[self]


class CommendationProposal(Form):
    honour: Honour = Field(title="获得的激励或者奖励")
    other: str = Field(default="", title="其他奖励的名称", max_length=200)
    recipient: Name = Field(title="获奖的地方、单位或者人员")
    awarded_on: date = Field(title="获奖日期")
    merits: Text = Field(title="主要成效")


class Commendation(Form):
    recipient: Name = Field(title="表扬对象")
    honour: Name = Field(title="所获激励或者奖励")
    text: Text = Field(title="表扬内容")


def _named(case: DistrictEvent, form: CommendationProposal, now: datetime) -> Refusal | None:
    if form.honour is not Honour.OTHER or form.other:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text="所获奖励不在列举之中的，须写明奖励名称。",
        basis=BASIS,
        remedy="请填写“其他奖励的名称”。",
    )


KIND = measure_event(
    BASIS,
    "commendation",
    "获奖通报表扬",
    UNITS,
    (
        EventStep(
            "proposal",
            "提出通报表扬建议",
            (
                StepAnswer(
                    "propose",
                    "提出建议",
                    CommendationProposal,
                    recipients=government,
                    check=every(_named, not_ahead("awarded_on", BASIS)),
                ),
            ),
        ),
        EventStep(
            "commendation",
            "区政府通报表扬",
            (
                StepAnswer("commend", "予以通报表扬", Commendation, "district_commendation", CLOSE),
                StepAnswer("return", "退回补充情况", Reasons, then="proposal"),
            ),
            actors=government,
            role=Role.DISTRICT_GOVERNMENT,
        ),
    ),
    occasion="获奖情况",
)
