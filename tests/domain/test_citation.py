"""Citations and the text they point at."""

from typing import Any

import pytest
from pydantic import BaseModel

from domain.citation import TITLES, Citation, cited, numeral
from domain.date_rule import DateRule
from domain.date_rules import DATE_RULES
from services.regulations import article_text


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("zone:7", "第七条"),
        ("zone:22#1", "第二十二条第一句"),
        ("zone:28.1", "第二十八条第一款"),
        ("zone:28.3#2", "第二十八条第三款第二句"),
        ("pilot:2", "第二部分"),
        ("pilot:5(4)", "第五部分（四）"),
        ("pilot:5(4)#2", "第五部分（四）第二句"),
        ("district:8", "第8项措施"),
        ("district:s2.1", "第二部分第一段"),
        ("district:s4(3)#2", "第四部分（三）第二句"),
        ("province:30.1", "第三十条第一款"),
    ],
)
def test_a_citation_reads_as_its_text_is_cited(key: str, words: str) -> None:
    assert Citation(key).place == words
    assert Citation(key).words == f"《{TITLES[Citation(key).instrument]}》{words}"


@pytest.mark.parametrize(
    ("key", "whole", "number"),
    [
        ("zone:28.3#2", "zone:28", 28),
        ("pilot:5(4)#2", "pilot:5(4)", 5),
        ("district:8", "district:8", 8),
        ("district:s4(3)#2", "district:s4(3)", 4),
        ("province:30.1", "province:30", 30),
    ],
)
def test_a_citation_knows_the_whole_it_lies_in_and_its_number(key: str, whole: str, number: int) -> None:
    assert (Citation(key).whole, Citation(key).article) == (whole, number)


def test_several_citations_read_as_one_phrase() -> None:
    assert cited((Citation("zone:22"), Citation("zone:28.3"))) == "第二十二条、第二十八条第三款"


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (28, "二十八")])
def test_numerals_are_written_as_the_law_writes_them(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize(
    "key",
    [
        *("28.1", "zone", "zone:", "zone:28.", "zone:28#", "other:1", "zone:28.1 "),
        *(
            "zone:5(4)",
            "zone:s2",
            "province:30(1)",
            "pilot:s2",
            "pilot:5(4",
            "pilot:(4)",
            "district:8(1)",
            "district:s",
        ),
    ],
)
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
        ("pilot:5(2)#1", "遴选。"),
        ("district:s4(3)#4", "（区质量强区工作领导小组各成员单位按照职责分工负责）"),
        ("province:9", "鼓励公民、法人和其他组织积极参与质量促进活动。"),
    ],
)
def test_a_citation_finds_its_words(key: str, words: str) -> None:
    assert article_text(Citation(key)) == words


@pytest.mark.parametrize(
    ("article", "joined"), [(10, "违法行为，营造公平"), (17, "遴选提出创建名单"), (22, "异议情况进行复核")]
)
def test_sentences_cut_by_page_breaks_are_joined(article: int, joined: str) -> None:
    assert joined in article_text(Citation(f"zone:{article}"))


def test_a_section_is_all_its_items_in_the_order_of_the_text() -> None:
    section = article_text(Citation("pilot:6"))
    assert section.startswith("加强组织领导。")
    assert section.endswith("形成推动高质量发展的示范效应。")
    assert article_text(Citation("district:s4")).count("各成员单位按照职责分工负责") == 3


@pytest.mark.parametrize(
    "key", ["zone:31", "zone:24.2", "zone:24#2", "pilot:7", "pilot:5(7)", "district:22", "district:s5", "province:43"]
)
def test_a_place_the_text_does_not_have_is_an_error(key: str) -> None:
    with pytest.raises(LookupError):
        article_text(Citation(key))


@pytest.mark.parametrize("rule", DATE_RULES.values(), ids=DATE_RULES)
def test_the_basis_of_every_date_rule_exists_in_the_text(rule: DateRule[Any]) -> None:
    assert rule.basis
    assert all(article_text(citation) for citation in rule.basis)
