"""The parks (园区): what is recognised, renewed and revoked."""

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to


class Park(Base):
    __tablename__ = "parks"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="", index=True)
    """Pinyin of the name, to sort by."""
    kind: Mapped[str]
    industry: Mapped[str]
    region: Mapped[str] = mapped_column(index=True)
    """Six-digit GB/T 2260 code."""
    region_name: Mapped[str]
    """The place for people: 江苏省苏州市."""
    creating_body: Mapped[str]
    """Name of the 创建主体."""
    organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"), index=True)
    """The organisation whose people act for the park."""
    is_synthetic: Mapped[bool] = mapped_column(default=False)
    """Invented for demonstrations, and said so wherever it is shown."""
