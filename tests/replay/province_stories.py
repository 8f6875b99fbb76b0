"""The provincial regulation and the duties of a government as recorded stories, and states in which they ask."""

import json
from pathlib import Path
from typing import Any

from domain.dates import local_date, plus_years
from domain.province.policy import ProvincePolicy
from tests.support.province_cases import (
    JA,
    PLAN,
    SHIFTED,
    SUMMARY,
    TEXT,
    WH,
    ProvinceWorld,
    adoption,
)
from tests.support.world import World

PROVINCE_STATES = Path(__file__).parent / "province_states"
_FINANCE, _MARKET = "dep-wh-finance", "dep-wh-market"


class ObservedProvince(ProvinceWorld):
    """Keeps the state in which each question is first open. One once stored stays as it was stored."""

    async def send(self, *order: Any, **more: Any) -> int:
        state = (await self.row()).state
        for task in state["tasks"]:
            path = PROVINCE_STATES / f"{task['kind']}.json"
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                content = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
                path.write_text(content + "\n", encoding="utf-8")
        return await super().send(*order, **more)

    async def of(self, organisation: str) -> "ObservedProvince":
        found = await super().of(organisation)
        observed = ObservedProvince(self.env, self.register, self.mail)
        observed.case_id, observed.workflow_id, observed.requests = found.case_id, found.workflow_id, found.requests
        return observed


def _rows(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"clause": clause, "organisation": organisation} for clause, organisation in pairs]


async def _in_force(world: World, **facts: Any) -> ObservedProvince:
    province = ObservedProvince(world.env, world.register, world.mail)
    await province.begin(**facts)
    on = local_date(await province.clock.now()).isoformat()
    await province.act("ops", "province_adoption", "promulgate", **adoption(adopted_on=on, effective_on="2049-01-01"))
    change = {"effective_on": on, "decision": "示例更正公告第3号", "reasons": "提前施行"}
    await province.act("ops", "province_effective_date", "reschedule", **change)
    return province


async def province_regulation(world: World, tmp_path: Path) -> str:
    """Promulgated, another day, in force, a government dissolved, amended, repealed."""
    province = await _in_force(world)
    await (await province.of(WH)).forward(days=2)
    on = local_date(await province.clock.now())
    await province.act(
        "ops", "province_tree", "change", kind="dissolved", decision="示例国函3号", ending=[JA], reasons="区划调整"
    )
    later = TEXT | {"document_number": "示例公告第20号", "adopted_on": on.isoformat(), "renumbered": SHIFTED}
    await province.act("ops", "province_amendment", "amend", **later | {"effective_on": on.isoformat()})
    await (await province.of(WH)).until(lambda state: len(state["versions"]) == 2)
    await province.forward(days=2)
    day = local_date(await province.clock.now()).isoformat()
    await province.act("ops", "province_repeal", "repeal", document_number="示例公告第30号", on=day, reasons="另行制定")
    await (await province.of(WH)).until(lambda state: state["stage"] == "duties_repealed")
    return province.workflow_id


async def government_duties(world: World, tmp_path: Path) -> str:
    """A year of a city: named, assigned, dated, late, returned, read, and its campaigns with their papers."""
    province = await _in_force(world)
    city = await province.of(WH)
    await city.act("ops", "province_naming", "name", rows=_rows(("H15-2-1", _MARKET)))
    await city.act(WH, "province_assignment", "assign", rows=_rows(("H04-1-2", _FINANCE), ("H18-1-1", WH)))
    today = local_date(await city.clock.now())
    on, due = today.isoformat(), plus_years(today, 1).isoformat()
    dated = [{"clause": "H04-1-2", "due_on": on}, {"clause": "H18-1-1", "due_on": due}]
    await city.act(WH, "province_duty_dates", "set", rows=dated)
    await city.act("ops", "province_duty_dates_entry", "set", rows=[{"clause": "H10-1-1", "due_on": due}])
    await city.forward(days=3)
    evidence = {"what": "已列入预算。", "done_on": on}
    await city.act(_FINANCE, "province_department_due_evidence", "hand_in", **evidence)
    await city.act(WH, "province_evidence_review", "return", reasons="请附批复。")
    await city.act(_FINANCE, "province_department_evidence", "hand_in", clause="H04-1-2", **evidence)
    await city.act(WH, "province_evidence_review", "confirm")
    await city.act(WH, "province_due_evidence", "hand_in", **evidence)
    await city.act(WH, "province_evidence", "hand_in", clause="H11-1-1", **evidence)
    deed = {"title": "示例举措", "what": "自愿开展。", "done_on": on}
    await city.act(WH, "province_initiative", "record", clause="H05-7-1", **deed)
    await city.act("npc-hb", "province_supervision", "record", clause="H41-1-1", **deed)
    await campaigns(city)
    return city.workflow_id


async def assessment_called(world: World, tmp_path: Path) -> str:
    """By policy the level above is asked after a year whether it assesses."""
    city = await (await _in_force(world, policy=ProvincePolicy(assessment_cycle="yearly"))).of(WH)
    await city.forward(days=367)
    plan = {"period": "上一年度", "governments": "江岸区人民政府"}
    await city.act(WH, "province_assessment_call", "organise", **plan)
    await city.forward(minutes=1)
    return city.workflow_id


async def campaigns(city: ObservedProvince) -> None:
    """The next campaign: planned, held, recorded and summed up; and the turn of a year."""
    run = min((await city.duties()).campaigns, key=lambda each: each.held.date)
    day = run.held.date
    await city.clock.advance_to(run.held.opens_at or await city.clock.now())
    await city.forward(minutes=1)
    await city.act(WH, "province_campaign_plan", "submit", **PLAN)
    await city.act(WH, "province_campaign_record", "record", campaign=run.name, what="现场咨询。")
    await city.forward(days=(run.last - day).days + 1)
    await city.act(WH, "province_campaign_summary", "submit", **SUMMARY)
    await city.forward(days=330)


STORIES = (province_regulation, government_duties, assessment_called)
