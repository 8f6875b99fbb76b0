"""Event files as recorded stories, and the states in which their questions were open."""

import json
from pathlib import Path
from typing import Any

from domain.event_limit import EventLimit
from domain.province.policy import ProvincePolicy
from services.documents.samples.events import FILLED
from tests.support.event_files import EventWorld
from tests.support.world import World

EVENT_STATES = Path(__file__).parent / "event_states"
_PAST = {"on": "2020-10-09"}


OF_THE_JOINT_TEXT = {
    "development": "wh-reform", "industry": "wh-industry", "market": "wh-market", "financial": "wh-finance"
}  # fmt: skip


class ObservedEvent(EventWorld):
    """Keeps the state in which each question is first open. One once stored stays as it was stored."""

    async def send(self, *order: Any, **more: Any) -> int:
        state = (await self.row()).state
        for task in state["tasks"]:
            path = EVENT_STATES / f"{task['kind']}.json"
            if not path.exists():
                path.parent.mkdir(exist_ok=True)
                content = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
                path.write_text(content + "\n", encoding="utf-8")
        return await super().send(*order, **more)


async def event_transferred(world: World, tmp_path: Path) -> str:
    """A talk put off once, what became known meanwhile, a park it concerns, and a case transferred by decision."""
    events = ObservedEvent(world.env, world.register, world.mail)
    await events.begin("district_interview")
    await events.act("yc-market", "district_interview_notice", "notify", **FILLED["district_interview_notice"])
    await events.act("yc-police", "district_interview_supplement", "add", text="已经立案侦查。")
    await events.act("yc-market", "district_interview_talk", "again", reasons="被约谈单位未到场。")
    await events.act("yc-housing", "district_interview_notice", "notify", **FILLED["district_interview_notice"])
    await events.act("yc-market", "district_interview_talk", "record", **FILLED["district_interview_record"] | _PAST)
    await events.act("yc-market", "district_event_concern", "name", park="js-1", item="N1", where="示例企业")
    decided = FILLED["district_case_transfer"] | {"decided_on": "2020-10-09"}
    await events.act("yc-market", "district_interview_transfer", "transfer", **decided)
    await events.forward(minutes=1)
    return events.workflow_id


async def event_late(world: World, tmp_path: Path) -> str:
    """A county joins, a step with the limit of another law passes it; then everything is done."""
    events = ObservedEvent(world.env, world.register, world.mail)
    limit = EventLimit(step="质量安全事故：应急处置", period="3日", statute="《示例条例》第九条")
    await events.begin("province_accident", policy=ProvincePolicy(event_limits=(limit,)))
    reported = FILLED["province_accident_report"] | {"reported_on": "2020-10-09"}
    await events.act("wh-market", "province_accident_reporting", "report", **reported)
    await events.act("wh-market", "province_accident_joining", "join", regions=["420102"], reasons="伤者在该区。")
    await events.forward(days=10)
    for step, answer, paper in (
        ("response", "respond", "province_response_record"),
        ("investigation", "conclude", "province_investigation_report"),
    ):
        await events.act("wh-market", f"province_accident_{step}", answer, **FILLED[paper])
    await events.act("wh-market", "province_accident_transfer", "keep", reasons="没有犯罪嫌疑。")
    await events.forward(minutes=1)
    return events.workflow_id


async def _signed_once(world: World) -> ObservedEvent:
    """A joint document, drafted and signed by the first."""
    events = ObservedEvent(world.env, world.register, world.mail)
    await events.begin("province_joint_system", title="质量增信融资")
    await events.act("wh-market", "province_joint_system_text", "draft", **OF_THE_JOINT_TEXT, text="建立制度。")
    await events.act("wh-reform", "province_joint_system_signature", "sign")
    return events


async def event_signed(world: World, tmp_path: Path) -> str:
    """A joint document, drafted anew once, with a signature taken back."""
    events = await _signed_once(world)
    await events.act("wh-reform", "province_joint_system_retraction", "retract", reasons="补充")
    await events.act("wh-finance", "province_joint_system_draft", "revise", text="建立体系和制度。", reasons="补充")
    for each in OF_THE_JOINT_TEXT.values():
        await events.act(each, "province_joint_system_signature", "sign")
    await events.forward(minutes=1)
    return events.workflow_id


async def event_abandoned(world: World, tmp_path: Path) -> str:
    """A joint document that is given up after the first signature."""
    events = await _signed_once(world)
    await events.act("wh-market", "province_joint_system_ending", "abandon", reasons="国家规定即将修改。")
    await events.forward(minutes=1)
    return events.workflow_id


async def event_dropped(world: World, tmp_path: Path) -> str:
    events = ObservedEvent(world.env, world.register, world.mail)
    await events.begin("district_accident")
    reported = FILLED["district_accident_report"] | {"occurred_on": "2020-10-09"}
    await events.act("yc-market", "district_accident_reporting", "report", **reported)
    await events.act("yc-market", "district_accident_reporting", "drop", reasons="重复记录。")
    await events.forward(minutes=1)
    return events.workflow_id


STORIES = (event_transferred, event_late, event_signed, event_abandoned, event_dropped)
