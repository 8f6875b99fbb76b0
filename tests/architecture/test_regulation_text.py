"""The texts stand beside the code word for word: in regulations/, in docstrings, in citations."""

import ast
import re
from pathlib import Path

import pytest

from domain.citation import TITLES, Citation, numeral
from domain.policy import PARAMETERS
from domain.zone.kinds import TASK_KINDS
from services.regulations import article_text, articles, units
from tests.support import source_tree

_FILE = re.compile(r"(?P<kind>art|sec|measure)(?P<number>\d+)(?:_(?P<item>\d+))?_")
RULES = sorted(
    path
    for programme in TITLES
    for path in (source_tree.ROOT / "domain" / programme).glob("*.py")
    if _FILE.match(path.name)
)
EACH_RULE_FILE = pytest.mark.parametrize("path", RULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
COMPOSED = {
    "acceptance_application": {18, 20},
    "material_event_triage": {7, 27},
    **{kind: {23, 27} for kind in TASK_KINDS if kind.startswith("correction_")},
}
"""Task kinds that rest on several articles: the application for acceptance is held back by 第十八条, an event is
weighed by 第七条, and what is withdrawn may be a recognition or a revocation."""

_LITERAL = re.compile(rf"(?:{'|'.join(TITLES)}):[as\d()]+(?:\.\d+)?(?:#\d+)?")
_NUMERAL = "[一二三四五六七八九十]+"


def _source(name: str) -> str:
    return (source_tree.ROOT / "regulations" / f"{name}.zh.txt").read_text(encoding="utf-8")


def _without(pattern: str, text: str) -> str:
    return re.sub(pattern, "", text, flags=re.MULTILINE)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _words(instrument: str, unit: str) -> str:
    return "".join(sentence for paragraph in units(instrument)[unit] for sentence in paragraph)


def _place(path: Path) -> tuple[Citation, str]:
    """What a rule file is about: its citation, and how its docstring begins."""
    programme, match = path.parent.name, _FILE.match(path.name)
    assert match
    number, item = int(match["number"]), match["item"]
    if match["kind"] == "art":
        return Citation(f"{programme}:{number}"), f"第{numeral(number)}条 "
    if match["kind"] == "measure":
        return Citation(f"{programme}:{number}"), f"{number}. "
    unit = f"{'s' if programme == 'district' else ''}{number}" + (f"({item})" if item else "")
    heading = numeral(number) + (f"（{numeral(int(item))}）" if item else "")
    return Citation(f"{programme}:{unit}"), f"{heading} "


def _head(path: Path) -> str:
    """The first paragraph of what a file says of itself."""
    return (ast.get_docstring(source_tree.tree(path)) or "").split("\n\n")[0]


def _quoted(citation: Citation, words: str) -> list[tuple[Citation, str]]:
    """The places quoted, with what is quoted of each; a second article is named before its words."""
    own, *others = re.split(rf"(?<=。)\s*第({_NUMERAL})条 ", words)
    pairs = zip(others[::2], others[1::2], strict=True)
    return [(citation, _squeezed(own)), *((_article(number), _squeezed(text)) for number, text in pairs)]


def _article(words: str) -> Citation:
    return next(Citation(f"zone:{number}") for number in articles("zone") if numeral(number) == words)


def _cited(path: Path) -> set[Citation]:
    strings = (node.value for node in ast.walk(source_tree.tree(path)) if isinstance(node, ast.Constant))
    return {Citation(each) for each in strings if isinstance(each, str) and _LITERAL.fullmatch(each)}


@pytest.mark.parametrize(("instrument", "name"), [("zone", "demonstration_zone"), ("province", "hubei_regulation")])
def test_the_articles_put_together_are_the_source_text(instrument: str, name: str) -> None:
    source = _without(r"【[^】]*】", _without(rf"^\s*第{_NUMERAL}章.*$", _source(name)))
    put_together = "".join(
        f"第{numeral(number)}条" + _words(instrument, str(number)) for number in sorted(articles(instrument))
    )
    assert _squeezed(source) == TITLES[instrument] + _squeezed(put_together)


def test_the_sections_of_the_pilot_plan_put_together_are_its_source_text() -> None:
    """Without the covering notice and the annexes."""
    source = _source("yrd_pilot").split(f"# {TITLES['pilot']}\n")[1].split("附件：1.")[0]
    body = _without(rf"^#+.*$|^{_NUMERAL}是|^[（(]{_NUMERAL}[)）]", source)
    sections = [unit for unit in units("pilot") if not unit.startswith("a")]
    assert _squeezed(body) == _squeezed("".join(_words("pilot", unit) for unit in sections))


def test_what_is_cited_of_the_annexes_of_the_pilot_plan_stands_in_its_source_text() -> None:
    source = _squeezed(_source("yrd_pilot").split("附件 1")[1])
    annexes = [unit for unit in units("pilot") if unit.startswith("a")]
    assert [unit for unit in annexes if unit.startswith("a2")] == ["a2", *(f"a2({number})" for number in range(1, 13))]
    said = [each for unit in annexes for paragraph in units("pilot")[unit] for each in paragraph]
    assert [each for each in said if _squeezed(each) not in source] == []


def test_the_measures_of_the_district_plan_put_together_are_its_source_text() -> None:
    source = _source("yuancheng_plan").removeprefix(TITLES["district"])
    body = _without(rf"^{_NUMERAL}、.*$|^（{_NUMERAL}）[^。\n]*$|^（{_NUMERAL}）|^\d+\.", source)
    assert _squeezed(body) == _squeezed("".join(_words("district", unit) for unit in units("district")))
    assert [f"{number}" for number in range(1, 22)] == [unit for unit in units("district") if unit.isdigit()]


@pytest.mark.parametrize("instrument", TITLES)
def test_every_sentence_ends_as_a_sentence(instrument: str) -> None:
    """Lists of items come after a colon and are parted by semicolons; who is responsible stands in brackets."""
    body = {unit: words for unit, words in units(instrument).items() if not unit.startswith("a")}
    sentences = [each for paragraphs in body.values() for paragraph in paragraphs for each in paragraph]
    assert [each for each in sentences if not each.endswith(("。", "；", "：", "）")) or "。" in each[:-1]] == []


@EACH_RULE_FILE
def test_a_rule_file_begins_with_its_place_word_for_word(path: Path) -> None:
    """Of several files of one article each quotes what it is about: from a clause on, to the end of a sentence."""
    citation, heading = _place(path)
    first = _head(path)
    assert first.startswith(heading)
    for place, words in _quoted(citation, first.removeprefix(heading)):
        assert words.endswith("。"), "shorten a quotation at the end of a sentence only"
        assert [part for part in words.split("……") if part not in _squeezed(article_text(place))] == []


@EACH_RULE_FILE
def test_a_rule_file_cites_the_places_it_quotes_and_no_other(path: Path) -> None:
    """Its own, unless a file of the same article holds the citation and this one takes it from there."""
    citation, heading = _place(path)
    quoted = {place for place, _ in _quoted(citation, _head(path).removeprefix(heading))}
    cites = {each.whole for each in _cited(path)}
    assert cites <= quoted | {citation}
    siblings = rf"^from domain\.{path.parent.name}(\.| import ){path.stem.split('_')[0]}_"
    assert citation in cites or re.search(siblings, path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("kind", TASK_KINDS.values(), ids=lambda kind: kind.key)
def test_a_task_rests_on_one_article_unless_it_is_said_to_be_composed(kind: object) -> None:
    key, basis = kind.key, kind.basis  # type: ignore[attr-defined]
    resting_on = {citation.article for citation in basis}
    assert resting_on == COMPOSED.get(key, {basis[0].article})
    assert len(resting_on) == len(COMPOSED.get(key, {0}))


def test_every_citation_of_the_code_points_at_words_of_the_text() -> None:
    cited = {citation for path in source_tree.files(*source_tree.PACKAGES) for citation in _cited(path)}
    assert {citation.instrument for citation in cited} == set(TITLES)
    assert [citation for citation in cited if not article_text(citation)] == []


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_quotes_the_place_it_cites(name: str) -> None:
    parameter = PARAMETERS[name]
    if parameter.quote:
        assert parameter.citation is not None
        assert parameter.quote in article_text(parameter.citation)
    assert not parameter.in_text or parameter.quote, "what the text fixes is quoted"
