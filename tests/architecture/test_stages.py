"""Stages know no programme: what one asks, of whom and on which basis is handed to it (docs/architecture.md)."""

import ast
import re
from pathlib import Path

import pytest

from domain.policy import POLICIES
from tests.support import source_tree

WORKFLOWS = source_tree.ROOT / "workflows"
STAGES = [each for each in source_tree.files("workflows/stages") if each.name != "__init__.py"]
SHARED = [*STAGES, *(WORKFLOWS / f"{name}.py" for name in ("list_act", "matter_host", "region"))]
_NAMES = re.compile(r"zone|pilot|示范区|试点", re.IGNORECASE)
_RULES = tuple(f"domain.{programme}" for programme in POLICIES)
"""Where the rules of one programme alone stand."""
EACH = pytest.mark.parametrize("path", SHARED, ids=source_tree.name)


def named(path: Path) -> list[str]:
    """What the file, its name included, says of a programme, in code, comments and words for people."""
    return _NAMES.findall(f"{path.name}\n{path.read_text(encoding='utf-8')}")


def imported(path: Path) -> set[str]:
    """Modules a file imports, and what it takes out of them, dotted."""
    found: set[str] = set()
    for node in ast.walk(source_tree.tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def of_a_programme(path: Path) -> set[str]:
    return {each for each in imported(path) if f"{each}.".startswith(tuple(f"{name}." for name in _RULES))}


@EACH
def test_a_stage_names_no_programme(path: Path) -> None:
    assert named(path) == []


@EACH
def test_a_stage_imports_the_rules_of_no_programme(path: Path) -> None:
    assert of_a_programme(path) == set()


@pytest.mark.parametrize("name", ["pilot_project", "zone_creation"])
def test_whoever_hosts_the_stages_is_of_a_programme_and_is_seen_to_be(name: str) -> None:
    """What is looked for is found where it stands."""
    path = WORKFLOWS / f"{name}.py"
    assert named(path)
    assert of_a_programme(path)


def test_the_architecture_says_which_places_every_stage_serves() -> None:
    page = (source_tree.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.split("## Stages and the places they serve")[1].split("\n## ")[0]
    assert {each.stem for each in STAGES} <= set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))
