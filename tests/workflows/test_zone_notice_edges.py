"""第二十二条 on its edges: incomplete, late and withdrawn objections, paper, corrections, a new name."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db.models import Objection as ObjectionRow
from db.models import PublicNotice
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.procedure.state import Notice, ObjectionStatus
from domain.refusal import RefusalKind
from domain.zone.case import Stage
from tests.support import forms, stories
from tests.support.notices import close, notice_of, object_to, paper, say, statuses
from tests.support.world import World
from tests.support.zone_cases import documents, events, kinds, start_creation, until_open


async def publish(world: World, **facts: Any) -> Notice:
    await start_creation(world, Stage.PUBLIC_NOTICE, **facts)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    return notice_of(await world.state())


@pytest.mark.article("zone:22#2")
@pytest.mark.scenario("A20")
async def test_an_objection_without_evidence_waits_for_it_and_is_then_closed(world: World) -> None:
    notice = await publish(world)
    await object_to(world, "GS-4")
    case = await world.state()
    assert statuses(case) == [ObjectionStatus.INCOMPLETE]
    assert {"objection_receipt", "objection_supplement_notice"} <= set(await documents(world))
    await close(world, notice)
    until = notice_of(await world.state()).supplement_until
    assert until is not None
    assert until.anchor == notice.last_day.date
    assert until.closes_at is not None
    await world.clock.advance_to(until.closes_at - timedelta(minutes=1))
    case = await world.state()
    assert (case.stage, statuses(case)) == (Stage.PUBLIC_NOTICE, [ObjectionStatus.INCOMPLETE])
    await world.forward(minutes=2)
    case = await world.state()
    assert (case.stage, statuses(case)) == (Stage.RECOGNITION, [ObjectionStatus.CLOSED_WITHOUT_EVIDENCE])
    assert "objection_not_accepted" in await documents(world)


@pytest.mark.article("zone:22#2")
async def test_evidence_supplied_after_the_notice_and_in_time_makes_an_objection_complete(world: World) -> None:
    notice = await publish(world)
    await object_to(world, "GS-1")
    await close(world, notice, days=1)
    await say(world, "supplement", "GS-1", evidence=["a.pdf"])
    refusal = await world.refused_task(
        "a-citizen", (await world.task("objection")).id, "supplement", {"receipt_number": "GS-1", "evidence": ["b"]}
    )
    assert "目前为" in refusal.text
    await world.forward(days=60)
    case = await world.state()
    assert (case.stage, statuses(case)) == (Stage.PUBLIC_NOTICE, [ObjectionStatus.ACCEPTED])
    await world.act("samr-2", "objection_reexamination", "reject", receipt_number="GS-1", reasons="经核查。")
    assert (await world.state()).stage is Stage.RECOGNITION


@pytest.mark.article("zone:22#3")
async def test_a_withdrawn_objection_holds_nothing_unless_samr_goes_on_with_it(world: World) -> None:
    notice = await publish(world)
    await object_to(world, "GS-1", "a.pdf")
    await say(world, "withdraw", "GS-1")
    assert statuses(await world.state()) == [ObjectionStatus.WITHDRAWN]
    await world.act("samr-2", "objection_reexamination", "resume", receipt_number="GS-1", reasons="线索重要。")
    await close(world, notice)
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await say(world, "withdraw", "GS-1")
    case = await world.state()
    assert (case.stage, statuses(case)) == (Stage.RECOGNITION, [ObjectionStatus.WITHDRAWN])


@pytest.mark.article("zone:22#2")
@pytest.mark.parametrize(
    ("policy", "stage", "status"),
    [
        ("record", Stage.RECOGNITION, ObjectionStatus.LATE),
        ("accept_until_decision", Stage.PUBLIC_NOTICE, ObjectionStatus.ACCEPTED),
    ],
)
async def test_what_comes_after_the_notice_is_recorded_or_by_policy_taken_until_the_decision(
    world: World, monkeypatch: pytest.MonkeyPatch, policy: str, stage: Stage, status: ObjectionStatus
) -> None:
    monkeypatch.setattr("tests.support.zone_cases.POLICY", ZonePolicy.model_validate({"objection_late": policy}))
    notice = await publish(world)
    await close(world, notice)
    await until_open(world, "late_objection")
    await world.act("mara", "recognition_signature", "sign")
    await object_to(world, "GS-9", "a.pdf", kind="late_objection")
    case = await world.state()
    assert (case.stage, statuses(case)) == (stage, [status])
    assert bool(case.proceeding.signatures) is (policy == "record")


@pytest.mark.article("zone:22#4")
@pytest.mark.parametrize(
    ("policy", "stage"),
    [
        ("return_to_creation", Stage.CREATION),
        ("terminate", Stage.NOT_RECOGNISED),
        ("re_evaluate", Stage.EVALUATION),
    ],
)
async def test_an_upheld_objection_has_the_consequence_the_policy_says_and_bars_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch, policy: str, stage: Stage
) -> None:
    monkeypatch.setattr("tests.support.zone_cases.POLICY", ZonePolicy.model_validate({"objection_upheld": policy}))
    notice = await publish(world)
    await object_to(world, "GS-1", "a.pdf")
    await world.act("samr-2", "objection_reexamination", "uphold", receipt_number="GS-1", reasons="属实。")
    await close(world, notice)
    case = await world.state()
    assert (case.stage, case.revocation, case.recognised_on) == (stage, None, None)
    assert {"not_recognised", "reexamination_conclusion", "public_notice_result"} <= set(await documents(world))
    async with world.register.read() as session:
        row = await session.get(PublicNotice, notice.id)
    assert row is not None
    assert row.result == "异议成立"


@pytest.mark.article("zone:22#2")
@pytest.mark.scenario("C22")
async def test_a_paper_objection_stamped_in_time_brings_a_recognition_that_waits_back_to_its_notice(
    world: World,
) -> None:
    notice = await publish(world)
    await close(world, notice, days=3)
    await until_open(world, "paper_objection")
    await world.act("mara", "recognition_signature", "sign")
    await paper(world, "收-1", notice.last_day.date.isoformat())
    case = await world.state()
    assert (case.stage, statuses(case)) == (Stage.PUBLIC_NOTICE, [ObjectionStatus.ACCEPTED])
    assert case.proceeding.signatures == {}
    assert "recognition_signature.sign" in await kinds(world)
    [one] = notice_of(case).objections
    assert (one.stamped_on, local_date(one.received_at)) == (
        notice.last_day.date,
        local_date(await world.clock.now()),
    )
    await world.act("samr-2", "objection_reexamination", "reject", receipt_number="收-1", reasons="经核查。")
    assert (await world.state()).stage is Stage.RECOGNITION


@pytest.mark.article("zone:22#2")
@pytest.mark.scenario("C22")
async def test_a_published_recognition_stays_and_samr_decides_on_the_paper_entered_after_it(world: World) -> None:
    notice = await publish(world)
    await close(world, notice)
    await stories.recognise(world)
    await world.forward(minutes=1)
    await until_open(world, "paper_objection")
    await paper(world, "收-2", notice.last_day.date.isoformat())
    case = await until_open(world, "late_finding")
    assert case.stage is Stage.IN_TERM
    answer = {"receipt_number": "收-2", "reasons": "不影响认定。"}
    refusal = await world.refused("samr-2", "late_finding", "leave", **answer)
    assert refusal.kind is RefusalKind.WRONG_ACTOR, "who decided the recognition does not decide on this"
    await world.act("samr", "late_finding", "leave", **answer)
    case = await world.state()
    assert (case.stage, statuses(case)) == (Stage.IN_TERM, [ObjectionStatus.REFERRED])
    assert "late_finding" not in {task.kind for task in case.tasks}


@pytest.mark.article("zone:22#2")
async def test_the_scan_and_the_remark_of_a_paper_objection_stay_out_of_the_record(world: World) -> None:
    notice = await publish(world)
    await paper(world, "收-1", local_date(notice.published_at).isoformat())
    state = (await world.state()).model_dump_json()
    async with world.register.read() as session:
        row = (await session.scalars(select(ObjectionRow))).one()
    assert row.attachments == ["scan-1"]
    told = [(event.comment, event.attachments) for event in await events(world) if event.kind.startswith("paper")]
    assert told == [("", [])]
    assert "张三" not in state
