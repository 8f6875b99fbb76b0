"""Every worked scenario of the specification has a test that plays it, here or beside what it is about."""

import ast
from pathlib import Path

from tests.support import source_tree
from tests.support.scenarios import ids


def played() -> set[str]:
    """The ids named by the marks of all tests."""
    return {
        named.value
        for path in Path(__file__).parents[1].rglob("test_*.py")
        for mark in ast.walk(source_tree.tree(path))
        if isinstance(mark, ast.Call) and source_tree.dotted(mark.func) == "pytest.mark.scenario"
        for named in mark.args
        if isinstance(named, ast.Constant) and isinstance(named.value, str)
    }


def test_every_scenario_is_played_and_none_that_does_not_exist() -> None:
    """Of the groups whose scenarios are here; those of programmes still to come are named where their dates are."""
    groups = {each[0] for each in ids()}
    assert {each for each in played() if each[0] in groups} == set(ids())
