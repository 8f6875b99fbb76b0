"""Everything that runs of a place, row by row of the index."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import EnumType
from pathlib import Path
from typing import Any, get_args

from api.foreseeing.paper_run import WORKFLOWS
from api.pages.calculator import router as calculator
from api.pages.case_ledger import router as case_ledger
from api.pages.date_changes import router as date_changes
from api.pages.forms.presets import ROWS
from api.pages.noticeboard import router as noticeboard
from api.pages.policies import router as policies
from api.pages.tasks import router as tasks
from docs.article_index.places import lands_on, named, places, quotes
from docs.article_index.sources import cited, code, docstring, imported, module, rule_files, unit_of
from docs.article_index.texts import REASONS, TEXTS
from domain.citation import Citation
from domain.date_rules import DATE_RULES
from domain.kinds import TASK_KINDS
from domain.policy import PARAMETERS
from domain.procedure.public_notice import Publication
from domain.programmes import PROGRAMMES
from domain.roles import Role
from domain.task import TaskKind
from tests.support import source_tree
from tests.support.articles import tests_by_place

Found = dict[str, list[str]]
"""Place → what runs of it, in the words of the index."""
Run = tuple[Iterable[Citation], str]
"""What rests on places, in the words of the index."""
Met = tuple[Sequence[Citation], Any]
"""Places, and the router of the pages where people meet them."""


def _put(found: Found, basis: Iterable[Citation], words: str) -> None:
    for place in dict.fromkeys(place for citation in basis for place in lands_on(citation)):
        if words not in found[place]:
            found[place].append(words)


def rules() -> Found:
    """The files of domain/ that cite a place; of a place that none of them cites those that quote it at their head."""
    found: Found = defaultdict(list)
    for path in rule_files():
        _put(found, cited(path), code(path))
    for place in [each for each in places() if each not in found and each not in REASONS]:
        own = [path for path in rule_files() if unit_of(path) == Citation(place).whole]
        found[place] = [code(path) for path in own if quotes(docstring(path), place)]
    return found


def steps() -> Found:
    """Stages that rest on a place, workflow methods whose docstring names it, handlers of its matters; of the rows of a
    table the place at which they are worked through."""
    found: Found = defaultdict(list)
    for basis, words in (*_stages(), *_told(), *_handlers(), *_worked_through()):
        _put(found, basis, words)
    return found


def _stages() -> Iterator[Run]:
    """Of every programme's case, where a stage rests on places."""
    for programme in PROGRAMMES.values():
        stages = getattr(programme.case.model_fields.get("stage"), "annotation", None)
        for stage in stages if isinstance(stages, EnumType) else ():
            if hasattr(stage, "basis"):
                yield stage.basis, f"stage {stage.label} `{stage.value}`"


def _told() -> Iterator[Run]:
    for path in source_tree.files("workflows"):
        yield _named(path, docstring(path)), code(path)
        for name, node in source_tree.definitions(path):
            yield _named(path, ast.get_docstring(node) or ""), f"{code(path)} {name}"


def _named(path: Path, words: str) -> list[Citation]:
    """What the words of a workflow name of the texts whose rules it imports."""
    texts = {Path(file).parts[1] for file in imported(path)}
    return [each for text in TEXTS if text in texts for each in named(words, text)]


def _handlers() -> Iterator[Run]:
    for host in WORKFLOWS.values():
        for key, handler in getattr(host, "handlers", {}).items():
            yield TASK_KINDS[key].basis, f"`{handler.__module__.replace('.', '/')}.py` {handler.__name__}"


def _worked_through() -> Iterator[Run]:
    tables = {table: place for text in TEXTS.values() for table, place in text.worked_at.items()}
    for path in rule_files():
        for table, place in tables.items():
            if f"{source_tree.name(path)}/".startswith(f"{table.rstrip('/')}/"):
                yield cited(path), f"row by row at `{place}`"


def kinds() -> Found:
    found: Found = defaultdict(list)
    for kind in TASK_KINDS.values():
        _put(found, [*kind.basis, *_listed(kind)], f"{kind.label} `{kind.key}`")
    return found


def _listed(kind: TaskKind) -> list[Citation]:
    """What a form of the task lists row by row: places of the text that are not the basis of the act itself."""
    fields = [field for action in kind.actions for field in action.asked.model_fields.values()]
    forms = [form for field in fields for form in get_args(field.annotation) if form in ROWS]
    return [place for form in forms for place in cited(source_tree.ROOT / f"{form.__module__.replace('.', '/')}.py")]


def dates() -> Found:
    found: Found = defaultdict(list)
    for rule in DATE_RULES.values():
        _put(found, rule.basis, f"{rule.label} `{rule.key}`")
    return found


def parameters() -> Found:
    found: Found = defaultdict(list)
    for name, parameter in PARAMETERS.items():
        if parameter.citation:
            _put(found, [parameter.citation], f"`{name}`")
    return found


def pages() -> Found:
    """Where people meet a place: its tasks, dates, parameters and notices, and the pages made for what it rules."""
    found: Found = defaultdict(list)
    for basis, router in (*_of_kinds(), *_of_dates(), *_of_programmes(), *_own_pages()):
        for path in _shown(router) if basis else ():
            _put(found, basis, f"`{path}`")
    return found


def _of_kinds() -> Iterator[Met]:
    for kind in TASK_KINDS.values():
        yield [*kind.basis, *_listed(kind)], tasks
        if _is_public(kind):
            yield kind.basis, noticeboard


def _of_dates() -> Iterator[Met]:
    yield from ((rule.basis, calculator) for rule in DATE_RULES.values())
    yield from (([each.citation], policies) for each in PARAMETERS.values() if each.citation)


def _of_programmes() -> Iterator[Met]:
    for programme in PROGRAMMES.values():
        yield programme.change_basis, date_changes
        yield from ((line.basis, case_ledger) for line in programme.ledger)


def _own_pages() -> Iterator[Met]:
    for path in source_tree.files("api/pages"):
        ruled = [each for file in _ruling(path) for each in cited(file)]
        router = getattr(module(path), "router", None) if ruled else None
        if router:
            yield ruled, router


def _is_public(kind: TaskKind) -> bool:
    return kind.role is Role.PUBLIC or any(action.form is Publication for action in kind.actions)


def _shown(router: Any) -> list[str]:
    """The first page of a router, since the others are reached from it, and those that are public."""
    first, *others = [route.path for route in router.routes if "GET" in route.methods]
    return [first, *(path for path in others if path.startswith("/public"))]


def _ruling(path: Path) -> list[Path]:
    """The files of domain/ that a page, or the module of api/ of its name, takes something from."""
    sources = [each for each in (path, path.parents[1] / path.name) if each.exists()]
    taken = {file for each in sources for file in imported(each)}
    return [each for each in rule_files() if source_tree.name(each) in taken and each.parent.name != "procedure"]


def tests() -> Found:
    found: Found = defaultdict(list)
    for key, paths in tests_by_place(source_tree.ROOT / "tests").items():
        for path in paths:
            _put(found, [key], code(path))
    return {place: sorted(files) for place, files in found.items()}


ROWS_OF_INDEX = {
    "Rules": rules,
    "Workflow": steps,
    "Tasks": kinds,
    "Dates": dates,
    "Parameters": parameters,
    "Pages": pages,
    "Tests": tests,
}
"""In the order of the page."""
