"""第七条 from case to case: what is on record of a park elsewhere is checked, and carried into its next case."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.dates import start_of
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.roles import Actor, Role
from domain.task import Act, Answer, Task
from domain.zone import art07_between_cases as between
from domain.zone import art07_on_record as on_record
from domain.zone import art16_application as art16
from domain.zone.art07_check import checked
from domain.zone.art07_entries import FactReport, Finding, found
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import FactOrigin, FormerIdentity, NegativeFact
from domain.zone.standing import Standing
from tests.support import forms
from tests.support.world import PARK

pytestmark = pytest.mark.article("zone:7")

RECORDED = datetime(2025, 1, 1, tzinfo=UTC)
ON = date(2025, 6, 10)
NOW = start_of(ON)
FIRST = FactOrigin(case_id="zone-js-1-case-1", park_id="js-1", park="示例一号园区", number=1)
DETERMINED = {
    "outcome": "denied",
    "authority": "江苏省市场监督管理局",
    "determined_on": "2025-03-01",
    "standard": "by_law",
    "source": "《中华人民共和国产品质量法》第四十九条",
}


def fact(determination: str = "confirmed", origin: FactOrigin | None = FIRST, **more: Any) -> NegativeFact:
    return NegativeFact.model_validate(
        {
            "number": 1,
            "item": "N1",
            "what": "批量召回",
            "where": "北区甲公司",
            "occurred_on": "2024-05-08",
            "determination": determination,
            "recorded_at": RECORDED,
            "origin": origin,
            **more,
        }
    )


def case_2(*facts: NegativeFact, **more: Any) -> ZoneCase:
    case = {"id": "zone-js-1-case-2", "park": PARK, "policy": ZonePolicy(), "stage_since": RECORDED}
    return ZoneCase.model_validate(case | {"stage": Stage.APPLICATION, "negative_facts": list(facts)} | more)


def applied(case: ZoneCase, *elsewhere: NegativeFact) -> Answer:
    task = Task(id="t", kind="creation_application", audience=case.applicant, opened_at=NOW)
    park = Actor(id="park-js-1", role=Role.CREATING_BODY, organisation="park-js-1", jurisdiction="320500")
    form = art16.CreationApplication.model_validate(forms.APPLICATION)
    facts = art16.ApplicationFacts(standing=Standing(park=PARK.name), on_record=elsewhere)
    return Answer(Act(task_id="t", action="apply", actor=park), form, task, NOW, facts)


def test_what_was_confirmed_in_an_earlier_case_blocks_the_next_and_says_where_it_stands() -> None:
    refusal = on_record.refuse(case_2(), [fact()], ON)
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:7",))
    assert "不符合第七条" in refusal.text
    assert "原记于案件zone-js-1-case-1第1项，当时园区名称为示例一号园区" in refusal.text


@pytest.mark.article("zone:7#2")
def test_what_an_earlier_case_left_pending_holds_the_next_and_says_who_enters_the_determination() -> None:
    refusal = on_record.refuse(case_2(), [fact("pending")], ON)
    assert refusal is not None
    assert refusal.basis == ("zone:7", "zone:7#2")
    assert "尚待有关机关认定" in refusal.text
    assert "在园区页面录入认定结果" in refusal.remedy


@pytest.mark.parametrize(
    ("occurred_on", "blocked"), [("2022-06-09", False), ("2022-06-10", True), ("2025-06-10", True)]
)
def test_the_three_years_are_those_of_the_new_application(occurred_on: str, blocked: bool) -> None:
    assert (on_record.refuse(case_2(), [fact(occurred_on=occurred_on)], ON) is not None) is blocked


def test_what_was_denied_counts_for_nothing_and_is_carried_all_the_same() -> None:
    case = case_2()
    assert on_record.refuse(case, [fact("denied")], ON) is None
    art16.take(case, applied(case, fact("denied")))
    [carried] = case.negative_facts
    assert (carried.number, carried.origin, carried.determination) == (1, FIRST, "denied")


def test_what_is_carried_gets_numbers_of_its_own_and_comes_once() -> None:
    own = fact("denied", None)
    case = case_2(own)
    on_record.carry(case, [fact("denied"), fact("denied", FIRST.model_copy(update={"number": 2}))])
    assert [(each.number, each.origin and each.origin.number) for each in case.negative_facts] == [
        (1, None),
        (2, 1),
        (3, 2),
    ]
    before = list(case.negative_facts)
    # A later case may already have carried what this one holds; it comes back as its own.
    back = fact("confirmed", FactOrigin(case_id=case.id, park_id="js-1", park="示例一号园区", number=1))
    on_record.carry(case, [fact("confirmed"), back])
    assert case.negative_facts == before


def test_what_the_case_holds_already_only_the_case_changes() -> None:
    case = case_2(fact("denied"))
    assert on_record.refuse(case, [fact("confirmed")], ON) is None


def test_of_two_records_of_one_fact_the_later_holds() -> None:
    pending = fact("pending")
    later = found(pending, Finding.model_validate(DETERMINED), datetime(2025, 3, 2, tzinfo=UTC))
    for both in ([pending, later], [later, pending]):
        assert [each.determination for each in on_record.latest(both)] == ["denied"]


def test_a_fact_of_a_case_says_what_the_park_was_called_when_it_was_recorded() -> None:
    until = date(2025, 1, 31)
    former = FormerIdentity(name="示例旧园区", creating_body="甲", until=until, basis="苏政复〔2025〕1号")
    early, late = fact("pending", None), fact("pending", None, number=2, recorded_at=datetime(2025, 2, 1, tzinfo=UTC))
    held = on_record.held(case_2(early, late, former=[former]))
    assert [each.origin and each.origin.park for each in held] == ["示例旧园区", "示例一号园区"]
    assert [on_record.key_of(each) for each in held] == ["zone-js-1-case-2-fact-1", "zone-js-1-case-2-fact-2"]


def test_the_record_and_the_check_of_the_new_case_name_the_old_one() -> None:
    case = case_2()
    answer = applied(case, fact("denied"))
    [action] = art16.APPLICATION.actions
    assert "随园区转入第七条情形1项（原记于案件zone-js-1-case-1第1项" in action.effects(case, answer).text
    art16.take(case, answer)
    [row] = [each for each in checked(case, answer, case.province).data["rows"] if each["note"]]
    assert "原记于案件zone-js-1-case-1第1项，当时园区名称为示例一号园区" in row["note"]


def test_an_answer_recorded_before_the_register_said_it_still_loads_and_brings_nothing() -> None:
    old = art16.ApplicationFacts.model_validate({"standing": {"park": "示例一号园区"}})
    assert old.on_record == ()
    [action] = art16.APPLICATION.actions
    case = case_2()
    assert action.effects(case, Answer(applied(case).act, applied(case).form, applied(case).task, NOW)).documents


class TestBetweenCases:
    @pytest.mark.parametrize(
        ("role", "jurisdiction", "may"),
        [
            (Role.SAMR, "000000", True),
            (Role.PROVINCIAL_REGULATOR, "320000", True),
            (Role.PROVINCIAL_REGULATOR, "330000", False),
            (Role.PROVINCIAL_LEADING_GROUP, "320000", False),
            (Role.CREATING_BODY, "320500", False),
        ],
    )
    def test_the_province_of_the_park_and_samr_record(self, role: Role, jurisdiction: str, may: bool) -> None:
        actor = Actor(id="x", role=role, organisation="x", jurisdiction=jurisdiction)
        refusal = between.refuse_recorder(actor, "320500")
        assert (refusal is None) is may
        if refusal:
            assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:7",))

    def test_while_a_case_runs_there_is_one_place_for_a_fact(self) -> None:
        refusal = between.refuse_beside("zone-js-1-case-2")
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_STAGE, ("zone:7",))
        assert "zone-js-1-case-2" in refusal.text
        assert between.refuse_beside("") is None
        held = between.refuse_held("zone-js-1-case-2")
        assert held is not None
        assert held.basis == ("zone:7", "zone:7#2")
        assert between.refuse_held("") is None

    def test_a_fact_recorded_there_says_so(self) -> None:
        report = {"item": "N1", "what": "批量召回", "where": "北区", "occurred_on": "2025-01-02", "evidence": ["f"]}
        new = between.recorded(FactReport.model_validate(report), "js-1", "示例一号园区", 3, NOW)
        assert on_record.key_of(new) == "js-1-fact-3"
        assert new.origin is not None
        assert new.origin.words == "原记于园区登记（案件之外）第3项，当时园区名称为示例一号园区"
