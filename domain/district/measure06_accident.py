"""第6项措施 推动质量安全责任保险和社会救助制度，建立完善质量安全事故强制报告制度、质量安全风险监控及风险调查制度，营
造良好质量治理法治环境。

The system is still to be established: the plan says neither to whom a report goes nor within which time, so that who
receives it is filled in, and it may be added to until the file is closed.
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

BASIS = (Citation("district:6"),)
REPORTING_SYSTEM = "建立完善质量安全事故强制报告制度"
UNITS = ("区市场监管局", "区司法局", "区金融工作局")
REPORTING, REPORT = "reporting", "report"


class AccidentNotification(Form):
    receiver: Name = Field(title="报送单位")
    occurred_on: date = Field(title="发生日期")
    place: Name = Field(title="发生地点")
    facts: Text = Field(title="事故经过、伤亡和损失情况")
    measures: Text = Field(title="已经采取的措施")


class AccidentClosing(Form):
    result: Text = Field(title="处理情况")


_NOT_REPORTED = Refusal(
    kind=RefusalKind.NOT_YET,
    text="事故尚未报告，不能办结。",
    basis=BASIS,
    remedy="请先报送事故报告；不属于质量安全事故的，终止办理并写明理由。",
)

KIND = measure_event(
    BASIS,
    "accident",
    "质量安全事故报告",
    UNITS,
    (
        EventStep(
            REPORTING,
            "报告质量安全事故",
            (
                StepAnswer(
                    REPORT,
                    "报告或者续报",
                    AccidentNotification,
                    "district_accident_report",
                    then=REPORTING,
                    check=not_ahead("occurred_on", BASIS),
                ),
                StepAnswer(
                    "finish", "办结", AccidentClosing, then=CLOSE, check=after(REPORTING, REPORT, _NOT_REPORTED)
                ),
            ),
        ),
    ),
    occasion="质量安全事故",
    concerns=True,
)
