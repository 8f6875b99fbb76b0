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
from domain.zone.case import RenewalStage, Stage, ZoneCase

UNPUBLISHED = frozenset({Stage.RECOGNITION, Stage.ANNOUNCEMENT})
"""The notice is over, and no recognition has been published: an objection in time still holds the entry."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """The stages of what is publicly noticed: at its notice, while its decision is signed, while nothing is published."""

    of_renewal: bool
    notice: Stage | RenewalStage
    signing: Stage | RenewalStage
    unpublished: frozenset[Stage] | frozenset[RenewalStage]


_RECOGNITION = _Matter(False, Stage.PUBLIC_NOTICE, Stage.RECOGNITION, UNPUBLISHED)
_RENEWAL = _Matter(
    True,
    RenewalStage.PUBLIC_NOTICE,
    RenewalStage.DECISION,
    frozenset({RenewalStage.DECISION, RenewalStage.ANNOUNCEMENT}),
)


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
        yield from _of(renewal.proceeding, renewal.stage, _RENEWAL)
    yield from _of(case.proceeding, case.stage, _RECOGNITION)


def _of(proceeding: Proceeding, stage: Stage | RenewalStage, matter: _Matter) -> Iterator[Shown]:
    if notice := proceeding.notice:
        yield Shown(
            notice=notice,
            first_day=_first_day(proceeding, notice),
            of_renewal=matter.of_renewal,
            at_notice=stage is matter.notice,
            is_signed=stage is matter.signing,
            may_return=stage in matter.unpublished,
        )


def _first_day(proceeding: Proceeding, notice: Notice) -> date:
    corrected = [each.published_at for each in proceeding.former_notices if each.superseded_at]
    return local_date(min((*corrected, notice.published_at)))
