"""What people answer in a rehearsal: forms filled in as may be, marked as rehearsed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.foreseeing.known import known_of
from api.foreseeing.supposed import suppositions
from domain.pilot.case import PilotCase
from domain.pilot.parts import Bureau
from domain.pilot.sec2_1_cooperation import Mechanism, refuse_bureau
from domain.task import TaskKind
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


@dataclass(frozen=True, slots=True)
class Known:
    """What forms are filled in with beside the case: who there is."""

    today: date
    experts: list[str]
    """Their organisations."""
    bureaus: list[Bureau]
    """Those of cities."""


def answers(kind: TaskKind, case: Any, known: Known, wished: str) -> Iterator[Given]:
    """Answers to a task, by the ``wished`` action where it has one, else by the first."""
    action = kind.action(wished) or kind.actions[0]
    if action.form is PanelFormation:
        yield Given(action.name, _panel(known.experts[:3]))
        return
    filled = known_of(case) | {"url": _PAGE}
    if action.form is Mechanism:
        filled["members"] = [each.model_dump() for each in _cooperating(case, known.bureaus)]
    for supposed in suppositions(action.form, known.today, filled):
        yield Given(action.name, _rehearsed(supposed.form.model_dump(mode="json")))


def objection(number: int) -> dict[str, Any]:
    """What somebody brings forward against a notice, with evidence."""
    return {"grounds": _WORDS, "evidence": ["rehearsal"], "receipt_number": f"推演-{number}"}


def _cooperating(case: PilotCase, bureaus: list[Bureau]) -> list[Bureau]:
    """As many as a cooperation must have, first the one that began it, then others that may take part."""
    others = [each for each in bureaus if each.organisation != case.opened_by.organisation]
    fit = [each for each in others if refuse_bureau(case.policy, each.name, each.region) is None]
    return [case.opened_by, *fit][: case.policy.minimum_participants]


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
