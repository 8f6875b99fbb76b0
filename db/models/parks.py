"""The parks (园区): what is recognised, renewed and revoked; what each was called, and what it came from."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column, validates

from db.models.base import Base, refers_to
from db.pinyin import search_key
from db.types import JsonObject


class Park(Base):
    __tablename__ = "parks"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="", index=True)
    """``db.pinyin.search_key`` of the name."""
    kind: Mapped[str]
    """``domain.zone.park_register.Sector``: 农业, 工业, 服务业."""
    form: Mapped[str] = mapped_column(default="")
    """``domain.zone.park_register.ParkForm``: 产业园区, 产业集聚区; empty where nobody said."""
    industry: Mapped[str]
    region: Mapped[str] = mapped_column(index=True)
    """Six-digit GB/T 2260 code."""
    region_name: Mapped[str]
    """The place for people: 江苏省苏州市."""
    boundary: Mapped[str] = mapped_column(default="")
    """四至范围, in words; empty where nobody said."""
    creating_body: Mapped[str]
    """Name of the 创建主体."""
    organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"), index=True)
    """The organisation that is the creating body now; it acts for the park, with those of ``park_bodies``."""
    is_synthetic: Mapped[bool] = mapped_column(default=False)
    """Invented for demonstrations, and said so wherever it is shown."""

    @validates("name")
    def _named(self, _: str, name: str) -> str:
        self.name_key = search_key(name)
        return name


class ParkIdentity(Base):
    """What a park was called and who its creating body was, from one day to another. The present one is open-ended."""

    __tablename__ = "park_identities"

    park_id: Mapped[str] = mapped_column(refers_to("parks.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts up from 1 within the park."""
    from_day: Mapped[date | None]
    """First day, in Asia/Shanghai; null: since before the register knew the park."""
    until_day: Mapped[date | None]
    """Last day; null: the present one."""
    name: Mapped[str]
    creating_body: Mapped[str]
    organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"))
    region: Mapped[str]
    """Six-digit GB/T 2260 code."""
    change: Mapped[str] = mapped_column(default="")
    """What changed with it, in Chinese; empty for the first."""
    document_number: Mapped[str] = mapped_column(default="")
    """发文字号 of what it rests on; empty for the first."""
    file_id: Mapped[str | None] = mapped_column(refers_to("files.id"))


class ParkSuccession(Base):
    """A park came from another: ``domain.lineage.Succession``, and what it rests on. Moves no title."""

    __tablename__ = "park_successions"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """``domain.lineage.SuccessionKind``."""
    predecessor_id: Mapped[str] = mapped_column(refers_to("parks.id"), index=True)
    successor_id: Mapped[str] = mapped_column(refers_to("parks.id"), index=True)
    on: Mapped[date]
    """Day in Asia/Shanghai."""
    document_number: Mapped[str]
    """发文字号 of what it rests on."""
    file_id: Mapped[str] = mapped_column(refers_to("files.id"))
    entered_by: Mapped[str]
    """Account id."""
    entered_at: Mapped[datetime]


class ParkBody(Base):
    """A body that may act for a park (第三条: 园区管理委员会或所在地人民政府)."""

    __tablename__ = "park_bodies"

    park_id: Mapped[str] = mapped_column(refers_to("parks.id"), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"), primary_key=True, index=True)


class ParkFact(Base):
    """Of 第七条: what was recorded of a park between its cases, or determined there of what a case had left pending."""

    __tablename__ = "park_facts"

    id: Mapped[str] = mapped_column(primary_key=True)
    """``domain.zone.parts.FactOrigin.key``."""
    park_id: Mapped[str] = mapped_column(refers_to("parks.id"), index=True)
    """The park it was first recorded of."""
    number: Mapped[int]
    """Of ``FactOrigin``: counts up from 1 among those first recorded between the cases of a park."""
    in_case: Mapped[bool]
    """Whether it was first recorded in a case; then this row is a later state of it."""
    fact: Mapped[JsonObject]
    """``domain.zone.parts.NegativeFact`` as it stands by its latest entry here, with its origin."""
