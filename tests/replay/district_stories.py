"""A district plan and its ledgers as recorded stories, and the states in which their questions were open."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from domain.dates import local_date
from domain.district.parts import Item, Unit, UnitKind
from domain.district.policy import DistrictPolicy
from tests.support import district_cases as districts
from tests.support.district_cases import CASE_ID, PLAN_ID, DistrictWorld, row
from tests.support.world import World

DISTRICT_STATES = Path(__file__).parent / "district_states"
REVIEW = {"focus": "消费品质量。", "due_on": "2027-01-20"}
SUMMARY = {"summary": "有序推进。", "evaluation": "达到预期。", "problems": "偏慢。", "next_steps": "逐项督促。"}
_VALUES = ("surface_water", "class_three_water", "pollutants", "fine_particles")
INDICATORS: dict[str, Any] = {
    "year": 2025,
    **{f"{each}{end}": "100%" for each in _VALUES for end in ("", "_set")},
}
DISPUTE = {"item": "8", "other": "区科技局", "question": "由谁发放创新券。"}
BUDGET = {
    "year": 2020,
    "means": "departmental_budget",
    "amount": 350000,
    "document": "示例〔2020〕5号",
    "use": "质量技术服务平台运行",
}
CLOSEOUT = {"item": "8", "outcome": "done", "summary": "均已完成。"}
DECLINED = {"item": "5", "reasons": "不属本级权限。", "superior": "示例市税务局"}


class ObservedDistrict(DistrictWorld):
    """Keeps the state in which each question is first open. One once stored stays as it was stored."""

    async def send(self, *order: Any, **more: Any) -> int:
        state = (await self.row()).state
        for task in state["tasks"]:
            path = DISTRICT_STATES / f"{task['kind']}.json"
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                content = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
                path.write_text(content + "\n", encoding="utf-8")
        return await super().send(*order, **more)

    async def day(self, days: int = 0) -> str:
        return date.fromordinal(local_date(await self.clock.now()).toordinal() + days).isoformat()


async def district_plan(world: World, tmp_path: Path) -> str:
    """From its loading over a review, a unit added, one renamed and one merged, to the target and the end."""
    district = ObservedDistrict(world.env, world.register, world.mail)
    policy = DistrictPolicy(target_day=date(2027, 12, 31), stage_review="yearly")
    await districts.running(district, policy)
    asked = REVIEW | {"due_on": await district.day(10)}
    await district.act("yc-office", "plan_review_opening", "start", **asked)
    await district.act("yc-office", "plan_review_report", "report", **SUMMARY)
    new = {"kind": "member_unit", "unit": {"name": "区文旅局", "address": "示例路2号"}}
    await district.act("yc-office", "plan_unit_adding", "add", **new)
    change = {"decision": "示例〔2026〕3号", "reasons": "机构改革"}
    rename = {"change": "rename", "unit": "区科技局", "new_name": "区科技和数字化局"}
    await district.act("yc-office", "plan_reorganisation", "reorganise", **rename | change)
    merge = {"change": "merge", "unit": "区科技和数字化局", "to": "区政数局"}
    await district.act("yc-office", "plan_reorganisation", "reorganise", **merge | change)
    await district.to(2028, 1, 1, 9)
    await district.act("yc-office", "plan_final_review", "start", **REVIEW | {"due_on": await district.day(10)})
    await district.act("yc-office", "plan_review_report", "report", **SUMMARY)
    await district.act("yc-office", "plan_closing", "close", note="终期总结已印发。")

    async def over() -> bool:
        return not (await district.plan()).dispatches

    await district.until(over)
    await district.forward(minutes=1)
    return district.workflow_id


def _items() -> list[Item]:
    led = {"lead": "区市场监管局", "lead_organisation": "yc-market"}
    return [Item(key=key, **led) for key in ("3", "5", "8")] + [Item(key="s2")]


async def unit_ledger(world: World, tmp_path: Path) -> str:
    """Of a body that answers upward: everything that may be done in one, and its end."""
    district = ObservedDistrict(world.env, world.register, world.mail)
    await district.begin_ledger("yc-tax", items=_items(), target=districts.due_on(date(2027, 12, 31)))
    await _filed(district, "yc-tax", "ledger_filing")
    await district.act("yc-office", "ledger_supervision", "issue", item="8", requirement="商请推进。")
    await district.forward(days=9)
    await district.act(
        "yc-tax", "ledger_day_move", "move", item="8", step=1, day=await district.day(3), reasons="设备推迟。"
    )
    done = {"items": ["8"], "on": await district.day(), "text": "完成。", "step": 1}
    await district.act("yc-tax", "ledger_progress", "enter", **done)
    await _settled(district, "yc-tax")
    asked = {"number": 1, "is_final": False, "due_on": await district.day(10), "focus": "消费品质量。"}
    await district.act("yc-office", "ledger_instruction", "ask", **asked)
    await district.act("yc-tax", "ledger_input", "hand_in", done="有序推进。")
    await district.act("yc-office", "ledger_instruction", "release", items=["5"], to="区市场监管局")
    await district.act("yc-office", "ledger_instruction", "close", reasons="方案已经办结。")
    await district.forward(minutes=1)
    return district.workflow_id


async def _filed(district: ObservedDistrict, account: str, kind: str) -> None:
    rows = [row("3", await district.day(90)), row("8", await district.day(8)), row("5"), row("s2")]
    await district.act(account, kind, "file", rows=rows[:1])
    await district.act(account, kind, "file", rows=rows[1:])


async def _settled(district: ObservedDistrict, account: str, suffix: str = "") -> None:
    """Closed out by the lead and by the office, reopened, disputed, declined; indicators and budget of a year."""
    await district.act(account, f"ledger_indicators{suffix}", "enter", **INDICATORS)
    await district.act(account, f"ledger_budget{suffix}", "enter", **BUDGET)
    await district.act_with_file(account, f"ledger_closeout{suffix}", "propose", **CLOSEOUT)
    await district.act("yc-market", "ledger_closeout_check", "countersign")
    await district.act("yc-office", "ledger_reopening", "reopen", item="8", reasons="抽查未完成。")
    own = CLOSEOUT | {"item": "s2", "outcome": "continuous"}
    await district.act_with_file(account, f"ledger_closeout{suffix}", "propose", **own)
    await district.act("yc-office", "ledger_closeout_office_check", "return", reasons="佐证不全。")
    await district.act(account, f"ledger_dispute{suffix}", "raise", **DISPUTE)
    await district.act("yc-market", "ledger_dispute_decision", "decide", decision="由区科技局发放。")
    await district.act(account, f"ledger_dispute{suffix}", "raise", **DISPUTE | {"item": "s2"})
    await district.act("yc-office", "ledger_dispute_office_decision", "decide", decision="各自负责。")
    await district.act(account, f"ledger_declining{suffix}", "decline", **DECLINED)


async def ledger_on_behalf(world: World, tmp_path: Path) -> str:
    """Of a unit without an account: the office enters everything for it."""
    district = ObservedDistrict(world.env, world.register, world.mail)
    unit = Unit(id="yc-tax", name="区税务局", address="示例路1号", kinds=[UnitKind.DEPARTMENT])
    target = districts.due_on(date(2027, 12, 31))
    await district.begin_ledger("yc-tax", items=_items(), unit=unit, id=f"{CASE_ID}-ledger-yc-tax", target=target)
    office = "yc-office"
    await _filed(district, office, "ledger_filing_on_behalf")
    moved = {"item": "8", "step": 1, "day": await district.day(3), "reasons": "设备推迟。"}
    await district.act(office, "ledger_day_move_on_behalf", "move", **moved)
    done = {"items": ["8"], "on": await district.day(), "text": "完成。", "step": 1}
    await district.act(office, "ledger_progress_on_behalf", "enter", **done)
    await _settled(district, office, "_on_behalf")
    asked = {"number": 1, "is_final": False, "due_on": await district.day(10), "focus": "消费品质量。"}
    await district.act(office, "ledger_instruction", "ask", **asked)
    await district.act(office, "ledger_input_on_behalf", "hand_in", done="有序推进。")
    return f"district/{PLAN_ID}/ledger/yc-tax"


PLANS = (district_plan,)
LEDGERS = (unit_ledger, ledger_on_behalf)
