"""第二十七条第二、三句: revoked jointly, on one of three grounds, by people; then three years."""

from datetime import date, timedelta
from typing import Any

import pytest

from db.models import Park
from domain.date_rules import derive
from domain.dates import end_of, local_date, plus_years, start_of
from domain.milestones import next_milestone
from domain.procedure.state import Notice, Proceeding
from domain.refusal import RefusalKind
from domain.zone.art27_revocation import Ground
from domain.zone.case import Renewal, RenewalStage, Stage, ZoneCase
from services.standing import standing_of
from tests.support import forms, revocations
from tests.support.calendars import CALENDAR
from tests.support.notices import with_file
from tests.support.revocations import OPENING, close, decide, open_review, revoke
from tests.support.world import World
from tests.support.zone_cases import (
    POLICY,
    documents,
    events,
    kinds,
    settle_in,
    start_creation,
    start_last_days,
    start_term,
    until_open,
    until_recorded,
)


async def zone(world: World, **facts: Any) -> ZoneCase:
    """A zone three months into its term."""
    year = await settle_in(world)
    case = await start_term(world, date(year, 3, 2), **facts)
    await until_open(world, "revocation_opening")
    return case


@pytest.mark.article("zone:27#2", "zone:27#3")
@pytest.mark.parametrize("ground", Ground)
async def test_on_each_ground_of_the_text_five_bodies_revoke_and_the_bar_runs_to_its_end(
    world: World, ground: Ground
) -> None:
    await zone(world)
    await revoke(world, ground=ground.value)
    case = await world.state()
    today = local_date(await world.clock.now())
    assert case.stage is Stage.REVOKED
    assert case.revocation is not None
    assert (case.revocation.decided_on, case.revocation.ground) == (today, ground.value)
    assert [task.kind for task in case.awaited] == ["revocation_publication"]
    bar = case.revocation.bar
    assert bar is not None
    assert bar.date == plus_years(today, 3)
    found = next_milestone(case, await world.clock.now())
    assert found == (bar, start_of(bar.date + timedelta(days=1)))
    await world.act("samr", "revocation_publication", "publish")
    await world.clock.advance_to(end_of(bar.date) - timedelta(seconds=30))
    assert (await world.state()).stage is Stage.REVOKED
    await world.clock.advance_to(end_of(bar.date) + timedelta(seconds=30))
    await until_recorded(world, "revocation.bar_ended")
    assert (await world.state()).stage is Stage.BAR_ENDED
    assert (await world.state()).tasks == []
    assert await documents(world) == ["revocation_record", "revocation_decision", "revocation_announcement"]
    assert "annual_report.overdue" not in await kinds(world)
    assert (await events(world))[-1].actor_id is None


@pytest.mark.article("zone:27#3", "zone:3#2")
async def test_a_park_renamed_under_the_bar_takes_the_bar_along(world: World) -> None:
    await zone(world)
    await revoke(world)
    before = (await world.state()).revocation
    today = local_date(await world.clock.now())
    change = {"name": "示例新园区", "approval_number": "苏政复〔2027〕3号", "effective_on": today.isoformat()}
    await with_file(world, "park-js-1", "identity_change", "report", **change)
    await world.act("samr", "identity_decision", "acknowledge")
    case = await world.state()
    assert (case.stage, case.park.name, case.identity) == (Stage.REVOKED, "示例新园区", None)
    assert case.revocation == before
    async with world.register.read() as session:
        park = await session.get_one(Park, "js-1")
        found = await standing_of(session, "js-1", "park-js-1", today, POLICY)
    assert park.name == "示例新园区"
    assert found.bars


@pytest.mark.article("zone:27#2")
async def test_a_missed_report_is_no_ground(world: World) -> None:
    await zone(world)
    refusal = await world.refused("samr", "revocation_opening", "open", **OPENING | {"ground": "missed_report"})
    assert refusal.kind is RefusalKind.MALFORMED
    assert refusal.basis == ("zone:27#2",)
    assert (await world.state()).revocation is None


