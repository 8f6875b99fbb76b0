"""第三十四条 县级以上人民政府应当建立政府质量奖励制度，对质量管理水平高、成效显著，经济效益、社会效益、生态效益处于行
业领先地位的单位和质量工作成绩突出的个人，按照有关规定予以奖励。

按照有关规定: how often, how many and how much stands there, not here; the rules are named in every decision.
"""

from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Reasons, Text
from domain.province.event_case import GOVERNMENTS, article_event
from domain.roles import Role
from domain.task import Form

BASIS = (Citation("province:34"),)


class AwardClass(StrEnum):
    """单位 and 个人 are measured by different things."""

    UNIT = "award_unit"
    PERSON = "award_person"

    @property
    def label(self) -> str:
        return {"award_unit": "单位", "award_person": "个人"}[self]


class AwardRules(Form):
    rules: Name = Field(title="奖励制度的名称和文号")
    content: Text = Field(title="奖励对象、条件和程序")


class ExistingRules(Form):
    rules: Name = Field(title="已经建立的奖励制度的名称和文号")


class Candidate(Form):
    kind: AwardClass = Field(title="类别")
    name: Name = Field(title="名称")
    merits: Text = Field(title="事迹")


class AwardSelection(Form):
    candidates: list[Candidate] = Field(title="评选结果", min_length=1, max_length=50)


class AwardDecision(Form):
    rules: Name = Field(title="依据的有关规定")
    units: list[Name] = Field(default_factory=list, title="奖励的单位", max_length=50)
    persons: list[Name] = Field(default_factory=list, title="奖励的个人", max_length=50)
    text: Text = Field(title="决定内容")


KIND = article_event(
    BASIS,
    "award",
    "政府质量奖励",
    (
        EventStep(
            "rules",
            "建立奖励制度",
            (
                StepAnswer("establish", "建立制度", AwardRules, "province_award_rules"),
                StepAnswer("existing", "制度已经建立", ExistingRules),
            ),
        ),
        EventStep(
            "selection",
            "评选",
            (StepAnswer("select", "提出评选结果", AwardSelection, "province_award_selection"),),
        ),
        EventStep(
            "decision",
            "决定奖励",
            (
                StepAnswer("award", "作出奖励决定", AwardDecision, "province_award_decision", CLOSE, irreversible=True),
                StepAnswer("return", "退回重新评选", Reasons, then="selection"),
                StepAnswer("none", "本次不予奖励，办结", Reasons, then=CLOSE),
            ),
        ),
    ),
    recorders=GOVERNMENTS,
    who="县级以上人民政府",
    occasion="政府质量奖励",
    role=Role.GOVERNMENT,
)
