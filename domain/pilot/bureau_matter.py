"""What every participating bureau may do again and again while its project is under construction, and nobody awaits."""

from domain.citation import Basis
from domain.matter import Matter
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Bureau
from domain.roles import Role
from domain.task import Action, Answer, TaskKind


def while_building(key: str, label: str, basis: Basis, action: Action) -> Matter:
    """Each bureau is asked by a task of its own. ``key`` and ``label``: of the kind of task."""
    return Matter(
        TaskKind(key, label, Role.CITY_REGULATOR, basis, (action,), optional=True, standing=True),
        audiences=lambda case: case.recipients,
        is_open=lambda case: case.stage is PilotStage.UNDER_CONSTRUCTION,
    )


def sender(case: PilotCase, answer: Answer) -> Bureau:
    """The bureau that acted."""
    bureau = case.member(answer.act.actor.organisation)
    assert bureau is not None
    return bureau
