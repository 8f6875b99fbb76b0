"""docs/article-index.md says of every article what runs of it, and is written from the code."""

import pytest

from docs.make_article_index import NOTES, REASONS, TARGET, render, rule_files
from services.regulations import articles
from tests.support.articles import complaint_about

ARTICLES = sorted(articles("zone"))


def test_the_article_index_is_the_one_the_code_gives() -> None:
    assert TARGET.read_text(encoding="utf-8") == render(), "run: python -m docs.make_article_index"


@pytest.mark.parametrize("number", ARTICLES)
def test_an_article_has_either_rules_or_a_reason_why_nothing_runs(number: int) -> None:
    assert bool(rule_files(number)) != (number in REASONS)


def test_notes_are_about_articles_that_have_rules() -> None:
    assert all(rule_files(number) for number in NOTES)


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
