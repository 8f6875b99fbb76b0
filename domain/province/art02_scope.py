"""第二条 本条例适用于本省行政区域内产品质量、工程质量和服务质量的促进活动。

What is outside the province is none of its business, whoever enters it.
"""

from domain.citation import Citation
from domain.province.case import REGION
from domain.refusal import Refusal, RefusalKind
from domain.roles import covers

BASIS = (Citation("province:2"),)


def refuse_outside(name: str, region: str) -> Refusal | None:
    """Why a government in ``region`` (GB/T 2260) is none of the regulation's, or None."""
    if covers(REGION, region):
        return None
    text = f"{name}（行政区划代码{region}）不在本省行政区域内，本条例不适用。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对行政区划代码（湖北省以42开头）。")
