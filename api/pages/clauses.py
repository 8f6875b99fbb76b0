"""Forms that ask for a clause of the provincial regulation: it is chosen by its place and words, never typed."""

from dataclasses import replace
from typing import Any

from api.pages.forms.shape import Kind, Options, Question
from domain.province.art09_initiatives import NEVER_OWED, Initiative
from domain.province.case import GovernmentCase
from domain.province.clauses import BY_ID
from domain.province.parts import CampaignStage
from domain.task import Form

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
    ids = NEVER_OWED if form is Initiative else [each.id for each in case.clauses]
    options = {
        "clause": tuple((each, _words(case, each)) for each in ids),
        "campaign": tuple((each.name, each.title) for each in case.campaigns if each.stage in _HELD),
    }
    return tuple(_chosen(each, options) for each in questions)


def _chosen(question: Question, options: dict[str, Options]) -> Question:
    if question.name in options:
        return replace(question, kind=Kind.CHOICE, options=options[question.name])
    return replace(question, questions=tuple(_chosen(each, options) for each in question.questions))


def _words(case: GovernmentCase, clause_id: str) -> str:
    quote = BY_ID[clause_id].quote
    short = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST]}……"
    return f"{case.numbers(clause_id)}：{short}"
