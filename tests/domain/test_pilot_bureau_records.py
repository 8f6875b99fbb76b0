"""六（三）、六（四） What a bureau records of its help for enterprises and of shared quality infrastructure."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from domain.matter import Matter
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.matters import MATTERS
from domain.pilot.sec6_3_enterprise_help import HELPING, HelpWay
from domain.pilot.sec6_4_quality_infrastructure import SERVING, Infrastructure
from domain.refusal import Refusal, RefusalKind
from domain.task import Act, Answer, Task
from services.regulations import article_text
from tests.support.pilot_cases import BING, HELP, JIA, SERVICE, YI, a_project, launched, pilot_actor

NOW = datetime(2027, 2, 28, 15, 59, tzinfo=UTC)
"""28 February 2027, 23:59 in Asia/Shanghai."""
BOTH = pytest.mark.parametrize(
    ("matter", "data"),
    [
        pytest.param(HELPING, HELP, marks=pytest.mark.article("pilot:6(3)"), id="help"),
        pytest.param(SERVING, SERVICE, marks=pytest.mark.article("pilot:6(4)"), id="service"),
    ],
)


def project(**facts: Any) -> PilotCase:
    known = launched(date(2026, 3, 2), (JIA, YI)) | facts
    return a_project(
        NOW,
        **known,
    )


def refused(matter: Matter, data: dict[str, Any], **other: Any) -> Refusal | None:
    [action] = matter.kind.actions
    assert action.check
    return action.check(project(), action.form(**data | other), NOW)


@BOTH
def test_each_participating_bureau_records_while_its_project_is_under_construction(
    matter: Matter, data: dict[str, Any]
) -> None:
    assert matter in MATTERS
    assert (matter.kind.optional, matter.kind.standing) == (True, True), "nobody waits for it"
    assert list(matter.audiences(project())) == [JIA.audience, YI.audience]
    assert not any(who.includes(pilot_actor(BING.organisation)) for who in matter.audiences(project()))
    assert {stage for stage in PilotStage if matter.is_open(project(stage=stage))} == {PilotStage.UNDER_CONSTRUCTION}


@BOTH
@pytest.mark.parametrize(
    ("on", "taken"), [("2027-02-27", True), ("2027-02-28", True), ("2027-03-01", False), ("2026-03-01", True)]
)
def test_what_has_been_done_is_recorded_at_any_time_and_never_before_its_day(
    matter: Matter, data: dict[str, Any], on: str, taken: bool
) -> None:
    refusal = refused(matter, data, on=on)
    assert (refusal is None) is taken
    if refusal:
        assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, matter.kind.basis)


@BOTH
def test_it_is_told_to_its_own_province_alone_and_stands_whole_in_the_record(
    matter: Matter, data: dict[str, Any]
) -> None:
    [action] = matter.kind.actions
    task = Task(id="t", kind=matter.kind.key, audience=YI.audience, opened_at=NOW)
    act = Act(task_id="t", action=action.name, actor=pilot_actor("city-yi"))
    effects = action.effects(project(), Answer(act, action.form(**data), task, NOW))
    [told] = effects.notices
    assert (told.audience, told.deadlines, effects.documents) == ((YI.province,), (), ())
    assert effects.text.startswith("示例乙市市场监督管理局记载2025年10月9日（周四）")
    assert data["what"] in effects.text


@BOTH
def test_what_and_with_whom_is_said(matter: Matter, data: dict[str, Any]) -> None:
    [action] = matter.kind.actions
    for name in data:
        blank: Any = [] if isinstance(data[name], list) else None
        with pytest.raises(ValidationError):
            action.form(**data | {name: blank})


@pytest.mark.article("pilot:6(3)")
def test_the_ways_of_helping_are_those_of_the_plan() -> None:
    words = article_text(HELPING.kind.basis[0])
    assert [each.label for each in HelpWay if each.label not in words] == []


@pytest.mark.article("pilot:6(4)")
def test_the_infrastructure_is_what_the_plan_lists_and_what_its_etcetera_leaves_open() -> None:
    words = article_text(SERVING.kind.basis[0])
    assert [each for each in Infrastructure if each.label not in words] == [Infrastructure.OTHER]
    assert "、".join(each.label for each in Infrastructure if each is not Infrastructure.OTHER) + "等" in words
