"""第七条: what stands against a park, within which three years, and what officials may record."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.dates import start_of
from domain.matter import open_matters
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.roles import Actor, Role
from domain.task import Act, Answer, Task, TaskKind
from domain.zone import art07_facts as art07
from domain.zone.art07_check import CheckResult, assess, declared, gate
from domain.zone.art07_entries import Item
from domain.zone.art07_negative_list import ITEMS, CheckList
from domain.zone.case import BEFORE_RECOGNITION, FINAL, RECOGNISED, Stage, ZoneCase
from domain.zone.matters import MATTERS
from domain.zone.parts import Determination, NegativeFact
from tests.support import forms
from tests.support.world import PARK

POLICY = ZonePolicy()
RECORDED = datetime(2025, 1, 1, tzinfo=UTC)
NOW = start_of(date(2025, 6, 10))
REPORT: dict[str, Any] = {
    "item": "N1",
    "what": "批量召回",
    "where": "北区甲公司",
    "occurred_on": "2024-05-08",
    "evidence": ["file-1"],
}
DETERMINED: dict[str, Any] = {
    "number": 1,
    "outcome": "confirmed",
    "authority": "江苏省市场监督管理局",
    "determined_on": "2024-08-01",
    "standard": "by_law",
    "source": "《中华人民共和国产品质量法》第四十九条",
}


def fact(occurred_on: str, determination: str = "confirmed", item: str = "N1", **more: Any) -> NegativeFact:
    return NegativeFact.model_validate(
        {
            "number": 1,
            "item": item,
            "what": "批量召回",
            "occurred_on": occurred_on,
            "determination": determination,
            "recorded_at": RECORDED,
            **more,
        }
    )


def result(on: date, policy: ZonePolicy, *facts: NegativeFact) -> CheckResult:
    return assess(facts, on, policy).result


def a_case(*facts: NegativeFact, stage: Stage = Stage.NOMINATION) -> ZoneCase:
    return ZoneCase(
        id="zone-js-1-case-1", park=PARK, policy=POLICY, stage=stage, stage_since=RECORDED, negative_facts=list(facts)
    )


def check(action: str, data: dict[str, Any], *facts: NegativeFact) -> Any:
    kind: TaskKind = art07.BY_SAMR.kind
    found = kind.action(action)
    assert found is not None
    return found.check(a_case(*facts), found.form.model_validate(data), NOW)


@pytest.mark.article("zone:7")
@pytest.mark.scenario("B08")
@pytest.mark.parametrize(
    ("occurred_on", "expected"),
    [
        ("2022-06-09", CheckResult.CLEAR),
        ("2022-06-10", CheckResult.BLOCKED),
        ("2025-06-10", CheckResult.BLOCKED),
        ("2025-06-11", CheckResult.CLEAR),
    ],
)
def test_the_three_years_end_on_the_day_of_the_check_and_both_their_ends_count(
    occurred_on: str, expected: CheckResult
) -> None:
    found = assess([fact(occurred_on)], date(2025, 6, 10), POLICY)
    assert (found.first, found.last) == (date(2022, 6, 10), date(2025, 6, 10))
    assert found.result is expected


@pytest.mark.article("zone:7")
@pytest.mark.parametrize(
    ("on", "occurred_on", "expected"),
    [
        (date(2028, 2, 29), "2025-02-27", CheckResult.CLEAR),
        (date(2028, 2, 29), "2025-02-28", CheckResult.BLOCKED),
        (date(2027, 2, 28), "2024-02-27", CheckResult.CLEAR),
        (date(2027, 2, 28), "2024-02-28", CheckResult.BLOCKED),
        (date(2027, 2, 28), "2024-02-29", CheckResult.BLOCKED),
    ],
)
def test_the_29th_of_february_looks_back_to_the_28th(on: date, occurred_on: str, expected: CheckResult) -> None:
    assert result(on, POLICY, fact(occurred_on)) is expected


@pytest.mark.article("zone:7")
@pytest.mark.parametrize(
    ("occurred_on", "expected"),
    [
        ("2021-12-31", CheckResult.CLEAR),
        ("2022-01-01", CheckResult.BLOCKED),
        ("2025-06-10", CheckResult.BLOCKED),
        ("2025-06-11", CheckResult.CLEAR),
    ],
)
def test_three_calendar_years_begin_on_the_first_of_january(occurred_on: str, expected: CheckResult) -> None:
    policy = POLICY.model_copy(update={"look_back_mode": "calendar_years"})
    assert result(date(2025, 6, 10), policy, fact(occurred_on)) is expected


@pytest.mark.article("zone:7")
def test_the_three_years_may_be_measured_by_the_day_of_the_determination() -> None:
    """Occurred outside, determined inside, and the other way round."""
    late = fact("2022-06-09", determined_on="2022-06-10")
    early = fact("2022-06-09", determined_on="2022-06-09")
    by_determination = POLICY.model_copy(update={"look_back_date": "determination"})
    on = date(2025, 6, 10)
    assert [result(on, by_determination, each) for each in (late, early)] == [CheckResult.BLOCKED, CheckResult.CLEAR]
    assert [result(on, POLICY, each) for each in (late, early)] == [CheckResult.CLEAR, CheckResult.CLEAR]
    undetermined = fact("2020-01-01", "pending")
    assert result(on, by_determination, undetermined) is CheckResult.HELD
    assert result(on, POLICY, undetermined) is CheckResult.CLEAR


@pytest.mark.article("zone:7")
@pytest.mark.scenario("B11")
@pytest.mark.parametrize(
    ("listed", "removed", "expected"),
    [
        ("2023-03-01", "2024-02-01", CheckResult.BLOCKED),
        ("2019-03-01", "2022-06-09", CheckResult.CLEAR),
        ("2019-03-01", "2022-06-10", CheckResult.BLOCKED),
        ("2019-03-01", None, CheckResult.BLOCKED),
        ("2025-06-11", None, CheckResult.CLEAR),
    ],
)
def test_any_day_on_the_list_within_the_three_years_counts_also_when_it_was_taken_off(
    listed: str, removed: str | None, expected: CheckResult
) -> None:
    assert result(date(2025, 6, 10), POLICY, fact(listed, item="N8", removed_on=removed)) is expected


@pytest.mark.article("zone:7#2")
def test_what_is_pending_neither_passes_nor_fails_and_what_is_denied_counts_for_nothing() -> None:
    on = date(2025, 6, 10)
    pending, denied, confirmed = (fact("2024-05-08", each) for each in ("pending", "denied", "confirmed"))
    assert result(on, POLICY) is CheckResult.CLEAR
    assert result(on, POLICY, denied) is CheckResult.CLEAR
    assert result(on, POLICY, denied, pending) is CheckResult.HELD
    assert result(on, POLICY, denied, pending, confirmed) is CheckResult.BLOCKED
    held, blocked = gate(a_case(pending), NOW), gate(a_case(confirmed), NOW)
    assert held is not None
    assert blocked is not None
    assert (held.kind, held.basis[0]) == (blocked.kind, blocked.basis[0]) == (RefusalKind.RULE, "zone:7")
    assert "尚待有关机关认定" in held.text
    assert "不符合第七条" in blocked.text
    assert gate(a_case(denied), NOW) is None


@pytest.mark.article("zone:7")
@pytest.mark.parametrize("stage", list(Stage))
def test_facts_are_recorded_by_both_authorities_from_the_application_to_the_end_of_the_term(stage: Stage) -> None:
    both = {"negative_fact", "negative_fact_province"}
    offered = {kind.key for kind, _ in open_matters(MATTERS, a_case(stage=stage))} & both
    if stage in BEFORE_RECOGNITION | RECOGNISED | {Stage.EXPIRED_PENDING_REVOCATION}:
        assert offered == {"negative_fact", "negative_fact_province"}
    else:
        assert stage in FINAL | {Stage.REVOKED}
        assert offered == set()


@pytest.mark.article("zone:7")
def test_the_open_item_is_taken_only_with_an_official_decision_and_its_basis() -> None:
    open_item = REPORT | {"item": "N10"}
    assert check("record", REPORT) is None
    for more in ({}, {"decision": "国市监〔2025〕1号"}, {"stated_basis": "某规定第三条"}):
        refusal = check("record", open_item | more)
        assert refusal.basis == ("zone:7",)
        assert "“等”" in refusal.text
    assert check("record", open_item | {"decision": "国市监〔2025〕1号", "stated_basis": "某规定第三条"}) is None
    assert set(ITEMS) == {each.value for each in Item}


@pytest.mark.article("zone:7")
@pytest.mark.parametrize(
    "wrong",
    [
        {"occurred_on": "2025-06-11"},
        {"removed_on": "2024-06-01"},
        {"item": "N8", "removed_on": "2024-05-07"},
    ],
)
def test_a_report_whose_days_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    assert check("record", REPORT | wrong).basis == ("zone:7",)


@pytest.mark.article("zone:7#2")
@pytest.mark.parametrize(
    ("day", "taken"), [("2024-05-07", False), ("2024-05-08", True), ("2025-06-10", True), ("2025-06-11", False)]
)
def test_a_determination_lies_between_the_event_and_today(day: str, taken: bool) -> None:
    refusal = check("determine", DETERMINED | {"determined_on": day}, fact("2024-05-08", "pending"))
    assert (refusal is None) is taken


@pytest.mark.article("zone:7#2")
def test_only_what_is_recorded_can_be_determined_and_only_a_listing_be_taken_off() -> None:
    listed = fact("2024-05-08", item="N8")
    assert check("determine", DETERMINED | {"number": 2}, listed).basis == ("zone:7",)
    assert check("delist", {"number": 1, "removed_on": "2024-05-08"}, listed) is None
    assert check("delist", {"number": 1, "removed_on": "2024-05-07"}, listed).basis == ("zone:7",)
    assert check("delist", {"number": 1, "removed_on": "2024-05-08"}, fact("2024-05-08")).basis == ("zone:7",)


@pytest.mark.article("zone:7")
@pytest.mark.parametrize("stage", sorted(BEFORE_RECOGNITION | RECOGNISED))
def test_everyone_is_told_what_a_fact_means_where_the_case_stands(stage: Stage) -> None:
    for outcome in (CheckResult.HELD, CheckResult.BLOCKED):
        assert art07.consequence(stage, outcome).endswith("。")
    assert ("撤销审查" in art07.consequence(stage, CheckResult.BLOCKED)) is (stage in RECOGNISED)
    assert Determination.PENDING.label


@pytest.mark.article("zone:7")
def test_the_check_a_park_declares_names_the_four_conditions_in_the_words_of_the_article() -> None:
    case = a_case(stage=Stage.APPLICATION)
    task = Task(id="t", kind="creation_application", audience=case.applicant, opened_at=NOW)
    park = Actor(id="park-js-1", role=Role.CREATING_BODY, organisation="park-js-1", jurisdiction="320500")
    answer = Answer(Act(task_id="t", action="apply", actor=park), None, task, NOW)
    sheet = declared(case, answer, CheckList.model_validate(forms.CHECK_LIST), date(2025, 6, 10), case.province)
    words = "园区管理制度健全规范、质量工作基础扎实、产业集聚效应显著、主导产业质量特色优势明显"
    assert sheet.data["conditions"] == [{"condition": each, "met": "符合"} for each in words.split("、")]


@pytest.mark.article("zone:7")
def test_the_check_sheet_states_when_an_item_occurred_and_when_it_was_determined() -> None:
    case = a_case(stage=Stage.APPLICATION)
    task = Task(id="t", kind="creation_application", audience=case.applicant, opened_at=NOW)
    park = Actor(id="park-js-1", role=Role.CREATING_BODY, organisation="park-js-1", jurisdiction="320500")
    answer = Answer(Act(task_id="t", action="apply", actor=park), None, task, NOW)
    happened = {"item": "N2", "occurred": "yes", "occurred_on": "2020-05-08", "determined_on": "2020-06-03"}
    more = {"where": "园区北侧厂房", "authority": "某市应急管理局", "evidence": ["通报.pdf"]}
    answers = [each if each["item"] != "N2" else happened | more for each in forms.CHECK_LIST["items"]]
    declared_list = CheckList.model_validate(forms.CHECK_LIST | {"items": answers})
    rows = declared(case, answer, declared_list, date(2025, 6, 10), case.province).data["rows"]
    assert rows[1] == {
        "item": "重大安全事故",
        "occurred": "已发生",
        "occurred_on": "2020年5月8日（周五）",
        "determined_on": "2020年6月3日（周三）",
        "note": "园区北侧厂房，某市应急管理局，通报.pdf",
    }
    assert (rows[0]["occurred_on"], rows[0]["determined_on"], rows[0]["note"]) == ("", "", "")
