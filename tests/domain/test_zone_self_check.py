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
