"""Forms of the provincial regulation that name a government or a department: it is picked from the register by name.

What it is called and where it has its seat follows from the register: nobody types an account or a code.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from api.deps import Services
from api.pages.forms.shape import Implied, Kind, Options, Question, picked
from db.models import Organisation
from db.queries import identity
from domain.province.art02_scope import refuse_outside
from domain.province.art04_assignment import Assignment
from domain.province.art04_governments import TreeChange
from domain.province.art32_joint_system import JointDraft
from domain.province.art42_adoption import Adoption
from domain.province.case import GovernmentCase, RegulationCase
from domain.province.event_case import BOTH, DEPARTMENTS, GOVERNMENTS
from domain.roles import Role, covers
from domain.task import Form

_Groups = tuple[tuple[str, Options], ...]
_OF_THE_TEXT = RegulationCase.model_fields["programme"].default
_OFFICES = {
    "development": "发展改革部门",
    "industry": "经济和信息化部门",
    "market": "市场监督管理部门",
    "financial": "金融监督管理部门",
}


async def picking(
    services: Services, state: dict[str, Any], form: type[Form], questions: tuple[Question, ...]
) -> tuple[Question, ...]:
    """The questions, each that names a body as a pick among those it may be. ``state``: of the case as stored."""
    if issubclass(form, Assignment):
        case = GovernmentCase.model_validate(state)
        found = [each for each in await _of_roles(services, BOTH) if covers(each.jurisdiction, case.region)]
        return _in_rows(questions, "rows", "责任单位", _by_seat(found), {})
    if issubclass(form, Adoption):
        found = await _governments(services, ())
        return _in_rows(questions, "governments", "人民政府", _by_seat(found), _implied(found))
    if issubclass(form, TreeChange) and state.get("programme") == _OF_THE_TEXT:
        return await _changing(services, RegulationCase.model_validate(state), questions)
    if issubclass(form, JointDraft):
        found = _within(await _of_roles(services, DEPARTMENTS))
        return tuple(_office(each, found) for each in questions)
    return questions


async def _changing(services: Services, case: RegulationCase, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Of a change of the tree: those that end are of the tree, those that come are not."""
    found = await _governments(services, [each.organisation for each in case.governments])
    living = tuple((each.organisation, each.name) for each in case.living)
    questions = _in_rows(questions, "created", "人民政府", _by_seat(found), _implied(found))
    return tuple(
        replace(each, kind=Kind.CHOICES, title="终止的人民政府（设立的不选）", options=living)
        if each.name == "ending"
        else each
        for each in questions
    )


def _in_rows(
    questions: tuple[Question, ...], rows: str, title: str, groups: _Groups, implied: Implied
) -> tuple[Question, ...]:
    """The questions, of these rows the body as a pick, without what follows from it."""

    def asked(row: Question) -> tuple[Question, ...]:
        if row.name == "organisation":
            return (picked(row, title, groups, implied),)
        return () if row.name in {name for each in implied.values() for name in each} else (row,)

    return tuple(
        replace(each, questions=tuple(one for row in each.questions for one in asked(row)))
        if each.name == rows
        else each
        for each in questions
    )


def _office(question: Question, found: Sequence[Organisation]) -> Question:
    if question.name in _OFFICES:
        return picked(question, _OFFICES[question.name], _by_seat(found), {})
    if question.name == "others":
        options = tuple((each.id, each.name) for each in found)
        return replace(question, kind=Kind.CHOICES, title="等其他部门", options=options)
    return question


async def _governments(services: Services, there: Iterable[str]) -> list[Organisation]:
    """Those of the province that are not ``there`` yet (ids)."""
    known = set(there)
    return [each for each in _within(await _of_roles(services, GOVERNMENTS)) if each.id not in known]


def _within(found: Iterable[Organisation]) -> list[Organisation]:
    return [each for each in found if refuse_outside(each.name, each.jurisdiction) is None]


async def _of_roles(services: Services, roles: frozenset[Role]) -> list[Organisation]:
    """By their seats, a government before its departments."""
    async with services.register.read() as session:
        found = [row for role in sorted(roles) for row in await identity.of_role(session, role)]
    return sorted(found, key=lambda row: row.jurisdiction)


def _by_seat(found: Sequence[Organisation]) -> _Groups:
    """Under the name of the government of their seat, or of whoever comes first there."""
    return tuple(
        (_seat(rows), tuple((each.id, each.name) for each in rows))
        for rows in (list(of) for _, of in groupby(found, lambda row: row.jurisdiction))
    )


def _seat(rows: Sequence[Organisation]) -> str:
    own = next((each.name for each in rows if each.role == Role.GOVERNMENT), "")
    return f"{own}和有关部门" if own and len(rows) > 1 else own or f"行政区划代码{rows[0].jurisdiction}"


def _implied(found: Iterable[Organisation]) -> Implied:
    return {each.id: {"name": each.name, "region": each.jurisdiction} for each in found}
