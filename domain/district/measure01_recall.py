"""第1项措施 市场主体参与市场活动，要严格执行质量法律法规、强制性标准等规定和行政许可、认证等规则要求，主动履行缺陷产
品召回义务，全面落实质量承诺声明。

The enterprise recalls; the units keep what it reports, as often as it reports, until the recall is over.
"""

from datetime import date

from pydantic import Field

from domain.citation import Citation
from domain.district.event_case import measure_event
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.event_forms import after, not_ahead
from domain.procedure.forms import Name, Text
from domain.refusal import Refusal, RefusalKind
from domain.task import Form

BASIS = (Citation("district:1"),)
UNITS = ("区市场监管局", "区工商信局", "区住建局")
RECALL, RECORD, FINISH = "recall", "record", "finish"


class RecallRecord(Form):
    enterprise: Name = Field(title="实施召回的市场主体")
    product: Name = Field(title="缺陷产品")
    defect: Text = Field(title="缺陷情况")
    on: date = Field(title="记录日期")
    progress: Text = Field(title="召回措施和进展")


class RecallResult(Form):
    result: Text = Field(title="召回结果")


_NOTHING_YET = Refusal(
    kind=RefusalKind.NOT_YET,
    text="尚未记录召回情况，不能办结。",
    basis=BASIS,
    remedy="请先填写召回记录；不属于召回的，终止办理并写明理由。",
)

KIND = measure_event(
    BASIS,
    "recall",
    "缺陷产品召回",
    UNITS,
    (
        EventStep(
            RECALL,
            "记录召回情况",
            (
                StepAnswer(
                    RECORD,
                    "记录召回",
                    RecallRecord,
                    "district_recall_record",
                    then=RECALL,
                    check=not_ahead("on", BASIS),
                ),
                StepAnswer(
                    FINISH, "召回结束，办结", RecallResult, then=CLOSE, check=after(RECALL, RECORD, _NOTHING_YET)
                ),
            ),
        ),
    ),
    occasion="缺陷产品召回",
    concerns=True,
)
