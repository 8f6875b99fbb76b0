"""R-5-4, R-P-40: one natural person acts for one body in one matter, whichever accounts and capacities they have."""

from datetime import UTC, date, datetime

import pytest

from domain.case import CaseState, next_task
from domain.kinds import TASK_KINDS
from domain.procedure.joint_act import signed_for_others
from domain.procedure.state import Proceeding
from domain.refusal import RefusalKind
from domain.roles import Actor, Audience, Role
from domain.task import Act
from workflows.messages import refusal_of

NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)
MARA = Audience(role=Role.JOINT_DEPARTMENT, organisation="mara")


def case() -> CaseState:
    return CaseState(programme="zone", id="case-1")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param("provincial_appraisal", "nomination_consent", marks=pytest.mark.article("zone:17.1")),
        pytest.param("nomination_consent", "provincial_appraisal", marks=pytest.mark.article("zone:17.1")),
        pytest.param("nomination_consent", "nominee_report", marks=pytest.mark.article("zone:17.1")),
        pytest.param("nomination_consent", "creation_decision", marks=pytest.mark.article("zone:17.2")),
        pytest.param("provincial_appraisal", "creation_decision", marks=pytest.mark.article("zone:17.2")),
        pytest.param("creation_application", "provincial_appraisal", marks=pytest.mark.article("zone:17.1")),
        pytest.param("acceptance_examination", "acceptance_consent", marks=pytest.mark.article("zone:20#2")),
        pytest.param("acceptance_consent", "acceptance_examination", marks=pytest.mark.article("zone:20#2")),
        pytest.param("acceptance_application", "acceptance_consent", marks=pytest.mark.article("zone:20#2")),
        pytest.param("acceptance_examination", "material_review", marks=pytest.mark.article("zone:21#1")),
        pytest.param("acceptance_consent", "panel_formation", marks=pytest.mark.article("zone:21#1")),
        pytest.param("renewal_examination", "renewal_consent", marks=pytest.mark.article("zone:28.2")),
        pytest.param("renewal_consent", "renewal_examination", marks=pytest.mark.article("zone:28.2")),
        pytest.param("renewal_examination", "comprehensive_evaluation", marks=pytest.mark.article("zone:28.3#1")),
    ],
)
def test_who_acted_on_an_application_for_one_body_does_not_act_on_it_for_the_next(first: str, then: str) -> None:
    found = case()
    found.remember(first, "person-1")
    assert found.excluded(TASK_KINDS[then]) == ("person-1",)


@pytest.mark.article("zone:20#2")
def test_the_park_that_applied_submits_itself() -> None:
    found = case()
    for kind in ("acceptance_application", "acceptance_examination", "acceptance_consent"):
        found.remember(kind, f"who-{kind}")
    assert found.excluded(TASK_KINDS["acceptance_submission"]) == ()


@pytest.mark.article("zone:23")
def test_a_person_is_known_under_every_account_and_in_every_capacity() -> None:
    for own in (
        Actor(id="mara", role=Role.JOINT_DEPARTMENT, organisation="mara"),
        Actor(id="mara", role=Role.JOINT_DEPARTMENT, organisation="mct", substitute_for="文化和旅游部", order="1号"),
        Actor(id="mct", role=Role.JOINT_DEPARTMENT, organisation="mct", person="mara"),
    ):
        task = next_task(case(), TASK_KINDS["recognition_signature"], MARA, NOW)
        assert task.model_copy(update={"excluded": ("mara",)}).excludes(own)
        assert not task.excludes(own)


@pytest.mark.article("zone:23", "pilot:5(2)")
def test_who_signed_for_one_body_is_kept_from_the_questions_to_the_others_alone() -> None:
    proceeding = Proceeding(signatures={"mara": date(2027, 3, 1)}, signers={"mara": "person-1"})
    assert signed_for_others(proceeding, "mofcom") == ("person-1",)
    assert signed_for_others(proceeding, "mara") == (), "a signature taken back may be given again"
    assert signed_for_others(Proceeding(signatures={"mara": date(2027, 3, 1)}), "mofcom") == (), "older than the rule"


@pytest.mark.article("zone:23")
def test_the_refusal_says_who_may_act_instead() -> None:
    found = case()
    task = next_task(found, TASK_KINDS["recognition_signature"], MARA, NOW)
    found.tasks.append(task)
    assert found.exclude(TASK_KINDS["recognition_signature"], MARA, ("person-1",))
    assert not found.exclude(TASK_KINDS["recognition_signature"], MARA, ("person-1",)), "the second time nothing"
    signing = Actor(id="mara", role=Role.JOINT_DEPARTMENT, organisation="mara", person="person-1")
    refusal = refusal_of(found, TASK_KINDS, (), Act(task_id=task.id, action="sign", actor=signing))
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:23",))
    assert "未代表其他单位办理同一事项" in refusal.text
    assert refusal.remedy == "请由本单位其他人员办理。"
