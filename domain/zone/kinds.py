"""Every task kind of the 示范区 measures by its key: what a page, a message or a stored task refers to."""

from domain.task import TaskKind
from domain.zone import (
    art15_round,
    art16_application,
    art17_nomination,
    art19_indicators,
    art20_acceptance,
    art21_evaluation,
    art22_public_notice,
    art23_correction,
    art23_recognition,
    art27_annual_report,
    art27_paper_report,
    art27_revocation,
    art27_revoked,
    art28_renewal,
    art28_renewal_application,
)
from domain.zone.matters import MATTERS

_OF_PARKS = (
    art16_application,
    art17_nomination,
    art20_acceptance,
    art21_evaluation,
    art22_public_notice,
    art23_correction,
    art23_recognition,
    art27_annual_report,
    art27_paper_report,
    art27_revocation,
    art27_revoked,
    art28_renewal,
    art28_renewal_application,
)
_OF_INSTRUMENTS = (art15_round, art19_indicators)


def _kinds(*articles: object) -> dict[str, TaskKind]:
    """What the files of these articles define, alone or in tuples."""
    values = [value for article in articles for value in vars(article).values()]
    each = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return {kind.key: kind for kind in each if isinstance(kind, TaskKind)}


PARK_KINDS: dict[str, TaskKind] = _kinds(*_OF_PARKS) | {matter.kind.key: matter.kind for matter in MATTERS}
"""Of a park's case."""
TASK_KINDS: dict[str, TaskKind] = PARK_KINDS | _kinds(*_OF_INSTRUMENTS)
