"""第八条至第十四条: what a park does to become a model (创建要求). 第二十一条 makes them conditions of the evaluation.

People judge them, in words: met or not, and why. The text knows no score and names no document to prove them with; what
may be shown is a hint (系统策略, reading R-21-3).
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from domain.citation import Basis, Citation
from domain.procedure.forms import Text
from domain.refusal import Refusal, RefusalKind
from domain.task import Form


class Article(StrEnum):
    EIGHT = "8"
    NINE = "9"
    TEN = "10"
    ELEVEN = "11"
    TWELVE = "12"
    THIRTEEN = "13"
    FOURTEEN = "14"

    @property
    def label(self) -> str:
        return REQUIREMENTS[self].label


class Requirement(NamedTuple):
    """``title``: what the article asks for, in its own words; ``evidence``: what may show it."""

    citation: Citation
    title: str
    evidence: str

    @property
    def label(self) -> str:
        return f"{self.citation.place} {self.title}"


REQUIREMENTS: dict[str, Requirement] = {
    "8": Requirement(
        Citation("zone:8"),
        "创建工作领导小组，发展规划和工作考核，质量激励机制，必要的保障支持",
        "领导小组成立文件、发展规划、考核办法、激励机制和保障文件",
    ),
    "9": Requirement(
        Citation("zone:9"),
        "质量基础设施建设力度，高水平质量基础设施集成服务基地，服务效能",
        "集成服务基地建设材料；鼓励企业参与标准研制、提升计量和检验检测能力的情况",
    ),
    "10": Requirement(
        Citation("zone:10"),
        "质量诚信自律，质量安全风险监测评估，依法依规严厉打击制售假冒伪劣商品、侵犯知识产权等违法行为，全民质量行动",
        "诚信自律材料、风险监测评估报告、执法记录、活动方案和总结",
    ),
    "11": Requirement(
        Citation("zone:11"),
        "质量技术创新投入，现代生产方式，新型质量管理体系应用，质量管理数字化升级",
        "创新投入、管理创新案例、体系应用和数字化升级材料",
    ),
    "12": Requirement(
        Citation("zone:12"),
        "区域品牌，区域品牌保护和宣传推介",
        "区域品牌定位、保护和推介材料；鼓励企业实施质量品牌战略的情况",
    ),
    "13": Requirement(
        Citation("zone:13"),
        "“链主”牵头带动、“链员”分工协作、产业链协同提升的质量品牌发展生态",
        "“链主”“链员”协同提升材料",
    ),
    "14": Requirement(
        Citation("zone:14"),
        "及时总结创建过程中的良好实践，转化技术、管理、制度等方面的创新成果，可复制可推广的经验和做法",
        "良好实践总结，可复制可推广的经验和做法",
    ),
}
"""By the number of the article."""
CONDITIONS: dict[str, str] = {"7": "第七条", **{number: each.label for number, each in REQUIREMENTS.items()}}
"""第七条至第十四条, by number: what a return may name."""
_EVIDENCE = "；".join(f"{each.citation.place}，{each.evidence}" for each in REQUIREMENTS.values())
_HINT = f"系统策略；可以写明：{_EVIDENCE}。"


class RequirementResult(Form):
    """自查情况 of one article."""

    article: Article = Field(title="条")
    result: Text = Field(title="自查情况")


class RequirementFinding(Form):
    """What an examination finds of one article."""

    article: Article = Field(title="条")
    met: bool = Field(title="满足")
    remarks: str = Field(default="", title="审核意见", max_length=2000)


class RequirementActivity(Form):
    """What was done in a year on one article, if anything is to be said of it."""

    article: Article = Field(title="条")
    result: str = Field(default="", title="工作情况", max_length=4000)


Results = Annotated[
    list[RequirementResult],
    Field(title="对照创建要求（第八条至第十四条）的情况", max_length=len(REQUIREMENTS), description=_HINT),
]
Findings = Annotated[
    list[RequirementFinding], Field(title="对第八条至第十四条条件的审核情况", max_length=len(REQUIREMENTS))
]
Activities = Annotated[
    list[RequirementActivity],
    Field(title="其中，按第八条至第十四条分别说明（选填）", max_length=len(REQUIREMENTS)),
]
"""Pages ask for every article. Empty where it was sent before it was asked for."""
Said = RequirementResult | RequirementActivity | RequirementFinding


def refuse_incomplete(found: Sequence[Said], basis: Basis) -> Refusal | None:
    """Every article once."""
    if not found or sorted(each.article for each in found) == sorted(REQUIREMENTS):
        return None
    text = "第八条至第十四条应当逐条填写，每条一次（系统策略）。"
    return Refusal(kind=RefusalKind.MALFORMED, text=text, basis=basis, remedy="请补齐后提交。")


def refuse_unmet(found: Sequence[RequirementFinding], basis: Basis) -> Refusal | None:
    """满足有关条件的 … 不满足条件的，退回: whoever finds one unmet sends the material back."""
    unmet = [REQUIREMENTS[each.article] for each in found if not each.met]
    if not unmet:
        return None
    places = "、".join(each.citation.place for each in unmet)
    return Refusal(
        kind=RefusalKind.RULE,
        text=f"经审核不满足{places}，不能组织专家评审组。",
        basis=(*(each.citation for each in unmet), *basis),
        remedy="请退回验收申请材料，并反馈改进意见。",
    )


def told(found: Sequence[Said]) -> list[dict[str, object]]:
    """For documents: the article in words, and what is said of it."""
    return [{"label": REQUIREMENTS[each.article].label, **each.model_dump(exclude={"article"})} for each in found]
