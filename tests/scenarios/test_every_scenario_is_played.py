"""Every worked scenario of the specification has a test here that plays it."""

import ast
from pathlib import Path

from tests.support import source_tree
from tests.support.scenarios import ids


def played() -> set[str]:
    """The ids named by the marks of the tests beside this file."""
    return {
        named.value
        for path in Path(__file__).parent.glob("test_*.py")
        for mark in ast.walk(source_tree.tree(path))
        if isinstance(mark, ast.Call) and source_tree.dotted(mark.func) == "pytest.mark.scenario"
        for named in mark.args
        if isinstance(named, ast.Constant) and isinstance(named.value, str)
    }


def test_every_scenario_is_played_and_none_that_does_not_exist() -> None:
    assert played() == set(ids())
