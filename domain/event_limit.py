"""A limit that another law sets to a step of an event's file, as operations enter it (依法)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Period = Annotated[str, Field(pattern=r"^[1-9]\d{0,2}(日|小时)$")]
"""30日, 2小时."""


class EventLimit(BaseModel):
    """``step``: kind and step in the words people see, 质量安全事故：上报. ``statute``: the law or administrative
    regulation with its article."""

    model_config = ConfigDict(frozen=True)

    step: str = Field(pattern=r"^[^：]+：[^：]+$", max_length=100)
    period: Period
    statute: str = Field(min_length=4, max_length=200)

    @property
    def days(self) -> int:
        """0 where it is one of hours."""
        return int(self.period.removesuffix("日")) if self.period.endswith("日") else 0

    @property
    def hours(self) -> int:
        """0 where it is one of days."""
        return int(self.period.removesuffix("小时")) if self.period.endswith("小时") else 0
