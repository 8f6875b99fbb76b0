"""The form of a cooperation (二（一）), and of a change of one, on its page: bureaus are picked from the register.

What they are called and where they have their seats follows from the register: nobody types an account or a code.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from api.pages.forms.shape import Options, Question, picked
from api.regions import region_name
from domain.pilot.parts import Bureau


def cooperation(questions: tuple[Question, ...], bureaus: Sequence[Bureau]) -> tuple[Question, ...]:
    """The questions, each that names a bureau as a pick among ``bureaus`` (by their seats) under their provinces."""
    groups = _by_province(bureaus)
    implied = {each.organisation: {"name": each.name, "region": each.region} for each in bureaus}

    def asked(question: Question) -> Question:
        if question.name == "lead":
            return picked(question, "牵头单位", groups, {})
        if question.name != "members":
            return question
        [bureau] = [each for each in question.questions if each.name == "organisation"]
        return replace(question, questions=(picked(bureau, "参与单位", groups, implied),))

    return tuple(map(asked, questions))


def _by_province(bureaus: Sequence[Bureau]) -> tuple[tuple[str, Options], ...]:
    found = groupby(bureaus, lambda each: region_name(each.region))
    return tuple((province, tuple((each.organisation, each.name) for each in of)) for province, of in found)
