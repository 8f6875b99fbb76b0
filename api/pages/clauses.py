"""Forms that ask for a clause of the provincial regulation: it is chosen by its place and words, never typed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from api.pages.forms.shape import Kind, Options, Question, picked
from domain.province.art09_initiatives import NEVER_OWED, Initiative
from domain.province.case import GovernmentCase
from domain.province.clauses import BY_ID
from domain.province.parts import CampaignStage
from domain.task import Form

Groups = tuple[tuple[str, Options], ...]
_OF_A_GOVERNMENT = GovernmentCase.model_fields["programme"].default
_LONGEST = 40
_HELD = frozenset({CampaignStage.RUNNING, CampaignStage.SUMMARY_DUE})


def choosing(state: dict[str, Any], form: type[Form], questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions, those for a clause or a campaign as a choice among those the government has; in rows too.

    ``state``: of the case as stored; what is asked in a case of another kind is left as it is.
    """
    if state.get("programme") != _OF_A_GOVERNMENT:
        return questions
    case = GovernmentCase.model_validate(state)
    clauses = _by_article(case, NEVER_OWED if form is Initiative else [each.id for each in case.clauses])
    campaigns = tuple((each.name, each.title) for each in case.campaigns if each.stage in _HELD)
    return tuple(_chosen(each, clauses, campaigns) for each in questions)


def _chosen(question: Question, clauses: Groups, campaigns: Options) -> Question:
    if question.name == "clause":
        return picked(question, "条款", clauses, {})
    if question.name == "campaign":
        return replace(question, kind=Kind.CHOICE, options=campaigns)
    return replace(question, questions=tuple(_chosen(each, clauses, campaigns) for each in question.questions))


def _by_article(case: GovernmentCase, ids: Iterable[str]) -> Groups:
    """第四条 → its clauses, by their number in the text now in force."""
    found: dict[str, list[tuple[str, str]]] = {}
    for each in ids:
        found.setdefault(f"{case.numbers(each).partition('条')[0]}条", []).append((each, _words(case, each)))
    return tuple((article, tuple(options)) for article, options in found.items())


def _words(case: GovernmentCase, clause_id: str) -> str:
    quote = BY_ID[clause_id].quote
    short = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}……"
    return f"{case.numbers(clause_id)}：{short}"
