"""第三十六条 县级以上人民政府相关主管部门应当按照职责分工，建立产品、工程和服务质量安全风险监测机制，开展质量安全风险
识别、评估和处置。

产品、工程和服务: the three objects of the regulation, and no fourth.
"""

from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Text
from domain.province.event_case import DEPARTMENTS, article_event
from domain.task import Form

BASIS = (Citation("province:36.2"),)


class QualityObject(StrEnum):
    """What a risk lies in."""

    PRODUCT = "product"
    CONSTRUCTION = "construction"
    SERVICE = "service"

    @property
    def label(self) -> str:
        return {"product": "产品质量", "construction": "工程质量", "service": "服务质量"}[self]


class RiskIdentification(Form):
    object: QualityObject = Field(title="对象")
    source: Name = Field(title="风险信号来源")
    risk: Text = Field(title="识别的风险")


class RiskAssessment(Form):
    assessment: Text = Field(title="评估情况")
    conclusion: Text = Field(title="评估结论")


class RiskDisposal(Form):
    measures: Text = Field(title="处置措施")
    result: Text = Field(title="处置结果")


KIND = article_event(
    BASIS,
    "risk",
    "质量安全风险",
    (
        EventStep(
            "identification",
            "风险识别",
            (StepAnswer("identify", "识别风险", RiskIdentification, "province_risk_identification"),),
        ),
        EventStep(
            "assessment",
            "风险评估",
            (
                StepAnswer("assess", "评估后需要处置", RiskAssessment, "province_risk_assessment"),
                StepAnswer("harmless", "评估后不需要处置，办结", RiskAssessment, "province_risk_assessment", CLOSE),
            ),
        ),
        EventStep(
            "disposal", "风险处置", (StepAnswer("dispose", "记录处置", RiskDisposal, "province_risk_disposal", CLOSE),)
        ),
    ),
    recorders=DEPARTMENTS,
    who="县级以上人民政府相关主管部门",
    occasion="质量安全风险信号",
    concerns=True,
)
