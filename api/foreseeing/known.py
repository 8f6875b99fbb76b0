"""What is at hand for a form that nobody has filled in yet: by the names of its fields, from the case itself."""

from typing import Any

from api.foreseeing.supposed import TO_BE_FILLED_IN
from domain.pilot.annex2_evaluation_guide import INDICATORS
from domain.pilot.case import PilotCase
from domain.programmes import programme_of
from domain.province.case import GovernmentCase
from domain.province.parts import CampaignStage
from domain.zone.case import ZoneCase

_FOUND = [{"number": each.number, "finding": TO_BE_FILLED_IN} for each in INDICATORS]
"""The table of annex 2, something in every row."""


def known_of(case: Any) -> dict[str, Any]:
    """The first objection that waits, the version of the indicators; of a pilot its bureaus and whom it waits for."""
    waiting = (one for notice, _ in programme_of(case).notices(case) for one in notice.pending)
    first = next(waiting, None)
    known: dict[str, Any] = {"receipt_number": first.receipt_number} if first else {}
    if isinstance(case, ZoneCase) and case.current.indicator_version:
        known["indicator_version"] = case.current.indicator_version
    if isinstance(case, PilotCase):
        known |= _of_a_pilot(case)
    if isinstance(case, GovernmentCase):
        known |= _of_a_government(case)
    return known


def _of_a_government(case: GovernmentCase) -> dict[str, Any]:
    """A clause it has a body for, and a campaign under way."""
    known: dict[str, Any] = {"clause": next(each.id for each in case.clauses if case.bodies(each))}
    held = {CampaignStage.RUNNING, CampaignStage.SUMMARY_DUE}
    if under_way := next((each for each in case.campaigns if each.stage in held), None):
        known["campaign"] = under_way.name
    return known


def _of_a_pilot(case: PilotCase) -> dict[str, Any]:
    """The cooperation as it is now; of a panel somebody who has not handed in."""
    known: dict[str, Any] = {
        "members": [each.model_dump() for each in case.members],
        "lead": case.lead.organisation,
        "findings": _FOUND,
    }
    panel = case.evaluation.panel.members if case.evaluation else []
    if silent := next((each for each in panel if each.opinion is None), None):
        known["expert"] = silent.expert.organisation
    return known