@pytest.mark.article("zone:5", "zone:27#2")
async def test_who_opened_the_review_may_not_sign_for_samr_and_nobody_else_may_open_it(world: World) -> None:
    await zone(world)
    for account in ("park-js-1", "prov-js", "mara", "ops"):
        refusal = await world.refused(account, "revocation_opening", "open", **OPENING)
        assert refusal.kind is RefusalKind.WRONG_ACTOR
    await open_review(world)
    await world.act("samr-2", "revocation_review", "propose", findings="属实。")
    task = await world.task("revocation_decision")
    refusal = await world.refused_task("samr", task.id, "sign", {})
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:27#2",))
    await decide(world)
    assert (await world.state()).stage is Stage.REVOKED


@pytest.mark.article("zone:27#2")
async def test_a_review_is_closed_at_every_step_and_may_be_opened_again(world: World) -> None:
    before = await zone(world)
    await open_review(world)
    await world.act("samr", "revocation_review", "close", **forms.REASONS)
    assert (await world.state()).revocation is None
    await open_review(world)
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await world.act("mara", "revocation_signature", "sign")
    await close(world)
    case = await world.state()
    assert (case.stage, case.revocation) == (Stage.IN_TERM, None)
    assert case.awaited == []
    assert before.term is not None
    assert case.term is not None
    assert case.term.last_day == before.term.last_day
    assert (await documents(world)).count("revocation_closing") == 2
    await revoke(world)
    assert (await world.state()).stage is Stage.REVOKED


@pytest.mark.article("zone:27#2")
async def test_a_second_review_beside_an_open_one_is_refused(world: World) -> None:
    await zone(world)
    task = await world.task("revocation_opening")
    await open_review(world)
    refusal = await world.refused_task("samr", task.id, "open", OPENING)
    assert refusal.kind is RefusalKind.ALREADY_DONE
    assert refusal.basis


@pytest.mark.article("zone:27#2")
async def test_by_the_other_reading_the_park_is_heard_and_blocks_nothing(world: World) -> None:
    await zone(world, policy=POLICY.model_copy(update={"revocation_hearing": True}))
    await open_review(world)
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await until_open(world, "revocation_statement", "revocation_hearing")
    await world.act("park-js-1", "revocation_statement", "state", statement="正在补做。")
    await world.act("samr", "revocation_hearing", "conclude", **forms.OPINION)
    case = await until_open(world, "revocation_decision")
    assert case.revocation is not None
    assert case.revocation.statement == "正在补做。"
    await close(world)
    await open_review(world)
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await world.act("samr", "revocation_hearing", "conclude", **forms.OPINION)  # unheard
    assert "revocation_statement" not in {task.kind for task in (await world.state()).tasks}
    await decide(world)
    assert (await world.state()).stage is Stage.REVOKED


@pytest.mark.article("zone:27#2")
async def test_a_recognition_not_yet_published_can_be_revoked_too(world: World) -> None:
    await settle_in(world)
    today = local_date(await world.clock.now())
    await start_creation(world, Stage.ANNOUNCEMENT, recognised_on=today)
    await until_open(world, "revocation_opening", "announcement")
    await revoke(world)
    case = await world.state()
    assert (case.stage, case.term) == (Stage.REVOKED, None)
    assert [task.kind for task in case.awaited] == ["revocation_publication"]
    await world.to(today.year + 3, today.month, today.day + 1, 1)
    await until_recorded(world, "revocation.bar_ended")


@pytest.mark.article("zone:27#2", "zone:28.3#1")
async def test_a_revocation_takes_the_running_renewal_with_its_notice_down_and_the_public_is_told(
    world: World,
) -> None:
    await settle_in(world)
    await start_last_days(world, 60, renewal=await in_notice(world))
    await until_open(world, "renewal_objection", "revocation_opening")
    await revoke(world)
    case = await world.state()
    assert (case.stage, case.renewal) == (Stage.REVOKED, None)
    assert [task.kind for task in case.awaited] == ["revocation_publication"]
    assert "renewal_notice_withdrawal" in await documents(world)
    assert await revocations.notice_states(world) == ["withdrawn"]
    await world.forward(days=90)
    assert not {"renewal_signature.completed", "term.expired"} & set(await kinds(world))


