"""第二十九条: what rests on an interpretation by 总局 says so, and what the text fixes stays the text's."""

from datetime import date

import pytest

from domain.adoption import adopt
from domain.date_rules import DATE_RULES, derive
from domain.deadline import Deadline, Line
from domain.interpretation import Interpreted
from domain.policy import PARAMETERS, ZonePolicy
from domain.rederivation import explained
from domain.zone import art17_consultation_scope as scope
from domain.zone.case import ZoneCase
from domain.zone.renewal_plan import RenewalPlan, planned
from services.policies import FixedByText, Impossible, RestsOnInterpretation, changed
from tests.support.calendars import CALENDAR
from tests.support.dated_cases import SOON, in_consultation
from tests.support.interpretations import NUMBER, SOURCE, interpreted
from tests.support.zone_cases import POLICY

pytestmark = pytest.mark.article("zone:29")

BEGIN = date(2026, 5, 20)
WAIT = "consultation_working_days"
NAMED_BY_THE_TERM = {"term_start", "term_anchor", "period_mode"}
"""The window says them in its line on the end of the term, which the text fixes."""
READ_ONLY_UNDER = {
    "annual_report_due_days": {"annual_report_mode": "anniversary_year"},
    "renewal_tolerance_days": {"renewal_reading": "point"},
}
CHOSEN_PER_RULE = [
    (key, name)
    for key, rule in DATE_RULES.items()
    for name in rule.reads
    if rule.programme == "zone" and not PARAMETERS[name].in_text
    if not (key == "zone-renewal-window" and name in NAMED_BY_THE_TERM)
]


def lines(key: str, policy: ZonePolicy, **given: int) -> list[Line]:
    return list(derive(key, BEGIN, given, policy, CALENDAR).lines)


@pytest.mark.parametrize(("key", "name"), CHOSEN_PER_RULE, ids=[f"{key}-{name}" for key, name in CHOSEN_PER_RULE])
def test_a_date_names_the_interpretation_of_every_parameter_it_depends_on(key: str, name: str) -> None:
    base = POLICY.model_copy(update=READ_ONLY_UNDER.get(name, {}))
    given = {"term_number": 2} if "term_number" in DATE_RULES[key].parameters else {}
    before, after = lines(key, base, **given), lines(key, interpreted(name, base=base), **given)
    assert [line.text for line in after] == [line.text for line in before]
    differing = [now.source for then, now in zip(before, after, strict=True) if then.source != now.source]
    assert differing
    assert all(SOURCE in source for source in differing)


def test_what_the_text_fixes_stays_the_texts_and_what_nobody_interpreted_stays_ours() -> None:
    found = lines("zone-notice", interpreted("notice_close"))
    assert [line.source for line in found if line.decided_by == ("notice_close",)] == [SOURCE]
    assert found[0].source == "法规规定"
    assert {line.source for line in found if line.decided_by != ("notice_close",)} == {"法规规定", "系统策略"}


def test_an_interpretation_may_confirm_the_value_or_give_another() -> None:
    confirmed, other = interpreted(WAIT), interpreted(WAIT, consultation_working_days=15)
    assert (confirmed.consultation_working_days, other.consultation_working_days) == (10, 15)
    assert confirmed.source(WAIT) == other.source(WAIT) == SOURCE
    assert confirmed.source(WAIT, "notice_close") == f"{SOURCE}、系统策略"
    assert POLICY.source(WAIT) == "系统策略"


def test_of_two_interpretations_of_a_parameter_the_later_one_counts() -> None:
    later = interpreted(WAIT, number="国市监质解〔2026〕1号", base=interpreted(WAIT, "bar_scope"))
    assert (later.source(WAIT), later.source("bar_scope")) == ("总局解释（国市监质解〔2026〕1号）", SOURCE)


def test_what_an_interpretation_decides_is_not_changed_without_another() -> None:
    with pytest.raises(RestsOnInterpretation):
        changed(interpreted(WAIT), {WAIT: 15}, "2026-3")
    free = changed(interpreted(WAIT), {"notice_close": "17:00"}, "2026-3")
    assert free.source(WAIT) == SOURCE


def test_what_the_text_fixes_is_not_interpreted_here_and_the_same_record_twice_changes_nothing() -> None:
    with pytest.raises(FixedByText):
        interpreted("term_years")
    with pytest.raises(Impossible, match="没有改变任何参数"):
        interpreted(WAIT, base=interpreted(WAIT))
    with pytest.raises(Impossible, match="没有这一参数"):
        changed(POLICY, {"interpreted": []}, "2026-2")


def test_a_policy_stored_before_there_were_interpretations_rests_on_none() -> None:
    stored = POLICY.model_dump(mode="json", exclude={"interpreted"})
    assert ZonePolicy.model_validate(stored) == POLICY
    policy = interpreted(WAIT)
    assert ZonePolicy.model_validate_json(policy.model_dump_json()) == policy
    assert len({policy, POLICY}) == 2, "a policy is looked up by its values"


def _sources(deadline: Deadline, policy: ZonePolicy) -> set[str]:
    return {line.source for line in explained(deadline, policy, CALENDAR).lines if WAIT in line.decided_by}


def _asked(case: ZoneCase) -> Deadline:
    assert case.proceeding.consultation is not None
    return case.proceeding.consultation.due


def test_a_running_date_is_credited_to_an_interpretation_of_its_value_and_not_to_one_of_another() -> None:
    confirmed, other = in_consultation(), in_consultation()
    adopt(confirmed, interpreted(WAIT), SOON)
    adopt(other, interpreted(WAIT, consultation_working_days=15), SOON)
    assert _sources(_asked(confirmed), confirmed.policy) == {SOURCE}
    assert _sources(_asked(other), other.policy) == {"系统策略"}


def test_a_running_date_keeps_the_interpretation_it_was_made_under() -> None:
    case = in_consultation()
    adopt(case, interpreted(WAIT), SOON)
    for number, days in (("国市监质解〔2026〕1号", 15), ("国市监质解〔2026〕2号", 20)):
        newer = interpreted(WAIT, number=number, base=case.policy, consultation_working_days=days)
        adopt(case, newer.model_copy(update={"version": number}), SOON)
        assert _sources(_asked(case), case.policy) == {SOURCE}


def test_the_plan_of_a_renewal_names_it_too() -> None:
    plan = planned(date(2028, 5, 20), interpreted(WAIT), RenewalPlan(), CALENDAR)
    told = [line.source for step in plan.steps for line in step.lines if "征求意见留出" in line.text]
    assert told == [SOURCE]


def test_a_refusal_by_the_policy_names_the_interpretation() -> None:
    case = in_consultation().model_copy(update={"policy": interpreted("consultation_scope")})
    refusal = scope.refuse_scope(case, scope.NamedDepartments(departments=["mara"]), SOON)
    assert refusal is not None
    assert SOURCE in refusal.text
    assert "系统策略" not in refusal.text


def test_a_policy_carries_no_more_than_the_number() -> None:
    assert interpreted(WAIT).interpreted == (Interpreted(parameter=WAIT, number=NUMBER),)
