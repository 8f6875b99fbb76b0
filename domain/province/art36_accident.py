"""第三十六条 县级以上人民政府及其有关部门应当建立健全市场主体质量安全事故强制报告和调查处理制度，依法开展质量安全事故
上报、应急处置、调查处理、案件移送等工作。

依法: the times within which an accident is reported and investigated stand in other laws; none is invented here. A case
is transferred by a decision alone.
"""

from datetime import date

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import CaseTransfer, not_ahead
from domain.procedure.forms import Name, Reasons, Text
from domain.province.event_case import BOTH, article_event
from domain.task import Form

BASIS = (Citation("province:36.1"),)
BY_LAW = "依法开展质量安全事故上报、应急处置、调查处理、案件移送等工作"


class AccidentReport(Form):
    receiver: Name = Field(title="上报单位")
    reported_on: date = Field(title="上报日期")
    entity: Name = Field(title="发生事故的市场主体")
    facts: Text = Field(title="事故经过、伤亡和损失情况")


class EmergencyResponse(Form):
    measures: Text = Field(title="应急处置措施")
    result: Text = Field(title="处置结果")


class InvestigationReport(Form):
    cause: Text = Field(title="事故原因")
    responsibility: Text = Field(title="责任认定")
    handling: Text = Field(title="处理意见")


KIND = article_event(
    BASIS,
    "accident",
    "质量安全事故",
    (
        EventStep(
            "reporting",
            "上报",
            (
                StepAnswer(
                    "report",
                    "上报事故",
                    AccidentReport,
                    "province_accident_report",
                    check=not_ahead("reported_on", BASIS),
                ),
            ),
        ),
        EventStep(
            "response",
            "应急处置",
            (StepAnswer("respond", "记录应急处置", EmergencyResponse, "province_response_record"),),
        ),
        EventStep(
            "investigation",
            "调查处理",
            (StepAnswer("conclude", "提出调查报告", InvestigationReport, "province_investigation_report"),),
        ),
        EventStep(
            "transfer",
            "决定是否移送案件",
            (
                StepAnswer(
                    "transfer",
                    "决定移送",
                    CaseTransfer,
                    "province_case_transfer",
                    CLOSE,
                    check=not_ahead("decided_on", BASIS),
                    irreversible=True,
                ),
                StepAnswer("keep", "不移送，办结", Reasons, then=CLOSE),
            ),
        ),
    ),
    recorders=BOTH,
    who="县级以上人民政府及其有关部门",
    occasion="质量安全事故",
    concerns=True,
)
