"""Which article a test shows and which worked scenario it plays: marks that may name only what exists.

A pytest plugin: a mark that names no place of a source text stops the collection. The article index reads the
same marks from the files, so that it does not depend on which tests were collected.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from domain.citation import Citation
from services.regulations import article_text
from tests.support import source_tree

_SCENARIO = re.compile(r"[A-Z]\d{2}")
"""A group and a number: A01."""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Raises ``pytest.UsageError`` naming every test with a mark that cites nothing."""
    wrong = [
        f"{item.nodeid}: {complaint}"
        for item in items
        for mark in (*item.iter_markers("article"), *item.iter_markers("scenario"))
        if (complaint := complaint_about(mark.name, mark.args))
    ]
    if wrong:
        raise pytest.UsageError("\n".join(wrong))


def complaint_about(mark: str, arguments: Sequence[object]) -> str:
    """What is wrong with a mark ``article`` or ``scenario``; empty when nothing is."""
    if not arguments or not all(isinstance(each, str) for each in arguments):
        return f"@pytest.mark.{mark} wants keys as text, got {arguments!r}"
    unknown = [key for key in map(str, arguments) if not _exists(mark, key)]
    return f"@pytest.mark.{mark} names what does not exist: {'、'.join(unknown)}" if unknown else ""


def _exists(mark: str, key: str) -> bool:
    if mark == "scenario":
        return _SCENARIO.fullmatch(key) is not None
    try:
        return bool(article_text(Citation(key)))
    except (ValueError, LookupError, FileNotFoundError):
        return False


def tests_by_place(folder: Path) -> dict[Citation, list[Path]]:
    """Place of a text → the test files below ``folder`` that show it, sorted."""
    found: dict[Citation, set[Path]] = defaultdict(set)
    for path in folder.rglob("test_*.py"):
        for key in _keys(path):
            found[Citation(key)].add(path)
    return {place: sorted(paths) for place, paths in found.items()}


def _keys(path: Path) -> Iterator[str]:
    for node in ast.walk(source_tree.tree(path)):
        if isinstance(node, ast.Call) and source_tree.dotted(node.func) == "pytest.mark.article":
            yield from (
                each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
