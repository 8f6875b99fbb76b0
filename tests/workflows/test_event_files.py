"""事件案卷 of both texts: from their record, step by step, to their end."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from sqlalchemy import select

from db.models import DocumentRow
from domain import event_limits
from domain.event_kinds import EVENT_KINDS
from domain.event_limit import EventLimit
from domain.procedure.event_state import EventStage
from domain.province.policy import ProvincePolicy
from domain.refusal import RefusalKind
from services.documents.samples.events import FILLED
from tests.support.event_files import EventWorld, an_event
from tests.support.scenarios import expected
from tests.support.world import World

STEP = "district_event_step"


@pytest_asyncio.fixture
async def events(world: World) -> AsyncIterator[EventWorld]:
    yield EventWorld(world.env, world.register, world.mail)


@pytest.mark.article("district:2")
@pytest.mark.scenario("E10")
async def test_a_serious_problem_starts_a_talk_and_is_transferred_to_the_police_by_decision_alone(
    events: EventWorld,
) -> None:
    wanted = expected("E10")
    assert (wanted["starts"], wanted["documents"]) == ("约谈机制", ["约谈通知", "约谈记录", "案件移送书(如有)"])
    await events.begin("district_interview")
    assert {each.kind for each in await events.tasks() if not each.optional} == {"district_interview_notice"}
    await events.act("yc-industry", "district_interview_notice", "notify", **FILLED["district_interview_notice"])
    await events.act("yc-market", "district_interview_talk", "record", **FILLED["district_interview_record"])
    assert await events.papers() == ["district_interview_notice", "district_interview_record"]
    asked = {each.audience.organisation for each in await events.tasks() if not each.optional}
    assert asked == {"yc-market", "yc-industry", "yc-housing"}, "whoever would receive the case does not transfer it"
    await events.act("yc-market", "district_interview_transfer", "transfer", **FILLED["district_case_transfer"])
    file = await events.file()
    assert (file.stage, file.label) == (EventStage.CLOSED, "重大质量问题约谈：已办结")
    assert (await events.papers())[2:] == ["district_case_transfer"]
    assert file.tasks == []


@pytest.mark.article("district:2")
@pytest.mark.scenario("E10")
async def test_nothing_is_transferred_where_nobody_decides_it(events: EventWorld) -> None:
    await events.begin("district_interview", at="transfer", at_label="决定是否移送案件")
    await events.forward(days=400)
    file = await events.file()
    assert (file.stage, file.at, file.overdue) == (EventStage.OPEN, "transfer", False)
    assert (await events.papers(), await events.duties()) == ([], [])
    await events.act("yc-housing", "district_interview_transfer", "keep", reasons="没有犯罪嫌疑。")
    assert await events.papers() == []
    assert "不移送，办结" in (await events.record())[-1]


@pytest.mark.article("district:19")
@pytest.mark.scenario("E09")
@pytest.mark.starts_at("2025-05-16T10:00")
async def test_an_award_leads_to_the_commendation_by_the_district_and_no_day_is_set_for_it(events: EventWorld) -> None:
    wanted = expected("E09")
    await events.begin("district_commendation", "yc-personnel")
    asked = [each.audience.organisation for each in await events.tasks() if not each.optional]
    names = (await events.file()).units
    assert list(names) == wanted["responsible"]
    assert asked == list(names.values())
    award = {"honour": "provincial_quality", "recipient": "示例电器厂", "awarded_on": "2025-05-16", "merits": "领先。"}
    await events.act("yc-market", "district_commendation_proposal", "propose", **award)
    [waiting] = [each for each in await events.tasks() if not each.optional]
    assert (waiting.audience.role, waiting.due) == ("district_government", None)
    assert wanted["timing"] == "no deadline in text"
    await events.forward(days=500)
    assert await events.duties() == []
    await events.act("yc-gov", "district_commendation_commendation", "commend", **FILLED["district_commendation"])
    assert (await events.papers(), wanted["document"]) == (["district_commendation"], "区政府通报表扬")
    assert (await events.file()).stage is EventStage.CLOSED


@pytest.mark.article("province:36.1")
@pytest.mark.scenario("F07")
@pytest.mark.starts_at("2026-07-04T23:30")
async def test_an_accident_of_a_saturday_night_goes_through_its_steps_and_no_limit_is_made_up(
    events: EventWorld,
) -> None:
    wanted = expected("F07")
    await events.begin("province_accident")
    walked = []
    for step, answer, filled in (
        ("reporting", "report", FILLED["province_accident_report"] | {"reported_on": "2026-07-04"}),
        ("response", "respond", FILLED["province_response_record"]),
        ("investigation", "conclude", FILLED["province_investigation_report"]),
        ("transfer", "transfer", FILLED["province_case_transfer"]),
    ):
        file = await events.file()
        walked.append(file.at_label)
        assert (file.due, [each.due for each in file.tasks]) == (None, [None] * len(file.tasks))
        await events.act("wh-market", f"province_accident_{step}", answer, **filled)
        await events.forward(days=100)
    assert walked[:3] == wanted["steps"][:3] == ["上报", "应急处置", "调查处理"]
    assert wanted["documents"] == ["事故报告", "处置记录", "调查报告", "案件移送书(如有)"]
    assert await events.papers() == [
        "province_accident_report",
        "province_response_record",
        "province_investigation_report",
        "province_case_transfer",
    ]
    assert await events.duties() == []
    assert (await events.file()).stage is EventStage.CLOSED


@pytest.mark.article("province:41")
@pytest.mark.scenario("F09")
async def test_years_without_supervision_by_the_congress_are_never_overdue(events: EventWorld) -> None:
    wanted = expected("F09")
    await events.begin("province_supervision", "npc-wh", title="武汉市质量促进工作")
    assert all(each.optional for each in await events.tasks()), "可以: nobody waits for it"
    before = await events.record()
    await events.forward(days=730)
    file = await events.file()
    assert wanted == {"overdue": "never", "status": "no record"}
    assert (file.overdue, file.due, await events.duties(), await events.record()) == (False, None, [], before)
    await events.act("npc-wh", "province_supervision_supervision", "heard", **FILLED["province_special_report"])
    assert await events.papers() == ["province_special_report"]


@pytest.mark.article("province:32.1")
async def test_the_joint_system_is_there_when_every_department_has_signed_the_same_text(events: EventWorld) -> None:
    await events.begin("province_joint_system", title="质量增信融资")
    draft = {"development": "wh-reform", "industry": "wh-industry", "market": "wh-market", "financial": "gone"}
    refusal = await events.refused("wh-market", "province_joint_system_text", "draft", **draft, text="建立制度。")
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("province:32.1",))
    assert "平台没有登记这些部门：gone" in refusal.text
    named = draft | {"financial": "wh-finance"}
    await events.act("wh-market", "province_joint_system_text", "draft", **named, text="建立制度。")
    for each in ("wh-reform", "wh-industry", "wh-finance"):
        await events.act(each, "province_joint_system_signature", "sign")
    revised = {"text": "建立体系和制度。", "reasons": "补充"}
    await events.act("wh-finance", "province_joint_system_draft", "revise", **revised)
    assert await events.papers() == []
    for each in ("wh-reform", "wh-industry", "wh-market"):
        await events.act(each, "province_joint_system_signature", "sign")
    assert (await events.file()).stage is EventStage.OPEN, "one signature is missing"
    await events.act("wh-finance", "province_joint_system_signature", "sign")
    assert (await events.file()).stage is EventStage.CLOSED
    assert await events.papers() == ["province_joint_document"]


@pytest.mark.article("district:15")
async def test_what_is_tracked_is_asked_again_until_it_ends(events: EventWorld) -> None:
    await events.begin("district_help", title="示例零件厂")
    entry = FILLED["district_help_entry"] | {"on": "2020-10-09"}
    for account in ("yc-market", "yc-industry"):
        await events.act(account, "district_help_tracking", "track", **entry)
    await events.act("yc-industry", "district_help_supplement", "add", text="增加一名质量管理员。")
    await events.act("yc-market", "district_help_tracking", "finish", effect="合格率提高。")
    file = await events.file()
    assert ([each.by for each in file.taken], file.stage) == (
        ["yc-market", "yc-industry", "yc-market"],
        EventStage.CLOSED,
    )
    assert await events.papers() == ["district_help_entry"] * 2


@pytest.mark.article("district:6")
async def test_a_file_begun_by_mistake_is_dropped_with_reasons_and_its_papers_stay(events: EventWorld) -> None:
    await events.begin("district_accident")
    report = FILLED["district_accident_report"] | {"occurred_on": "2020-01-09"}
    await events.act("yc-market", "district_accident_reporting", "report", **report)
    await events.act("yc-market", "district_accident_reporting", "drop", reasons="重复记录。")
    file = await events.file()
    assert (file.stage, file.label) == (EventStage.DROPPED, "质量安全事故报告：已终止办理")
    assert await events.papers() == ["district_accident_report"]
    assert "已经作出的文书继续保留" in (await events.record())[-1]


@pytest.mark.article("province:36.1")
@pytest.mark.starts_at("2026-07-04T10:00")
async def test_a_step_with_a_limit_of_another_law_is_late_after_its_last_day_and_nothing_else_follows(
    events: EventWorld,
) -> None:
    entered = EventLimit(step="质量安全事故：上报", period="3日", statute="《示例条例》第九条")
    policy = ProvincePolicy(event_limits=(entered,))
    due = event_limits.due(
        an_event("province_accident", now=await events.clock.now(), policy=policy),
        EVENT_KINDS["province_accident"],
        EVENT_KINDS["province_accident"].first,
    )
    await events.begin("province_accident", policy=policy, due=due)
    assert [each.due for each in await events.tasks() if not each.optional] == [date(2026, 7, 7)]
    assert await events.duties() == ["province-sample-event-1-reporting-wh-market"]
    await events.to(2026, 7, 7, 23, 59)
    assert not (await events.file()).overdue
    await events.to(2026, 7, 8, 0, 1)
    assert (await events.file()).overdue
    assert "不产生其他后果" in (await events.record())[-1]
    filled = FILLED["province_accident_report"] | {"reported_on": "2026-07-08"}
    await events.act("wh-market", "province_accident_reporting", "report", **filled)
    file = await events.file()
    assert (file.at, file.due, file.overdue) == ("response", None, False)


@pytest.mark.served
@pytest.mark.article("district:2")
async def test_the_paper_of_a_step_is_printed_under_its_number_and_those_asked_next_are_written_to(
    events: EventWorld,
) -> None:
    await events.begin("district_interview")
    await events.act("yc-market", "district_interview_notice", "notify", **FILLED["district_interview_notice"])
    assert (await printed(events)).startswith("源约谈〔")
    assert await events.told("district_event_step") == {"yc-market", "yc-industry", "yc-housing", "yc-police"}
    assert await events.told("district_event_opened") == {"yc-industry", "yc-housing", "yc-police"}


async def printed(events: EventWorld) -> str:
    """The number of the one document, once it is stored."""
    for _ in range(500):
        async with events.register.read() as session:
            row = await session.scalar(select(DocumentRow))
        if row is not None and row.state == "stored":
            return row.number or ""
        await asyncio.sleep(0.02)
    raise AssertionError("never printed")


@pytest.mark.article("province:36.1")
async def test_a_county_that_turns_out_to_be_concerned_joins_the_open_file_and_the_level_above_goes_on(
    events: EventWorld,
) -> None:
    await events.begin("province_accident", "ja-market", title="示例液化气站泄漏")
    await events.act("ja-market", "province_accident_reporting", "report", **FILLED["province_accident_report"])
    known = await events.refused("ja-market", "province_accident_joining", "join", regions=["999999"], reasons="扩散。")
    assert (known.kind, known.basis) == (RefusalKind.RULE, ("province:36.1",))
    assert "没有登记这些行政区划的人民政府" in known.text
    await events.act("ja-market", "province_accident_joining", "join", regions=["420103"], reasons="气体扩散至该区。")
    file = await events.file()
    assert [each.organisation for each in file.bodies] == ["gov-jh"]
    assert file.handler.organisation == "gov-wh", "the jurisdiction of who recorded it does not cover both"
    asked = {each.audience.organisation for each in await events.tasks() if not each.optional}
    assert asked == {"gov-wh"}
    adds = {each.audience.organisation for each in await events.tasks() if each.kind == "province_accident_supplement"}
    assert adds == {"gov-wh", "gov-jh", "ja-market"}
    again = await events.refused("gov-wh", "province_accident_joining", "join", regions=["420103"], reasons="扩散。")
    assert (again.kind, again.remedy) == (RefusalKind.ALREADY_DONE, "请填写尚未列入的行政区划代码。")
    await events.act("gov-wh", "province_accident_joining", "join", regions=["420102"], reasons="事发地。")
    assert len((await events.file()).bodies) == 2
    await events.act("gov-wh", "province_accident_response", "respond", **FILLED["province_response_record"])
    assert (await events.file()).at == "investigation"


@pytest.mark.article("province:32.1")
async def test_a_joint_document_that_is_being_signed_is_given_up_with_reasons_and_nothing_is_in_force(
    events: EventWorld,
) -> None:
    await events.begin("province_joint_system", title="质量增信融资")
    named = {"development": "wh-reform", "industry": "wh-industry", "market": "wh-market", "financial": "wh-finance"}
    await events.act("wh-market", "province_joint_system_text", "draft", **named, text="建立制度。")
    await events.act("wh-reform", "province_joint_system_signature", "sign")
    other = await events.refused("wh-reform", "province_joint_system_ending", "abandon", reasons="另行研究。")
    assert other.kind is RefusalKind.WRONG_ACTOR
    await events.act("wh-market", "province_joint_system_ending", "abandon", reasons="国家规定即将修改。")
    file = await events.file()
    assert (file.stage, file.tasks, await events.papers()) == (EventStage.DROPPED, [], [])
    assert any("已签署的武汉市发展和改革委员会的签署保留在记录中" in each for each in await events.record())
