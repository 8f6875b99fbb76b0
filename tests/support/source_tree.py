"""The project's own source files, parsed, for tests about the code itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "domain",
    "contracts",
    "workflows",
    "activities",
    "services",
    "db",
    "api",
    "onebox",
    "rehearsal",
    "deploy",
    "verifier",
    "chaos",
)
GENERATED = ROOT / "db" / "migrations" / "versions"
"""Migrations are written by Alembic and never edited."""


def files(*folders: str) -> list[Path]:
    """Every Python file below the folders (relative to the root), sorted; generated ones left out."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if GENERATED not in path.parents)


def own_files() -> list[Path]:
    """Every Python file that people write: packages, tests, docs, benchmarks and the modules at the top."""
    return sorted({*files(*PACKAGES, "tests", "docs", "bench", "static"), *ROOT.glob("*.py")})


def name(path: Path) -> str:
    """The path from the root, as people write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def definitions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    """Every class, function and method with its dotted name, in the order of the file."""
    yield from _within(tree(path), "")


def _within(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield f"{prefix}{child.name}", child
            yield from _within(child, f"{prefix}{child.name}.")


def dotted(node: ast.expr) -> str:
    """``pytest.mark.article`` of the expression that says so; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
