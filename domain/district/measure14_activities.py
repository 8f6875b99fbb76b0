"""第14项措施 广泛开展质量改进、质量攻关等群众性质量活动，支持行业协会等社会组织开展优秀质量管理小组、信得过班组评选，
开展质量标杆交流活动，激发质量创新内生动力。鼓励企业广泛开展质量信得过班组、QC小组评选等质量管理活动，不断提升全员质量
管理水平。

Reading R-D-9: two actors, so two lines of evidence. What associations hold and what enterprises hold are kept apart.
"""

from enum import StrEnum

from domain.citation import Citation
from domain.district.parts import Item
from domain.refusal import Refusal, RefusalKind

BASIS = (Citation("district:14"),)
KEY = "14"


class Line(StrEnum):
    """Who held the selection that a piece of evidence is about."""

    ASSOCIATIONS = "associations"
    ENTERPRISES = "enterprises"

    @property
    def label(self) -> str:
        return {
            "associations": "行业协会等社会组织开展的优秀质量管理小组、信得过班组评选",
            "enterprises": "企业开展的质量信得过班组、质量管理小组评选",
        }[self]


def refuse_closeout(item: Item) -> Refusal | None:
    """Why the measure cannot be closed yet: one of its two lines is without evidence."""
    missing = [each.label for each in Line if each.value not in item.lines]
    if item.key != KEY or not missing:
        return None
    text = f"{item.label}有两类评选，尚无以下一类的佐证材料：{'；'.join(missing)}（系统策略）。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请先登记进展，并选择佐证所属的类别。")
