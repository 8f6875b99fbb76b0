"""The worker serves what the workflows call, and nothing is written that nobody serves."""

import ast
import importlib
import inspect
from collections import Counter
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

import worker
from contracts import activities as stubs
from contracts.queues import CASES, DOCUMENTS, NOTIFICATIONS, REMINDERS
from tests.support import source_tree


def _bodies() -> list[tuple[str, Callable[..., Any]]]:
    """(name it is registered under, method) of every ``@activity.defn`` of activities/."""
    found = []
    for path in source_tree.files("activities"):
        for dotted, node in source_tree.definitions(path):
            for decorator in getattr(node, "decorator_list", []):
                if isinstance(decorator, ast.Call) and source_tree.dotted(decorator.func) == "activity.defn":
                    names = [each.value.value for each in decorator.keywords if each.arg == "name"]  # type: ignore[attr-defined]
                    found.append((names[0], _object(path.stem, dotted)))
    return found


def _object(module: str, dotted: str) -> Any:
    found: Any = importlib.import_module(f"activities.{module}")
    for part in dotted.split("."):
        found = getattr(found, part)
    return found


def _types(function: Callable[..., Any]) -> list[Any]:
    """The types a function takes and, last, the one it gives; ``self`` left out."""
    hints = get_type_hints(function)
    return [hints[name] for name in inspect.signature(function).parameters if name != "self"] + [hints["return"]]


BODIES = dict(_bodies())
STUBS = {
    name: getattr(stubs, name)
    for name, node in source_tree.definitions(source_tree.ROOT / "contracts" / "activities.py")
    if not isinstance(node, ast.ClassDef)
}


def test_every_workflow_of_the_code_is_served_and_every_served_one_exists() -> None:
    written = {
        name
        for path in source_tree.files("workflows")
        for name, node in source_tree.definitions(path)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call | ast.Attribute)
        and source_tree.dotted(decorator.func if isinstance(decorator, ast.Call) else decorator) == "workflow.defn"
    }
    assert written
    assert Counter(each.__name__ for each in worker.WORKFLOWS) == Counter(written)


def test_every_queue_has_its_workflows() -> None:
    assert set(worker.WORKFLOWS_BY_QUEUE) == {CASES, REMINDERS, NOTIFICATIONS, DOCUMENTS}


def test_every_activity_that_workflows_call_has_exactly_one_body() -> None:
    assert sorted(name for name, _ in _bodies()) == sorted(STUBS)


@pytest.mark.parametrize("name", STUBS)
def test_a_body_takes_and_gives_what_its_signature_promises(name: str) -> None:
    assert _types(BODIES[name]) == _types(STUBS[name])


@pytest.mark.parametrize("name", STUBS)
def test_an_activity_is_registered_once_by_the_worker(name: str) -> None:
    code = source_tree.tree(source_tree.ROOT / "worker.py")
    registered = [node for node in ast.walk(code) if isinstance(node, ast.Attribute) and node.attr == name]
    assert len(registered) == 1
