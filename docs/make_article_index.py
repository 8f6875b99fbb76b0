"""``python -m docs.make_article_index``: writes docs/article-index.md, what runs of every sentence of the 示范区 text.

Rule files, stages, workflow methods, task kinds, date rules, parameters, pages and tests are read from the code. Only
what the code cannot say is written here: why nothing runs of a sentence, and what of one is still missing.
"""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from api.pages.calculator import router as calculator
from api.pages.case_ledger import router as case_ledger
from api.pages.forms.presets import ROWS
from api.pages.noticeboard import router as noticeboard
from api.pages.policies import router as policies
from api.pages.tasks import router as tasks
from domain.citation import Citation, numeral
from domain.kinds import TASK_KINDS
from domain.policy import PARAMETERS, Parameter
from domain.procedure.public_notice import Publication
from domain.roles import Role
from domain.task import TaskKind
from domain.zone.case import Stage
from domain.zone.date_rules import DATE_RULES
from domain.zone.ledger_lines import LINES
from services.regulations import articles
from tests.support import source_tree
from tests.support.articles import tests_by_place
from workflows.matters import HANDLERS

TARGET = Path(__file__).with_name("article-index.md")

REASONS = {
    "zone:1": "Purpose of the text: nothing to run.",
    "zone:2": "Guiding principles: nothing to run.",
    "zone:4": "Principles: nothing to run.",
    "zone:18#2": "Done outside: how far the goals were reached is stated in the acceptance application (第二十条).",
    "zone:30": "In force from its issue; every case carries the date of issue (`ZonePolicy.regulation`).",
}
_LEDGER = "A duty without a day or a decision: a ledger of the case, which no step waits for."
_IN_LEDGER = {str(line.place) for line in LINES}
NOTES = {
    **dict.fromkeys(_IN_LEDGER - {"zone:14"}, _LEDGER),
    "zone:5": "Here stands who the departments are and who may act for an office; what each may do, in the tasks.",
    "zone:6#1": f"{_LEDGER} The leading group acts in the tasks of 第十七条, 第二十条 and 第二十八条.",
    "zone:6#2": f"{_LEDGER} The provincial regulator acts in those tasks too, and keeps the register of parks.",
    "zone:6#3": f"{_LEDGER} The creating body acts in the tasks of 第十六条, 第二十条, 第二十七条 and 第二十八条.",
    "zone:25.1#2": f"{_LEDGER} The incentive rests on the other rule that the entry names.",
    "zone:26#1": f"{_LEDGER} 示范推广情况 is a field of the annual report (第二十七条) too.",
}

_PLACE = re.compile("第([一二三四五六七八九十]+)条(?:第([一二三四五六七八九十]+)款)?(?:第([一二三四五六七八九十]+)句)?")
_NUMBERS = {numeral(n): n for n in range(1, 100)}
_RULE_FILE = re.compile(r"art(\d+)_")
_LITERAL = re.compile(r"zone:\d+(?:\.\d+)?(?:#\d+)?")
_COLLECTIONS = frozenset({"case", "date_rules", "instrument", "kinds", "matters", "parameters", "policy"})
"""Files of domain/ that know every article."""
_QUOTED = 8
"""So many characters of a sentence tell that a docstring quotes it."""
Found = dict[str, list[str]]
"""Place → what runs of it, in the words of the index."""


@cache
def places() -> dict[str, str]:
    """Every sentence of the text: its shortest key → its words."""
    found = {}
    for number, paragraphs in articles("zone").items():
        for p, sentences in enumerate(paragraphs, start=1):
            for s, words in enumerate(sentences, start=1):
                paragraph = f".{p}" if len(paragraphs) > 1 else ""
                found[f"zone:{number}{paragraph}{f'#{s}' if len(sentences) > 1 else ''}"] = words
    return found


