"""Lives of two pilot projects in which everything is done that anybody may do in one, at least once."""

from typing import Any

from contracts.queues import CASES
from db.queries import experts
from domain.dates import local_date
from domain.pilot.policy import PilotPolicy
from domain.procedure.expert_evaluation import Expert
from tests.support import pilot_cases as pilots
from tests.support.accounts import add_accounts
from tests.support.pilot_cases import ASSESSMENT, BING, FILING, JIA, PILOT_PEOPLE, REPORT, YI, PilotWorld
from tests.support.pilot_evaluations import ORDER, opinion, panel, running

REASONS = {"reasons": "工作需要"}
CHANGED: dict[str, Any] = {
    "members": [each.model_dump() for each in (JIA, YI, BING)],
    "lead": "city-jia",
    "scope": "仪器仪表产业",
    "goals": "提升质量水平",
    **REASONS,
}


async def every_act(pilot: PilotWorld) -> None:
    """The second project is only begun, and withdrawn."""
    await pilot.begin(PilotPolicy(evaluation_starter="joint"))
    await pilots.cooperate(pilot)
    await filing(pilot)
    await joint_acts(pilot)
    await matters(pilot)
    await change(pilot)
    await reports(pilot)
    await evaluation(pilot)
    await decisions(pilot)
    await withdrawal(pilot)


async def filing(pilot: PilotWorld) -> None:
    """With one returned for its form."""
    for each in ("city-jia", "city-yi"):
        await pilot.act(each, "pilot_filing", "file", **FILING)
    await pilot.act("prov-js", "pilot_filing_check", "receive")
    await pilot.act("prov-zj", "pilot_filing_check", "return", defects=["no_seal"])
    for each in ("city-yi", "city-bing"):
        await pilot.act(each, "pilot_filing", "file", **FILING)
    await pilot.act("prov-zj", "pilot_filing_check", "receive")


async def joint_acts(pilot: PilotWorld) -> None:
    """The selection and the publication, each drafted anew, and with a signature taken back."""
    await pilot.act("prov-sh", "pilot_assessment", "assess", **ASSESSMENT)
    await signed(pilot, "selection", **ASSESSMENT, **REASONS)
    await signed(pilot, "publication", text="联合发布项目清单。", **REASONS)


async def signed(pilot: PilotWorld, what: str, **draft: Any) -> None:
    """All five sign, after one has taken its signature back and another has changed the draft."""
    await pilot.act("prov-js", f"pilot_{what}_signature", "sign")
    await pilot.act("prov-js", f"pilot_{what}_retraction", "retract", **REASONS)
    await pilot.act("prov-zj", f"pilot_{what}_draft", "revise", **draft)
    await pilots.sign_all(pilot, f"pilot_{what}_signature")


async def matters(pilot: PilotWorld) -> None:
    """What a bureau or a province may do at any time."""
    on = local_date(await pilot.clock.now()).isoformat()
    grant = {"forms": ["commendation", "bonus"], "measures": "有力", "results": "突出", "experience": "典型"}
    enterprise = {"enterprise": "示例仪表有限公司", "award": "省长质量奖", "role": "牵头攻关", "equal_terms": "相当"}
    await pilot.act("prov-sh", "pilot_incentive", "grant", **grant)
    await pilot.act("city-yi", "pilot_recommendation", "recommend", **enterprise)
    await pilot.act("city-bing", "pilot_item", "send", kind="experience", title="一站式服务", text="平台共享。")
    await pilot.act("city-jia", "pilot_incident", "report", what="抽检不合格", where="示例企业", occurred_on=on)
    await pilot.act("city-jia", "pilot_enterprise_help", "record", **pilots.HELP | {"on": on})
    await pilot.act("city-jia", "pilot_quality_service", "record", **pilots.SERVICE | {"on": on})
    await pilot.act("city-jia", "pilot_plan_amendment", "amend", amended="增加一次培训。", is_small=True, **REASONS)


async def change(pilot: PilotWorld) -> None:
    """Declined, dropped, and at last agreed to by all and filed anew by each."""
    await pilot.act("city-jia", "pilot_change", "propose", **CHANGED)
    await pilot.act("city-yi", "pilot_change_agreement", "decline", **REASONS)
    await pilot.act("city-jia", "pilot_change", "propose", **CHANGED)
    await pilot.act("city-jia", "pilot_change_dropping", "drop", **REASONS)
    await pilot.act("city-jia", "pilot_change", "propose", **CHANGED)
    for each in ("city-yi", "city-bing"):
        await pilot.act(each, "pilot_change_agreement", "agree")
    for each in ("city-jia", "city-yi", "city-bing"):
        await pilot.act(each, "pilot_filing", "file", **FILING)


