"""What people answer in a rehearsal: forms filled in as may be, marked as rehearsed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.foreseeing.foretelling import known_of
from api.foreseeing.supposed import suppositions
from domain.task import Action, TaskKind
from domain.zone.art21_evaluation import PanelFormation

_WORDS = "（推演，非实际填报）"
_PAGE = "https://www.example.gov.cn/rehearsal"
"""Where a notice is put up in a rehearsal."""
_REQUIREMENTS = tuple(str(number) for number in range(8, 15))
"""第八条至第十四条."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to try: the door of the case says whether it is taken."""

    action: str
    data: dict[str, Any]


def answers(kind: TaskKind, case: Any, today: date, experts: list[str], returned: str) -> Iterator[Given]:
    """Answers to a task, the wished one first. ``returned``: the name of the action to give where it comes up."""
    wished = (kind.action(returned) if returned else None) or kind.actions[0]
    yield from _filled(wished, case, today, experts)


def _filled(action: Action, case: Any, today: date, experts: list[str]) -> Iterator[Given]:
    if action.form is PanelFormation:
        yield Given(action.name, _panel(experts[:3]))
        return
    for supposed in suppositions(action.form, today, known_of(case) | {"url": _PAGE}):
        yield Given(action.name, _rehearsed(supposed.form.model_dump(mode="json")))


def _panel(experts: list[str]) -> dict[str, Any]:
    return {
        "experts": experts,
        "leader": experts[0] if experts else "",
        "forms": ["document_evaluation", "on_site_acceptance"],
        "declarations": [{"expert": each, "employer": _WORDS, "has_conflict": False} for each in experts],
        "requirements": [{"article": each, "met": True} for each in _REQUIREMENTS],
    }


def _rehearsed(value: Any) -> Any:
    """The same with the words that say it was rehearsed, where something was still to be filled in."""
    if isinstance(value, dict):
        return {name: _rehearsed(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_rehearsed(each) for each in value]
    return _WORDS if value == "（待填）" else value
