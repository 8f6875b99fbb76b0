"""Every task kind of the 示范区 measures by its key: what a page, a message or a stored task refers to."""

from domain.task import TaskKind
from domain.zone import (
    art16_application,
    art17_nomination,
    art20_acceptance,
    art21_evaluation,
    art22_public_notice,
    art23_recognition,
    art27_annual_report,
    art28_renewal,
)

_ARTICLES = (
    art16_application,
    art17_nomination,
    art20_acceptance,
    art21_evaluation,
    art22_public_notice,
    art23_recognition,
    art27_annual_report,
    art28_renewal,
)


def _kinds(value: object) -> list[TaskKind]:
    candidates = value if isinstance(value, tuple) else (value,)
    return [each for each in candidates if isinstance(each, TaskKind)]


TASK_KINDS: dict[str, TaskKind] = {
    kind.key: kind for article in _ARTICLES for value in vars(article).values() for kind in _kinds(value)
}
