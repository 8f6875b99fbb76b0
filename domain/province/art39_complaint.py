"""第三十九条 县级以上人民政府及其有关部门应当依法建立产品、工程、服务质量投诉处理工作制度，推行常态化公共服务质量监测
评价，加强公共服务质量满意度结果应用。

The file begins when the complaint is received; who complained is never written here, it is known by its number.
"""

from pydantic import Field

from domain.citation import Citation
from domain.procedure.event_file import CLOSE, EventStep, StepAnswer
from domain.procedure.forms import Name, Text
from domain.province.event_case import BOTH, article_event
from domain.task import Form

BASIS = (Citation("province:39.1"),)


class ComplaintHandling(Form):
    receipt_number: Name = Field(title="投诉编号（不写投诉人身份）")
    findings: Text = Field(title="调查情况")
    handling: Text = Field(title="处理意见")


class ComplaintReply(Form):
    receipt_number: Name = Field(title="投诉编号（不写投诉人身份）")
    reply: Text = Field(title="答复内容")


KIND = article_event(
    BASIS,
    "complaint",
    "质量投诉",
    (
        EventStep(
            "handling",
            "处理投诉",
            (StepAnswer("handle", "处理", ComplaintHandling, "province_complaint_handling"),),
        ),
        EventStep(
            "reply",
            "答复投诉",
            (StepAnswer("reply", "答复", ComplaintReply, "province_complaint_reply", CLOSE),),
        ),
    ),
    recorders=BOTH,
    who="县级以上人民政府及其有关部门",
    occasion="质量投诉",
)
