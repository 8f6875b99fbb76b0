"""第四十条 强化质量工作考核，将县级以上人民政府履行质量促进工作职责情况纳入高质量发展评价体系，考核评价结果作为各级领
导班子及有关领导干部综合考核评价的重要内容。

Who assesses the text does not say, nor how often: the government one level above, when it does (readings R-E-8 and
R-E-9).
"""

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Text
from domain.province.event_case import GOVERNMENTS, article_event
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Form

BASIS = (Citation("province:40"),)


class AssessmentResult(Form):
    period: Name = Field(title="考核期间")
    assessment: Text = Field(title="履行质量促进工作职责情况")
    result: Name = Field(title="考核评价结果")


class ResultUse(Form):
    receiver: Name = Field(title="送交的综合考核评价单位")
    use: Text = Field(title="结果运用")


def refuse_assessor(assessor: str, assessed: str, above: str) -> Refusal | None:
    """``assessed``: the government assessed, empty where the platform knows none there; ``above``: the one next above
    it."""
    if assessed and above == assessor:
        return None
    why = f"{assessed}的上一级人民政府是{above or '平台没有登记的机关'}" if assessed else "没有写明被考核的人民政府"
    return Refusal(
        kind=RefusalKind.WRONG_ACTOR,
        text=f"质量工作考核由上一级人民政府进行（系统策略）；{why}。",
        basis=BASIS,
        remedy="请写明下一级人民政府的行政区划代码，或者由其上一级人民政府办理。",
    )


KIND = article_event(
    BASIS,
    "assessment",
    "质量工作考核",
    (
        EventStep(
            "result",
            "作出考核评价",
            (
                StepAnswer(
                    "announce",
                    "通报结果",
                    AssessmentResult,
                    "province_assessment_result",
                    recipients=lambda case: tuple(each.audience for each in case.bodies),
                ),
            ),
        ),
        EventStep(
            "use",
            "结果运用",
            (StepAnswer("hand_over", "送交综合考核评价", ResultUse, "province_assessment_use", CLOSE),),
        ),
    ),
    recorders=GOVERNMENTS,
    who="县级以上人民政府",
    occasion="质量工作考核",
    role=Role.GOVERNMENT,
)
