"""附件1 长三角质量提升示范试点项目建设备案表: what a bureau files, with the labels of the form.

The form marks nothing as required; what is asked for here is 系统策略 (reading R-P-9). The contact (联系人、联系电话)
is personal data and no part of what the case is told.
"""

from pydantic import Field

from domain.citation import Citation
from domain.procedure.forms import Name, Text
from domain.task import Form

BASIS = (Citation("pilot:a1"),)


class FilingForm(Form):
    implementing_bodies: list[Name] = Field(title="建设主体", min_length=1, max_length=50)
    goals: Text = Field(title="主要建设目标")
    work_plan: Text = Field(title="建设工作方案（可另附页）")
    features: Text = Field(title="建设主要特色")
    remarks: str = Field(default="", title="其他需要说明的事项", max_length=4000)
    sealed: bool = Field(title="备案市场监管局已盖章")
