"""How the cases of the regulation begin, and what is written then (第四十二条)."""

from collections.abc import Sequence

from domain.dates import in_words
from domain.orders import Effects
from domain.province.case import GovernmentCase, RegulationCase
from domain.province.clauses import CLAUSES
from domain.province.parts import CampaignRun


def opened(case: RegulationCase) -> Effects:
    return Effects(
        text=f"{case.title}（草案）载入：{len(CLAUSES)}项条款，全部未施行。施行日期空白，不产生任何职责、活动和提醒。"
    )


def begun(case: GovernmentCase) -> Effects:
    nobody = sum(not case.bodies(each) for each in case.clauses)
    text = f"{case.name}（{case.level.label}）自{in_words(case.since)}起履行职责：{len(case.clauses)}项条款"
    return Effects(text=f"{text}，其中{nobody}项没有写明主体，责任主体尚未明确。")


def planned(case: GovernmentCase, new: Sequence[CampaignRun]) -> Effects:
    """Campaigns come into view; which of them and when."""
    in_order = sorted(new, key=lambda each: each.held.date)
    listed = "、".join(f"{in_words(each.held.date)}{each.name}" for each in in_order)
    return Effects(text=f"列入计划的活动：{listed}。")
