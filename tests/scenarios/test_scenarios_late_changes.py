"""Group C: what reaches a notice late, a new name or a paper objection, on running workflows."""

import pytest

from domain.dates import local_date
from domain.procedure.state import ObjectionStatus
from domain.zone.case import Stage
from tests.scenarios.playing import OPS, PARK, SAMR, go, kinds_of, notice_of, publish, send_with_file, told
from tests.support import stories
from tests.support.scenarios import begins, computation, days_in, expected, given, steps, timed
from tests.support.world import World
from tests.support.zone_cases import documents, until_open

RENAMED = {"name": "示例新园区", "approval_number": "苏政复〔2025〕3号"}


@pytest.mark.article("zone:22#1", "zone:3#2")
@pytest.mark.scenario("C20")
@pytest.mark.parametrize("choice", ["correct_notice", "recognise_with_note"])
@begins(steps("A09")[0].moment)
async def test_a_park_renamed_during_its_notice_is_not_recognised_before_samr_has_chosen(
    world: World, choice: str
) -> None:
    wanted, [step] = expected("C20"), timed("C20")
    published, renamed = given("C20")
    before = await publish(world, steps("A09")[0].moment)
    assert (local_date(before.published_at), step.day) == (published, renamed)
    await go(world, step.moment)
    change = {**RENAMED, "effective_on": renamed.isoformat()}
    await send_with_file(world, "park-js-1", "identity_change", "report", **change)
    case = await until_open(world, "identity_decision")
    assert wanted["title_history"] == "kept"
    assert (case.park.name, [each.name for each in case.former]) == (RENAMED["name"], ["示例一号园区"])
    assert wanted["recognition"].startswith("held until 总局 chooses")
    if choice == "correct_notice":
        await world.act("samr", "identity_decision", choice)
        case = await until_open(world, "objection")
        [last] = days_in(wanted["default"])
        assert (notice_of(case).last_day.anchor, notice_of(case).last_day.date) == (renamed, last)
        assert computation("C20")[-1] == last
        assert {"identity_change", "notice_amendment"} <= set(await documents(world))
    else:
        assert before.last_day.closes_at is not None
        await go(world, before.last_day.closes_at, hours=1)
        case = await world.state()
        assert (case.stage, "recognition_decision" in kinds_of(case)) == (Stage.PUBLIC_NOTICE, False)
        await world.act("samr", "identity_decision", choice)
        case = await until_open(world, "recognition_decision")
    assert case.identity is None


@pytest.mark.article("zone:22#2")
@pytest.mark.scenario("C22")
@pytest.mark.parametrize("recognised", [False, True], ids=["not yet recognised", "recognition published"])
@begins(steps("A01")[0].moment)
async def test_a_paper_objection_counts_by_its_stamp_however_late_it_is_keyed_in(
    world: World, recognised: bool
) -> None:
    wanted, [step] = expected("C22"), timed("C22")
    last, stamped, keyed_in = given("C22")
    notice = await publish(world, steps("A01")[0].moment)
    assert notice.last_day.date == last
    if recognised:
        [published_on] = days_in("if_recognition_already_published_on_2025-11-12".rpartition("_")[2])
        await world.to(published_on.year, published_on.month, published_on.day, 10)
        await until_open(world, "recognition_decision")
        await stories.recognise(world)
    await go(world, step.moment)
    await until_open(world, "paper_objection")
    paper = {"receipt_number": "收-1", "stamped_on": stamped.isoformat(), "has_evidence": True}
    await send_with_file(world, "samr", "paper_objection", "register", **paper)
    if recognised:
        case = await until_open(world, "late_finding")
        assert wanted["if_recognition_already_published_on_2025-11-12"].startswith("recognition stays; flagged to ops")
        assert case.stage is Stage.IN_TERM
        assert {who for who, _ in await told(world, "late_finding")} == {OPS, SAMR}
    else:
        case = await until_open(world, "objection_reexamination")
        assert wanted["objection"] == "timely"
        assert case.stage is Stage.PUBLIC_NOTICE
        [moment] = {at for who, at in await told(world, "objection_received_park") if who == PARK}
        assert moment.date() == keyed_in
    [known] = notice_of(case).objections
    assert wanted["audit"] == "both dates stored"
    assert known.status is ObjectionStatus.ACCEPTED
    assert (known.stamped_on, local_date(known.received_at)) == (stamped, keyed_in)
