"""Acts that change a running period: pauses (中止) and extensions (延长), each with who, why and on which basis."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.citation import Basis


class Pause(BaseModel):
    """Days that do not count, from ``first_day`` to ``last_day``, both included, in Asia/Shanghai.

    ``last_day`` None: the pause still runs. Raises ``ValueError`` for a last day before the first.
    """

    model_config = ConfigDict(frozen=True)

    first_day: date
    last_day: date | None = None
    actor: str
    """Who ordered it, in words for people."""
    reason: str
    basis: Basis

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError("中止的最后一日不能早于第一日。")
        return self


class Extension(BaseModel):
    """A recorded decision that adds ``working_days`` or ``months`` to a period, from its old end.

    Raises ``ValueError`` unless exactly one of the two is given.
    """

    model_config = ConfigDict(frozen=True)

    decided_at: datetime
    """UTC instant."""
    working_days: int = Field(default=0, ge=0)
    months: int = Field(default=0, ge=0)
    actor: str
    """Who decided, in words for people."""
    reason: str
    basis: Basis

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if bool(self.working_days) == bool(self.months):
            raise ValueError("延长的长度应当是工作日数或者月数，二者取一。")
        return self

    @property
    def length(self) -> str:
        return f"{self.working_days}个工作日" if self.working_days else f"{self.months}个月"
