"""The text stands beside the code word for word: in regulations/, in docstrings, in citations."""

import ast
import re
from pathlib import Path

import pytest

from domain.citation import TITLES, Citation, numeral
from domain.policy import PARAMETERS
from domain.zone.kinds import TASK_KINDS
from services.regulations import article_text, articles
from tests.support import source_tree

RULES = sorted((source_tree.ROOT / "domain" / "zone").glob("art*.py"))
COMPOSED = {
    "acceptance_application": {18, 20},
}
"""Task kinds that rest on several articles: the application for acceptance is held back by 第十八条."""

_LITERAL = re.compile(r"zone:\d+(?:\.\d+)?(?:#\d+)?")


def _article(path: Path) -> int:
    return int(path.stem[3:5])


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _cited(path: Path) -> set[Citation]:
    strings = (node.value for node in ast.walk(source_tree.tree(path)) if isinstance(node, ast.Constant))
    return {Citation(each) for each in strings if isinstance(each, str) and _LITERAL.fullmatch(each)}


def test_the_paragraphs_put_together_are_the_source_text() -> None:
    source = (source_tree.ROOT / "regulations" / "demonstration_zone.zh.txt").read_text(encoding="utf-8")
    without_headings = re.sub(r"^第[一二三四五六七八九十]+章.*$", "", source, flags=re.MULTILINE)
    put_together = "".join(
        f"第{numeral(number)}条" + "".join(sentence for paragraph in paragraphs for sentence in paragraph)
        for number, paragraphs in sorted(articles("zone").items())
    )
    assert _squeezed(without_headings) == TITLES["zone"] + _squeezed(put_together)


def test_every_sentence_ends_as_a_sentence() -> None:
    sentences = [each for paragraphs in articles("zone").values() for paragraph in paragraphs for each in paragraph]
    assert [each for each in sentences if not each.endswith("。") or "。" in each[:-1]] == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_file_begins_with_its_article_word_for_word(path: Path) -> None:
    number = _article(path)
    first = (ast.get_docstring(source_tree.tree(path)) or "").splitlines()[0]
    heading = f"第{numeral(number)}条 "
    assert first.startswith(heading)
    quoted = first.removeprefix(heading)
    assert quoted.endswith("。"), "shorten a quotation at the end of a sentence only"
    assert _squeezed(article_text(Citation(f"zone:{number}"))).startswith(quoted)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_file_cites_its_own_article_and_no_other(path: Path) -> None:
    assert {citation.article for citation in _cited(path)} == {_article(path)}


@pytest.mark.parametrize("kind", TASK_KINDS.values(), ids=lambda kind: kind.key)
def test_a_task_rests_on_one_article_unless_it_is_said_to_be_composed(kind: object) -> None:
    key, basis = kind.key, kind.basis  # type: ignore[attr-defined]
    resting_on = {citation.article for citation in basis}
    assert resting_on == COMPOSED.get(key, {basis[0].article})
    assert len(resting_on) == len(COMPOSED.get(key, {0}))


def test_every_citation_of_the_code_points_at_words_of_the_text() -> None:
    cited = {citation for path in source_tree.files(*source_tree.PACKAGES) for citation in _cited(path)}
    assert cited
    assert [citation for citation in cited if not article_text(citation)] == []


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_quotes_the_place_it_cites(name: str) -> None:
    parameter = PARAMETERS[name]
    if parameter.quote:
        assert parameter.citation is not None
        assert parameter.quote in article_text(parameter.citation)
    assert not parameter.in_text or parameter.quote, "what the text fixes is quoted"
