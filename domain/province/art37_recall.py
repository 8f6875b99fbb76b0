"""第三十七条 省人民政府市场监督管理部门应当履行缺陷消费品召回工作监督管理职责，加强消费品缺陷信息采集和分析，建立消费
品伤害信息监测体系和召回技术支撑体系，依法组织开展缺陷消费品召回工作。

The province alone: what a city or a county learns of is recorded there and forwarded (reading R-E-7).
"""

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Reasons, Text
from domain.province.event_case import BOTH, article_event, provincial_regulator
from domain.roles import Role
from domain.task import Form

BASIS = (Citation("province:37"),)


class DefectInformation(Form):
    product: Name = Field(title="消费品名称和型号")
    producer: Name = Field(title="生产者")
    information: Text = Field(title="采集的缺陷和伤害信息")


class DefectAnalysis(Form):
    analysis: Text = Field(title="分析情况")
    conclusion: Text = Field(title="分析结论")


class RecallOrganisation(Form):
    legal_basis: Name = Field(title="组织召回的法律依据")
    scope: Text = Field(title="召回范围")
    measures: Text = Field(title="召回措施")


class RecallSupervision(Form):
    supervision: Text = Field(title="监督情况")
    result: Text = Field(title="召回结果")


KIND = article_event(
    BASIS,
    "recall",
    "缺陷消费品召回",
    (
        EventStep(
            "collection",
            "缺陷信息采集",
            (StepAnswer("collect", "采集缺陷信息", DefectInformation, "province_defect_information"),),
        ),
        EventStep(
            "analysis",
            "缺陷分析",
            (
                StepAnswer("defective", "存在缺陷，组织召回", DefectAnalysis, "province_defect_analysis"),
                StepAnswer("sound", "不存在缺陷，办结", DefectAnalysis, "province_defect_analysis", CLOSE),
            ),
        ),
        EventStep(
            "recall",
            "组织召回",
            (
                StepAnswer("organise", "组织召回", RecallOrganisation, "province_recall_notice"),
                StepAnswer("none", "不组织召回，办结", Reasons, then=CLOSE),
            ),
        ),
        EventStep(
            "supervision",
            "召回监督",
            (StepAnswer("supervise", "记录监督情况", RecallSupervision, "province_recall_supervision", CLOSE),),
        ),
    ),
    recorders=BOTH,
    who="县级以上人民政府及其有关部门",
    occasion="缺陷消费品信息",
    role=Role.PROVINCIAL_REGULATOR,
    actors=provincial_regulator,
    concerns=True,
    forwarded="缺陷消费品召回由省人民政府市场监督管理部门办理，已转送。",
)
