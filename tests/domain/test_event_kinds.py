"""事件案卷: what holds of every kind of event, and what single measures and articles ask for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from domain.dates import local_date
from domain.event_kinds import EVENT_KINDS
from domain.procedure import event_course, event_file
from domain.procedure.event_file import EventKind, EventStep, StepAnswer
from domain.procedure.event_state import EventCase, EventStage
from domain.programmes import case_of
from domain.province.event_case import involved, lead, next_above
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from services.documents.kinds import KINDS
from services.documents.samples.events import FILLED
from services.regulations import article_text
from tests.support.event_files import BODIES, NOW, an_event, answered, event_actor

EACH = pytest.mark.parametrize("kind", EVENT_KINDS.values(), ids=EVENT_KINDS)
GOVERNMENTS = [BODIES[each] for each in ("gov-hb", "gov-wh", "gov-yc", "gov-ja", "gov-jh")]
PENALTY: dict[str, Any] = FILLED["province_penalty"]


def checked(case: EventCase, by: str, action: str, **data: Any) -> Refusal | None:
    answer = answered(case, by, action, **data)
    found = EVENT_KINDS[case.kind].tasks[case.at].action(action)
    assert found is not None
    return found.check(case, answer.form, NOW)


def standing(key: str, at: str, **facts: Any) -> EventCase:
    """A file of this kind that stands at a step."""
    return an_event(key, at=at, at_label=EVENT_KINDS[key].step(at).label, **facts)


def all_answers() -> Iterator[tuple[EventKind, EventStep, StepAnswer]]:
    for kind in EVENT_KINDS.values():
        for step in kind.steps:
            for answer in step.answers:
                yield kind, step, answer


# -- what holds of every kind ----------------------------------------------------------------------


@EACH
def test_a_kind_names_the_units_that_stand_in_the_brackets_of_its_measure(kind: EventKind) -> None:
    text = article_text(kind.basis[0])
    assert all(each in text for each in kind.units)
    if kind.text == "district":
        named = text.rpartition("（")[2].partition("按照职责分工")[0].partition("负责")[0]
        assert "、".join(kind.units) == named


@pytest.mark.parametrize(
    ("kind", "step", "answer"), list(all_answers()), ids=[f"{k.key}-{s.key}-{a.name}" for k, s, a in all_answers()]
)
def test_every_answer_leads_to_a_step_of_its_kind_or_to_the_end(
    kind: EventKind, step: EventStep, answer: StepAnswer
) -> None:
    following = kind.after(step, answer)
    assert following is None or following in kind.steps
    assert not answer.document or answer.document in KINDS
    assert not answer.document or answer.document.startswith(kind.text)


@EACH
def test_every_step_of_a_kind_is_reached_and_from_every_step_there_is_an_end(kind: EventKind) -> None:
    reached, ends = {kind.first.key}, {step.key for step in kind.steps if step.joint}
    for _ in kind.steps:
        for step in kind.steps:
            found = [kind.after(step, each) for each in step.answers]
            reached |= {each.key for each in found if each and step.key in reached}
            if any(each is None or each.key in ends for each in found):
                ends.add(step.key)
    assert reached == ends == {step.key for step in kind.steps}


@EACH
def test_no_step_of_any_kind_falls_due(kind: EventKind) -> None:
    case = an_event(kind.key)
    assert case.due is None
    assert "没有规定本环节的期限" in event_file.no_limit(kind)


@EACH
def test_whom_the_place_does_not_name_is_refused_with_the_place_and_a_remedy(kind: EventKind) -> None:
    refusal = kind.admit(Actor(id="x", role=Role.CREATING_BODY, organisation="x"), "示例单位")
    assert refusal
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, kind.basis)
    assert kind.occasion in refusal.text
    assert refusal.remedy


@EACH
def test_a_stored_file_is_loaded_with_its_programme_and_its_policy(kind: EventKind) -> None:
    case = an_event(kind.key)
    assert case_of(case.carried()) == case
    assert case_of(case.model_dump(mode="json")) == case
    assert len(case.model_dump_json()) < 5_000


@EACH
def test_a_file_may_be_dropped_with_reasons_wherever_it_stands(kind: EventKind) -> None:
    case = an_event(kind.key)
    answer = answered(case, case.opened_by.organisation, event_file.DROP, reasons="重复记录。")
    action = kind.tasks[case.at].action(event_file.DROP)
    assert action is not None
    effects = action.effects(case, answer)
    assert effects.documents == ()
    assert "重复记录。已经作出的文书继续保留。" in effects.text
    event_course.take(kind, case, answer)
    assert (case.stage, case.at) == (EventStage.DROPPED, "")


def test_what_is_recorded_at_once_says_who_is_asked_and_that_no_day_is_set() -> None:
    effects = event_course.opened(EVENT_KINDS["district_interview"], an_event("district_interview"))
    assert effects.text == "区市场监管局记录重大质量问题“示例电器厂质量问题”（重大质量问题约谈）：抽检连续不合格。"
    [told] = effects.notices
    assert told.data["limit"] == "方案没有规定本环节的期限，不据此认定逾期。"
    assert told.data["by"] == "区市场监管局、区工商信局、区住建局、市公安局源城分局"
    assert event_actor("yc-police").organisation in {each.organisation for each in told.audience}


# -- district --------------------------------------------------------------------------------------


@pytest.mark.article("district:2")
def test_the_police_are_addressed_by_a_transfer_and_by_nothing_before_it() -> None:
    case = standing("district_interview", "transfer")
    kind = EVENT_KINDS[case.kind]
    assert "yc-police" not in {each.organisation for each in kind.asked(case)}
    answer = answered(case, "yc-market", "transfer", **FILLED["district_case_transfer"])
    action = kind.tasks["transfer"].action("transfer")
    assert action is not None
    assert action.irreversible
    [paper] = action.effects(case, answer).documents
    assert (paper.kind, [each.organisation for each in paper.recipients]) == ("district_case_transfer", ["yc-police"])
    assert [row["heading"] for row in paper.data["rows"]][:2] == ["一、移送决定文号", "二、移送决定日期"]


@pytest.mark.article("district:2")
@pytest.mark.parametrize(("days", "taken"), [(-1, True), (0, True), (1, False), (2, False)])
def test_a_talk_is_recorded_from_its_day_on(days: int, taken: bool) -> None:
    day = local_date(NOW) + timedelta(days=days)
    refusal = checked(
        standing("district_interview", "talk"),
        "yc-market",
        "record",
        **FILLED["district_interview_record"] | {"on": day},
    )
    assert (refusal is None) is taken
    if refusal:
        assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("district:2",))
        assert "尚未到来" in refusal.text


@pytest.mark.article("district:17")
def test_a_joint_sanction_is_for_serious_violations_and_names_what_it_rests_on() -> None:
    case, data = standing("district_credit", "sanction"), FILLED["district_joint_sanction"]
    assert checked(case, "yc-market", "sanction", **data) is None
    lenient = checked(case, "yc-market", "sanction", **data | {"serious": False})
    assert lenient
    assert (lenient.basis, "严重质量违法失信行为" in lenient.text) == (("district:17",), True)
    unfounded = checked(case, "yc-market", "sanction", **data | {"legal_basis": "  "})
    assert unfounded
    assert (unfounded.kind, unfounded.basis) == (RefusalKind.RULE, ("district:17",))
    assert "依法依规" in unfounded.text
    assert "不实施联合惩戒" in unfounded.remedy


@pytest.mark.article("district:1")
@pytest.mark.parametrize(("key", "record"), [("recall", "record"), ("accident", "report")])
def test_nothing_is_closed_before_it_was_recorded_once(key: str, record: str) -> None:
    case = an_event(f"district_{key}")
    refusal = checked(case, "yc-market", "finish", result="完成。")
    assert refusal
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, EVENT_KINDS[case.kind].basis)
    filled = FILLED[f"district_{key}_{record}"]
    event_course.take(EVENT_KINDS[case.kind], case, answered(case, "yc-market", record, **filled))
    assert case.at == case.taken[0].step
    assert checked(case, "yc-market", "finish", result="完成。") is None


@pytest.mark.article("district:19")
def test_an_award_the_measure_does_not_list_is_named() -> None:
    case = an_event("district_commendation", "yc-personnel")
    other = {"honour": "other_honour", "recipient": "示例厂", "awarded_on": date(2025, 5, 16), "merits": "领先。"}
    refusal = checked(case, "yc-personnel", "propose", **other)
    assert refusal
    assert (refusal.basis, "须写明奖励名称" in refusal.text) == (("district:19",), True)
    assert checked(case, "yc-personnel", "propose", **other | {"other": "省标准创新奖"}) is None


@pytest.mark.article("district:5")
@pytest.mark.parametrize("key", ["district_reward", "province_complaint"])
def test_nothing_asks_who_reported_or_complained(key: str) -> None:
    titles = [
        field.title or ""
        for step in EVENT_KINDS[key].steps
        for answer in step.answers
        for field in answer.form.model_fields.values()
    ]
    assert not any(word in title for title in titles for word in ("姓名", "电话", "联系"))
    assert any("不写" in title for title in titles)


# -- province --------------------------------------------------------------------------------------


@pytest.mark.article("province:38.2")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"serious": False}, "只对严重失信主体"),
        ({"rank": "other_rule"}, "地方性法规、规章和其他文件不能作为依据"),
        ({"legal_basis": ""}, "须写明法律或者行政法规的名称和条款"),
    ],
)
def test_a_penalty_without_a_law_or_for_no_serious_offender_is_refused(changes: dict[str, Any], said: str) -> None:
    refusal = checked(standing("province_credit", "penalty"), "wh-market", "penalise", **PENALTY | changes)
    assert refusal
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("province:38.2",))
    assert said in refusal.text
    assert "不予惩戒" in refusal.remedy


@pytest.mark.article("province:38.2")
@pytest.mark.parametrize("rank", ["law", "administrative_regulation"])
def test_a_penalty_rests_on_a_law_or_an_administrative_regulation(rank: str) -> None:
    case = standing("province_credit", "penalty")
    assert checked(case, "wh-market", "penalise", **PENALTY | {"rank": rank}) is None


@pytest.mark.article("province:38.1", "province:38.2")
def test_a_penalty_stands_under_its_own_paragraph_and_the_steps_before_it_under_theirs() -> None:
    tasks = EVENT_KINDS["province_credit"].tasks
    assert {key: task.basis for key, task in tasks.items()} == {
        **dict.fromkeys(("collection", "posting", "evaluation", "supervision"), ("province:38.1",)),
        "penalty": ("province:38.2",),
    }
    case = standing("province_credit", "penalty")
    answer = answered(case, "wh-market", "penalise", **PENALTY)
    action = tasks["penalty"].action("penalise")
    assert action
    told = action.effects(case, answer)
    assert {each.basis for each in (*told.documents, *told.notices)} == {("province:38.2",)}


@pytest.mark.article("province:36.1")
def test_an_event_in_several_counties_is_led_by_the_government_next_above_them_all() -> None:
    county, city = BODIES["ja-market"], BODIES["wh-market"]
    assert lead(county, [], GOVERNMENTS) is None
    assert lead(county, ["420102"], GOVERNMENTS) is None, "its own county"
    assert lead(county, ["420102", "420103"], GOVERNMENTS) == BODIES["gov-wh"]
    assert lead(city, ["420102", "420103"], GOVERNMENTS) is None, "it covers both"
    assert lead(county, ["420500"], GOVERNMENTS) == BODIES["gov-hb"]
    assert lead(county, ["420103"], []) is None, "nobody above is on the platform: intake is not held up"
    assert involved(["420103", "420103", "429004"], GOVERNMENTS) == [BODIES["gov-jh"]]


@pytest.mark.article("province:40")
def test_the_next_level_up_is_read_from_the_governments_there_are() -> None:
    """A city under the direct administration of the province has the province next above it."""
    assert next_above("420102", GOVERNMENTS) == BODIES["gov-wh"]
    assert next_above("429004", GOVERNMENTS) == BODIES["gov-hb"]
    assert next_above("420100", GOVERNMENTS) == BODIES["gov-hb"]
    assert next_above("420000", GOVERNMENTS) is None


@pytest.mark.article("province:37")
def test_a_recall_is_a_matter_of_the_province_alone() -> None:
    case = an_event("province_recall", "ja-market")
    kind = EVENT_KINDS[case.kind]
    assert [each.includes(event_actor("prov-hb")) for each in kind.asked(case)] == [True]
    assert not any(each.includes(event_actor("ja-market")) for each in kind.asked(case))
    assert event_course.opened(kind, case).text.endswith("缺陷消费品召回由省人民政府市场监督管理部门办理，已转送。")
    own = an_event("province_recall", "prov-hb")
    assert "转送" not in event_course.opened(kind, own).text


@pytest.mark.article("province:41")
def test_supervision_is_a_power_that_nobody_waits_for() -> None:
    kind = EVENT_KINDS["province_supervision"]
    assert all(task.optional for task in kind.every_task)


@pytest.mark.article("province:34")
def test_an_award_is_for_units_and_for_persons() -> None:
    case = standing("province_award", "selection", opened_by=BODIES["gov-wh"])
    answer = answered(case, "gov-wh", "select", **FILLED["province_award_selection"])
    action = EVENT_KINDS[case.kind].tasks["selection"].action("select")
    assert action is not None
    [paper] = action.effects(case, answer).documents
    [row] = paper.data["rows"]
    assert row["text"] == "单位，示例电器厂，质量管理水平高；个人，示例质量工程师，质量工作成绩突出"
