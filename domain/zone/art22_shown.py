"""第二十二条 任何单位或个人对公示名单有不同意见的，可向市场监管总局提出异议，并提供详实的书面举证材料。

To which notice an objection on paper belongs, and how far its matter has come meanwhile: that of the recognition, or
of a renewal, which goes by the same rules (reading R-28-4), also when the term it granted has begun (R-22-13).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.citation import Basis
from domain.dates import local_date
from domain.procedure.state import Notice, Proceeding
from domain.zone.art22_public_notice import OBJECTION_BASIS
from domain.zone.art28_renewal import EVALUATION_BASIS
from domain.zone.case import Renewal, RenewalStage, Stage, ZoneCase

UNPUBLISHED = frozenset({Stage.RECOGNITION, Stage.ANNOUNCEMENT})
"""The notice is over, and no recognition has been published: an objection in time still holds the entry."""
_RENEWAL_UNPUBLISHED = frozenset({RenewalStage.DECISION, RenewalStage.ANNOUNCEMENT})


@dataclass(frozen=True, slots=True)
class Shown:
    """One notice that stands or stood to its end."""

    notice: Notice
    first_day: date
    """Of publication; of a corrected notice that of the first, since what was objected to it still counts."""
    of_renewal: bool
    at_notice: bool
    """The entry stands at it."""
    is_signed: bool
    """It is over, and the joint decision is being signed."""
    may_return: bool
    """It is over, and no decision is published: what holds the entry leads it back."""

    @property
    def is_decided(self) -> bool:
        """Its decision is published, and stands whatever is entered."""
        return not (self.at_notice or self.may_return)

    @property
    def basis(self) -> Basis:
        """Of an objection to it."""
        return EVALUATION_BASIS if self.of_renewal else OBJECTION_BASIS


def shown(case: ZoneCase) -> list[Shown]:
    """Every notice an objection may belong to, the latest first; one withdrawn takes none."""
    return [each for each in _all(case) if each.notice.withdrawn_at is None]


def shown_on(case: ZoneCase, day: date) -> Shown | None:
    """The notice the public read last on that day (Asia/Shanghai); None before the first was published."""
    return next((each for each in shown(case) if each.first_day <= day), None)


def _all(case: ZoneCase) -> Iterator[Shown]:
    granted = [each for each in case.past_renewals if each.stage is RenewalStage.GRANTED]
    for renewal in [*([case.renewal] if case.renewal else []), *reversed(granted)]:
        yield from _of_renewal(renewal)
    if notice := case.proceeding.notice:
        yield Shown(
            notice=notice,
            first_day=_first_day(case.proceeding, notice),
            of_renewal=False,
            at_notice=case.stage is Stage.PUBLIC_NOTICE,
            is_signed=case.stage is Stage.RECOGNITION,
            may_return=case.stage in UNPUBLISHED,
        )


def _of_renewal(renewal: Renewal) -> Iterator[Shown]:
    if notice := renewal.proceeding.notice:
        yield Shown(
            notice=notice,
            first_day=_first_day(renewal.proceeding, notice),
            of_renewal=True,
            at_notice=renewal.stage is RenewalStage.PUBLIC_NOTICE,
            is_signed=renewal.stage is RenewalStage.DECISION,
            may_return=renewal.stage in _RENEWAL_UNPUBLISHED,
        )


def _first_day(proceeding: Proceeding, notice: Notice) -> date:
    corrected = [each.published_at for each in proceeding.former_notices if each.superseded_at]
    return local_date(min((*corrected, notice.published_at)))
