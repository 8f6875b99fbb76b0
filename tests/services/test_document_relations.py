"""Which later document corrects, replaces, ends or withdraws which earlier one of its case."""

from typing import Any

import pytest

from services.documents.kinds import KINDS
from services.documents.relations import SUCCESSIONS, Mark, Paper, Relation, gravest, in_force, marks

SAMR, PARK, BUREAU, OTHER = ["samr"], ["park-js-1"], ["bureau-1"], ["bureau-2"]
NOTICE = {"matter": "评估验收结果"}
RENEWAL = {"matter": "复审评估结果"}
RECOGNITION, REVOCATION = {"decision": "认定决定"}, {"decision": "撤销认定决定"}


def papers(*ordered: tuple[str, list[str], dict[str, Any]]) -> list[Paper]:
    """Documents of one case; the id of each is its place, counted from 1."""
    return [Paper(str(place), kind, issuers, data) for place, (kind, issuers, data) in enumerate(ordered, start=1)]


def standing(ordered: list[Paper]) -> dict[str, str]:
    """Document → what it is now, of those that do not simply stand."""
    held = in_force(marks(ordered))
    found = {each.id: gravest([mark.relation for mark in held if mark.earlier == each.id]) for each in ordered}
    return {id_: relation.value for id_, relation in found.items() if relation}


def test_the_table_names_known_kinds_only() -> None:
    named = {each.later for each in SUCCESSIONS} | {kind for each in SUCCESSIONS for kind in each.earlier}
    assert named <= set(KINDS)


def test_every_relation_says_in_chinese_what_follows_from_it() -> None:
    assert len({each.label for each in Relation}) == len(Relation)
    assert all(each.meaning.endswith("。") for each in Relation)


@pytest.mark.article("zone:22#1")
def test_a_corrected_notice_is_read_with_its_correction_and_a_withdrawn_one_no_longer_stands() -> None:
    amended = papers(("public_notice", SAMR, NOTICE), ("notice_amendment", SAMR, NOTICE))
    assert marks(amended) == [Mark("1", "2", Relation.CORRECTED)]
    dates = papers(*((each.kind, SAMR, NOTICE) for each in amended), ("notice_correction", SAMR, NOTICE))
    assert standing(dates) == {"1": "corrected", "2": "corrected"}
    withdrawn = papers(*((each.kind, SAMR, NOTICE) for each in amended), ("notice_withdrawal", SAMR, NOTICE))
    assert standing(withdrawn) == {"1": "withdrawn", "2": "withdrawn"}


@pytest.mark.article("zone:22#1")
def test_a_notice_published_anew_is_not_touched_by_what_became_of_the_one_before() -> None:
    first = [("public_notice", SAMR, NOTICE), ("notice_withdrawal", SAMR, NOTICE)]
    again = papers(*first, ("public_notice", SAMR, NOTICE), ("notice_amendment", SAMR, NOTICE))
    assert marks(again) == [Mark("1", "2", Relation.WITHDRAWN), Mark("3", "4", Relation.CORRECTED)]
    evaluated_anew = papers(("public_notice", SAMR, NOTICE), ("public_notice", SAMR, NOTICE), first[1])
    assert marks(evaluated_anew) == [Mark("2", "3", Relation.WITHDRAWN)]


@pytest.mark.article("zone:28.3")
def test_a_renewal_that_falls_takes_its_own_notice_back_and_not_that_of_the_recognition() -> None:
    found = papers(
        ("public_notice", SAMR, NOTICE),
        ("recognition", SAMR, {}),
        ("public_notice", SAMR, RENEWAL),
        ("revocation_decision", SAMR, {}),
        ("renewal_notice_withdrawal", SAMR, {"because": "示范区认定已撤销"}),
    )
    assert standing(found) == {"2": "revoked", "3": "withdrawn"}
    amended = papers(("public_notice", SAMR, NOTICE), ("notice_amendment", SAMR, RENEWAL))
    assert marks(amended) == []


@pytest.mark.article("zone:27#2")
def test_a_revocation_ends_every_recognition_and_its_withdrawal_gives_them_back() -> None:
    titles = [("recognition", SAMR, {}), ("announcement", SAMR, {}), ("renewal_recognition", SAMR, {})]
    revoked = [*titles, ("revocation_decision", SAMR, {}), ("revocation_announcement", SAMR, {})]
    assert standing(papers(*revoked)) == {"1": "revoked", "2": "revoked", "3": "revoked"}
    restored = [*revoked, ("decision_withdrawal", SAMR, REVOCATION)]
    assert standing(papers(*restored)) == {"4": "withdrawn", "5": "withdrawn"}
    again = papers(*restored, ("revocation_decision", SAMR, {}))
    assert standing(again) == {"1": "revoked", "2": "revoked", "3": "revoked", "4": "withdrawn", "5": "withdrawn"}


