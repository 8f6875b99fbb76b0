"""docs/article-index.md says of every sentence of the text what runs of it, and is written from the code."""

import pytest

from docs.make_article_index import NOTES, REASONS, TARGET, gaps, index, lands_on, places, render
from domain.citation import Citation
from services.regulations import article_text
from tests.support.articles import complaint_about


def test_the_article_index_is_the_one_the_code_gives() -> None:
    assert TARGET.read_text(encoding="utf-8") == render(), "run: python -m docs.make_article_index"


def test_every_sentence_has_a_rule_a_test_and_a_step_or_page_or_else_a_reason_why_nothing_runs() -> None:
    assert gaps() == []


def test_the_places_of_the_index_are_the_sentences_of_the_text() -> None:
    assert {place: article_text(Citation(place)) for place in places()} == places()


@pytest.mark.parametrize(
    ("citation", "sentences"),
    [
        ("zone:24", ["zone:24"]),
        ("zone:27#2", ["zone:27#2"]),
        ("zone:17.2", ["zone:17.2"]),
        ("zone:28.3", ["zone:28.3#1", "zone:28.3#2"]),
        ("zone:28.3#2", ["zone:28.3#2"]),
        ("zone:7", ["zone:7#1", "zone:7#2"]),
        ("zone:18", ["zone:18#1"]),
        ("zone:18#3", ["zone:18#3"]),
        ("zone:26", []),
        ("zone:18#2", ["zone:18#2"]),
        ("pilot:5(4)", []),
    ],
)
def test_a_citation_lands_on_the_sentences_it_means(citation: str, sentences: list[str]) -> None:
    """Of a whole article on those of which something runs beside a ledger; of another text on none."""
    assert lands_on(Citation(citation)) == sentences


def test_reasons_and_notes_are_about_sentences_of_the_text() -> None:
    assert REASONS.keys() | NOTES.keys() <= places().keys()
    assert REASONS.keys() & NOTES.keys() == set()


def test_a_revocation_is_found_with_everything_that_runs_of_it() -> None:
    rows = index()["zone:27#2"]
    assert "`domain/zone/art27_revocation.py`" in rows["Rules"]
    assert "`workflows/matters/revocation.py` begin" in rows["Workflow"]
    assert "开启撤销审查 `revocation_opening`" in rows["Tasks"]
    assert "`revocation_hearing`" in rows["Parameters"]
    assert "`/tasks/{task_id}`" in rows["Pages"]
    assert "`tests/workflows/test_zone_revocation.py`" in rows["Tests"]


@pytest.mark.parametrize("key", ["zone:22", "zone:28.3", "zone:27#1", "zone:28.3#2"])
def test_a_mark_may_cite_an_article_paragraph_or_sentence_of_the_text(key: str) -> None:
    assert complaint_about("article", (key,)) == ""


@pytest.mark.parametrize("key", ["zone:31", "zone:28.4", "zone:24#2", "28", "atlas:1", ""])
def test_a_mark_that_cites_no_place_of_the_text_is_complained_about(key: str) -> None:
    assert "does not exist" in complaint_about("article", (key,))


@pytest.mark.parametrize(("scenario", "fine"), [("A01", True), ("a1", False), ("", False)])
def test_a_scenario_is_named_by_group_and_number(scenario: str, fine: bool) -> None:
    assert (complaint_about("scenario", (scenario,)) == "") is fine


def test_a_mark_without_a_key_is_complained_about() -> None:
    assert "wants keys" in complaint_about("article", ())
