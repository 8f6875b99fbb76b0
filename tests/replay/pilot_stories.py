"""A pilot project as recorded stories, and the states in which its questions were open."""

import json
from pathlib import Path
from typing import Any

from domain.pilot.case import PilotStage
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import BING, FILING, JIA, YI, PilotWorld
from tests.support.pilot_evaluations import ORDER, evaluate, opinion, panel
from tests.support.world import World

PILOT_STATES = Path(__file__).parent / "pilot_states"
_REASONS = {"reasons": "再核实"}


class ObservedPilot(PilotWorld):
    """Keeps the state in which each question is first open. One once stored stays as it was stored."""

    async def send(self, *order: Any, **more: Any) -> int:
        state = (await self.row()).state
        for task in state["tasks"]:
            path = PILOT_STATES / f"{task['kind']}.json"
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                content = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
                path.write_text(content + "\n", encoding="utf-8")
        return await super().send(*order, **more)


def _changed(**facts: str) -> dict[str, Any]:
    members = [each.model_dump() for each in (JIA, YI, BING)]
    before = {"members": members, "lead": "city-jia", "scope": "仪器仪表行业", "goals": "提升质量水平"}
    return before | {"reasons": "工作需要"} | facts


async def pilot_project(world: World, tmp_path: Path) -> str:
    """From the cooperation to the second half-year, with a filing and a report returned and one never made."""
    pilot = ObservedPilot(world.env, world.register, world.mail)
    await pilots.begun(pilot)
    await pilot.act("city-yi", "pilot_filing", "file", **FILING | {"sealed": False})
    await pilot.act("prov-zj", "pilot_filing_check", "return", defects=["no_seal"])
    await pilot.act("city-jia", "pilot_change", "propose", **_changed(scope="新范围"))
    await pilot.act("city-bing", "pilot_change_agreement", "decline", **_REASONS)
    await pilots.file_all(pilot)
    await pilot.act("prov-sh", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    await pilot.act("prov-js", "pilot_selection_signature", "sign")
    await pilot.act("prov-js", "pilot_selection_retraction", "retract", **_REASONS)
    edited = pilots.ASSESSMENT | {"merit": "更加突出。"} | _REASONS
    await pilot.act("prov-ah", "pilot_selection_draft", "revise", **edited)
    await pilots.sign_all(pilot, "pilot_selection_signature")
    await pilot.act("prov-js", "pilot_publication_signature", "sign")
    await pilot.act("prov-js", "pilot_publication_retraction", "retract", **_REASONS)
    await pilots.publish(pilot)
    await pilot.forward(days=170)
    for each in ("city-jia", "city-yi"):
        await pilot.act(each, "pilot_report", "submit", **pilots.REPORT)
    await pilot.act("prov-js", "pilot_report_receipt", "accept")
    await pilot.act("city-jia", "pilot_report_correction", "submit", **pilots.REPORT, k=1, correction="数字有误")
    await pilot.act("prov-js", "pilot_correction_receipt", "accept")
    await pilot.act("city-yi", "pilot_plan_amendment", "amend", amended="增加培训。", reasons="企业需要", is_small=True)
    await pilot.act("prov-zj", "pilot_report_receipt", "return", reasons="数据不全")
    await pilot.forward(days=40)
    return pilot.workflow_id


async def pilot_under_way(world: World, tmp_path: Path) -> str:
    """Taken over at its launch: evaluated twice, changed, its list corrected, closed, its contacts erased."""
    pilot = ObservedPilot(world.env, world.register, world.mail)
    await pilots.into_construction(pilot, contact_kept_months=1, evaluation_months=6)
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    first, second, third = await panel(pilot)
    await pilot.act(first, "pilot_expert_declaration", "recuse", relation="有利害关系")
    await pilot.act("prov-js", "pilot_expert_replacement", "replace", expert=second, reasons="因病")
    for each in await panel(pilot):
        await pilot.act(each, "pilot_expert_declaration", "declare", signed=True)
        await pilot.act(each, "pilot_expert_opinion", "hand_in", **opinion())
    await pilot.act(third, "pilot_evaluation_report", "report", **opinion())
    await pilot.act("city-yi", "pilot_change", "propose", **_changed(lead="city-yi"))
    await pilot.act("city-yi", "pilot_change_dropping", "drop", **_REASONS)
    await pilot.act("city-jia", "pilot_change", "propose", **_changed(lead="city-yi"))
    for each in ("city-yi", "city-bing"):
        await pilot.act(each, "pilot_change_agreement", "agree")
    await pilots.file_all(pilot)
    await pilot.forward(days=200)
    await evaluate(pilot, "prov-sh")
    corrected = {"title": "示例项目（更正）", "scope": "仪器仪表产业"}
    await pilot.act("prov-jx", "pilot_correct_opening", "correct", **corrected, **_REASONS)
    await pilot.act("prov-js", "pilot_decision_signature", "sign")
    await pilot.act("prov-js", "pilot_decision_retraction", "retract", **_REASONS)
    await pilots.sign_all(pilot, "pilot_decision_signature")
    await pilot.act("prov-jx", "pilot_remove_opening", "remove", **_REASONS)
    await pilot.act("prov-jx", "pilot_decision_dropping", "drop", **_REASONS)
    grant = {"forms": ["commendation"], "measures": "有力", "results": "突出", "experience": "典型"}
    await pilot.act("prov-zj", "pilot_incentive", "grant", **grant)
    await pilot.act("prov-ah", "pilot_close_opening", "close", summary="目标完成。")
    await pilots.sign_all(pilot, "pilot_decision_signature")
    await pilot.in_stage(PilotStage.CLOSED)
    await pilot.forward(days=40)
    return pilot.workflow_id


async def pilot_evaluated_jointly(world: World, tmp_path: Path) -> str:
    """Decided by the five; the panel becomes too small and goes on; the first aim passes and is summed up."""
    pilot = ObservedPilot(world.env, world.register, world.mail)
    await pilots.into_construction(pilot, JIA, YI, evaluation_starter="joint", half_year_ladder_after=())
    await pilot.act("prov-ah", "pilot_evaluate_opening", "evaluate", **_REASONS)
    await pilots.sign_all(pilot, "pilot_decision_signature")
    await pilot.act("prov-ah", "pilot_evaluation_opening", "open", **ORDER)
    for _ in range(4):
        await pilot.act((await panel(pilot))[0], "pilot_expert_declaration", "recuse", relation="有利害关系")
    await pilot.act("prov-ah", "pilot_panel_completion", "go_on", **_REASONS)
    await pilot.to(2029, 1, 5)
    await pilot.act("city-jia", "pilot_results_summary", "sum_up", results="合格率提高。")
    await pilot.forward(minutes=1)
    return pilot.workflow_id


async def pilot_withdrawn(world: World, tmp_path: Path) -> str:
    pilot = ObservedPilot(world.env, world.register, world.mail)
    await pilots.begun(pilot, contact_kept_months=1)
    await pilot.act("city-jia", "pilot_withdrawal", "withdraw", **_REASONS)
    await pilot.forward(days=40)
    return pilot.workflow_id


STORIES = (pilot_project, pilot_under_way, pilot_evaluated_jointly, pilot_withdrawn)
