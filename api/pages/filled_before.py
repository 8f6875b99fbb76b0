"""A form that comes back, or changes what was said, begins with what the case has: corrected, not typed anew."""

from collections.abc import Mapping
from typing import Any

from domain.pilot.annex1_filing_form import FilingForm
from domain.pilot.case import PilotCase
from domain.pilot.sec2_1_change import ChangeForm
from domain.task import Form
from domain.zone.art16_application import CreationApplication
from domain.zone.case import ZoneCase

_SAID_ANEW = {"sealed"}
"""The seal is on the paper that is handed in now."""


def filled_before(state: Mapping[str, Any], form: type[Form], organisation: str | None) -> dict[str, Any]:
    """The data (JSON mode) with which the form begins, for this organisation; empty where it begins empty.

    ``state``: of the case as stored.
    """
    if issubclass(form, CreationApplication):
        return ZoneCase.model_validate(state).application
    if issubclass(form, FilingForm):
        filing = PilotCase.model_validate(state).filed.get(organisation or "")
        return filing.model_dump(mode="json", include=FilingForm.model_fields.keys() - _SAID_ANEW) if filing else {}
    return _cooperation(PilotCase.model_validate(state)) if issubclass(form, ChangeForm) else {}


def _cooperation(case: PilotCase) -> dict[str, Any]:
    members = [each.model_dump(mode="json") for each in case.members]
    return {"members": members, "lead": case.lead.organisation, "scope": case.scope, "goals": case.goals}
