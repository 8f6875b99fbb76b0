"""四（三） and the measures with rules of their own: progress that serves several items, 销号, disputes, indicators."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.district import calendar_of_case, measure03_indicators, measure14_activities
from domain.district import sec4_2_budget as budget
from domain.district import sec4_3_closeout as closeout
from domain.district import sec4_3_dispute as dispute
from domain.district import sec4_3_progress as progress
from domain.district.parts import Item, ItemStatus, Schedule, UnitKind
from domain.working_days import WorkCalendar
from services.regulations import units
from tests.support.district_cases import a_ledger, an_answer

NOW = datetime(2025, 3, 3, 1, tzinfo=UTC)
TODAY = date(2025, 3, 3)
OFFICE = ("district:s4(3)#3",)


@pytest.mark.article("district:s4(3)#2")
def test_one_entry_with_its_files_serves_several_items() -> None:
    """The same evidence for measures 2 and 17."""
    ledger = a_ledger("yc-housing", NOW, items=[Item(key=key, filed_on=TODAY) for key in ("2", "17")])
    form = progress.Progress(items=["2", "17"], on=TODAY, text="联合检查。")
    assert progress.refuse_progress(ledger, form, NOW) is None
    progress.take_progress(ledger, an_answer("yc-housing", form, NOW, attachments=("file-1",)))
    assert [each.evidence for each in ledger.items] == [1, 1]


@pytest.mark.article("district:14")
def test_measure_14_is_closed_with_evidence_of_both_its_actors() -> None:
    item = Item(key="14", filed_on=TODAY, schedule=Schedule.CONTINUOUS)
    ledger = a_ledger("yc-housing", NOW, items=[item])
    form = closeout.Proposal(item="14", outcome="done", summary="完成。")
    refusal = closeout.refuse(ledger, form, NOW)
    assert refusal
    assert refusal.text.count("评选") == 3
    assert refusal.basis == ("district:14",)
    for line in measure14_activities.Line:
        entry = progress.Progress(items=["14"], on=TODAY, text="评选。", line=line)
        progress.take_progress(ledger, an_answer("yc-housing", entry, NOW))
    assert closeout.refuse(ledger, form, NOW) is None


@pytest.mark.article("district:s4(3)#3")
def test_a_closed_item_takes_no_entry_until_it_is_reopened() -> None:
    ledger = a_ledger("yc-science", NOW, items=[Item(key="7", filed_on=TODAY)])
    ledger.items[0].closed_on, ledger.items[0].outcome = TODAY, ItemStatus.DONE
    form = progress.Progress(items=["7"], on=TODAY, text="又做。")
    refusal = progress.refuse_progress(ledger, form, NOW)
    assert refusal
    assert "已经销号" in refusal.text
    assert "恢复" in refusal.remedy
    wrong = closeout.refuse_reopening(a_ledger("yc-science", NOW), closeout.Reopening(item="7", reasons="x"), NOW)
    assert wrong
    assert wrong.basis == OFFICE


@pytest.mark.article("district:s4(3)#3")
def test_the_lead_checks_others_and_the_office_checks_the_lead() -> None:
    ledger, lead = a_ledger("yc-science", NOW, ["8"]), a_ledger("yc-market", NOW, ["8"])
    asked = closeout.reviewer(ledger, ledger.items[0])
    assert asked is not None
    assert asked.organisation == "yc-market"
    assert closeout.reviewer(lead, lead.items[0]) is None
    ledger.items[0].dispute = dispute.Dispute(other="区市场监管局", question="x")
    assert dispute.decider(ledger, ledger.items[0]) is None


@pytest.mark.article("district:3")
def test_the_four_indicators_are_entered_and_none_is_guessed() -> None:
    ledger = a_ledger("yc-environment", NOW)
    values = dict.fromkeys(("surface_water", "class_three_water", "pollutants", "fine_particles"), "100%")
    given = {"year": 2024, **values, **{f"{key}_set": "100%" for key in values}}
    form = measure03_indicators.Year.model_validate(given)
    assert measure03_indicators.refuse(ledger, form, NOW) is None
    for _ in range(2):
        measure03_indicators.enter(ledger, an_answer("yc-environment", form, NOW))
    assert [(each.year, len(each.values)) for each in ledger.indicators] == [(2024, 4)]
    ahead = measure03_indicators.Year.model_validate(given | {"year": 2026})
    refusal = measure03_indicators.refuse(ledger, ahead, NOW)
    assert refusal
    assert (refusal.text, refusal.basis) == ("2026年度尚未开始。", ("district:3",))
    text = "".join(sentence for paragraph in units("district")["3"] for sentence in paragraph)
    assert all(name in text for name in measure03_indicators.INDICATORS.values())


def a_budget(**changes: Any) -> budget.Budget:
    told = {
        "year": 2025,
        "means": "departmental_budget",
        "amount": 350000,
        "document": "示例〔2025〕5号",
        "use": "平台",
    }
    return budget.Budget.model_validate(told | changes)


@pytest.mark.article("district:s4(2)#3")
def test_a_department_enters_what_its_budget_of_a_year_has_and_anew_takes_the_place_of_that() -> None:
    ledger = a_ledger("yc-science", NOW, keys=("7", "s2"))
    for amount in (350000, 300000):
        assert budget.refuse(ledger, a_budget(amount=amount), NOW) is None
        budget.enter(ledger, an_answer("yc-science", a_budget(amount=amount), NOW))
    assert [(each.year, each.amount) for each in ledger.budgets] == [(2025, 300000)]
    assert budget.refuse(ledger, a_budget(year=2026), NOW) is None
    ahead = budget.refuse(ledger, a_budget(year=2027), NOW)
    assert ahead
    assert (ahead.text, ahead.basis) == ("2027年度的预算尚未编制。", ("district:s4(2)#3",))
    assert calendar_of_case.open_duties(ledger, WorkCalendar(())) == [], "the plan names no day"


@pytest.mark.article("district:s4(2)#2")
def test_the_fund_is_of_towns_and_the_budget_of_departments() -> None:
    ledger = a_ledger("yc-science", NOW, keys=("7", "s2"))
    refusal = budget.refuse(ledger, a_budget(means="quality_development_fund"), NOW)
    assert refusal
    assert (refusal.text, refusal.basis) == (
        "质量发展专项资金由各镇人民政府、街道办事处落实或者设立。",
        ("district:s4(2)#2",),
    )
    town = ledger.model_copy(update={"unit": ledger.unit.model_copy(update={"kinds": [UnitKind.TOWN]})})
    assert budget.refuse(town, a_budget(means="quality_development_fund"), NOW) is None
    other = budget.refuse(town, a_budget(), NOW)
    assert other
    assert (other.basis, "由各有关部门统筹安排" in other.text) == (("district:s4(2)#3",), True)


@pytest.mark.article("district:s4(2)#3")
def test_a_department_without_the_safeguard_in_its_ledger_is_not_asked() -> None:
    own, _ = budget.ENTERING
    assert own.is_open(a_ledger("yc-science", NOW, keys=("7", "s2")))
    assert not own.is_open(a_ledger("yc-science", NOW, keys=("7",)))
