"""第三条: who may take the place of a creating body, and what becomes of what is open (reading R-3-5)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.policy import ZonePolicy
from domain.refusal import Refusal, RefusalKind
from domain.task import Act, Answer, Task
from domain.zone import art03_identity_change as art03
from domain.zone.art03_identity_change import BodyFacts, IdentityForm, RegisteredBody
from domain.zone.art27_reapplication_bar import barred_body
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import IdentityChange, Revocation
from tests.support.world import PARK, actor

pytestmark = pytest.mark.article("zone:3#2")

NOW = datetime(2025, 6, 10, 2, tzinfo=UTC)
GOV = RegisteredBody(id="gov-js", name="示例市人民政府", region="320500")
ELSEWHERE = RegisteredBody(id="park-zj-1", name="示例二号园区管理委员会", region="330100")
[ACTION] = art03.IDENTITY_CHANGE.kind.actions


def a_case(**facts: Any) -> ZoneCase:
    case = {"id": "zone-js-1-case-1", "park": PARK, "policy": ZonePolicy(), "stage": Stage.CREATION, "stage_since": NOW}
    return ZoneCase.model_validate(case | facts)


def form(**change: str) -> IdentityForm:
    return IdentityForm.model_validate({"approval_number": "苏政复〔2025〕3号", "effective_on": "2025-06-10"} | change)


def refused(case: ZoneCase, filled: IdentityForm, *bodies: RegisteredBody) -> Refusal | None:
    """By the case and then by the register, as a message is."""
    assert ACTION.enquiry is not None
    facts = BodyFacts(bodies=bodies)
    return ACTION.check(case, filled, NOW) or ACTION.enquiry.refuse(case, filled, NOW, facts)


def reported(case: ZoneCase, **change: str) -> Answer:
    task = Task(id="t", kind="identity_change", audience=case.applicant, opened_at=NOW)
    act = Act(task_id="t", action="report", actor=actor("park-js-1"))
    return Answer(act, form(**change), task, NOW, BodyFacts(bodies=(GOV,)))


def test_a_registered_body_of_the_place_may_take_over() -> None:
    assert refused(a_case(), form(organisation="gov-js"), GOV) is None


@pytest.mark.parametrize(
    ("change", "bodies", "words"),
    [
        ({"organisation": "gov-x"}, (), "不是已登记的创建主体"),
        ({"organisation": "park-zj-1"}, (ELSEWHERE,), "辖区不含园区所在地"),
        ({"organisation": "gov-js", "creating_body": "示例市人民政府"}, (GOV,), "不必另填新名称"),
        ({"organisation": "park-js-1"}, (), "都没有变更"),
        ({"creating_body": "示例市人民政府"}, (GOV,), "另一已登记的创建主体"),
    ],
)
def test_no_other_may_and_a_mere_name_hides_no_other(
    change: dict[str, str], bodies: tuple[RegisteredBody, ...], words: str
) -> None:
    refusal = refused(a_case(), form(**change), *bodies)
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:3#2",))
    assert words in refusal.text


def test_the_register_is_asked_of_a_body_only() -> None:
    assert ACTION.enquiry is not None
    assert not ACTION.enquiry.needed(form(name="示例新园区"))
    assert ACTION.enquiry.needed(form(organisation="gov-js"))
    assert ACTION.enquiry.needed(form(creating_body="示例市人民政府"))


def test_the_report_keeps_both_bodies_and_lets_the_old_one_act_on() -> None:
    case = a_case()
    answer = reported(case, organisation="gov-js")
    assert "市场监管总局处理之前，仍由原创建主体办理" in ACTION.effects(case, answer).text
    art03.changed(case, answer)
    assert (case.park.organisation, case.park.creating_body) == ("park-js-1", "示例市人民政府")
    assert [(each.organisation, each.until) for each in case.former] == [("park-js-1", date(2025, 6, 9))]
    assert case.identity is not None
    assert case.identity.organisation == "gov-js"


def test_what_is_open_is_readdressed_and_what_is_others_stays() -> None:
    case = a_case()
    old = case.applicant
    tasks = [("acceptance_application", old), ("annual_report", old), ("negative_fact_province", case.province)]
    case.tasks = [Task(id=str(n), kind=kind, audience=who, opened_at=NOW) for n, (kind, who) in enumerate(tasks)]
    art03.changed(case, reported(case, organisation="gov-js"))
    art03.settled(case)
    assert case.applicant.organisation == "gov-js"
    assert [task.audience for task in case.tasks] == [case.applicant, case.applicant, case.province]
    assert [task.id for task in case.tasks] == ["0", "1", "2"]


def test_both_bodies_are_told_of_the_decision() -> None:
    case = a_case()
    art03.changed(case, reported(case, organisation="gov-js"))
    acknowledge = art03.IDENTITY_DECISION.kind.action("acknowledge")
    assert acknowledge is not None
    effects = acknowledge.effects(case, reported(case))
    assert [each.organisation for each in effects.notices[0].audience] == ["park-js-1", None, "gov-js"]
    assert "自此由示例市人民政府办理本案件，示例一号园区管理委员会不再办理" in effects.text


def test_a_change_pending_since_before_bodies_were_named_moves_nothing() -> None:
    pending = IdentityChange.model_validate({"former": "甲", "former_body": "乙", "approval": "丙"})
    case = a_case(identity=pending)
    art03.settled(case)
    assert (case.identity, case.park.organisation) == (None, "park-js-1")


@pytest.mark.article("zone:27#3")
@pytest.mark.parametrize(("decided", "body"), [(date(2025, 5, 1), "park-js-1"), (None, "gov-js")])
def test_only_a_revocation_already_decided_stays_with_the_old_body(decided: date | None, body: str) -> None:
    revocation = Revocation(ground="article_7", facts="甲", opened_on=date(2025, 4, 1), decided_on=decided)
    case = a_case(revocation=revocation)
    assert barred_body(case) == "park-js-1"
    art03.changed(case, reported(case, organisation="gov-js"))
    art03.settled(case)
    assert barred_body(case) == body
