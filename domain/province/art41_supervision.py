"""第四十一条 县级以上人民代表大会常务委员会可以通过听取和审议专项工作报告、组织执法检查等形式，对质量促进工作开展情况
依法进行监督。

可以: a power. Nobody waits for it, nothing is ever overdue, and years without it are no record at all.
"""

from datetime import date

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import not_ahead
from domain.procedure.forms import Name, Text
from domain.province.event_case import article_event
from domain.roles import Role
from domain.task import Form

BASIS = (Citation("province:41"),)


class HeardReport(Form):
    reporter: Name = Field(title="报告机关")
    on: date = Field(title="听取和审议日期")
    opinion: Text = Field(title="审议意见")


class Inspection(Form):
    inspected: Name = Field(title="接受检查的机关")
    on: date = Field(title="执法检查结束日期")
    findings: Text = Field(title="执法检查情况")


class OtherSupervision(Form):
    form: Name = Field(title="监督形式")
    on: date = Field(title="日期")
    findings: Text = Field(title="监督情况")


_PAST = not_ahead("on", BASIS)

KIND = article_event(
    BASIS,
    "supervision",
    "人大监督",
    (
        EventStep(
            "supervision",
            "记录监督情况",
            (
                StepAnswer(
                    "heard", "听取和审议专项工作报告", HeardReport, "province_special_report", CLOSE, check=_PAST
                ),
                StepAnswer("inspected", "组织执法检查", Inspection, "province_inspection_report", CLOSE, check=_PAST),
                StepAnswer("other", "其他形式", OtherSupervision, then=CLOSE, check=_PAST),
            ),
            optional=True,
        ),
    ),
    recorders=frozenset({Role.PEOPLES_CONGRESS}),
    who="县级以上人民代表大会常务委员会",
    occasion="对质量促进工作的监督",
    role=Role.PEOPLES_CONGRESS,
)
