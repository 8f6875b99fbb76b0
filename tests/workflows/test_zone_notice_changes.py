"""A notice that is corrected, withdrawn, renamed or renewed (第二十二条、第二十八条)."""

from typing import Any

import pytest
from sqlalchemy import select

from db.models import PublicNotice
from domain.citation import Citation
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.procedure.state import Notice, ObjectionStatus, Proceeding
from domain.zone.case import Renewal, RenewalStage, Stage
from tests.support import forms
from tests.support.became import became
from tests.support.notices import close, notice_of, object_to, statuses, with_file
from tests.support.world import World
from tests.support.zone_cases import documents, start_creation, start_last_days, until_open


async def publish(world: World, **facts: Any) -> Notice:
    await start_creation(world, Stage.PUBLIC_NOTICE, **facts)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    return notice_of(await world.state())


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize("policy", ["restart_entry", "restart_all", "continue"])
async def test_a_corrected_notice_starts_anew_or_by_policy_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    monkeypatch.setattr("tests.support.zone_cases.POLICY", ZonePolicy.model_validate({"notice_correction": policy}))
    before = await publish(world)
    await object_to(world, "GS-1", "a.pdf")
    await world.forward(days=2)
    await world.act("samr", "notice_correction", "correct", wrong="甲园区", corrected="乙园区")
    case = await world.state()
    after = notice_of(case)
    assert statuses(case) == [ObjectionStatus.ACCEPTED]
    assert "notice_amendment" in await documents(world)
    async with world.register.read() as session:
        rows = {row.id: row.state for row in await session.scalars(select(PublicNotice))}
    if policy == "continue":
        assert (after.id, after.last_day) == (before.id, before.last_day)
        assert rows == {before.id: "running"}
    else:
        assert after.last_day.anchor == local_date(await world.clock.now())
        assert after.last_day.date > before.last_day.date
        assert rows == {before.id: "superseded", after.id: "running"}
    assert "更正" in after.remark
    assert await became(world.register) == [("public_notice", "corrected", "notice_amendment")]


@pytest.mark.article("zone:22#1")
async def test_a_withdrawn_notice_is_published_anew_and_keeps_the_objections(world: World) -> None:
    before = await publish(world)
    await object_to(world, "GS-1", "a.pdf")
    await world.act("samr", "notice_correction", "withdraw", reasons="名单有误。")
    case = await until_open(world, "public_notice")
    assert (case.stage, case.proceeding.notice) == (Stage.PUBLIC_NOTICE, None)
    assert "objection" not in {task.kind for task in case.tasks}
    await world.forward(days=1)
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    case = await world.state()
    assert notice_of(case).id != before.id
    assert statuses(case) == [ObjectionStatus.ACCEPTED]
    assert await became(world.register) == [("public_notice", "withdrawn", "notice_withdrawal")]


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("C20")
@pytest.mark.parametrize(
    ("choice", "stage"), [("correct_notice", Stage.PUBLIC_NOTICE), ("recognise_with_note", Stage.RECOGNITION)]
)
async def test_a_park_renamed_before_its_recognition_waits_for_the_choice_of_samr(
    world: World, choice: str, stage: Stage
) -> None:
    notice = await publish(world)
    await close(world, notice)
    await until_open(world, "recognition_decision")
    today = local_date(await world.clock.now()).isoformat()
    change = {"name": "示例新园区", "approval_number": "苏政复〔2027〕3号", "effective_on": today}
    await with_file(world, "park-js-1", "identity_change", "report", **change)
    case = await world.state()
    assert case.park.name == "示例新园区"
    assert [each.name for each in case.former] == ["示例一号园区"]
    assert "recognition_decision" not in {task.kind for task in case.tasks}
    await world.act("samr", "identity_decision", choice)
    case = await until_open(world, *(["objection"] if stage is Stage.PUBLIC_NOTICE else ["recognition_decision"]))
    assert (case.stage, case.identity) == (stage, None)
    if stage is Stage.PUBLIC_NOTICE:
        assert notice_of(case).last_day.anchor == local_date(await world.clock.now())
        await close(world, notice_of(case))
        assert (await world.state()).stage is Stage.RECOGNITION


@pytest.mark.article("zone:28.3#1")
@pytest.mark.parametrize("policy", ["as_article_22", "none"])
async def test_the_notice_of_a_renewal_takes_objections_or_by_policy_none(
    world: World, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    monkeypatch.setattr("tests.support.zone_cases.POLICY", ZonePolicy.model_validate({"renewal_objections": policy}))
    renewal = Renewal(stage=RenewalStage.PUBLIC_NOTICE, proceeding=Proceeding())
    await start_last_days(world, 100, renewal=renewal)
    await until_open(world, "renewal_notice")
    await world.act("samr", "renewal_notice", "publish", **forms.PUBLICATION)
    case = await world.state()
    assert ("renewal_objection" in {task.kind for task in case.tasks}) is (policy == "as_article_22")
    assert case.renewal is not None
    notice = case.renewal.proceeding.notice
    assert notice is not None
    assert notice.last_day.basis == (Citation("zone:28.3#1"),)
    if policy == "as_article_22":
        await object_to(world, "GS-1", kind="renewal_objection")
        held = (await world.state()).renewal
        assert held is not None
        assert held.proceeding.notice is not None
        assert held.proceeding.notice.supplement_until is not None
        assert held.proceeding.notice.supplement_until.basis == (Citation("zone:28.3#1"),)
    else:
        data = {"receipt_number": "收-1", "stamped_on": local_date(notice.published_at).isoformat()}
        refusal = await world.refused("samr", "paper_objection", "register", **data, has_evidence=True)
        assert "不设异议渠道" in refusal.text
        assert refusal.basis == (Citation("zone:28.3#1"),)
    await close(world, notice)
    await world.forward(days=30)
    case = await world.state()
    assert case.renewal is not None
    assert case.renewal.stage is RenewalStage.DECISION
