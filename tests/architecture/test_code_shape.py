"""Rules about the code as a whole. The name of each test is the rule."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import source_tree

LONGEST = 300
_CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "date.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
_MAY_READ_THE_CLOCK = {"services/clock.py", "onebox/seed.py"}
"""The clock itself, and the starter that plants demonstration data before there is a clock to hand in."""


def test_every_module_says_what_it_is_for() -> None:
    """In tests the names of the tests say it."""
    silent = [path for path in source_tree.own_files() if not ast.get_docstring(source_tree.tree(path))]
    assert [source_tree.name(path) for path in silent if not path.name.startswith(("test_", "conftest"))] == []


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in source_tree.own_files()}
    assert [source_tree.name(path) for path, lines in lengths.items() if lines > LONGEST] == []


def test_the_wall_clock_is_read_in_one_place_only() -> None:
    readers = {
        source_tree.name(path)
        for path in source_tree.files(*source_tree.PACKAGES)
        for node in ast.walk(source_tree.tree(path))
        if isinstance(node, ast.Attribute) and source_tree.dotted(node) in _CLOCKS
    }
    assert readers <= _MAY_READ_THE_CLOCK


def test_workflows_contracts_and_rules_import_no_module_that_knows_the_time_or_rolls_dice() -> None:
    forbidden = {"time", "random", "secrets", "uuid", "zoneinfo"}
    found = {
        (source_tree.name(path), module)
        for path in source_tree.files("domain", "contracts", "workflows")
        for module in _imports(path)
        if module in forbidden
    }
    # The pause at the interpreter's end: see the comment there.
    assert found == {("contracts/client.py", "time")}


def test_only_the_settings_read_the_environment() -> None:
    """The starter hands its own environment on to the processes it starts."""
    readers = {
        source_tree.name(path)
        for path in source_tree.files(*source_tree.PACKAGES)
        for node in ast.walk(source_tree.tree(path))
        if isinstance(node, ast.Attribute) and source_tree.dotted(node) in {"os.environ", "os.getenv"}
    }
    assert readers == {"onebox/plans.py"}


def test_the_arrows_between_the_layers_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    checked = subprocess.run(command, cwd=source_tree.ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_pins_by_hash_and_names_no_registry(name: str) -> None:
    lock = (source_tree.ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^\s*--?(index-url|extra-index-url|find-links|i)\b", lock, re.MULTILINE)
    pinned = re.findall(r"^[A-Za-z0-9][^\s=]*==.+?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert pinned
    assert [each.split("==")[0] for each in pinned if "--hash=sha256:" not in each] == []


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(source_tree.tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
