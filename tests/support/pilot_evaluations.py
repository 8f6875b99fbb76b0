"""An evaluation on the small world: what the experts hand in, and one whole evaluation."""

from datetime import date
from typing import Any

from domain.pilot.annex2_evaluation_guide import INDICATORS, VERSION
from domain.pilot.parts import Evaluation, EvaluationOccasion
from domain.procedure.expert_evaluation import Panel
from tests.support.pilot_cases import PilotWorld

ORDER: dict[str, Any] = {"occasion": "periodic", "purpose": "核查平台建设进展。", "drafters": []}
AWAY = "试点行业没有农产品和服务业。"


def opinion(*, without: int = 0) -> dict[str, Any]:
    """A table filled in, 5 and 7 to 9 not applicable; of the indicator ``without`` nothing is said."""
    findings = [
        {"number": each.number, "not_applicable": AWAY}
        if each.number in (5, 7, 8, 9)
        else {"number": each.number, "finding": "" if each.number == without else f"第{each.number}项已落实。"}
        for each in INDICATORS
    ]
    return {"findings": findings, "recommendation": "继续扩大平台覆盖面。"}


def opened(panel: Panel, on: date, *, number: int = 1, **facts: Any) -> Evaluation:
    """An evaluation 江苏 ordered that day, with these experts on it."""
    known = {"occasion": EvaluationOccasion.AD_HOC, "purpose": ORDER["purpose"], "guide": VERSION} | facts
    return Evaluation(number=number, opened_by="prov-js", opened_on=on, panel=panel, **known)


async def running(pilot: PilotWorld) -> Evaluation:
    found = (await pilot.project()).evaluation
    assert found is not None
    return found


async def panel(pilot: PilotWorld) -> list[str]:
    """The accounts of those who sit, in the order drawn."""
    return [each.expert.organisation for each in (await running(pilot)).panel.members]


async def evaluate(pilot: PilotWorld, account: str = "prov-js") -> None:
    """One whole evaluation ordered by ``account``."""
    await pilot.act(account, "pilot_evaluation_opening", "open", **ORDER)
    drawn = await panel(pilot)
    for each in drawn:
        await pilot.act(each, "pilot_expert_declaration", "declare", signed=True)
        await pilot.act(each, "pilot_expert_opinion", "hand_in", **opinion())
    await pilot.act(drawn[0], "pilot_evaluation_report", "report", **opinion())
