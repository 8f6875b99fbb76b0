"""The data of the answers that several articles share. Titles reach people."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.procedure.state import Stance
from domain.task import Form

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Opinion(Form):
    """An opinion that goes with a positive answer."""

    opinion: Text = Field(title="意见")


class Reasons(Form):
    """The reasons of a negative answer: a refusal without reasons is none."""

    reasons: Text = Field(title="理由")


class Supplement(Form):
    """补正: what an incomplete material lacks."""

    missing: list[Text] = Field(title="需要补正的材料", min_length=1, max_length=20)


class DepartmentOpinion(Form):
    """What one of the departments that took part in a joint step (会同) said."""

    department: Name = Field(title="部门")
    opinion: Text = Field(title="意见")


class JointOpinion(Opinion):
    """The outcome of a step taken 会同相关部门: who took part, and what each said."""

    departments: list[DepartmentOpinion] = Field(title="会同的相关部门及其意见", min_length=1, max_length=30)


class Return(Reasons):
    """退回: reasons and what to improve (第二十一条 反馈改进意见)."""

    improvements: list[Text] = Field(title="改进意见", min_length=1, max_length=20)


class Reply(Form):
    """反馈意见: asked departments agree, disagree or comment; none of it binds."""

    stance: Stance = Field(title="态度")
    opinion: str = Field(default="", title="意见内容", max_length=4000)


class EvaluationForm(StrEnum):
    """第二十一条 评估验收可采用材料评估、现场验收等形式."""

    DOCUMENTS = "document_evaluation"
    ON_SITE = "on_site_acceptance"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"document_evaluation": "材料评估", "on_site_acceptance": "现场验收", "other": "其他形式"}[self]


class Conclusion(StrEnum):
    PASSED = "passed"
    NOT_PASSED = "not_passed"

    @property
    def label(self) -> str:
        return {"passed": "通过", "not_passed": "未通过"}[self]


class Goal(Form):
    """创建目标: an indicator with its base and its target."""

    indicator: Name = Field(title="指标")
    base: Name = Field(title="基期值")
    target: Name = Field(title="目标值")


class GoalResult(Form):
    """One line of the self-check (全面自查)."""

    indicator: Name = Field(title="指标")
    target: Name = Field(title="目标值")
    result: Name = Field(title="完成情况")


class IndicatorResult(Form):
    """One line of the self-check against the indicators (第十九条)."""

    indicator: Name = Field(title="指标")
    result: Text = Field(title="自查情况")


class Finding(Form):
    """One finding of the experts. The text knows no score, so there is none."""

    indicator: Name = Field(title="指标")
    finding: Text = Field(title="评估情况")
