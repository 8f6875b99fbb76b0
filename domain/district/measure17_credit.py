"""第17项措施 将生产者、经营者（含销售者、电商平台、市场开办者等） 的质量违法行为，以及检验检测、认证、咨询、质量品牌
评价等第三方机构和社会组织出具虚假检验检测数据或认证结论、不履行有效跟踪法定义务、违法违规提供咨询服务或开展质量品牌
评价等违法行为，纳入市场主体及相关责任人员信用记录，对严重质量违法失信行为依法依规实施联合惩戒。

依法依规: a sanction names the law or rule it rests on, and is for 严重 violations alone.
"""

from datetime import date, datetime

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import DistrictEvent, measure_event
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import every, not_ahead
from domain.procedure.forms import Name, Reasons, Text
from domain.refusal import Refusal, RefusalKind
from domain.task import Form

BASIS = (Citation("district:17"),)
UNITS = ("区市场监管局", "区发改局", "区工商信局", "区住建局")


class CreditEntry(Form):
    subject: Name = Field(title="市场主体或者第三方机构")
    violation: Text = Field(title="质量违法行为")
    decision: Name = Field(title="认定违法的文书")
    on: date = Field(title="纳入信用记录日期")


class JointSanction(Form):
    serious: bool = Field(title="属于严重质量违法失信行为")
    legal_basis: str = Field(default="", title="联合惩戒的法律法规或者规定", max_length=200)
    bodies: Text = Field(title="实施联合惩戒的单位")
    measures: Text = Field(title="惩戒措施")


def _serious(case: DistrictEvent, form: JointSanction, now: datetime) -> Refusal | None:
    if form.serious:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text="联合惩戒只对严重质量违法失信行为实施。",
        basis=BASIS,
        remedy="不属于严重的，只纳入信用记录，选择“不实施联合惩戒”。",
    )


def _by_law(case: DistrictEvent, form: JointSanction, now: datetime) -> Refusal | None:
    if form.legal_basis:
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text="联合惩戒应当依法依规，须写明所依据的法律法规或者规定。",
        basis=BASIS,
        remedy="请填写依据；没有依据的，不实施联合惩戒。",
    )


KIND = measure_event(
    BASIS,
    "credit",
    "质量违法失信",
    UNITS,
    (
        EventStep(
            "entry",
            "纳入信用记录",
            (StepAnswer("enter", "纳入信用记录", CreditEntry, "district_credit_entry", check=not_ahead("on", BASIS)),),
        ),
        EventStep(
            "sanction",
            "决定是否联合惩戒",
            (
                StepAnswer(
                    "sanction",
                    "实施联合惩戒",
                    JointSanction,
                    "district_joint_sanction",
                    CLOSE,
                    check=every(_serious, _by_law),
                    irreversible=True,
                ),
                StepAnswer("none", "不实施联合惩戒，办结", Reasons, then=CLOSE),
            ),
        ),
    ),
    occasion="质量违法失信行为",
    concerns=True,
)
