"""Citations and the text they point at."""

import pytest
from pydantic import BaseModel

from domain.citation import Citation, cited, numeral
from domain.zone import date_rules
from services.regulations import article_text


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("zone:7", "第七条"),
        ("zone:22#1", "第二十二条第一句"),
        ("zone:28.1", "第二十八条第一款"),
        ("zone:28.3#2", "第二十八条第三款第二句"),
    ],
)
def test_a_citation_reads_as_the_law_is_cited(key: str, words: str) -> None:
    assert Citation(key).place == words
    assert Citation(key).words == f"《全国质量品牌提升示范区管理办法（试行）》{words}"


def test_several_citations_read_as_one_phrase() -> None:
    assert cited((Citation("zone:22"), Citation("zone:28.3"))) == "第二十二条、第二十八条第三款"


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (28, "二十八")])
def test_numerals_are_written_as_the_law_writes_them(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize("key", ["28.1", "zone", "zone:", "zone:28.", "zone:28#", "other:1", "zone:28.1 "])
def test_a_malformed_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not a citation"):
        Citation(key)


class Holder(BaseModel):
    citation: Citation


def test_a_citation_travels_through_json_as_its_key() -> None:
    stored = Holder(citation=Citation("zone:28.1")).model_dump_json()
    assert stored == '{"citation":"zone:28.1"}'
    assert Holder.model_validate_json(stored).citation.place == "第二十八条第一款"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("zone:24", "示范区示范期为三年。"),
        ("zone:27#3", "撤销认定的示范区，三年内不得再次提出创建申请。"),
        ("zone:28.1", "示范区在示范期到期前六个月，可自愿申请复审。"),
        ("zone:28#1", "示范区在示范期到期前六个月，可自愿申请复审。"),
        ("zone:28.3#2", "通过评估和公示的园区，由市场监管总局会同相关部门继续认定为示范区。"),
        ("zone:30", "本办法自印发之日起实施。"),
    ],
)
def test_a_citation_finds_its_words(key: str, words: str) -> None:
    assert article_text(Citation(key)) == words


@pytest.mark.parametrize(
    ("article", "joined"), [(10, "违法行为，营造公平"), (17, "遴选提出创建名单"), (22, "异议情况进行复核")]
)
def test_sentences_cut_by_page_breaks_are_joined(article: int, joined: str) -> None:
    assert joined in article_text(Citation(f"zone:{article}"))


@pytest.mark.parametrize("key", ["zone:31", "zone:24.2", "zone:24#2"])
def test_a_place_the_text_does_not_have_is_an_error(key: str) -> None:
    with pytest.raises(LookupError):
        article_text(Citation(key))


@pytest.mark.parametrize("rule", date_rules.DATE_RULES.values(), ids=lambda rule: rule.key)
def test_the_basis_of_every_date_rule_exists_in_the_text(rule: date_rules.DateRule) -> None:
    assert rule.basis
    assert all(article_text(citation) for citation in rule.basis)
