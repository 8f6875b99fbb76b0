"""第二十四条、第二十七条: the term ends while a revocation is under review. Revocation > expiry > renewal."""

from datetime import timedelta
from typing import Any

import pytest

from domain.zone.case import Renewal, RenewalStage, Stage, ZoneCase
from tests.support import forms, revocations
from tests.support.revocations import decide, open_review
from tests.support.world import World
from tests.support.zone_cases import (
    POLICY,
    documents,
    kinds,
    paper,
    settle_in,
    start_last_days,
    until_open,
    until_recorded,
)


async def last_days(world: World, **facts: Any) -> ZoneCase:
    await settle_in(world)
    case = await start_last_days(world, 20, **facts)
    await until_open(world, "revocation_opening")
    return case


async def past_the_end(world: World, case: ZoneCase) -> None:
    assert case.term is not None
    assert case.term.last_day.closes_at is not None
    await world.clock.advance_to(case.term.last_day.closes_at + timedelta(minutes=1))


def by(reading: str, **more: Any) -> dict[str, Any]:
    return {"policy": POLICY.model_copy(update={"revocation_after_expiry": reading, **more})}


@pytest.mark.article("zone:24", "zone:27#2")
@pytest.mark.parametrize("goes_on", [True, False])
async def test_by_default_somebody_says_whether_the_review_outlasts_the_term(world: World, goes_on: bool) -> None:
    case = await last_days(world)
    await open_review(world)
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await world.act("mara", "revocation_signature", "sign")
    await past_the_end(world, case)
    case = await until_open(world, "revocation_after_expiry")
    assert case.stage is Stage.EXPIRED_PENDING_REVOCATION
    assert [task.kind for task in case.awaited] == ["revocation_after_expiry"]
    if goes_on:
        await world.act("samr", "revocation_after_expiry", "continue", **forms.OPINION)
        await world.act("samr-2", "revocation_decision", "sign")
        for each in ("mofcom", "mct", "cnipa"):  # mara has signed before the end
            await world.act(each, "revocation_signature", "sign")
        case = await world.state()
        assert case.stage is Stage.REVOKED
        assert case.revocation is not None
        assert case.revocation.bar is not None
    else:
        await world.act("samr", "revocation_after_expiry", "close", **forms.REASONS)
        await until_recorded(world, "term.expired")
        assert (await world.state()).stage is Stage.EXPIRED


@pytest.mark.article("zone:24", "zone:27#2")
async def test_by_the_second_reading_the_review_ends_with_the_term(world: World) -> None:
    case = await last_days(world, **by("lapses"))
    await open_review(world)
    await past_the_end(world, case)
    await until_recorded(world, "term.expired")
    assert (await kinds(world))[-2:] == ["revocation.lapsed", "term.expired"]
    case = await world.state()
    assert (case.stage, case.revocation, case.tasks) == (Stage.EXPIRED, None, [])


@pytest.mark.article("zone:24", "zone:27#2", "zone:27#3")
async def test_by_the_third_reading_it_goes_on_and_bars(world: World) -> None:
    case = await last_days(world, **by("continues"))
    await open_review(world)
    await past_the_end(world, case)
    await until_recorded(world, "term.expired_pending_revocation")
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await decide(world)
    case = await world.state()
    assert case.stage is Stage.REVOKED
    assert case.revocation is not None
    assert case.revocation.bar is not None


EVALUATING = {"renewal": Renewal(stage=RenewalStage.EVALUATION)}


@pytest.mark.article("zone:24", "zone:27#2", "zone:28.3#2")
async def test_of_revocation_and_renewal_both_open_the_renewal_waits_on_when_the_review_is_closed(
    world: World,
) -> None:
    case = await last_days(world, **EVALUATING)
    await open_review(world)
    await past_the_end(world, case)
    case = await until_open(world, "revocation_after_expiry", "comprehensive_evaluation")
    assert case.stage is Stage.EXPIRED_PENDING_REVOCATION
    await world.act("samr", "revocation_after_expiry", "close", **forms.REASONS)
    await until_recorded(world, "term.expired_pending_renewal")
    assert (await world.state()).stage is Stage.EXPIRED_PENDING_RENEWAL
    assert [each["data"]["pending"] for each in await paper(world, "expiry_status")] == ["撤销审查", "复审"]
    await world.act("samr", "comprehensive_evaluation", "evaluate", findings="较差。", conclusion="not_passed")
    await until_recorded(world, "term.expired")


@pytest.mark.article("zone:27#2", "zone:28.3#2")
async def test_a_renewal_pending_after_the_end_falls_with_a_revocation_opened_then(world: World) -> None:
    case = await last_days(world, **EVALUATING)
    await past_the_end(world, case)
    await until_recorded(world, "term.expired_pending_renewal")
    await open_review(world)
    assert (await world.state()).stage is Stage.EXPIRED_PENDING_REVOCATION
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    await decide(world)
    case = await world.state()
    assert (case.stage, case.renewal) == (Stage.REVOKED, None)
    assert "revocation_after_expiry" not in {task.kind for task in case.tasks}


@pytest.mark.article("zone:24", "zone:28.3#2")
async def test_by_the_other_reading_an_open_renewal_ends_with_the_term(world: World) -> None:
    case = await last_days(world, policy=POLICY.model_copy(update={"expiry_pending": "lapse"}), **EVALUATING)
    await past_the_end(world, case)
    await until_recorded(world, "term.expired")
    assert (await kinds(world))[-2:] == ["renewal.lapsed", "term.expired"]


