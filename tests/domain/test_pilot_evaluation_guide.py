"""附件2: every indicator in words or not applicable with a reason; no score; what the values behind indicator 9 say."""

from typing import Any

import pytest

from domain.pilot import annex2_evaluation_guide as guide
from domain.pilot.annex2_evaluation_guide import INDICATORS, IndicatorFinding, YearValue
from domain.pilot.policy import PilotPolicy
from domain.pilot.sec5_5_opinions import OpinionForm, rows

FOUR, THREE = PilotPolicy(), PilotPolicy(indicator_9_values="three")


def findings(**besides: dict[str, str]) -> list[IndicatorFinding]:
    """All twelve in words; ``n5={"not_applicable": …}`` replaces the fifth."""
    found: list[dict[str, Any]] = []
    for each in INDICATORS:
        given = besides.get(f"n{each.number}", {"finding": f"第{each.number}项已落实。"})
        found.append({"number": each.number, **given})
    return [IndicatorFinding(**each) for each in found]


def values(first: int, *given: float) -> list[YearValue]:
    return [YearValue(year=first + number, value=value) for number, value in enumerate(given)]


@pytest.mark.article("pilot:a2")
def test_the_guide_has_twelve_indicators_in_four_groups_of_three_and_no_score() -> None:
    groups = list(dict.fromkeys(each.group for each in INDICATORS))
    assert [len([each for each in INDICATORS if each.group == group]) for group in groups] == [3, 3, 3, 3]
    fields = {*OpinionForm.model_fields, *IndicatorFinding.model_fields}
    assert not {each for each in fields if any(word in each for word in ("score", "grade", "weight", "pass"))}


@pytest.mark.article("pilot:a2")
@pytest.mark.scenario("D10")
def test_an_indicator_left_empty_stops_the_evaluation_and_is_named() -> None:
    away = {"not_applicable": "试点行业没有农产品和服务业。"}
    empty = guide.refuse(findings(n2={}, n5=away, n7=away, n8=away, n9=away))
    assert empty is not None
    assert (empty.basis, "第2项指标" in empty.text) == (("pilot:a2(2)",), True)
    assert guide.refuse(findings(n5=away, n7=away, n8=away, n9=away)) is None


@pytest.mark.article("pilot:a2")
def test_an_indicator_missing_given_twice_or_both_found_and_not_applicable_is_refused() -> None:
    whole = findings()
    both = findings(n3={"finding": "有", "not_applicable": "无"})
    for wrong, number in ((whole[:11], 12), ([*whole, whole[0]], 1), (both, 3)):
        refusal = guide.refuse(wrong)
        assert refusal is not None
        assert refusal.basis == (f"pilot:a2({number})",)


@pytest.mark.article("pilot:a2(9)")
@pytest.mark.scenario("D11")
@pytest.mark.parametrize("policy", [FOUR, THREE])
def test_three_years_running_takes_every_change_and_either_branch_is_enough(policy: PilotPolicy) -> None:
    satisfied = values(2020, 80, 82, 82, 85)
    complained = values(2020, 5.0, 4.1, 3.9, 3.0)
    first, second, together = guide.trend(satisfied, complained, policy)
    assert (first.met, second.met) == (False, True)
    assert "82→82" in first.words
    assert together == "材料支持该项（两者具备其一即可）"


@pytest.mark.article("pilot:a2(9)")
def test_three_values_make_three_years_only_where_the_policy_says_so() -> None:
    rising = values(2021, 82, 84, 85)
    assert not guide.satisfaction(rising, FOUR).met
    assert "需要连续4个年度" in guide.satisfaction(rising, FOUR).words
    assert guide.satisfaction(rising, THREE).met


@pytest.mark.article("pilot:a2(9)")
def test_a_year_left_out_breaks_the_row() -> None:
    gap = [*values(2019, 1, 2), *values(2022, 3, 4)]
    assert not guide.satisfaction(gap, FOUR).met
    assert not guide.complaints([], FOUR).met


@pytest.mark.article("pilot:a2")
def test_the_table_shows_what_was_found_and_why_an_indicator_does_not_apply() -> None:
    given = findings(n7={"not_applicable": "试点行业不是服务业。"})
    table = rows({"findings": [each.model_dump() for each in given]})
    assert [each["finding"] for each in table][5:8] == [
        "第6项已落实。",
        "不适用：试点行业不是服务业。",
        "第8项已落实。",
    ]