def lands_on(citation: Citation) -> list[str]:
    """The sentences a citation points at; of another text none. Of a whole one those that run, beside the ledger."""
    within = [each for each in places() if Citation(each).whole == citation.whole]
    if within and citation.paragraph is not None and len(articles("zone")[citation.article]) > 1:
        within = [each for each in within if Citation(each).paragraph == citation.paragraph]
    if citation.sentence is not None:
        return within[citation.sentence - 1 : citation.sentence]
    return [each for each in within if each not in REASONS.keys() | _IN_LEDGER] if len(within) > 1 else within


def _put(found: Found, basis: Iterable[Citation], words: str) -> None:
    for place in dict.fromkeys(place for citation in basis for place in lands_on(citation)):
        if words not in found[place]:
            found[place].append(words)


def rules() -> Found:
    """The files of domain/ that cite a place, by a literal or, in the file of an article, by what they take over; of a
    sentence that none of them cites those that quote it at their head."""
    found: Found = defaultdict(list)
    files = [path for path in source_tree.files("domain") if path.stem not in _COLLECTIONS]
    for path in files:
        _put(found, cited(path), _code(path))
    for place in [each for each in places() if each not in found and each not in REASONS]:
        head = re.compile(rf"domain/zone/art{Citation(place).article:02d}_")
        own = [path for path in files if head.match(source_tree.name(path))]
        found[place] = [_code(path) for path in own if _quotes(_docstring(path), places()[place])]
    return found


def _code(path: Path) -> str:
    return f"`{source_tree.name(path)}`"


def _docstring(path: Path) -> str:
    return ast.get_docstring(source_tree.tree(path)) or ""


def cited(path: Path) -> list[Citation]:
    strings = (node.value for node in ast.walk(source_tree.tree(path)) if isinstance(node, ast.Constant))
    literal = [Citation(each) for each in strings if isinstance(each, str) and _LITERAL.fullmatch(each)]
    match = _RULE_FILE.match(path.name)
    if literal or not match or path.parent.name != "zone":
        return literal
    taken_over = [each for value in vars(_module(path)).values() if isinstance(value, tuple) for each in value]
    return [each for each in taken_over if isinstance(each, Citation) and each.article == int(match[1])]


def _module(path: Path) -> ModuleType:
    return importlib.import_module(source_tree.name(path).removesuffix(".py").replace("/", "."))


def steps() -> Found:
    """Stages that rest on a place, workflow methods whose docstring names it, handlers of its matters."""
    found: Found = defaultdict(list)
    for stage in Stage:
        _put(found, stage.basis, f"stage {stage.label} `{stage.value}`")
    for path in source_tree.files("workflows"):
        for citation in _named(_docstring(path)):
            _put(found, [citation], _code(path))
        for name, node in source_tree.definitions(path):
            for citation in _named(ast.get_docstring(node) or ""):
                _put(found, [citation], f"{_code(path)} {name}")
    for key, handler in HANDLERS.items():
        file = handler.__module__.replace(".", "/")
        _put(found, TASK_KINDS[key].basis, f"`{file}.py` {handler.__name__}")
    return found


def _named(docstring: str) -> Iterator[Citation]:
    """The places a docstring names; a sentence it quotes, where it names the article alone."""
    for article, paragraph, sentence in _PLACE.findall(docstring):
        key = f"zone:{_NUMBERS[article]}"
        key += f".{_NUMBERS[paragraph]}" if paragraph else ""
        key += f"#{_NUMBERS[sentence]}" if sentence else ""
        quoted = [] if sentence else [each for each in lands_on(Citation(key)) if _quotes(docstring, places()[each])]
        yield from map(Citation, quoted or [key])


def _quotes(docstring: str, words: str) -> bool:
    return any(words[at : at + _QUOTED] in docstring for at in range(len(words) - _QUOTED + 1))


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
        _put(found, _zone(parameter), f"`{name}`")
    return found


def _zone(parameter: Parameter) -> list[Citation]:
    citation = parameter.citation
    return [citation] if citation is not None and citation.instrument == "zone" else []