async def reports(pilot: PilotWorld) -> None:
    """The first half-year, with a return, and two corrections of what was received; then the aim of two years."""
    await pilot.forward(days=170)
    await pilot.act("city-yi", "pilot_report", "submit", **REPORT)
    await pilot.act("prov-zj", "pilot_report_receipt", "return", **REASONS)
    await pilot.act("city-yi", "pilot_report", "submit", **REPORT)
    await pilot.act("prov-zj", "pilot_report_receipt", "accept")
    correction = REPORT | {"k": 1, "correction": "合格率有误。"}
    for action, more in (("return", REASONS), ("accept", {})):
        await pilot.act("city-yi", "pilot_report_correction", "submit", **correction)
        await pilot.act("prov-zj", "pilot_correction_receipt", action, **more)
    await pilot.forward(days=600)
    await pilot.act("city-jia", "pilot_results_summary", "sum_up", results="平台建成。")


async def evaluation(pilot: PilotWorld) -> None:
    """Decided on jointly; one recuses, all others are replaced until too few are left, and a new one is drawn."""
    await pilot.act("prov-js", "pilot_evaluate_opening", "evaluate", **REASONS)
    await pilots.sign_all(pilot, "pilot_decision_signature")
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    await pilot.act((await panel(pilot))[0], "pilot_expert_declaration", "recuse", relation="有利害关系")
    first, *_ = await panel(pilot)
    await heard(pilot, first)
    for number in (7, 8):
        while (await running(pilot)).panel.substitutes:
            await replaced(pilot)
        await replaced(pilot)
        if number == 7:
            await joins(pilot, number)
            await pilot.act("prov-js", "pilot_panel_completion", "draw")
    await pilot.act("prov-js", "pilot_panel_completion", "go_on", **REASONS)
    for each in (await panel(pilot))[1:]:
        await heard(pilot, each)
    await pilot.act(first, "pilot_evaluation_report", "report", **opinion())


async def replaced(pilot: PilotWorld) -> None:
    """The last of the panel gives way to the next drawn."""
    await pilot.act("prov-js", "pilot_expert_replacement", "replace", expert=(await panel(pilot))[-1], **REASONS)


async def heard(pilot: PilotWorld, expert: str) -> None:
    await pilot.act(expert, "pilot_expert_declaration", "declare", signed=True)
    await pilot.act(expert, "pilot_expert_opinion", "hand_in", **opinion())


async def joins(pilot: PilotWorld, number: int) -> None:
    """A further expert comes into the pool."""
    name = f"expert-{number}"
    PILOT_PEOPLE.setdefault(name, (PILOT_PEOPLE["expert-1"][0], name, PILOT_PEOPLE["expert-1"][2]))
    role, where, place = PILOT_PEOPLE[name]
    async with pilot.register.write() as session:
        now = await pilot.clock.now()
        await add_accounts(session, {name: (where, name, role, place)}, now)
        expert = Expert(organisation=name, name=f"示例{name}", employer="示例大学七")
        await experts.add(session, expert, "质量管理", "prov-sh", now)


async def decisions(pilot: PilotWorld) -> None:
    """A removal that is dropped, a corrected list, and the closing."""
    await pilot.act("prov-jx", "pilot_remove_opening", "remove", **REASONS)
    await pilot.act("prov-jx", "pilot_decision_dropping", "drop", **REASONS)
    await pilot.act("prov-zj", "pilot_correct_opening", "correct", title="更正的名称", scope="仪器仪表产业", **REASONS)
    await signed(pilot, "decision", text="更正项目清单。", **REASONS)
    await pilot.act("prov-ah", "pilot_close_opening", "close", summary="目标任务全部完成。")
    await pilots.sign_all(pilot, "pilot_decision_signature")


async def withdrawal(pilot: PilotWorld) -> None:
    """From now on the world's project is another one."""
    pilot.case_id, pilot.workflow_id = "pilot-p2", "pilot/p2"
    case = pilots.a_project(await pilot.clock.now(), id=pilot.case_id, project_id="p2")
    await pilot.client.start_workflow("PilotProject", case.carried(), id=pilot.workflow_id, task_queue=CASES)
    await pilots.cooperate(pilot)
    await pilot.act("city-jia", "pilot_withdrawal", "withdraw", **REASONS)
