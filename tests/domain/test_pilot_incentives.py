"""五（六） Who grants an incentive, until when, and who reads of it (R-P-26, R-P-27, R-P-28)."""

from datetime import UTC, date, datetime

import pytest

from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Decision, DecisionKind
from domain.pilot.provinces import NAMES
from domain.pilot.sec5_6_incentives import GRANTING
from domain.roles import EVERYONE
from domain.task import Act, Answer, Task
from tests.support.pilot_cases import JIA, YI, a_project, launched, pilot_actor

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
TODAY = date(2027, 3, 2)
pytestmark = pytest.mark.article("pilot:5(6)")


def project(stage: PilotStage = PilotStage.UNDER_CONSTRUCTION) -> PilotCase:
    return a_project(
        NOW,
        **launched(TODAY, (JIA, YI)) | {"stage": stage},
    )


def test_each_of_the_five_grants_it_by_itself_whether_or_not_it_has_a_bureau_in_the_project() -> None:
    assert [each.organisation for each in GRANTING.audiences(project())] == list(NAMES)


def test_it_is_granted_from_the_launch_until_the_project_is_closed_also_while_the_closing_is_being_signed() -> None:
    assert {each for each in PilotStage if GRANTING.is_open(project(each))} == {PilotStage.UNDER_CONSTRUCTION}
    closing = project()
    closing.decision = Decision(kind=DecisionKind.CLOSE, reasons="完成", opened_by="prov-sh", opened_on=TODAY)
    assert GRANTING.is_open(closing)


@pytest.mark.parametrize(
    ("forms", "papers"),
    [
        (["commendation"], ["pilot_commendation"]),
        (["promotion"], ["pilot_incentive"]),
        (["bonus", "reference"], ["pilot_incentive"]),
        (["bonus", "commendation", "reference", "promotion"], ["pilot_commendation", "pilot_incentive"]),
    ],
)
def test_the_commendation_alone_is_for_everybody(forms: list[str], papers: list[str]) -> None:
    [action] = GRANTING.kind.actions
    grant = action.form(forms=forms, measures="有力", results="突出", experience="典型")
    act = Act(task_id="t", action=action.name, actor=pilot_actor("prov-jx"))
    task = Task(id="t", kind=GRANTING.kind.key, audience=JIA.province, opened_at=NOW)
    found = {each.kind: each for each in action.effects(project(), Answer(act, grant, task, NOW)).documents}
    assert list(found) == papers
    assert {each.issuers for each in found.values()} == {("prov-jx",)}
    assert {kind for kind, each in found.items() if EVERYONE in each.recipients} <= {"pilot_commendation"}
    assert all({JIA.audience, YI.audience} <= {*each.recipients} for each in found.values())
    if "pilot_commendation" in found:
        assert EVERYONE in found["pilot_commendation"].recipients
        assert "forms" not in found["pilot_commendation"].data
    if "pilot_incentive" in found:
        assert len(found["pilot_incentive"].data["forms"]) == len({*forms} - {"commendation"})
