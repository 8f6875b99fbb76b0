"""第八条至第十四条、第二十一条: the requirements are stated one by one, and judged by people without a score."""

import pytest

from domain.refusal import RefusalKind
from domain.zone import creation_requirements as rules
from domain.zone.creation_requirements import Article, RequirementFinding, RequirementResult
from services.regulations import article_text

BASIS = rules.REQUIREMENTS["8"].citation


def results(*articles: Article) -> list[RequirementResult]:
    return [RequirementResult(article=each, result="均已落实") for each in articles]


@pytest.mark.article("zone:8", "zone:9", "zone:10", "zone:11", "zone:12", "zone:13", "zone:14")
@pytest.mark.parametrize("number", rules.REQUIREMENTS)
def test_a_requirement_is_named_in_the_words_of_its_article(number: str) -> None:
    requirement = rules.REQUIREMENTS[number]
    text = article_text(requirement.citation)
    assert requirement.citation == f"zone:{number}"
    for words in requirement.title.replace("，", "、").split("、"):
        assert words in text, words


@pytest.mark.article("zone:21#1")
def test_the_self_check_states_every_article_once() -> None:
    every = list(Article)
    assert rules.refuse_incomplete(results(*every), (BASIS,)) is None
    for wrong in (every[:-1], [*every[:-1], every[0]], [every[0]]):
        refusal = rules.refuse_incomplete(results(*wrong), (BASIS,))
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (RefusalKind.MALFORMED, (BASIS,))


@pytest.mark.article("zone:21#1", "zone:21#3")
def test_a_condition_found_unmet_is_named_and_leads_back_to_the_park() -> None:
    found = [RequirementFinding(article=each, met=each not in (Article.NINE, Article.TWELVE)) for each in Article]
    refusal = rules.refuse_unmet(found, ("zone:21#1",))  # type: ignore[arg-type]
    assert refusal is not None
    assert refusal.basis == ("zone:9", "zone:12", "zone:21#1")
    assert "第九条、第十二条" in refusal.text
    assert "退回" in refusal.remedy
    assert rules.refuse_unmet([each for each in found if each.met], ()) is None