class TestAWrongDecision:
    @pytest.mark.article("zone:23")
    async def test_of_recognition_is_withdrawn_jointly_and_bars_nobody(self, world: World) -> None:
        await last_days(world)
        await world.act("samr", "correction_opening", "open", **forms.REASONS)
        refusal = await world.refused_task("samr", (await world.task("correction_decision")).id, "sign", {})
        assert refusal.basis == ("zone:23", "zone:27#2")
        await revocations.sign(world, "correction")
        await until_recorded(world, "recognition.withdrawn")
        case = await world.state()
        assert (case.stage, case.tasks) == (Stage.ANNULLED, [])
        assert "decision_withdrawal" in await documents(world)

    @pytest.mark.article("zone:27#2", "zone:27#3")
    async def test_of_revocation_is_withdrawn_and_the_old_term_runs_on_to_its_last_day(self, world: World) -> None:
        before = await last_days(world)
        await until_open(world, "renewal_application")
        await revocations.revoke(world)
        await world.act("samr", "correction_opening", "open", **forms.REASONS)
        await revocations.sign(world, "correction")
        case = await until_open(world, "renewal_application", "material_event", "revocation_opening")
        assert (case.stage, case.revocation) == (Stage.IN_TERM, None)
        assert case.term is not None
        assert before.term is not None
        assert case.term.last_day == before.term.last_day
        await past_the_end(world, case)
        await until_recorded(world, "term.expired")

    @pytest.mark.article("zone:24", "zone:27#2")
    async def test_of_revocation_withdrawn_after_the_old_term_leaves_it_expired_and_unbarred(
        self, world: World
    ) -> None:
        case = await last_days(world)
        await revocations.revoke(world)
        await past_the_end(world, case)
        assert (await world.state()).stage is Stage.REVOKED
        await world.act("samr", "correction_opening", "open", **forms.REASONS)
        await revocations.sign(world, "correction")
        await until_recorded(world, "term.expired")
        case = await world.state()
        assert (case.stage, case.revocation) == (Stage.EXPIRED, None)

    @pytest.mark.article("zone:28.3#2")
    async def test_of_revocation_withdrawn_brings_a_granted_renewal_back(self, world: World) -> None:
        case = await last_days(world, renewal=Renewal(stage=RenewalStage.GRANTED))
        await revocations.revoke(world)
        await world.act("samr", "correction_opening", "open", **forms.REASONS)
        await revocations.sign(world, "correction")
        await until_recorded(world, "revocation.withdrawn")
        await past_the_end(world, case)
        case = await until_open(world, "revocation_opening")
        for _ in range(3):
            case = await world.state()
        assert (case.stage, case.term.number) == (Stage.IN_TERM, 2)  # type: ignore[union-attr]

    @pytest.mark.article("zone:23", "zone:24")
    async def test_is_not_withdrawn_any_more_once_the_term_has_ended(self, world: World) -> None:
        case = await last_days(world)
        await world.act("samr", "correction_opening", "open", **forms.REASONS)
        await world.act("mara", "correction_signature", "sign")
        await past_the_end(world, case)
        await until_recorded(world, "correction.lapsed")
        case = await world.state()
        assert (case.stage, case.correction, case.tasks) == (Stage.EXPIRED, None, [])

    @pytest.mark.article("zone:27#2")
    async def test_is_no_more_withdrawn_once_that_is_dropped(self, world: World) -> None:
        await last_days(world)
        await revocations.revoke(world)
        await world.act("samr", "correction_opening", "open", **forms.REASONS)
        await world.act("mara", "correction_signature", "sign")
        await world.act("samr", "correction_closing", "close", **forms.REASONS)
        case = await world.state()
        assert (case.stage, case.correction) == (Stage.REVOKED, None)
        assert [task.kind for task in case.awaited] == ["revocation_publication"]


class TestARenunciation:
    @pytest.mark.article("zone:3#2")
    async def test_is_asked_for_and_decided_and_bars_nobody(self, world: World) -> None:
        await last_days(world, **EVALUATING)
        await world.act("park-js-1", "renunciation", "ask", **forms.REASONS)
        await world.act("samr", "renunciation_decision", "accept", **forms.OPINION)
        case = await world.state()
        assert (case.stage, case.tasks, case.renewal, case.revocation) == (Stage.RENOUNCED, [], None, None)
        assert (await documents(world))[-2:] == ["renunciation_application", "renunciation_decision"]

    @pytest.mark.article("zone:3#2")
    async def test_declined_leaves_everything_as_it_was(self, world: World) -> None:
        await last_days(world)
        await world.act("park-js-1", "renunciation", "ask", **forms.REASONS)
        await world.act("samr", "renunciation_decision", "decline", **forms.REASONS)
        case = await until_open(world, "renunciation")
        assert (case.stage, case.renunciation) == (Stage.IN_TERM, None)

    @pytest.mark.article("zone:3#2", "zone:27#2")
    async def test_is_no_way_around_a_revocation(self, world: World) -> None:
        await last_days(world)
        await open_review(world)
        await world.act("park-js-1", "renunciation", "ask", **forms.REASONS)
        refusal = await world.refused("samr", "renunciation_decision", "accept", **forms.OPINION)
        assert refusal.basis == ("zone:27#2",)