def pages() -> Found:
    """Where people meet a place: its tasks, dates, parameters and notices, and the pages made for what it rules."""
    found: Found = defaultdict(list)
    for kind in TASK_KINDS.values():
        _put(found, [*kind.basis, *_listed(kind)], _shown(tasks))
        if _is_public(kind):
            _put(found, kind.basis, _shown(noticeboard))
    for rule in DATE_RULES.values():
        _put(found, rule.basis, _shown(calculator))
    for parameter in PARAMETERS.values():
        _put(found, _zone(parameter), _shown(policies))
    for line in LINES:
        _put(found, line.basis, _shown(case_ledger))
    for path in source_tree.files("api/pages"):
        ruled = [each for file in _ruling(path) for each in cited(file)]
        router = getattr(_module(path), "router", None) if ruled else None
        if router:
            _put(found, ruled, _shown(router))
    return found


def _is_public(kind: TaskKind) -> bool:
    return kind.role is Role.PUBLIC or any(action.form is Publication for action in kind.actions)


def _shown(router: Any) -> str:
    """The first page of a router: the others are reached from it."""
    return f"`{next(route.path for route in router.routes if 'GET' in route.methods)}`"


def _ruling(path: Path) -> set[Path]:
    """The files of domain/ that a page, or the module of api/ of its name, takes something from."""
    sources = [each for each in (path, path.parents[1] / path.name) if each.exists()]
    imported = {
        name for each in sources for node in ast.walk(source_tree.tree(each)) for name in _imported(node) if name
    }
    files = {source_tree.ROOT / f"{name.replace('.', '/')}.py" for name in imported}
    files = {each for each in files if each.exists() and each.stem not in _COLLECTIONS}
    return {each for each in files if each.parent.name in {"domain", "zone"}}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("domain"):
        return [f"{node.module}", *(f"{node.module}.{each.name}" for each in node.names)]
    return []


def tests() -> Found:
    found: Found = defaultdict(list)
    for key, paths in tests_by_place(source_tree.ROOT / "tests").items():
        if key.instrument == "zone":
            for path in paths:
                _put(found, [key], _code(path))
    return {place: sorted(files) for place, files in found.items()}


@cache
def index() -> dict[str, dict[str, list[str]]]:
    """Place → row → what runs of it."""
    rows = {
        "Rules": rules(),
        "Workflow": steps(),
        "Tasks": kinds(),
        "Dates": dates(),
        "Parameters": parameters(),
        "Pages": pages(),
        "Tests": tests(),
    }
    return {place: {row: found.get(place, []) for row, found in rows.items()} for place in places()}


def gaps() -> list[str]:
    """Sentences of which neither everything that has to stand stands, nor a reason why nothing runs."""
    return [
        place
        for place, rows in index().items()
        if (place in REASONS) == bool(rows["Rules"] and rows["Tests"] and (rows["Workflow"] or rows["Pages"]))
    ]


def render() -> str:
    """The whole page."""
    parts = [
        "# Article index: 《全国质量品牌提升示范区管理办法（试行）》\n",
        "Generated by `python -m docs.make_article_index`, for every sentence of the text. A test fails when it is out "
        "of date, and when a sentence has neither a rule, a test and a step or page, nor a reason why nothing runs. "
        "*Tests* are the files with a mark `@pytest.mark.article` of that place. What cites a whole article stands at "
        "each of its sentences of which something runs.\n",
    ]
    for place, rows in index().items():
        shown = {row: found for row, found in rows.items() if found}
        if place in REASONS:
            shown = {"Nothing runs": [REASONS[place]]}
        if place in NOTES:
            shown["Note"] = [NOTES[place]]
        parts.append(f"## {Citation(place).place} `{place}`\n\n> {places()[place]}\n")
        parts += [f"- {row}: {', '.join(found)}" for row, found in shown.items()]
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