async def in_notice(world: World) -> Renewal:
    now = await world.clock.now()
    last_day = derive("zone-renewal-notice", local_date(now), {"working_days": 15}, POLICY, CALENDAR).compact()
    notice = Notice(id="renewal-notice-1", published_at=now, last_day=last_day)
    return Renewal(stage=RenewalStage.PUBLIC_NOTICE, proceeding=Proceeding(notice=notice))


@pytest.mark.article("zone:27#2", "zone:28.3#2")
async def test_after_the_renewal_was_granted_and_before_the_new_term_both_terms_fall(world: World) -> None:
    await settle_in(world)
    await start_last_days(world, 60, renewal=Renewal(stage=RenewalStage.GRANTED))
    await until_open(world, "revocation_opening")
    await revoke(world)
    assert "原示范期和新示范期均告终止" in (await until_recorded(world, "revocation.decided")).text
    await world.forward(days=90)
    case = await world.state()
    assert (case.stage, case.term.number) == (Stage.REVOKED, 1)  # type: ignore[union-attr]


@pytest.mark.article("zone:27#2", "zone:28.3#2")
async def test_a_review_still_open_goes_on_in_the_renewed_term(world: World) -> None:
    await settle_in(world)
    case = await start_last_days(world, 20, renewal=Renewal(stage=RenewalStage.GRANTED))
    await until_open(world, "revocation_opening")
    await open_review(world)
    assert case.term is not None
    assert case.term.last_day.closes_at is not None
    await world.clock.advance_to(case.term.last_day.closes_at + timedelta(minutes=1))
    case = await until_open(world, "revocation_review")
    assert (case.stage, case.term.number) == (Stage.IN_TERM, 2)  # type: ignore[union-attr]
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await decide(world)
    assert (await world.state()).stage is Stage.REVOKED


@pytest.mark.article("zone:24", "zone:27#2")
@pytest.mark.parametrize("stage", [Stage.CREATION, Stage.PUBLIC_NOTICE, Stage.MATERIAL_REVIEW])
async def test_before_the_recognition_there_is_nothing_to_revoke(world: World, stage: Stage) -> None:
    await settle_in(world)
    await start_creation(world, stage)
    await until_recorded(world, "case.opened")
    refusal = await world.refused_task("samr", "zone-js-1-case-1-task-99", "open", OPENING)
    assert refusal.kind is RefusalKind.ALREADY_DONE
    assert refusal.basis == stage.basis
    assert "revocation_opening" not in {task.kind for task in (await world.state()).tasks}


class TestTheBarByOtherReadings:
    @pytest.mark.article("zone:27#3")
    async def test_from_the_publication(self, world: World) -> None:
        await zone(world, policy=POLICY.model_copy(update={"bar_from": "publication"}))
        await revoke(world)
        await world.forward(days=10)
        await world.act("samr", "revocation_publication", "publish")
        case = await world.state()
        assert case.revocation is not None
        assert case.revocation.bar is not None
        assert case.revocation.bar.date == plus_years(local_date(await world.clock.now()), 3)

    @pytest.mark.article("zone:27#3")
    async def test_from_the_delivery_and_without_publication(self, world: World) -> None:
        await zone(world, policy=POLICY.model_copy(update={"bar_from": "delivery", "revocation_publish": False}))
        await revoke(world)
        decided = local_date(await world.clock.now())
        await world.forward(days=10)
        assert [task.kind for task in (await world.state()).awaited] == ["revocation_delivery"]
        day = decided - timedelta(days=1)
        refusal = await world.refused("samr", "revocation_delivery", "deliver", delivered_on=day.isoformat())
        assert refusal.kind is RefusalKind.RULE
        day = decided + timedelta(days=4)
        await world.act("samr", "revocation_delivery", "deliver", delivered_on=day.isoformat())
        case = await world.state()
        assert case.revocation is not None
        assert case.revocation.bar is not None
        assert case.revocation.bar.date == plus_years(day, 3)
        assert case.awaited == []
