"""Forms that ask for a clause of the provincial regulation: it is picked by its place and words, never typed."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from api.pages.forms.shape import Kind, Options, Question, picked
from domain.province.art04_assignment import NAME, Assignment
from domain.province.art09_initiatives import NEVER_OWED, Initiative
from domain.province.case import GovernmentCase
from domain.province.clauses import BY_ID, CHAPTERS
from domain.province.parts import CampaignStage
from domain.task import Action

Groups = tuple[tuple[str, Options], ...]
_OF_A_GOVERNMENT = GovernmentCase.model_fields["programme"].default
_LONGEST = 40
_HELD = frozenset({CampaignStage.RUNNING, CampaignStage.SUMMARY_DUE})
_Groups = tuple[tuple[str, Options], ...]


def choosing(state: dict[str, Any], action: Action, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions, those for a clause as a pick among those the action is for, chapter by chapter, those for a
    campaign as a choice among those the government has; in rows too.

    ``state``: of the case as stored; what is asked in a case of another kind is left as it is.
    """
    if state.get("programme") != _OF_A_GOVERNMENT:
        return questions
    case = GovernmentCase.model_validate(state)
    clauses = _by_chapter(case, _asked(case, action))
    campaigns = tuple((each.name, each.title) for each in case.campaigns if each.stage in _HELD)
    return tuple(_chosen(each, clauses, campaigns) for each in questions)


def _asked(case: GovernmentCase, action: Action) -> set[str]:
    """Ids of the clauses an action may be about: what names nobody is named first, and assigned then."""
    if action.form is Initiative:
        return set(NEVER_OWED)
    if action.form is Assignment and action.name == NAME:
        return {each.id for each in case.clauses if each.names_nobody}
    return {each.id for each in case.clauses if case.bodies(each)}


def _by_chapter(case: GovernmentCase, ids: Collection[str]) -> _Groups:
    found = (
        (chapter, tuple((each.id, _words(case, each.id)) for each in clauses if each.id in ids))
        for chapter, clauses in CHAPTERS
    )
    return tuple((chapter, options) for chapter, options in found if options)


def _chosen(question: Question, clauses: _Groups, campaigns: Options) -> Question:
    if question.name == "clause":
        return picked(question, "条款", clauses, {})
    if question.name == "campaign":
        return replace(question, kind=Kind.CHOICE, options=campaigns)
    return replace(question, questions=tuple(_chosen(each, clauses, campaigns) for each in question.questions))


def _words(case: GovernmentCase, clause_id: str) -> str:
    quote = BY_ID[clause_id].quote
    short = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}……"
    return f"{case.numbers(clause_id)}：{short}"
