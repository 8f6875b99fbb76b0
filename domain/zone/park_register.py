"""Keeping the register of parks: what is asked of whoever enters a park, a body or a succession, and who may.

The measures have no rule on mergers and splits. What stands here is our practice (系统策略, reading R-3-4): a park is
entered by its creating body, its history by the province of its seat or by 总局, each on a document.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words
from domain.lineage import SuccessionKind
from domain.procedure.forms import Name, Text
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role, covers
from domain.task import Form

BASIS = (Citation("zone:3"), Citation("zone:6"))
RegionCode = Annotated[str, Field(pattern=r"^\d{6}$")]


class Sector(StrEnum):
    """农业、工业、服务业等领域: the list is open."""

    AGRICULTURE = "农业"
    INDUSTRY = "工业"
    SERVICES = "服务业"
    OTHER = "其他领域"

    @property
    def label(self) -> str:
        return self.value


class ParkForm(StrEnum):
    """各类产业园区、产业集聚区等: the list is open."""

    PARK = "产业园区"
    CLUSTER = "产业集聚区"
    OTHER = "其他园区"

    @property
    def label(self) -> str:
        return self.value


class NewPark(Form):
    """A park that a creating body enters as its own."""

    name: Name = Field(title="园区名称")
    sector: Sector = Field(title="所属领域")
    form: ParkForm = Field(title="园区形态")
    region: RegionCode = Field(title="所在地行政区划代码（六位）", max_length=6)
    region_name: Name = Field(title="所在地（省、市、县）")
    boundary: Text = Field(title="四至范围")
    industry: Name = Field(title="主导产业")


class NewBody(Form):
    """A second body that may act for a park (第三条: 园区管理委员会或所在地人民政府)."""

    organisation: Name = Field(title="单位")
    document_number: Name = Field(title="依据文件的发文字号")


class NewSuccession(Form):
    """What became of a park: the park it is entered at is the predecessor."""

    kind: SuccessionKind = Field(title="沿革类别")
    successor: Name = Field(title="承继的园区")
    on: date = Field(title="生效日期")
    document_number: Name = Field(title="依据文件的发文字号")


def refuse_new_park(actor: Actor, form: NewPark) -> Refusal | None:
    if actor.role is not Role.CREATING_BODY:
        return _wrong_actor("园区由其创建主体登记。")
    if not covers(actor.jurisdiction, form.region):
        return _wrong_actor("创建主体只能登记位于本单位辖区内的园区。")
    return None


def refuse_entry(actor: Actor, *regions: str) -> Refusal | None:
    """Who may enter the history of parks seated in ``regions`` (GB/T 2260)."""
    if actor.role is Role.SAMR:
        return None
    if actor.role is Role.PROVINCIAL_REGULATOR and all(covers(actor.jurisdiction, region) for region in regions):
        return None
    return _wrong_actor("园区的沿革和可以代表园区的单位，由园区所在地省级市场监管部门或者市场监管总局登记。")


def refuse_succession(form: NewSuccession, predecessor: str, today: date) -> Refusal | None:
    if form.successor == predecessor:
        return Refusal(kind=RefusalKind.RULE, text="园区不能由自身合并、分立或者划转而来。", basis=BASIS)
    if form.on > today:
        return Refusal(
            kind=RefusalKind.NOT_YET,
            text=f"沿革只登记已经发生的：生效日期{in_words(form.on)}尚未到来。",
            basis=BASIS,
            remedy="请在生效之日起登记。",
        )
    return None


def _wrong_actor(text: str) -> Refusal:
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS)
