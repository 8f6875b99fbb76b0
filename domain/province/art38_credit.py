"""第三十八条 县级以上人民政府发展改革、市场监督管理等部门应当依法建立质量诚信体系，健全质量信用信息收集和公开公示制度，
完善质量信用评价机制，实施质量信用分类监管。……依法建立并实施质量失信惩戒制度，对严重失信主体依照法律、行政法规规定予以
惩戒。

A penalty is for 严重失信主体 alone, and rests on a 法律 or an 行政法规 that is named: this regulation itself is none.
How long something stays public the text does not say; no day is counted.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import every
from domain.procedure.forms import Name, Reasons, Text
from domain.province.event_case import DEPARTMENTS, ProvinceEvent, article_event
from domain.refusal import Refusal, RefusalKind
from domain.task import Form

PENALTY_BASIS = (Citation("province:38.2"),)

BASIS = (Citation("province:38.1"),)


class Rank(StrEnum):
    """Of the rule a penalty rests on."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    OTHER = "other_rule"

    @property
    def label(self) -> str:
        return {
            "law": "法律",
            "administrative_regulation": "行政法规",
            "other_rule": "地方性法规、规章或者其他文件",
        }[self]


class CreditCollection(Form):
    subject: Name = Field(title="市场主体")
    source: Name = Field(title="信息来源")
    information: Text = Field(title="收集的质量信用信息")


class CreditPosting(Form):
    channel: Name = Field(title="公开公示渠道")
    content: Text = Field(title="公开公示内容")


class CreditEvaluation(Form):
    evaluation: Text = Field(title="评价情况")
    grade: Name = Field(title="评价结果")


class CreditSupervision(Form):
    category: Name = Field(title="监管类别")
    measures: Text = Field(title="分类监管措施")


class Penalty(Form):
    serious: bool = Field(title="属于严重失信主体")
    rank: Rank = Field(title="惩戒依据的种类")
    legal_basis: str = Field(default="", title="法律、行政法规的名称和条款", max_length=200)
    measures: Text = Field(title="惩戒措施")


def _refused(text: str, remedy: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=PENALTY_BASIS, remedy=remedy)


def _serious(case: ProvinceEvent, form: Penalty, now: datetime) -> Refusal | None:
    if form.serious:
        return None
    return _refused("惩戒只对严重失信主体实施。", "不属于严重失信主体的，实施分类监管，不予惩戒。")


def _by_law(case: ProvinceEvent, form: Penalty, now: datetime) -> Refusal | None:
    if form.rank is not Rank.OTHER and form.legal_basis:
        return None
    return _refused(
        "惩戒应当依照法律、行政法规规定，须写明法律或者行政法规的名称和条款；地方性法规、规章和其他文件不能作为依据。",
        "请写明法律或者行政法规依据；没有依据的，不予惩戒。",
    )


KIND = article_event(
    BASIS,
    "credit",
    "质量信用监管",
    (
        EventStep(
            "collection",
            "收集质量信用信息",
            (StepAnswer("collect", "收集信息", CreditCollection, "province_credit_record"),),
        ),
        EventStep(
            "posting",
            "公开公示",
            (
                StepAnswer("post", "公开公示", CreditPosting, "province_credit_posting"),
                StepAnswer("withhold", "依法不予公开公示", Reasons),
            ),
        ),
        EventStep(
            "evaluation",
            "质量信用评价",
            (StepAnswer("evaluate", "作出评价", CreditEvaluation, "province_credit_evaluation"),),
        ),
        EventStep(
            "supervision",
            "分类监管",
            (StepAnswer("supervise", "实施分类监管", CreditSupervision, "province_credit_supervision"),),
        ),
        EventStep(
            "penalty",
            "决定是否惩戒",
            (
                StepAnswer(
                    "penalise",
                    "予以惩戒",
                    Penalty,
                    "province_penalty",
                    CLOSE,
                    check=every(_serious, _by_law),
                    irreversible=True,
                ),
                StepAnswer("none", "不予惩戒，办结", Reasons, then=CLOSE),
            ),
            basis=PENALTY_BASIS,
        ),
    ),
    recorders=DEPARTMENTS,
    who="县级以上人民政府发展改革、市场监督管理等部门",
    occasion="质量信用信息",
    concerns=True,
)
