"""The clauses of the provincial regulation are those of its text, word for word, none stronger than its words."""

from collections import Counter

import pytest

from domain.citation import Citation
from domain.province.clause import Clause, ClauseKind, Level, Modality
from domain.province.clauses import BY_ID, CLAUSES
from services.regulations import article_text

EACH = pytest.mark.parametrize("clause", CLAUSES, ids=lambda each: each.id)
NEVER = [each for each in CLAUSES if not each.is_obligation]


@pytest.mark.article(
    "province:4", "province:5", "province:6", "province:7", "province:8", "province:9", "province:10",
    "province:11", "province:12", "province:13", "province:14", "province:15", "province:16", "province:17",
    "province:18", "province:19", "province:20", "province:21", "province:22", "province:23", "province:24",
    "province:25", "province:26", "province:27", "province:28", "province:29", "province:30", "province:31",
    "province:32", "province:33", "province:34", "province:35", "province:36", "province:37", "province:38",
    "province:39", "province:40", "province:41",
)  # fmt: skip
@EACH
def test_a_clause_stands_word_for_word_at_its_place(clause: Clause) -> None:
    assert clause.quote in article_text(clause.place)


@EACH
def test_whoever_is_responsible_is_named_in_the_words_of_the_article(clause: Clause) -> None:
    assert [each for each in clause.responsible if each not in article_text(clause.place.whole)] == []


@EACH
def test_the_modality_is_the_word_the_text_uses(clause: Clause) -> None:
    said = article_text(Citation(clause.place.partition("#")[0]))
    words = {Modality.SHALL: "应当", Modality.MAY: "可以", Modality.ENCOURAGE: "鼓励", Modality.SUPPORT: "支持"}
    if clause.modality in words:
        assert words[clause.modality] in said
    if clause.modality in {Modality.STATED, Modality.SUBJECTLESS}:
        assert "应当" not in said
    if clause.modality is Modality.SUBJECTLESS:
        assert clause.responsible == ()


def test_there_are_eighty_seven_clauses_each_with_a_name_of_its_own() -> None:
    assert len(CLAUSES) == len(BY_ID) == 87
    assert {each.place.article for each in CLAUSES} == set(range(1, 43)) - {1, 2, 3, 42}


def test_the_clauses_counted_by_their_modality() -> None:
    assert Counter(each.modality for each in CLAUSES) == {
        Modality.SHALL: 49,
        Modality.STATED: 4,
        Modality.SHALL_SUPPORT: 1,
        Modality.SHALL_ENCOURAGE: 2,
        Modality.SUBJECTLESS: 13,
        Modality.ENCOURAGE: 14,
        Modality.SUPPORT: 3,
        Modality.MAY: 1,
    }


def test_the_clauses_counted_by_their_kind() -> None:
    assert Counter(each.kind for each in CLAUSES) == {
        ClauseKind.PERIODIC: 1,
        ClauseKind.ANNUAL: 1,
        ClauseKind.ANNUAL_CAMPAIGN: 1,
        ClauseKind.ONE_OFF: 4,
        ClauseKind.ONE_OFF_STANDING: 5,
        ClauseKind.STANDING: 53,
        ClauseKind.PROGRAMME: 7,
        ClauseKind.PROJECT: 5,
        ClauseKind.EVENT_DRIVEN: 8,
        ClauseKind.RECURRING: 2,
    }


def test_seventy_are_obligations_and_powers_and_seventeen_encourage_or_support() -> None:
    assert len([each for each in CLAUSES if each.is_obligation or each.modality is Modality.MAY]) == 70
    assert len([each for each in NEVER if each.modality is not Modality.MAY]) == 17


@pytest.mark.article("province:41")
def test_what_the_congress_may_do_is_a_power_and_no_obligation() -> None:
    assert not BY_ID["H41-1-1"].is_obligation


@pytest.mark.article("province:19")
def test_article_19_is_for_the_province_and_the_prefectures_and_not_for_counties() -> None:
    clause = BY_ID["H19-1-1"]
    assert [level for level in Level if clause.is_for(level)] == [Level.PROVINCE, Level.PREFECTURE]
    assert not clause.owes_result


@pytest.mark.article("province:37")
def test_recalls_are_supervised_by_the_province_alone() -> None:
    assert [level for level in Level if BY_ID["H37-1-3"].is_for(level)] == [Level.PROVINCE]


@pytest.mark.article("province:5")
def test_what_enterprises_shall_do_is_guidance_and_tracked_of_no_government() -> None:
    private = [each for each in CLAUSES if each.is_obligation and not each.is_for_governments]
    assert {each.place.article for each in private} == {5, 6, 7, 39}
    assert [each.id for each in private if each.is_for(Level.COUNTY)] == []


def test_how_many_clauses_a_government_of_each_level_has() -> None:
    assert [sum(each.is_for(level) for each in CLAUSES) for level in Level] == [60, 53, 51]
