"""docs/article-index.md says of every place of the four texts what runs of it, and is written from the code."""

import re

import pytest

from docs.article_index.page import gaps, index, render, runs
from docs.article_index.places import lands_on, named, places, title_of
from docs.article_index.sources import cited, unit_of
from docs.article_index.texts import NOTES, REASONS, TEXTS
from docs.make_article_index import TARGET
from domain.citation import TITLES, Citation
from services.regulations import article_text, units
from tests.support import source_tree
from tests.support.articles import complaint_about


def test_the_article_index_is_the_one_the_code_gives() -> None:
    assert TARGET.read_text(encoding="utf-8") == render(), "run: python -m docs.make_article_index"


def test_every_place_has_a_rule_a_test_and_a_step_or_page_or_else_a_reason_why_nothing_runs() -> None:
    assert gaps() == []


@pytest.mark.parametrize("text", TITLES)
def test_the_places_of_the_index_put_together_are_the_text(text: str) -> None:
    """But for what only names an item or says in brackets who is responsible for it."""
    sentences = [each for unit in units(text).values() for paragraph in unit for each in paragraph]
    words = "\n".join(place.words for key, place in places().items() if Citation(key).instrument == text)
    left = [each for each in sentences if each not in words]
    named_only = {title_of(Citation(f"{text}:{unit}")) for unit in units(text)}
    assert [each for each in left if each.rstrip("。") not in named_only and not re.match("——|（.*负责）$", each)] == []


def test_a_place_is_cited_by_its_key() -> None:
    assert [key for key, place in places().items() if key != "pilot:a1" and place.words not in _cited_text(key)] == []


def _cited_text(key: str) -> str:
    return article_text(Citation(key)).replace("\n", "")


@pytest.mark.parametrize(
    ("citation", "found"),
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
        ("pilot:5(4)", ["pilot:5(4)"]),
        ("pilot:5(4)#1", ["pilot:5(4)"]),
        ("pilot:5(4)#2", ["pilot:5(4)"]),
        ("pilot:6(2)", ["pilot:6(2)#3"]),
        ("pilot:6(2)#2", ["pilot:6(2)#2"]),
        ("pilot:6", ["pilot:6"]),
        ("pilot:4", ["pilot:4(1)", "pilot:4(2)#2", "pilot:4(2)#3", "pilot:4(3)", "pilot:4(4)"]),
        ("pilot:a1#6", ["pilot:a1"]),
        ("pilot:a2(9)#2", ["pilot:a2(9)"]),
        ("pilot:a2", [f"pilot:a2({number})" for number in range(1, 13)]),
        ("district:2#5", ["district:2"]),
        ("district:s2", ["district:s2.1"]),
        ("district:s4(3)#3", ["district:s4(3)#3"]),
        ("district:s4(3)#4", ["district:s4(3)#2", "district:s4(3)#3"]),
        ("province:30", ["province:30.1", "province:30.2"]),
        ("province:38.2", ["province:38.2#1", "province:38.2#2"]),
        ("province:42", ["province:42"]),
    ],
)
def test_a_citation_lands_on_the_places_it_means(citation: str, found: list[str]) -> None:
    """Of a whole article on those of which something runs beside a ledger; a title or bracket is its whole item."""
    assert lands_on(Citation(citation)) == found


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("第二十八条第二款 省级审核。", "zone", ["zone:28.2"]),
        ("第二十七条 三年内不得再次提出创建申请: to the end of the bar.", "zone", ["zone:27#3"]),
        ("第三十条: every year.", "province", ["province:30"]),
        ("五（四） 开展示范试点建设; the aims of 二（三） pass.", "pilot", ["pilot:5(4)", "pilot:2(3)"]),
        ("第五部分（四）", "pilot", ["pilot:5(4)"]),
        ("附件1: after the end; 附件2第9项.", "pilot", ["pilot:a1", "pilot:a2(9)"]),
        ("第8项措施 and 四（三）第二句", "district", ["district:8", "district:s4(3)#2"]),
        ("民法典第二百零二条", "zone", []),
    ],
)
def test_a_docstring_names_places_as_people_do(words: str, text: str, found: list[str]) -> None:
    assert list(named(words, text)) == found


@pytest.mark.parametrize(
    ("file", "unit", "places_cited"),
    [
        ("pilot/sec5_6_incentives.py", "pilot:5(6)", {"pilot:5(6)"}),
        ("pilot/sec5_5_panel.py", "pilot:5(5)", {"pilot:5(5)"}),
        ("pilot/annex2_evidence_dates.py", "pilot:a2", {"pilot:a2(2)", "pilot:a2(8)", "pilot:a2(12)"}),
        ("pilot/deliverables.py", None, {*(f"pilot:3({n})" for n in range(1, 6)), "pilot:6(1)"}),
        ("pilot/jointly.py", None, set()),
        ("district/sec4_3_ledger.py", "district:s4(3)", {"district:s4(3)#2"}),
        ("province/art30_campaigns.py", "province:30", {"province:30.1"}),
    ],
)
def test_what_a_file_cites_is_read_from_its_words_its_tables_or_what_it_takes_over(
    file: str, unit: str | None, places_cited: set[str]
) -> None:
    path = source_tree.ROOT / "domain" / file
    assert (unit_of(path), set(cited(path))) == (unit, places_cited)


def test_reasons_and_notes_are_about_places_of_the_texts() -> None:
    assert REASONS.keys() | NOTES.keys() <= places().keys()
    assert REASONS.keys() & NOTES.keys() == set()
    assert [key for text in TEXTS.values() for key in text.reasons | text.notes if not key.startswith(text.key)] == []


def test_the_rows_of_a_table_are_worked_through_at_a_place_that_runs() -> None:
    worked_at = {table: place for text in TEXTS.values() for table, place in text.worked_at.items()}
    assert [table for table in worked_at if not (source_tree.ROOT / table).exists()] == []
    assert [place for place in worked_at.values() if not runs(place)] == []


def test_the_table_of_contents_leads_to_every_article_section_and_measure() -> None:
    page = TARGET.read_text(encoding="utf-8")
    links = dict(re.findall(r"\[`([^`]+)`\]\(#([^)]+)\)", page))
    assert list(links) == list(dict.fromkeys(str(Citation(place).whole) for place in places()))
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(set(anchors)) == len(headings) == len(places())
    assert set(links.values()) <= set(anchors)


def test_a_revocation_is_found_with_everything_that_runs_of_it() -> None:
    rows = index()["zone:27#2"]
    assert "`domain/zone/art27_revocation.py`" in rows["Rules"]
    assert "`workflows/matters/revocation.py` begin" in rows["Workflow"]
    assert "开启撤销审查 `revocation_opening`" in rows["Tasks"]
    assert "`revocation_hearing`" in rows["Parameters"]
    assert "`/tasks/{task_id}`" in rows["Pages"]
    assert "`tests/workflows/test_zone_revocation.py`" in rows["Tests"]


def test_a_half_year_report_is_found_with_everything_that_runs_of_it() -> None:
    rows = index()["pilot:5(4)"]
    assert "`domain/pilot/sec5_4_half_year_report.py`" in rows["Rules"]
    assert "`workflows/pilot_project.py` PilotProject.construction" in rows["Workflow"]
    assert "提交示范试点建设情况报告 `pilot_report`" in rows["Tasks"]
    assert "示范试点建设情况报告期限 `pilot-half-year-report`" in rows["Dates"]
    assert "`half_year_roll`" in rows["Parameters"]
    assert "`/calculator`" in rows["Pages"]
    assert "`tests/workflows/test_pilot_half_years.py`" in rows["Tests"]


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
