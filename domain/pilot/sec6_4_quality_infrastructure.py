"""六（四） 长三角相关地级市（区）市场监管局要会同相关行业组织、技术机构创新质量基础设施服务内容及方式，加强计量、标准、
认证认可、检验检测等质量基础设施资源整合聚集和开放共享，探索实施质量基础设施跨区域服务，为质量提升提供有力支撑。

No day and no number: what was arranged, and with whom, is recorded when a bureau likes, and made known to its own
province (reading R-P-21). Nothing is ever due.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.orders import Effects
from domain.pilot.bureau_matter import sender, while_building
from domain.pilot.case import PilotCase
from domain.procedure.forms import Name
from domain.procedure.records import Deed, refuse_ahead
from domain.procedure.review import notice
from domain.refusal import Refusal
from domain.task import Action, Answer, Form

BASIS = (Citation("pilot:6(4)"),)
RECORD = "record"


class Infrastructure(StrEnum):
    """计量、标准、认证认可、检验检测等."""

    METROLOGY = "metrology"
    STANDARDS = "standards"
    ATTESTATION = "attestation"
    TESTING = "testing"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "metrology": "计量",
            "standards": "标准",
            "attestation": "认证认可",
            "testing": "检验检测",
            "other": "其他质量基础设施",
        }[self]


class Service(Form):
    on: date = Field(title="日期")
    partners: list[Name] = Field(title="会同的行业组织、技术机构", min_length=1, max_length=20)
    kinds: list[Infrastructure] = Field(title="质量基础设施", min_length=1)
    what: Deed = Field(title="服务内容及方式")
    is_across_regions: bool = Field(title="是否属于质量基础设施跨区域服务")


def _refuse(case: PilotCase, form: Service, now: datetime) -> Refusal | None:
    return refuse_ahead(form.on, local_date(now), BASIS)


def _recorded(case: PilotCase, answer: Answer) -> Effects:
    bureau, form = sender(case, answer), answer.form
    assert isinstance(form, Service)
    kinds = [each.label for each in form.kinds]
    service = "质量基础设施跨区域服务" if form.is_across_regions else "质量基础设施服务"
    told: dict[str, Any] = {"bureau": bureau.name, "day": form.on.isoformat(), "service": service, "what": form.what}
    return Effects(
        text=f"{bureau.name}记载{in_words(form.on)}会同{'、'.join(form.partners)}开展的{service}"
        f"（{'、'.join(kinds)}）：{form.what}",
        notices=(notice("pilot_quality_service", BASIS, bureau.province, **told, partners=form.partners, kinds=kinds),),
    )


SERVING = while_building(
    "pilot_quality_service",
    "记载质量基础设施协同服务",
    BASIS,
    Action(RECORD, "记载", _recorded, form=Service, check=_refuse),
)