@pytest.mark.article("zone:23")
def test_a_wrong_recognition_is_withdrawn_with_its_announcement() -> None:
    found = papers(("recognition", SAMR, {}), ("announcement", SAMR, {}), ("decision_withdrawal", SAMR, RECOGNITION))
    assert standing(found) == {"1": "withdrawn", "2": "withdrawn"}


@pytest.mark.parametrize("kind", ["renunciation_decision", "expiry_notice"])
def test_the_end_of_a_title_is_told_with_its_recognition(kind: str) -> None:
    assert standing(papers(("recognition", SAMR, {}), (kind, SAMR, {}))) == {"1": "ended"}


@pytest.mark.article("zone:3#2")
def test_a_withdrawn_application_no_longer_stands() -> None:
    found = papers(
        ("creation_application", PARK, {}), ("withdrawal_letter", PARK, {}), ("withdrawal_confirmation", SAMR, {})
    )
    assert marks(found) == [Mark("1", "2", Relation.WITHDRAWN)]
    twice = papers(
        ("renewal_application", PARK, {}),
        ("renewal_withdrawal", PARK, {}),
        ("renewal_application", PARK, {}),
        ("renewal_withdrawal", PARK, {}),
    )
    assert marks(twice) == [Mark("1", "2", Relation.WITHDRAWN), Mark("3", "4", Relation.WITHDRAWN)]


@pytest.mark.article("zone:27#1")
def test_a_report_handed_in_again_takes_the_place_of_the_one_of_its_year() -> None:
    years = [("annual_report", PARK, {"year": year}) for year in (2026, 2027, 2027)]
    assert marks(papers(*years)) == [Mark("2", "3", Relation.REPLACED)]


@pytest.mark.article("pilot:5(1)")
def test_a_filing_completed_takes_the_place_of_the_one_returned_of_the_same_bureau() -> None:
    filed = {"amends": False}
    found = papers(
        ("pilot_filing", BUREAU, filed),
        ("pilot_work_plan", BUREAU, {}),
        ("pilot_filing", OTHER, filed),
        ("pilot_filing", BUREAU, filed),
    )
    assert standing(found) == {"1": "replaced", "2": "replaced"}
    amended = papers(("pilot_filing", BUREAU, filed), ("pilot_filing", BUREAU, {"amends": True}))
    assert standing(amended) == {"1": "changed"}


@pytest.mark.article("pilot:5(1)")
def test_a_withdrawn_project_takes_back_all_its_filings() -> None:
    filed = {"amends": False}
    found = papers(("pilot_filing", BUREAU, filed), ("pilot_filing", OTHER, filed), ("pilot_withdrawal", BUREAU, {}))
    assert standing(found) == {"1": "withdrawn", "2": "withdrawn"}


@pytest.mark.article("pilot:5(3)")
def test_a_list_is_read_with_its_corrections_until_the_project_is_removed() -> None:
    found = papers(("pilot_list", SAMR, {}), ("pilot_correct", SAMR, {}), ("pilot_correct", SAMR, {}))
    assert standing(found) == {"1": "corrected", "2": "corrected"}
    removed = papers(("pilot_list", SAMR, {}), ("pilot_change_letter", BUREAU, {}), ("pilot_remove", SAMR, {}))
    assert standing(removed) == {"1": "ended"}


@pytest.mark.article("pilot:5(4)")
def test_a_half_year_report_is_replaced_by_one_handed_in_again_and_corrected_by_a_later_version() -> None:
    first = {"bureau": "甲市市场监督管理局", "k": 1}
    again = papers(*(("pilot_half_year_report", BUREAU, first) for _ in range(2)))
    assert standing(again) == {"1": "replaced"}
    corrected = first | {"correction": "数字有误"}
    found = papers(("pilot_half_year_report", BUREAU, first), ("pilot_half_year_report", BUREAU, corrected))
    assert standing(found) == {"1": "corrected"}
    other = papers(("pilot_half_year_report", BUREAU, first), ("pilot_half_year_report", BUREAU, first | {"k": 2}))
    assert standing(other) == {}
