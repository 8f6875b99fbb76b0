"""第七条核查表 as the park fills it in: which of its answers stand against the application."""

from datetime import date
from typing import Any

import pytest

from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.zone.art07_negative_list import NEGATIVE, POSITIVE, CheckList, refuse

TODAY = date(2026, 3, 5)
FIRST = date(2023, 3, 5)
BY_DETERMINATION = ZonePolicy(look_back_date="determination")
pytestmark = pytest.mark.article("zone:7")


def refused(item: str, policy: ZonePolicy | None = None, /, **answer: Any) -> str:
    """The words of the refusal of a list whose other items did not occur; empty when it is taken."""
    items = [{"item": each, "occurred": "no"} for each in NEGATIVE if each != item]
    answered = {"item": item, "occurred": "yes", **answer}
    check_list = CheckList.model_validate({"conditions_met": list(POSITIVE), "items": [*items, answered]})
    refusal = refuse(check_list, TODAY, policy or ZonePolicy())
    if refusal is None:
        return ""
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:7",))
    return refusal.text + refusal.remedy


@pytest.mark.parametrize(
    ("day", "stands"),
    [(date(2023, 3, 4), False), (FIRST, True), (TODAY, True), (None, True)],
    ids=["the day before", "the first day", "the last day", "no day"],
)
def test_what_occurred_counts_from_the_first_day_of_the_three_years_to_the_day_of_the_application(
    day: date | None, stands: bool
) -> None:
    assert ("发生日期早于2023年3月5日" in refused("N1", occurred_on=day)) is stands


def test_nothing_has_happened_tomorrow() -> None:
    assert "不能晚于今天（2026年3月5日" in refused("N1", occurred_on=date(2026, 3, 6))


@pytest.mark.parametrize(
    ("removed_on", "stands"), [(date(2023, 3, 4), False), (FIRST, True), (TODAY, True), (None, True)]
)
@pytest.mark.parametrize("policy", [ZonePolicy(), BY_DETERMINATION])
def test_an_entry_in_the_list_of_the_dishonest_counts_while_it_lasts_however_old_it_is(
    removed_on: date | None, stands: bool, policy: ZonePolicy
) -> None:
    words = refused("N8", policy, occurred_on=date(2019, 1, 1), removed_on=removed_on)
    assert ("移出名单的日期早于2023年3月5日" in words) is stands


@pytest.mark.parametrize(("determined_on", "stands"), [(date(2023, 3, 4), False), (FIRST, True), (None, True)])
def test_by_the_other_reading_the_day_of_the_determination_counts(determined_on: date | None, stands: bool) -> None:
    words = refused("N2", BY_DETERMINATION, occurred_on=date(2022, 1, 1), determined_on=determined_on)
    assert ("认定日期早于2023年3月5日" in words) is stands
    assert refused("N2", occurred_on=date(2022, 1, 1), determined_on=determined_on) == ""


DECIDED = {"authority": "某省市场监督管理局", "determined_on": date(2024, 6, 3), "legal_basis": "某条例第三条"}


@pytest.mark.parametrize("occurred", ["yes", "pending"])
@pytest.mark.parametrize("missing", ["authority", "determined_on", "legal_basis"])
def test_what_is_not_named_in_the_article_is_answered_for_by_an_official_decision_alone(
    missing: str, occurred: str
) -> None:
    """等, R-7-4."""
    given = {name: value for name, value in DECIDED.items() if name != missing}
    words = refused("N10", occurred=occurred, occurred_on=date(2024, 5, 8), **given)
    assert "只能依据有关机关的认定填写，认定机关、认定日期和认定依据缺一不可" in words
    assert "没有认定的，请填写“未发生”。" in words


def test_what_an_official_decision_adds_counts_as_what_the_article_names() -> None:
    assert "第七条“等”字所指的其他情形" in refused("N10", occurred_on=FIRST, **DECIDED)
    assert refused("N10", occurred_on=date(2023, 3, 4), **DECIDED) == ""
    assert refused("N10", occurred="no") == "", "and nobody need answer for it"


def test_place_and_evidence_go_with_an_item() -> None:
    stands = refused("N2", occurred_on=FIRST, where="园区北侧厂房", evidence=["file-1"])
    assert "重大安全事故" in stands
