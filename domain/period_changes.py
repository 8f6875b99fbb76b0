"""Acts that change a running period: pauses (中止) and extensions (延长), each with who, why and on which basis."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.citation import Basis

CHANGED = "CAL-CHANGE"
"""The parameter named by every line that tells of such an act: 系统策略, for the texts know none."""


class Decision(BaseModel):
    """Who decided a change, why, and by which document."""

    model_config = ConfigDict(frozen=True)

    actor: str
    """In words for people."""
    reason: str
    document: str = ""
    """依据文件, as the one who decided named it."""
    basis: Basis = ()
    """Where the text itself knows such a change."""

    @property
    def why(self) -> str:
        """The reason with the document, as one phrase."""
        return f"{self.reason}；依据文件：{self.document}" if self.document else self.reason


class Resumption(Decision):
    """恢复: the decision that ends a pause."""

    at: datetime
    """UTC instant."""


class Pause(Decision):
    """Days that do not count, from ``first_day`` to ``last_day``, both included, in Asia/Shanghai.

    ``last_day`` None: the pause still runs. Raises ``ValueError`` for a last day before the first.
    """

    first_day: date
    last_day: date | None = None
    resumption: Resumption | None = None
    """Who ended it; None while it runs, and where its last day was fixed from the beginning."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError("中止的最后一日不能早于第一日。")
        return self


class Extension(Decision):
    """A recorded decision that adds ``working_days`` or ``months`` to a period, from its old end.

    Raises ``ValueError`` unless exactly one of the two is given.
    """

    decided_at: datetime
    """UTC instant."""
    working_days: int = Field(default=0, ge=0)
    months: int = Field(default=0, ge=0)
    stood: date | None = None
    """The old end where it stands in any case, however the count comes out: the day stated to the public, or kept."""

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if bool(self.working_days) == bool(self.months):
            raise ValueError("延长的长度应当是工作日数或者月数，二者取一。")
        return self

    @property
    def length(self) -> str:
        return f"{self.working_days}个工作日" if self.working_days else f"{self.months}个月"
