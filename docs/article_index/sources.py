"""What the files of domain/ cite: by a literal, by what they take over, by what they hold, by what they quote."""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from types import ModuleType

from docs.article_index.places import lands_on, quotes
from domain.citation import TITLES, Citation
from tests.support import source_tree

_LITERAL = re.compile(rf"(?:{'|'.join(TITLES)}):[as\d()]+(?:\.\d+)?(?:#\d+)?")
_RULE_FILE = re.compile(r"(?P<kind>art|sec|annex|measure)(?P<number>\d+)(?:_(?P<item>\d+))?_")
_COLLECTIONS = frozenset(
    {
        "__init__",
        "case",
        "date_rules",
        "instrument",
        "kinds",
        "ledger_lines",
        "matters",
        "parameters",
        "policy",
        "programmes",
    }
)
"""Files of domain/ that know every place."""


def code(path: Path) -> str:
    return f"`{source_tree.name(path)}`"


def docstring(path: Path) -> str:
    return ast.get_docstring(source_tree.tree(path)) or ""


def module(path: Path) -> ModuleType:
    return importlib.import_module(source_tree.name(path).removesuffix(".py").replace("/", "."))


def rule_files() -> list[Path]:
    """The files of domain/ that may hold a rule, collections left out."""
    return [path for path in source_tree.files("domain") if path.stem not in _COLLECTIONS]


def unit_of(path: Path) -> Citation | None:
    """The article, section, item, measure or annex that a file is about, by its name and folder."""
    match, text = _RULE_FILE.match(path.name), path.parent.name
    if match is None or text not in TITLES:
        return None
    mark = {"annex": "a", "sec": "s" if text == "district" else ""}.get(match["kind"], "")
    return Citation(f"{text}:{mark}{int(match['number'])}" + (f"({match['item']})" if match["item"] else ""))


@cache
def cited(path: Path) -> tuple[Citation, ...]:
    """What a file cites. Where it has no literal, a file of a place is about what it takes over or quotes of it, and a
    table about the places of its rows."""
    literal = tuple(Citation(each) for each in _strings(path) if _LITERAL.fullmatch(each))
    if literal or not any(parent.name in TITLES for parent in path.parents):
        return literal
    own = unit_of(path)
    if own is None:
        return tuple(_of_rows(path))
    return tuple(each for each in _taken_over(path) if each.whole == own) or tuple(_quoted(path, own))


def _strings(path: Path) -> list[str]:
    """Docstrings included; what an f-string puts together is none."""
    nodes = list(ast.walk(source_tree.tree(path)))
    parts = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    constants = (node.value for node in nodes if isinstance(node, ast.Constant) and node not in parts)
    return [each for each in constants if isinstance(each, str)]


def _taken_over(path: Path) -> Iterator[Citation]:
    for value in vars(module(path)).values():
        if isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Citation))


def _of_rows(path: Path) -> Iterator[Citation]:
    """Of the rows of the tables that a file itself holds."""
    for table in (getattr(module(path), name) for name in _assigned(path)):
        rows = table.values() if isinstance(table, Mapping) else table if isinstance(table, tuple) else ()
        for row in rows:
            yield from _places_of(row)


def _assigned(path: Path) -> Iterator[str]:
    for node in source_tree.tree(path).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _places_of(row: object) -> Iterator[Citation]:
    """A citation stands for itself, a row for what it calls its place; a member of an enumeration is no row."""
    if isinstance(row, Citation):
        yield row
    elif not isinstance(row, Enum):
        found = (getattr(row, name, ()) for name in ("place", "citation", "basis"))
        each_one = (each for one in found for each in (one if isinstance(one, tuple) else (one,)))
        yield from (each for each in each_one if isinstance(each, Citation))


def _quoted(path: Path, own: Citation) -> Iterator[Citation]:
    """By its own strings, docstrings included."""
    words = "\n".join(_strings(path))
    yield from (Citation(each) for each in lands_on(own) if quotes(words, each))


def imported(path: Path) -> set[str]:
    """The files of domain/ that a file takes something from, by their names from the root."""
    nodes = (node for node in ast.walk(source_tree.tree(path)) if isinstance(node, ast.ImportFrom))
    modules = {name for node in nodes for name in _modules(node)}
    return {f"{name.replace('.', '/')}.py" for name in modules if name.startswith("domain.")}


def _modules(node: ast.ImportFrom) -> list[str]:
    return [f"{node.module}", *(f"{node.module}.{each.name}" for each in node.names)]
